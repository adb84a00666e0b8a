// What is no query, and what is said of it.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "searcher/query_parser.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;

constexpr auto kNow = std::chrono::sys_days{std::chrono::year{2023} / 3 / 22} + 15h + 4min;

Result<Query> parse(std::string_view text) { return parse_query(text, {.clock = {.now = kNow}}); }

struct BadRow {
  std::string_view name;
  std::string_view text;
  std::string_view message;
  std::size_t offset;
  std::string_view hint;
};

class Refuses : public testing::TestWithParam<BadRow> {};

TEST_P(Refuses, WithTheReasonAndThePlace) {
  const BadRow& row = GetParam();
  const auto query = parse(row.text);
  ASSERT_FALSE(query) << to_string(*query);
  EXPECT_EQ(query.error().code, ErrorCode::QuerySyntax);
  EXPECT_NE(query.error().message.find(row.message), std::string::npos) << query.error().message;
  EXPECT_EQ(query.error().offset, row.offset) << query.error().message;
  EXPECT_NE(query.error().hint.find(row.hint), std::string::npos) << query.error().hint;
  EXPECT_LE(query.error().offset + query.error().length, row.text.size());
}

constexpr BadRow kBad[] = {
    {"Empty", "", "no word", 0, ""},
    {"Blank", "   ", "no word", 0, ""},
    {"OnlyPunctuation", "... -", "no word", 0, ""},
    {"UnclosedQuote", "a \"brexit vote", "never closed", 2, "close it"},
    {"UnclosedTypographicQuote", "“brexit vote", "never closed", 0, ""},
    {"EmptyQuote", "a \"\"", "no word between", 2, ""},
    {"QuoteOfPunctuation", "\"...\"", "no word between", 0, ""},
    {"StarInQuote", "\"appl* pies\"", "star has no meaning", 5, "w/3"},
    {"UnclosedParenthesis", "a (b OR c", "never closed", 2, ""},
    {"UnopenedParenthesis", "a b) c", "never opened", 3, ""},
    {"EmptyParentheses", "a ()", "nothing between", 3, ""},
    {"TrailingAnd", "brexit AND", "\"AND\" has nothing after it", 7, "small letters"},
    {"TrailingNot", "brexit NOT", "\"NOT\" has nothing after it", 7, ""},
    {"LeadingOr", "OR brexit", "\"OR\" has nothing before it", 0, ""},
    {"TwoOperators", "a AND OR b", "\"OR\" has nothing before it", 6, ""},
    {"OperatorBeforeParenthesis", "(a OR) b", "\"OR\" has nothing after it", 3, ""},
    {"UnknownField", "foo:bar", "no field \"foo\"", 0, "title"},
    {"MisspeltField", "a titel:brexit", "no field \"titel\"", 2, "did you mean title:"},
    {"AbbreviatedField", "auth:doe", "no field \"auth\"", 0, "author:"},
    {"FieldWithoutWord", "title:", "\"title:\" has nothing after it", 0, ""},
    {"FieldBeforeParenthesis", "(title:) x", "has nothing after it", 1, ""},
    {"FieldBeforePunctuation", "title:... x", "no word here", 6, ""},
    {"FieldInField", "title:(a site:b)", "site: cannot stand inside title:", 9, ""},
    {"SiteStar", "site:bbc*", "whole values", 5, "subdomains"},
    {"BadDate", "a date:2019*", "no date", 7, "2023-03-20"},
    {"ImpossibleDay", "date:2023-02-30", "no date", 5, ""},
    {"BadRangeEnd", "date:2019..2020-13", "no date", 11, ""},
    {"ReversedDates", "date:2019-11-30..2019-11-01", "ends before it begins", 5,
     "2019-11-01..2019-11-30"},
    {"DateWithoutEnds", "date:..", "a date at one end", 5, ""},
    {"AgeWithoutRange", "date:7d", "one point in time", 5, "7d.."},
    {"BadWords", "words:many", "no number of words", 6, "words:>800"},
    {"ReversedWords", "words:500..200", "ends before it begins", 6, ""},
    {"BadIs", "is:good", "no is:good", 3, "is:stub"},
    {"BadLanguage", "lang:english", "no language code", 5, "lang:en"},
    {"ShortPrefix", "a el*", "3 letters", 2, ""},
    {"StarInHyphenated", "covid-1*", "single word", 0, "quotation marks"},
    {"StarInAddress", "bbc.co*", "single word", 0, ""},
    {"TooManyEdits", "word~3", "1 or 2", 4, ""},
    {"FuzzyNumber", "2023~1", "one word of letters", 0, ""},
    {"ShortFuzzy", "ab~1", "3 letters", 0, ""},
    {"UnclosedGerman", "a „b c", "never closed", 2, ""},
    {"UnclosedInField", "title:\"a b", "never closed", 6, ""},
    {"UnclosedValue", "site:\"a b", "never closed", 5, ""},
    {"MinusBeforeUnclosed", "a -(b", "never closed", 3, ""},
    {"NotAlone", "NOT", "\"NOT\" has nothing after it", 0, ""},
    {"AndNotAlone", "a AND NOT", "\"NOT\" has nothing after it", 6, ""},
    {"OrAtTheEndOfAGroup", "(a OR) OR b", "\"OR\" has nothing after it", 3, ""},
    {"TwoUnknownFields", "titel:a auhtor:b", "no field \"titel\"", 0, "title:"},
    {"UnknownFieldInAGroup", "(a auhtor:b)", "no field \"auhtor\"", 3, "author:"},
    {"FieldBeforeOperator", "title:OR b", "has nothing before it", 6, ""},
    {"StarWithField", "title:*", "a star alone has no field", 6, ""},
    {"DateOfWords", "date:someday", "no date", 5, ""},
    {"DateWithBadMonth", "date:2023-13", "no date", 5, ""},
    {"DateWithBadHour", "date:2023-03-20T25:00", "no date", 5, ""},
    {"DateOutsideTheCalendar", "date:>9999", "outside of the calendar", 5, ""},
    {"DateInTheFuture", "date:now", "one point in time", 5, ""},
    {"DateSecondBad", "date:2019 date:2019-99", "no date", 15, ""},
    {"WordsNegative", "words:-5", "no number of words", 6, ""},
    {"WordsUnderNothing", "words:<0", "fewer than no words", 6, ""},
    {"WordsWithoutEnds", "words:..", "no number of words", 6, ""},
    {"EmptyValue", "site:\"\"", "has no value", 5, ""},
    {"TagStar", "tag:clim*", "whole values", 4, ""},
    {"LanguageTooLong", "lang:engl", "no language code", 5, ""},
    {"SingleStar", "a s*", "3 letters", 2, ""},
    {"OnlyQuestionMarks", "a ??b", "3 letters", 2, ""},
    {"FuzzyZero", "word~0", "1 or 2", 4, ""},
    {"FuzzyHyphenated", "covid-19~1", "one word of letters", 0, ""},
    {"AtLeastGroup", "atleast3:(a b)", "one word", 0, ""},
    {"AtLeastStar", "atleast3:elect*", "one word", 0, ""},
    {"AtLeastTooLong", "atleast9999999:a", "wants a number", 0, ""},
    {"AtLeastField", "atleast3:title:a", "one word", 0, ""},
    {"NearNot", "a w/5 -b", "\"-\" has nothing before it", 6, ""},
    {"NearAtLeast", "a w/5 atleast2:b", "only words, phrases", 6, ""},
    {"NearNear", "(a w/5 b) w/5 c", "only words, phrases", 0, ""},
    {"NearAndBefore", "a w/5 b pre/5 c", "one distance at a time", 8, ""},
    {"NearDate", "a w/5 date:2019", "only words, phrases", 6, ""},
    {"DoubleBar", "brexit || vote", "\"||\" is no operator", 7, "OR"},
    {"DoubleAmpersand", "brexit && vote", "\"&&\" is no operator", 7, "AND"},
    {"ExclamationMark", "a !vote", "\"!\" is no operator", 2, "NOT"},
    {"Weight", "vote^2", "weights are not supported", 4, ""},
    {"DistanceZero", "a w/0 b", "distance goes from 1", 2, ""},
    {"DistanceTooFar", "a w/5000 b", "distance goes from 1", 2, "same-para"},
    {"NearWithoutRightSide", "a w/5", "\"w/5\" has nothing after it", 2, ""},
    {"NearWithoutLeftSide", "w/5 b", "\"w/5\" has nothing before it", 0, ""},
    {"NearAnd", "a w/5 (b AND c)", "only words, phrases", 6, ""},
    {"NearFilter", "a w/5 site:b", "only words, phrases", 6, ""},
    {"NearAcrossFields", "title:a w/5 b", "of one field", 8, ""},
    {"TwoDistances", "a w/5 b w/6 c", "one distance at a time", 8, ""},
    {"TooManySides", "a w/5 b w/5 c w/5 d w/5 e w/5 f w/5 g w/5 h w/5 i", "8 sides at most", 44,
     ""},
    {"SameSentence", "a same-sent b", "not supported", 2, "same-para"},
    {"AtLeastWithoutWord", "atleast3:", "one word", 0, "atleast3:word"},
    {"AtLeastPhrase", "atleast3:\"a b\"", "one word", 0, ""},
    {"AtLeastZero", "atleast0:a", "wants a number", 0, ""},
};
INSTANTIATE_TEST_SUITE_P(QueryParser, Refuses, testing::ValuesIn(kBad),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(QueryParser, BoundsDepth) {
  const auto nested = [](int depth) {
    const auto count = static_cast<std::size_t>(depth);
    return std::string(count, '(') + "a" + std::string(count, ')');
  };
  EXPECT_TRUE(parse(nested(kMaxQueryDepth)));
  EXPECT_FALSE(parse(nested(kMaxQueryDepth + 1)));
  std::string negated;
  for (int i = 0; i < 5000; ++i) negated += "-(";
  EXPECT_FALSE(parse(negated));
  std::string nots;
  for (int i = 0; i <= kMaxQueryDepth; ++i) nots += "NOT ";
  EXPECT_FALSE(parse(nots + "a"));
}

TEST(QueryParser, BoundsLengthAndParts) {
  EXPECT_FALSE(parse(std::string(20000, 'a')));
  std::string many;
  for (int i = 0; i < 2500; ++i) many += "a ";
  EXPECT_FALSE(parse(many));
  EXPECT_TRUE(parse(many.substr(0, 2000)));
}

TEST(QueryParser, TakesAnyBytes) {
  // Every single byte, and every byte after an operator or an opening, parses or is refused.
  for (int byte = 0; byte < 256; ++byte) {
    for (const std::string_view before :
         {"", "a ", "title:", "date:", "\"", "(", "-", "=", "a w/5 "}) {
      std::string text(before);
      text.push_back(static_cast<char>(byte));
      for (const std::string_view after : {"", "b", "*", ")", "\""}) {
        const auto query = parse(text + std::string(after));
        if (!query) {
          EXPECT_LE(query.error().offset + query.error().length, text.size() + after.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace dateline
