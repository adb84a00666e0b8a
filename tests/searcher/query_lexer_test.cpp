#include "searcher/query_lexer.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Kind = QueryTokenKind;

std::vector<Kind> kinds(std::string_view query) {
  std::vector<Kind> out;
  const auto tokens = lex_query(query);
  EXPECT_TRUE(tokens) << tokens.error().message;
  if (tokens)
    for (const QueryToken& token : *tokens) out.push_back(token.kind);
  return out;
}

TEST(QueryLexer, EndsWithEnd) {
  EXPECT_EQ(kinds(""), (std::vector{Kind::End}));
  EXPECT_EQ(kinds("  a "), (std::vector{Kind::Word, Kind::End}));
}

TEST(QueryLexer, TextLeavesOperatorsOut) {
  const auto tokens = lex_query("=Word elect* goverment~2 “no deal” site:a.org");
  ASSERT_TRUE(tokens);
  ASSERT_EQ(tokens->size(), 7U);
  EXPECT_EQ((*tokens)[0].text, "Word");
  EXPECT_EQ((*tokens)[1].text, "elect");
  EXPECT_EQ((*tokens)[2].text, "goverment");
  EXPECT_EQ((*tokens)[2].number, 2U);
  EXPECT_EQ((*tokens)[3].text, "no deal");
  EXPECT_EQ((*tokens)[4].field, FieldId::Site);
  EXPECT_EQ((*tokens)[5].text, "a.org");
}

TEST(QueryLexer, SpansCoverTheTokenAsTyped) {
  const auto tokens = lex_query(" =Word “no deal”");
  ASSERT_TRUE(tokens);
  EXPECT_EQ((*tokens)[0].span, (QuerySpan{1, 5}));
  EXPECT_EQ((*tokens)[1].span, (QuerySpan{7, 13}));
}

TEST(QueryLexer, ValueFieldsTakeTheirValueWhole) {
  EXPECT_EQ(kinds("url:https://a.org/?x=*&y=-1 b"),
            (std::vector{Kind::Field, Kind::Value, Kind::Word, Kind::End}));
  EXPECT_EQ(kinds("tag:(a OR b) OR c"),
            (std::vector{Kind::Field, Kind::Open, Kind::Value, Kind::Or, Kind::Value, Kind::Close,
                         Kind::Or, Kind::Word, Kind::End}));
  EXPECT_EQ(kinds("title:(a OR b)"), (std::vector{Kind::Field, Kind::Open, Kind::Word, Kind::Or,
                                                  Kind::Word, Kind::Close, Kind::End}));
}

TEST(QueryLexer, WordsThatLookLikeOperators) {
  EXPECT_EQ(kinds("w/o"), (std::vector{Kind::Word, Kind::End}));
  EXPECT_EQ(kinds("NEAR/FAR"), (std::vector{Kind::Word, Kind::End}));
  EXPECT_EQ(kinds("near"), (std::vector{Kind::Word, Kind::End}));
}

}  // namespace
}  // namespace dateline
