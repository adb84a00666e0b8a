#include "indexer/article_id.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

Article at(const std::string& url, ArticleKind kind = ArticleKind::Article) {
  Article article;
  article.url = url;
  article.kind = kind;
  return article;
}

Article capture(const std::string& path, std::int64_t captured,
                ArticleKind kind = ArticleKind::Article, const std::string& record = {}) {
  Article article;
  article.id = "x";
  article.source = {.path = path, .record = record, .captured = captured};
  article.kind = kind;
  article.body = path + '#' + record;
  return article;
}

TEST(ArticleId, DependsOnTheAddressAlone) {
  const std::string id = make_article_id(at("https://www.example.org/news/1/"), "these bytes");
  EXPECT_THAT(id, MatchesRegex("[a-z0-9]+"));
  EXPECT_LE(id.size(), 32U);
  for (const char* same : {"http://example.org/news/1", "https://example.org/news/1#comments",
                           "https://www.example.org/news/1//"})
    EXPECT_EQ(make_article_id(at(same), "other bytes"), id) << same;
  EXPECT_EQ(make_article_id(at("https://example.org/news/1", ArticleKind::Stub), ""), id);
  EXPECT_NE(make_article_id(at("https://example.org/news/2"), "these bytes"), id);
  EXPECT_NE(make_article_id(at("https://example.org/news/1?page=2"), "these bytes"), id);
}

TEST(ArticleId, WithoutAnAddressOfItsOwnTheBytesCount) {
  for (const Article& article : {at(""), at("https://example.org/"), at("https://example.org"),
                                 at("https://example.org/news/1", ArticleKind::Page)}) {
    EXPECT_EQ(make_article_id(article, "bytes"), make_article_id(at(""), "bytes"));
    EXPECT_NE(make_article_id(article, "bytes"), make_article_id(article, "other bytes"));
  }
}

TEST(ArticleId, TheBestCaptureIsWholeThenLateThenFirstByPlace) {
  std::vector<Article> captures{capture("b", 5),
                                capture("a", 9, ArticleKind::Stub),
                                capture("a", 5),
                                capture("c", 7),
                                capture("a", 99, ArticleKind::Page),
                                capture("a", 5, ArticleKind::Article, "2")};
  std::sort(captures.begin(), captures.end(), is_better_capture);
  std::vector<std::string> order;
  for (const Article& one : captures) order.push_back(to_string(one.source));
  EXPECT_THAT(order, ElementsAre("c", "a", "a#2", "b", "a", "a"));
  for (std::size_t i = 0; i < captures.size(); ++i)
    for (std::size_t j = 0; j < captures.size(); ++j)
      EXPECT_EQ(is_better_capture(captures[i], captures[j]), i < j);
}

TEST(ArticleId, MergingDoesNotDependOnTheOrder) {
  std::vector<Article> captures{capture("a", 1), capture("b", 3), capture("c", 2),
                                capture("b", 3, ArticleKind::Stub, "7")};
  std::sort(captures.begin(), captures.end(),
            [](const auto& a, const auto& b) { return a.source < b.source; });
  const auto merge_all = [&] {
    Article merged = captures.front();
    for (std::size_t i = 1; i < captures.size(); ++i)
      merged = merge_captures(std::move(merged), captures[i]);
    return merged;
  };
  const Article first = merge_all();
  EXPECT_EQ(first.body, "b#");
  ASSERT_EQ(first.other_sources.size(), 3U);
  EXPECT_TRUE(std::is_sorted(first.other_sources.begin(), first.other_sources.end()));
  while (std::next_permutation(captures.begin(), captures.end(),
                               [](const auto& a, const auto& b) { return a.source < b.source; }))
    EXPECT_EQ(merge_all(), first);
}

TEST(ArticleId, TheSamePlaceStandsOnce) {
  const Article merged =
      merge_captures(merge_captures(capture("a", 1), capture("b", 2)), capture("b", 2));
  EXPECT_EQ(merged.other_sources.size(), 1U);
}

}  // namespace
}  // namespace dateline
