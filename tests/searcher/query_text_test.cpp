#include "searcher/query_text.hpp"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "searcher/query_parser.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/generated_archive.hpp"
#include "tests/searcher/generated_queries.hpp"

namespace dateline {
namespace {

Query without_spans(Query query) {
  query.span = {};
  for (Query& child : query.children) child = without_spans(std::move(child));
  return query;
}

TEST(QueryText, WritesWhatOneWouldType) {
  for (const std::string_view text :
       {"climate summit", "a OR b c", "(a b) OR c", "a AND (b OR c)", "NOT (a b)", "a NOT b",
        "\"prime minister\" w/3 (said OR told*)", "a pre/2 b", "a same-para b",
        "title:atleast2:vote", "site:bbc.co.uk", "tag:\"carbon tax\"", "goverment~1", "=Voting",
        "wom?n", "*", "date:2023-03-01..2023-03-20", "date:2023-03-20T08:00:00Z..",
        "words:200..500"})
    EXPECT_EQ(format_query(test::parse(text)), text);
}

TEST(QueryText, QuotesInMarksThatTheTextLeavesOpen) {
  EXPECT_EQ(format_query({.kind = QueryKind::Phrase, .text = "a \"b\" c"}), "«a \"b\" c»");
  EXPECT_EQ(format_query({.kind = QueryKind::Phrase, .text = "a ”b» c"}), "「a ”b» c」");
}

TEST(QueryText, ValuesThatWouldMakeAnAddressAreQuoted) {
  EXPECT_EQ(format_query(test::parse("path:\"//host/x\"")), "path:\"//host/x\"");
}

TEST(QueryText, WordsThatWouldBeOperatorsAreSmall) {
  const Query headline = test::parse("CYCLOPS WILL NOT GIVE DATA TO GROUP");
  EXPECT_EQ(format_query(headline), "CYCLOPS WILL not GIVE DATA TO GROUP");
  // Capitals alone would make a headline of it, and words of its operators.
  const Query capitals = test::parse("(UK OR US) EU UN WTO NATO who");
  Query all = capitals;
  all.children.back().text = "WHO";
  EXPECT_EQ(format_query(all), "uk OR us eu un wto nato who");
}

/// What the parser makes of what is typed for a tree is that tree.
TEST(QueryText, GeneratedTreesComeBack) {
  const auto articles = test::generated_articles(3, 40);
  const test::QueryGenerator queries(articles, {.implicit_groups = false});
  const QueryContext context{.clock = {.now = test::kNow}};
  constexpr std::uint32_t kQueries = 400;
  std::size_t same = 0;
  std::size_t refused = 0;
  for (const QueryKind kind : test::query_kinds()) {
    for (std::uint32_t seed = 0; seed < kQueries; ++seed) {
      const Query tree = queries.tree(kind, seed);
      const std::string typed = format_query(tree);
      const auto again = parse_query(typed, context);
      // Some have patterns of too few letters, which no text stands for.
      if (!again) {
        ++refused;
        continue;
      }
      const std::string retyped = format_query(*again);
      const auto third = parse_query(retyped, context);
      ASSERT_TRUE(third) << retyped;
      EXPECT_EQ(without_spans(*third), without_spans(*again)) << typed;
      // Others have groups that the parser joins, or a ? at the end of a word, which asks nothing.
      same += without_spans(*again) == without_spans(tree);
    }
  }
  const std::size_t all = test::query_kinds().size() * kQueries;
  EXPECT_LE(refused * 100, all * 2);
  EXPECT_GE(same * 100, all * 75) << same << " of " << all;
}

}  // namespace
}  // namespace dateline
