#include "indexer/plain_text_article.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kSaved = 1'700'000'000;  // 14 November 2023

Article extract(std::string_view text) {
  auto article =
      extract_plain_text_article(text, {.path = "page.txt", .url = {}, .modified = kSaved});
  EXPECT_TRUE(article.has_value());
  return article.value_or(Article{});
}

TEST(PlainTextArticle, LeavesOutTheFrameOfACopiedPage) {
  const Article article = extract(
      "top of page\n"
      "  • The Lantern\n"
      "\n"
      "Harbour Bridge Reopens After Storm Repairs\n"
      "\n"
      "\n"
      "The harbour bridge opened to traffic again on Tuesday (14 March) after a week of repairs to "
      "its southern pier.\n"
      "\n"
      "Engineers replaced two bearings that the storm had torn loose, and tested the deck under "
      "full load overnight.\n"
      "\n"
      "The city expects the remaining work to take until the summer.\n"
      "\n"
      "\n"
      "Read More at https://news.example.org/harbour-bridge-reopens\n"
      "\n"
      "12 views0 comments\n"
      "bottom of page");
  EXPECT_EQ(article.title, "Harbour Bridge Reopens After Storm Repairs");
  EXPECT_EQ(article.site, "The Lantern");
  EXPECT_EQ(article.source_url, "https://news.example.org/harbour-bridge-reopens");
  EXPECT_EQ(article.body,
            "The harbour bridge opened to traffic again on Tuesday (14 March) after a week of "
            "repairs to its southern pier.\n\n"
            "Engineers replaced two bearings that the storm had torn loose, and tested the deck "
            "under full load overnight.\n\n"
            "The city expects the remaining work to take until the summer.");
  EXPECT_EQ(article.language, "en");
  EXPECT_FALSE(article.published.has_value()) << "a day without a year is no date";
  EXPECT_EQ(article.kind, ArticleKind::Article);
}

TEST(PlainTextArticle, AMenuIsNoHeadline) {
  const Article article = extract(
      "Home\nNews\nLog In\n\nThe weir is to be rebuilt\nAda Stone\n3 April 2023\n\n"
      "The council of Mereval decided on Monday that the old weir below the mill is to be "
      "rebuilt.\n");
  EXPECT_EQ(article.title, "The weir is to be rebuilt");
  EXPECT_THAT(article.authors, ElementsAre("Ada Stone"));
}

TEST(PlainTextArticle, OtherHeadlinesInTheFrameAreNoText) {
  const auto article = extract_plain_text_article(
      "The weir is to be rebuilt\n\n"
      "The council of Mereval decided on Monday that the old weir below the mill is to be "
      "rebuilt.\n\n"
      "Work begins in the spring, the mayor said, and the river will be closed to boats until "
      "autumn.\n\n"
      "Read More at https://river.example/weir\n\n"
      "14 views0 comments\nRecent Posts\nSee All\nTen songs nobody sings any more\nbottom of "
      "page\n",
      {.path = "weir.txt"});
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_TRUE(article->body.ends_with("closed to boats until autumn.")) << article->body;
  EXPECT_EQ(article->source_url, "https://river.example/weir");
}

TEST(PlainTextArticle, ReadsBylineAndDate) {
  const Article article = extract(
      "Orchards Bloom Early\nBy Ada Stone\n3 April 2023\n\n"
      "Growers along the river say that the trees are two weeks ahead of their usual time.\n\n"
      "A late frost could still undo all of that, the growers' union warned.\n");
  EXPECT_EQ(article.title, "Orchards Bloom Early");
  EXPECT_THAT(article.authors, ElementsAre("Ada Stone"));
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(format_day(article.published->time), "2023-04-03");
  EXPECT_TRUE(article.body.starts_with("Growers along"));
}

TEST(PlainTextArticle, ReadsHeaderLines) {
  const Article article = extract(
      "Title: Ferry Strike Ends\nAuthor: Ada Stone and Ben Rook\nDate: 2023-02-01\nURL: "
      "https://example.org/ferry\n\n"
      "Ferry crews went back to work on Wednesday after both sides agreed on a new contract.\n");
  EXPECT_EQ(article.title, "Ferry Strike Ends");
  EXPECT_THAT(article.authors, ElementsAre("Ada Stone", "Ben Rook"));
  EXPECT_EQ(article.url, "https://example.org/ferry");
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(format_day(article.published->time), "2023-02-01");
}

TEST(PlainTextArticle, JoinsHardWrappedLines) {
  const Article article = extract(
      "Wrapped\n\nThis paragraph was wrapped by an editor at a\nfixed width, so that its lines end "
      "in the middle\nof sentences, as mail does.\n\n"
      "A second paragraph follows the first one after a\nblank line, and it is wrapped as well.\n");
  EXPECT_EQ(
      article.body,
      "This paragraph was wrapped by an editor at a fixed width, so that its lines end in the "
      "middle of sentences, as mail does.\n\n"
      "A second paragraph follows the first one after a blank line, and it is wrapped as well.");
}

TEST(PlainTextArticle, DistrustsTheFuture) {
  const Article article = extract(
      "Tomorrow\nPublished 3 April 2031\n\nThis text says that it was written long after the file "
      "was saved to disk.\n");
  EXPECT_FALSE(article.published.has_value());
}

TEST(PlainTextArticle, RefusesFilesWithoutText) {
  for (const char* text : {"", "\n\n \n", "* * *\n---", "top of page\nbottom of page"}) {
    const auto article = extract_plain_text_article(text, {.path = "empty.txt"});
    ASSERT_FALSE(article.has_value()) << text;
    EXPECT_EQ(article.error().code, ErrorCode::Input);
    EXPECT_EQ(article.error().message, "no readable text");
  }
}

TEST(PlainTextArticle, EndsAtItsLimits) {
  std::string lines;
  while (lines.size() < 3'000'000) lines += "A line.\n\n";
  const Article short_lines = extract(lines);
  EXPECT_LT(short_lines.body.size(), lines.size() / 3);
  EXPECT_GT(short_lines.body.size(), 100'000U);

  std::string line;
  while (line.size() < (std::size_t{5} << 20)) line += "A man walked home, and it rained. \u00E9";
  const Article one_line = extract(line);
  EXPECT_LE(one_line.body.size(), std::size_t{4} << 20);
  EXPECT_GT(one_line.body.size(), std::size_t{3} << 20);
}

}  // namespace
}  // namespace dateline
