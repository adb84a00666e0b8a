#include "searcher/passage.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "tests/support/random_choice.hpp"

namespace dateline {
namespace {

/// The passage around the first `core` in the text, "…" where it is cut.
std::string passage(std::string_view text, std::string_view core, std::size_t max_bytes) {
  const std::size_t begin = text.find(core);
  const Passage found = passage_around(text, {begin, begin + core.size()}, max_bytes);
  return (found.cut_before ? "…" : "") +
         std::string(text.substr(found.range.begin, found.range.end - found.range.begin)) +
         (found.cut_after ? "…" : "");
}

TEST(Passage, IsWholeSentencesWhereTheyFit) {
  constexpr std::string_view kText = "One is first. Two comes next. Three follows. Four ends it.";
  EXPECT_EQ(passage(kText, "Two", 20), "Two comes next.");
  EXPECT_EQ(passage(kText, "Two", 34), "Two comes next. Three follows.");
  EXPECT_EQ(passage(kText, "Four", 34), "Three follows. Four ends it.");
  EXPECT_EQ(passage(kText, "next. Three", 34), "Two comes next. Three follows.");
  EXPECT_EQ(passage(kText, "Two", 1000), kText);
}

TEST(Passage, IsClausesOfALongSentence) {
  constexpr std::string_view kText =
      "The harbour master, who had served for thirty years, told the inquiry that the ferry, "
      "which was overdue, had never been inspected, and he left.";
  EXPECT_EQ(passage(kText, "inquiry", 60), "…told the inquiry that the ferry, which was overdue,…");
  EXPECT_EQ(passage(kText, "harbour", 60), "The harbour master, who had served for thirty years,…");
}

TEST(Passage, IsWholeWordsWhereThereAreNoClauses) {
  const std::string text = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk";
  EXPECT_EQ(passage(text, "ffff", 20), "…eeee ffff gggg hhhh…");
}

TEST(Passage, CutsTextWithoutBlanksBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "海";
  text += "東京";
  for (int i = 0; i < 100; ++i) text += "山";
  const std::string shown = passage(text, "東京", 60);
  EXPECT_TRUE(is_valid_utf8(shown));
  EXPECT_TRUE(shown.starts_with("…海海")) << shown;
  EXPECT_TRUE(shown.ends_with("山山…")) << shown;
  EXPECT_LE(shown.size(), 60U + 2 * std::string_view("…").size());
}

// Whatever the text: a passage holds its core, is no longer than asked but for the core or a word,
// and lies on borders of code points.
TEST(Passage, InvariantsHoldOnGeneratedTexts) {
  constexpr std::array<std::string_view, 12> kPieces{"word ",   "Word. ",  "東京", "。",
                                                     "e\u0301", ", ",      "x",    "Mr. ",
                                                     "\n",      "“Yes.” ", "– ",   "longer "};
  test::RandomChoice random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = random.between(1, 80); i > 0; --i) text += random.of(kPieces);
    std::size_t begin = random.below(text.size());
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    const std::size_t end = begin + decode_utf8(text, begin).size;
    const std::size_t limit = 10 + random.below(100);
    const ByteRange found = passage_around(text, {begin, end}, limit).range;
    EXPECT_LE(found.begin, begin) << text;
    EXPECT_GE(found.end, end) << text;
    EXPECT_LE(found.end, text.size());
    EXPECT_LE(found.end - found.begin, limit + 8) << text;
    EXPECT_TRUE(is_valid_utf8(std::string_view(text).substr(found.begin, found.end - found.begin)));
  }
}

}  // namespace
}  // namespace dateline
