#include "indexer/json_ld.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

JsonLdFacts read(std::string block) {
  return read_json_ld(std::vector<std::string>{std::move(block)});
}

TEST(JsonLd, ReadsAnArticle) {
  const JsonLdFacts facts =
      read(R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge opens",
    "datePublished":"2023-03-20T09:30:00+01:00","dateModified":"2023-03-21","author":{"@type":"Person","name":"Ada Stone"},
    "publisher":{"@type":"Organization","name":"The Harbour Post"},"articleSection":"City","isAccessibleForFree":false,
    "keywords":"bridge, harbour","mainEntityOfPage":{"@type":"WebPage","@id":"https://example.org/a"}})");
  EXPECT_EQ(facts.type, "NewsArticle");
  EXPECT_EQ(facts.headline, "Bridge opens");
  EXPECT_EQ(facts.date_published, "2023-03-20T09:30:00+01:00");
  EXPECT_EQ(facts.date_modified, "2023-03-21");
  EXPECT_THAT(facts.people, ElementsAre("Ada Stone"));
  EXPECT_EQ(facts.publisher, "The Harbour Post");
  EXPECT_EQ(facts.section, "City");
  EXPECT_EQ(facts.is_free, false);
  EXPECT_THAT(facts.keywords, ElementsAre("bridge", "harbour"));
  EXPECT_EQ(facts.url, "https://example.org/a");
}

TEST(JsonLd, FollowsReferencesInAGraph) {
  const JsonLdFacts facts = read(R"({"@graph":[{"@type":"Organization","@id":"#org","name":"Post"},
    {"@type":["Article","BlogPosting"],"headline":"H","author":[{"@id":"#p"},{"@id":"#org"}],"publisher":{"@id":"#org"}},
    {"@type":"Person","@id":"#p","name":"Ada Stone"},{"@type":"WebPage","datePublished":"2020-01-02"}]})");
  EXPECT_EQ(facts.headline, "H");
  EXPECT_THAT(facts.people, ElementsAre("Ada Stone"));
  EXPECT_THAT(facts.organizations, ElementsAre("Post"));
  EXPECT_EQ(facts.publisher, "Post");
  EXPECT_EQ(facts.date_published, "2020-01-02") << "the page's date stands in for the article's";
}

TEST(JsonLd, PrefersTheArticleToThePage) {
  const JsonLdFacts facts =
      read(R"([{"@type":"WebPage","name":"Site - page"},{"@type":"Article","headline":"Real"}])");
  EXPECT_EQ(facts.headline, "Real");
}

TEST(JsonLd, ForgivesCommonSlips) {
  for (const char* block : {
           "<!-- {\"@type\":\"Article\",\"headline\":\"H\"} -->",
           "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"H\"}\n//]]>",
           "{\"@type\":\"Article\",\"headline\":\"H\",}",
           "{\"@type\":\"Article\",\"headline\":\"H\",\"description\":\"a\nb\tc\"}",
           "{\"@type\":\"Article\",\"headline\":\"H\"};",
           "{\"@type\":\"Article\",\"headline\":\"H\",\"x\":\"bad \\escape\"}",
           "{\"@type\":\"Article\",\"headline\":\"H\",\"x\": undefined}",
       }) {
    const JsonLdFacts facts = read(block);
    EXPECT_EQ(facts.headline, "H") << block;
    EXPECT_TRUE(facts.has_article()) << block;
  }
}

TEST(JsonLd, SaysNothingAboutOtherThings) {
  for (const char* block :
       {"", "{}", "[]", "null", "42", "\"text\"", "{\"@type\":\"BreadcrumbList\",\"name\":\"x\"}",
        "{\"@type\":7}", "{broken"})
    EXPECT_FALSE(read(block).has_article()) << block;
}

TEST(JsonLd, RefusesHostileNesting) {
  std::string block;
  for (int i = 0; i < 100000; ++i) block += "{\"a\":[";
  EXPECT_FALSE(read(block).has_article());
  EXPECT_FALSE(read(std::string(1000000, '[')).has_article());
}

TEST(JsonLd, BoundsTheNumberOfAuthors) {
  std::string block = R"({"@type":"Article","headline":"H","author":[)";
  for (int i = 0; i < 10000; ++i)
    block += (i ? ",{\"name\":\"A" : "{\"name\":\"A") + std::to_string(i) + "\"}";
  block += "]}";
  EXPECT_LE(read(block).people.size(), 100U);
}

}  // namespace
}  // namespace dateline
