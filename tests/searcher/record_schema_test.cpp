// The records that programs read, held against the schema that is installed for them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/article_json.hpp"
#include "searcher/json_printer.hpp"
#include "searcher/json_records.hpp"
#include "tests/searcher/made_pages.hpp"
#include "tests/support/json_schema.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// One record of every type, with every member that it can have.
std::vector<json> all_records() {
  JsonPrinter printer(JsonPrinter::Shape::Array);
  std::vector<json> records =
      json::parse(test::print(printer, test::full_page(), {.id = "q1", .text = "ferry"}));
  for (const std::string& record :
       {summary_to_json(test::empty_page(), 1ms), count_to_json(3, 1ms, "q1"),
        error_to_json({.code = ErrorCode::QuerySyntax, .message = "m", .hint = "h"}, "q1"),
        error_to_json({.code = ErrorCode::Database, .message = "m"}),
        article_to_json(test::article_of("en")), to_json(test::article_of("en").article),
        to_json(Article{}), hit_to_json({.rank = 1}), failure_to_json("path", "reason")})
    records.push_back(json::parse(record));
  return records;
}

TEST(RecordSchema, EveryRecordFits) {
  std::vector<std::string> types;
  for (const json& record : all_records()) {
    EXPECT_THAT(test::record_schema().faults(record), IsEmpty()) << record;
    types.push_back(record["type"]);
  }
  for (const char* type :
       {"begin", "hit", "facet", "timeline", "summary", "error", "article", "failure"})
    EXPECT_THAT(types, Contains(type));
}

TEST(RecordSchema, EveryErrorCodeIsKnown) {
  for (const ErrorCode code :
       {ErrorCode::Usage, ErrorCode::QuerySyntax, ErrorCode::Input, ErrorCode::NotAPage,
        ErrorCode::Database, ErrorCode::Unreachable, ErrorCode::DatabaseLocked,
        ErrorCode::SchemaMismatch, ErrorCode::DatabaseMoving})
    EXPECT_THAT(test::record_schema().faults(json::parse(error_to_json({.code = code}))),
                IsEmpty());
}

TEST(RecordSchema, RefusesWhatIsNotAsDescribed) {
  for (const json& record : all_records()) {
    json more = record;
    more["surprise"] = 1;
    EXPECT_THAT(test::record_schema().faults(more), Not(IsEmpty()));
    for (const auto& [name, value] : record.items()) {
      json less = record;
      less.erase(name);
      if (name != "qid" && name != "explanation" && !name.ends_with("_marks")) {
        EXPECT_THAT(test::record_schema().faults(less), Not(IsEmpty())) << "without " << name;
      }
      json other = record;
      other[name] = json{{"some", "thing else"}};
      EXPECT_THAT(test::record_schema().faults(other), Not(IsEmpty())) << name;
    }
  }
}

TEST(JsonSchema, KnowsItsKeywordsOnly) {
  for (const char* schema : {R"({"maxLength": 3})", R"({"properties": {"a": {"format": "uri"}}})",
                             R"({"$ref": "#/$defs/none"})", R"({"oneOf": [{"not": {}}]})"})
    EXPECT_THROW(test::JsonSchema(json::parse(schema)), std::invalid_argument) << schema;
}

TEST(JsonSchema, NamesTheFault) {
  const test::JsonSchema schema(json::parse(R"({
    "type": "object",
    "required": ["a"],
    "properties": {
      "a": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"$ref": "#/$defs/n"}},
      "b": {"type": ["string", "null"], "minLength": 2, "pattern": "^x"},
      "c": {"oneOf": [{"const": 1}, {"enum": [2, 3]}]}
    },
    "$defs": {"n": {"type": "integer", "minimum": 5}}
  })"));
  struct Case {
    const char* value;
    const char* fault;
  };
  for (const Case& test :
       {Case{R"({"a": [1]})", "/a/0: 1 is not type"},
        Case{R"({"a": ["x", 4]})", "/a/1: 4 is not minimum"},
        Case{R"({"a": ["x", 5.5]})", "/a/1: 5.5 is not type"},
        Case{R"({"b": "xx"})", "is not required"},
        Case{R"({"a": [], "b": "x"})", "/b: \"x\" is not minLength"},
        Case{R"({"a": [], "b": "yy"})", "/b: \"yy\" is not pattern"},
        Case{R"({"a": [], "c": 4})", "/c: 4 is not oneOf"},
        Case{R"({"a": [], "d": 4})", "/d: is not in the schema"}, Case{R"([])", "[] is not type"}})
    EXPECT_THAT(schema.faults(json::parse(test.value)), Contains(HasSubstr(test.fault)));
  EXPECT_THAT(schema.faults(json::parse(R"({"a": ["x", 5, 6], "b": null, "c": 3})")), IsEmpty());
}

}  // namespace
}  // namespace dateline
