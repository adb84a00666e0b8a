#include "bench/corpus_page.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/utf8.hpp"
#include "indexer/page_extraction.hpp"

namespace dateline {
namespace {

std::string join_paragraphs(const CorpusArticle& article) {
  std::string body;
  for (const std::string& paragraph : article.paragraphs) {
    if (!body.empty()) body += "\n\n";
    body += paragraph;
  }
  return body;
}

TEST(CorpusJsonLine, HoldsTheFieldsOfAnArticle) {
  const CorpusMaker maker(1);
  std::string lines;
  for (std::uint64_t number = 0; number < 60; ++number) {
    const CorpusArticle article = maker.article(number);
    std::string line;
    append_json_line(maker, article, line);
    ASSERT_EQ(line.find('\n'), line.size() - 1);
    const auto json = nlohmann::json::parse(line);
    EXPECT_EQ(json.size(), 10U);
    EXPECT_EQ(json["id"], article.id);
    EXPECT_EQ(json["url"], article.url);
    EXPECT_EQ(json["title"], article.title);
    EXPECT_EQ(json["body"], join_paragraphs(article));
    EXPECT_EQ(json["authors"], nlohmann::json(article.authors));
    EXPECT_EQ(parse_iso8601(json["published"].get<std::string>())->utc(), article.published.utc());
    EXPECT_EQ(json["site"], maker.sites().at(article.site).name);
    EXPECT_EQ(json["section"], page_words_of(article.language).sections.at(article.section).name);
    EXPECT_EQ(json["tags"], nlohmann::json(article.tags));
    EXPECT_EQ(json["language"], std::string(code_of(article.language)));
  }
}

TEST(CorpusHtmlPage, IsReadBackByTheIndexer) {
  const CorpusMaker maker(1);
  std::map<CorpusLanguage, int> pages;
  int bodies = 0;
  int all = 0;
  for (std::uint64_t number = 0; number < 300; ++number) {
    const CorpusArticle article = maker.article(number);
    std::string page;
    append_html_page(maker, article, number, page);
    const auto read = extract_page({.path = article.id + ".html", .bytes = page});
    ASSERT_TRUE(read) << article.id << ' ' << read.error().message;
    EXPECT_EQ(read->title, article.title);
    EXPECT_EQ(read->url, article.url);
    EXPECT_EQ(read->site, maker.sites().at(article.site).name);
    ASSERT_TRUE(read->published) << article.id;
    EXPECT_EQ(read->published->time.utc(), article.published.utc());
    EXPECT_EQ(read->published->time.day(), article.published.day());
    EXPECT_EQ(read->language, code_of(article.language));
    EXPECT_EQ(read->tags, article.tags);
    EXPECT_EQ(read->kind, ArticleKind::Article);
    ++pages[article.language];
    ++all;
    if (read->body == join_paragraphs(article)) ++bodies;
  }
  EXPECT_EQ(pages.size(), kCorpusLanguages.size());
  EXPECT_GE(bodies, all * 98 / 100);
}

}  // namespace
}  // namespace dateline
