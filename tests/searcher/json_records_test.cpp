#include "searcher/json_records.hpp"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/date.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

TEST(JsonRecords, Begin) {
  const json record = json::parse(
      begin_to_json({.query = "a \"b",
                     .query_id = "7",
                     .parsed = "(AND a b)",
                     .databases = {{.path = "p", .uuid = "u", .revision = 3, .articles = 12}},
                     .now = std::chrono::sys_days{std::chrono::year{2023} / 3 / 22}}));
  EXPECT_EQ(record["type"], "begin");
  EXPECT_EQ(record["schema"], 1);
  EXPECT_EQ(record["query"], "a \"b");
  EXPECT_EQ(record["qid"], "7");
  EXPECT_EQ(record["parsed"], "(AND a b)");
  EXPECT_EQ(record["db"][0]["revision"], 3);
  EXPECT_EQ(record["now"], "2023-03-22T00:00:00Z");
  EXPECT_EQ(begin_to_json({}).find("qid"), std::string::npos);
}

TEST(JsonRecords, StoryOfAHit) {
  Hit hit;
  EXPECT_TRUE(json::parse(hit_to_json(hit))["story"].is_null());
  hit.story = "abc";
  hit.folded = 3;
  EXPECT_EQ(json::parse(hit_to_json(hit))["story"], json({{"id", "abc"}, {"copies", 3}}));
}

TEST(JsonRecords, Hit) {
  Hit hit{.rank = 2, .score = 1.23456789, .is_partial = true};
  hit.article = {.id = "abc",
                 .source = {.path = "a\xFF\x1B.html"},
                 .url = "https://a.example/",
                 .title = "Title",
                 .authors = {"Jane Doe"},
                 .published = ArticleDate{.time = *make_timestamp(2023, 3, 20),
                                          .evidence = DateEvidence::JsonLd},
                 .site = "A",
                 .section = "World",
                 .language = "en",
                 .kind = ArticleKind::Stub,
                 .words = 612};
  hit.title_marks = {{0, 5}};
  hit.fragments = {{.field = FieldId::Text, .text = "some text", .marks = {{5, 9}}},
                   {.field = FieldId::Lead, .text = "lead"}};
  const json record = json::parse(hit_to_json(hit));
  EXPECT_EQ(record["type"], "hit");
  EXPECT_EQ(record["rank"], 2);
  EXPECT_EQ(record["id"], "abc");
  EXPECT_EQ(record["score"], 1.234568);
  EXPECT_EQ(record["path"], "a\xEF\xBF\xBD .html") << "bytes that are no UTF-8, controls";
  EXPECT_EQ(record["authors"], json({"Jane Doe"}));
  EXPECT_EQ(record["published"]["precision"], "day");
  EXPECT_EQ(record["published"]["evidence"], "json-ld");
  EXPECT_EQ(record["published"]["value"].get<std::string>().substr(0, 10), "2023-03-20");
  EXPECT_EQ(record["words"], 612);
  EXPECT_EQ(record["language"], "en");
  EXPECT_EQ(record["title_marks"], json::parse("[[0,5]]"));
  EXPECT_EQ(record["fragments"][0]["field"], "body");
  EXPECT_EQ(record["fragments"][0]["marks"], json::parse("[[5,9]]"));
  EXPECT_EQ(record["fragments"][1]["field"], "lead");
  EXPECT_EQ(record["flags"], json({"partial", "stub"}));
}

TEST(JsonRecords, UndatedIsNull) {
  EXPECT_TRUE(json::parse(hit_to_json({}))["published"].is_null());
}

TEST(JsonRecords, Summary) {
  ResultPage page{.matches = 0, .warnings = {"w"}};
  page.hits.push_back({.is_partial = true});
  page.effects = {{.part = "x", .alone = 0, .without = 4}};
  const json record = json::parse(summary_to_json(page, 1234567ns));
  EXPECT_EQ(record["type"], "summary");
  EXPECT_EQ(record["matches"], 0);
  EXPECT_EQ(record["exact"], true);
  EXPECT_EQ(record["shown"], 1);
  EXPECT_EQ(record["elapsed_ms"], 1.235);
  EXPECT_EQ(record["warnings"], json({"w"}));
  EXPECT_EQ(record["relaxed"]["near_misses"], 1);
  EXPECT_EQ(record["relaxed"]["parts"][0]["without"], 4);
  EXPECT_TRUE(record["suggestion"].is_null());
  page.suggestion = Suggestion{.text = "y\x1b", .matches = 2};
  EXPECT_EQ(json::parse(summary_to_json(page, 1ms))["suggestion"], "y ");
  EXPECT_TRUE(json::parse(summary_to_json({.matches = 3}, 1ms))["relaxed"].is_null());
}

TEST(JsonRecords, Error) {
  const json syntax = json::parse(error_to_json(
      {.code = ErrorCode::QuerySyntax, .message = "m\x1B", .hint = "h", .offset = 4}));
  EXPECT_EQ(syntax["type"], "error");
  EXPECT_EQ(syntax["code"], "query-syntax");
  EXPECT_EQ(syntax["message"], "m ");
  EXPECT_EQ(syntax["offset"], 4);
  EXPECT_EQ(syntax["hint"], "h");
  const json database =
      json::parse(error_to_json({.code = ErrorCode::Database, .message = "gone"}));
  EXPECT_EQ(database["code"], "database");
  EXPECT_TRUE(database["offset"].is_null());
}

TEST(JsonRecords, ArticleKeepsItsParagraphs) {
  const json record = json::parse(
      article_to_json({.article = {.id = "a", .title = "T", .body = "one\n\ntwo\x1B[2J\n\nthree"},
                       .body_marks = {{0, 3}, {5, 8}, {9, 17}}}));
  EXPECT_EQ(record["type"], "article");
  EXPECT_EQ(record["body"], "one\n\ntwo [2J\n\nthree");
  EXPECT_EQ(record["body_marks"], json::parse("[[0,3],[5,8],[9,12],[14,17]]"));
  EXPECT_EQ(record["title_marks"], json::array());
}

}  // namespace
}  // namespace dateline
