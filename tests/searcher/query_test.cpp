#include "searcher/query.hpp"

#include <gtest/gtest.h>

#include "searcher/query_parser.hpp"

namespace dateline {
namespace {

Query parse(std::string_view text) {
  const auto query = parse_query(text, {});
  EXPECT_TRUE(query) << text;
  return query ? *query : Query{};
}

Query language(const char* code) {
  return {.kind = QueryKind::Filter, .field = FieldId::Language, .text = code};
}

TEST(Query, PrintsAlikeWhereverItsPartsStood) {
  EXPECT_EQ(to_string(parse("a   (b OR c)")), to_string(parse("(a) b OR c")));
  EXPECT_NE(parse("a   b"), parse("a b")) << "the trees know where";
}

TEST(Query, PrintsMomentsAsMoments) {
  EXPECT_EQ(to_string({.kind = QueryKind::Date, .exact = true, .from = 1679300000}),
            "date:2023-03-20T08:13:20Z..");
  EXPECT_EQ(to_string({.kind = QueryKind::Date, .exact = true, .from = 0, .until = 86400}),
            "date:1970-01-01T00:00:00Z..1970-01-01T23:59:59Z");
  EXPECT_EQ(to_string({.kind = QueryKind::Date, .from = 0, .until = 86400}), "date:1970-01-01");
}

TEST(Query, FiltersNarrowAndKeepNearMisses) {
  const auto narrow = [](std::string_view text) {
    return narrow_query(parse(text), {language("en")});
  };
  EXPECT_EQ(to_string(narrow("a b")), "(AND a b lang:en)");
  EXPECT_TRUE(narrow("a b").implicit);
  EXPECT_EQ(to_string(narrow("a AND b")), "(AND (AND a b) lang:en)");
  EXPECT_FALSE(narrow("a AND b").implicit);
  EXPECT_EQ(to_string(narrow("a OR b")), "(AND (OR a b) lang:en)");
  EXPECT_EQ(to_string(narrow("-a")), "(AND (NOT a) lang:en)");
  EXPECT_EQ(to_string(narrow("*")), "lang:en");
  EXPECT_EQ(to_string(narrow_query(parse("a"), {})), "a");
}

TEST(Query, TellsFiltersFromWords) {
  EXPECT_TRUE(is_filter(parse("site:a")));
  EXPECT_TRUE(is_filter(parse("date:2023 words:>5")));
  EXPECT_TRUE(is_filter(parse("site:a OR site:b")));
  EXPECT_FALSE(is_filter(parse("site:a OR b")));
  EXPECT_FALSE(is_filter(parse("title:a")));
  EXPECT_FALSE(is_filter(parse("*")));
}

}  // namespace
}  // namespace dateline
