#include "indexer/page_extraction.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/tokenizer.hpp"

namespace dateline {
namespace {

using ::testing::HasSubstr;

constexpr const char* kStory =
    "<!doctype html><title>Ferry stops</title><body><article><h1>Ferry stops</h1>"
    "<p>The ferry between the two towns stopped on Monday, the company said, because a bridge "
    "has opened.</p><p>It had carried cars for sixty years, and many people came to watch its "
    "last crossing of the river.</p></article>";

TEST(PageExtraction, FillsInWhatOnlyTheFileKnows) {
  const auto article = extract_page({.path = "/pages/ferry.html", .bytes = kStory});
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_EQ(article->source.path, "/pages/ferry.html");
  EXPECT_EQ(article->title, "Ferry stops");
  EXPECT_THAT(article->body, HasSubstr("last crossing"));
  EXPECT_EQ(article->words, count_words(article->body));
  EXPECT_GT(article->words, 0U);
}

TEST(PageExtraction, IdIsOfTheContentWhereverItLies) {
  const auto first = extract_page({.path = "/a.html", .bytes = kStory});
  const auto moved = extract_page({.path = "/b.html", .bytes = kStory});
  const auto other = extract_page({.path = "/a.html", .bytes = kStory + std::string("<p>More.")});
  ASSERT_TRUE(first && moved && other);
  EXPECT_EQ(first->id, moved->id);
  EXPECT_NE(first->id, other->id);
  EXPECT_EQ(first->id.size(), 26U);
  EXPECT_EQ(first->id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos);
}

TEST(PageExtraction, IdOfAnArticleIsOfItsAddress) {
  const auto id_of = [](const std::string& url, const std::string& added) {
    const auto article = extract_page({.path = "/a.html", .bytes = kStory + added, .url = url});
    return article ? article->id : std::string();
  };
  const std::string id = id_of("https://www.news.example/ferry", "");
  EXPECT_EQ(id_of("http://news.example/ferry/", "<p>Updated."), id);
  EXPECT_NE(id_of("https://www.news.example/bridge", ""), id);
  // A template that names the front page on every page must not make them one.
  EXPECT_NE(id_of("https://news.example/", ""), id_of("https://news.example/", "<p>More."));
}

TEST(PageExtraction, ReadsTheTextByTheContainersCharset) {
  std::string page = kStory;
  page.replace(page.find("Monday"), 6, "\xCC\xEE\xF1\xEA\xE2\xE0");
  const auto article = extract_page({.path = "/a.html", .bytes = page, .charset = "windows-1251"});
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_THAT(article->body, HasSubstr("\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0"));
}

TEST(PageExtraction, SaysWhyThereIsNoArticle) {
  struct Case {
    const char* path;
    std::string bytes;
    ErrorCode code;
    const char* message;
  };
  const Case cases[] = {
      {"a.html", "", ErrorCode::Input, "empty file"},
      {"a.html", "<body><script>x</script>", ErrorCode::Input, "no readable text"},
      {"a.html", std::string(100, '\0'), ErrorCode::Input, "no text"},
      {"a.css", "p { margin: 0 }", ErrorCode::NotAPage, "not a page"},
      {"a.html", "\x89PNG\r\n\x1A\n", ErrorCode::NotAPage, "not a page: a PNG image"},
  };
  for (const Case& c : cases) {
    const auto article = extract_page({.path = c.path, .bytes = c.bytes});
    ASSERT_FALSE(article) << c.message;
    EXPECT_EQ(article.error().code, c.code) << c.message;
    EXPECT_THAT(article.error().message, HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace dateline
