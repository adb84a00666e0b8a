#include "indexer/shingle_hashes.hpp"

#include <algorithm>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/schema.hpp"
#include "indexer/document_builder.hpp"

namespace dateline {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// "name0 name1 ..."
std::string words(const std::string& name, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += name + std::to_string(i) + ' ';
  return text;
}

std::vector<ShingleHash> hashes(const std::string& body, ArticleKind kind = ArticleKind::Article) {
  return shingle_hashes({.body = body, .kind = kind});
}

std::size_t shared(const std::string& a, const std::string& b) {
  const auto first = hashes(a);
  const auto second = hashes(b);
  std::vector<ShingleHash> both;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                        std::back_inserter(both));
  return both.size();
}

std::string characters(char32_t first, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const auto c = static_cast<char32_t>(first + static_cast<char32_t>(i));
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
  return text;
}

TEST(ShingleHashes, AreAsManyAsTheTextHasShinglesUpToALimit) {
  struct Case {
    const char* name;
    std::string body;
    std::size_t count;
  };
  std::string again;
  for (int i = 0; i < 100; ++i) again += "again ";
  const Case cases[] = {
      {"empty", "", 0},
      {"too short to be known again", words("a", 19), 0},
      {"short: one of the whole", words("a", 20), 1},
      {"still short", words("a", 29), 1},
      {"long enough", words("a", 30), 27},
      {"limit", words("a", 400), kMaxShingleHashes},
      {"one sentence again and again", words("a", 30) + words("a", 30), 30},
      {"one word again and again", again, 1},
      {"two characters are a word", characters(0x4E00, 39), 1},
      {"long enough in Chinese", characters(0x4E00, 60), kMaxShingleHashes},
  };
  for (const Case& c : cases) EXPECT_THAT(hashes(c.body), SizeIs(c.count)) << c.name;
}

TEST(ShingleHashes, AreDifferentAndAscending) {
  const auto found = hashes(words("a", 200) + words("a", 200));
  EXPECT_EQ(std::adjacent_find(found.begin(), found.end(), std::greater_equal<>()), found.end());
}

TEST(ShingleHashes, AreTheSmallestOfAll) {
  // A half holds each of the whole's smallest that lie in it.
  const std::string first = words("a", 200);
  const std::string second = words("b", 200);
  const auto whole = hashes(first + second);
  std::size_t found = 0;
  for (const std::string& half : {first, second}) {
    for (const ShingleHash hash : hashes(half))
      if (hash <= whole.back()) ++found;
  }
  EXPECT_THAT(found, testing::Ge(whole.size() - 3));
}

TEST(ShingleHashes, LookThroughFormButNotThroughOrder) {
  const std::string text = words("vote", 40);
  std::string upper = text;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(hashes(upper), hashes(text));
  std::string apart = text;
  for (std::size_t i = 50; i < apart.size(); ++i)
    if (apart[i] == ' ' && i % 3 == 0) apart.replace(i, 1, ".\n\n");
  EXPECT_EQ(hashes(apart), hashes(text));
  EXPECT_EQ(shared(words("a", 40), words("b", 40)), 0U);
}

TEST(ShingleHashes, OfAWordMoreAreNearlyTheSame) {
  EXPECT_GE(shared("word " + words("a", 100), words("a", 100)), kMaxShingleHashes - 1);
}

TEST(ShingleHashes, OfAShortTextTellTheWholeText) {
  const auto found = hashes(words("a", 25));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_NE(found.front() & kExactTextBit, 0U);
  EXPECT_EQ(hashes(words("a", 25)), found);
  EXPECT_NE(hashes(words("a", 24)), found);
}

TEST(ShingleHashes, LeaveOutPagesButNotStubs) {
  EXPECT_THAT(hashes(words("a", 100), ArticleKind::Page), IsEmpty());
  EXPECT_EQ(hashes(words("a", 100), ArticleKind::Stub), hashes(words("a", 100)));
}

// Databases hold the values: a change here makes copies of old and new articles strangers.
TEST(ShingleHashes, StayTheSame) {
  EXPECT_EQ(shingle_term(hashes(words("a", 100)).front()), "XK02lotbd409");
  EXPECT_EQ(shingle_term(hashes(words("a", 25)).front()), "XKxrm6r3csesikn");
}

TEST(ShingleHashes, BecomeTermsThatSortAsTheyDo) {
  const ShingleHash values[] = {
      0,
      1,
      31,
      32,
      (ShingleHash{1} << 50) - 1,
      kExactTextBit,
      kExactTextBit | 1,
      kExactTextBit | ((ShingleHash{1} << 60) - 1),
  };
  std::vector<std::string> terms;
  for (const ShingleHash value : values) {
    terms.push_back(shingle_term(value));
    EXPECT_EQ(parse_shingle_term(terms.back()), value);
  }
  EXPECT_TRUE(std::is_sorted(terms.begin(), terms.end()));
  EXPECT_EQ(terms.front(), "XK0000000000");
  EXPECT_EQ(terms.back(), "XKxvvvvvvvvvvvv");
}

TEST(ShingleHashes, AreNotReadFromOtherTerms) {
  for (const char* term : {"", "XK", "XK000000000", "XK00000000000", "XKx0000000000",
                           "XK000000000w", "XL0000000000", "XKX000000000"})
    EXPECT_EQ(parse_shingle_term(term), std::nullopt) << term;
}

TEST(ShingleHashes, StandInTheDocumentWithoutFrequency) {
  const Article article{.id = "a", .body = words("a", 100)};
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(article);
  std::vector<ShingleHash> found;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    const auto hash = parse_shingle_term(*term);
    if (!hash) continue;
    EXPECT_EQ(term.get_wdf(), 0U);
    found.push_back(*hash);
  }
  EXPECT_EQ(found, shingle_hashes(article));
}

}  // namespace
}  // namespace dateline
