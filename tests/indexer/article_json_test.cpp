#include "indexer/article_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

TEST(ArticleJson, HasEveryFieldOnOneLine) {
  const Article article{
      .id = "abc",
      .source = {.path = "caf\xE9.html"},
      .title = "A \"b\"",
      .authors = {"Ada Quill"},
      .published = ArticleDate{*parse_iso8601("2023-03-20T00:30:00+09:00"), DateEvidence::JsonLd},
      .body = "one\n\ntwo",
      .words = 2};
  const std::string line = to_json(article);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["type"], "article");
  EXPECT_EQ(json["path"], "caf\uFFFD.html");
  EXPECT_EQ(json["published"]["value"], "2023-03-20T00:30:00+09:00");
  EXPECT_EQ(json["published"]["precision"], "second");
  EXPECT_EQ(json["published"]["evidence"], "json-ld");
  EXPECT_TRUE(json["modified"].is_null());
  EXPECT_EQ(json["body"], "one\n\ntwo");
  EXPECT_EQ(json["kind"], "article");
  for (const char* key : {"id", "url", "title", "authors", "site", "section", "tags", "language",
                          "description", "lead", "words", "wire", "source_url"})
    EXPECT_TRUE(json.contains(key)) << key;
}

TEST(ArticleJson, FailureNamesPathAndReason) {
  EXPECT_EQ(failure_to_json("a/\"b\"", "empty file"),
            R"({"type":"failure","path":"a/\"b\"","reason":"empty file"})");
  EXPECT_EQ(failure_to_json("a\x1B\xC2\x9B\xE2\x80\xAE\xFF", "bad\n\x9B"),
            "{\"type\":\"failure\",\"path\":\"a  \uFFFD\",\"reason\":\"bad \uFFFD\"}")
      << "what controls a terminal";
}

}  // namespace
}  // namespace dateline
