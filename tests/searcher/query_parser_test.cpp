#include "searcher/query_parser.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "searcher/query_text.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;

/// A Wednesday, so that relative dates come out the same every day.
constexpr auto kNow = std::chrono::sys_days{std::chrono::year{2023} / 3 / 22} + 15h + 4min;

Result<Query> parse(std::string_view text,
                    DefaultOperator default_operator = DefaultOperator::All) {
  return parse_query(text, {.clock = {.now = kNow}, .default_operator = default_operator});
}

std::string parsed(std::string_view text, DefaultOperator default_operator = DefaultOperator::All) {
  const auto query = parse(text, default_operator);
  return query ? to_string(*query) : "error: " + query.error().message;
}

struct Row {
  std::string_view name;
  std::string_view text;
  std::string_view tree;
};

class ParsesTo : public testing::TestWithParam<Row> {};

TEST_P(ParsesTo, Tree) { EXPECT_EQ(parsed(GetParam().text), GetParam().tree) << GetParam().text; }

/// Where the parts stood does not count.
Query without_spans(Query query) {
  query.span = {};
  for (Query& child : query.children) child = without_spans(std::move(child));
  return query;
}

TEST_P(ParsesTo, TreeThatIsTypedAgain) {
  const auto query = parse(GetParam().text);
  ASSERT_TRUE(query);
  const std::string typed = format_query(*query);
  const auto again = parse(typed);
  ASSERT_TRUE(again) << typed << ": " << again.error().message;
  EXPECT_EQ(to_lower(to_string(*again)), to_lower(to_string(*query))) << typed;
  EXPECT_EQ(format_query(*again), typed);
  if (to_string(*again) == to_string(*query)) {
    EXPECT_EQ(without_spans(*again), without_spans(*query)) << typed;
  }
}

std::string row_name(const testing::TestParamInfo<Row>& row) { return std::string(row.param.name); }

constexpr Row kWords[] = {
    {"OneWord", "climate", "climate"},
    {"CaseIsKept", "Climate", "Climate"},
    {"SideBySideIsAnd", "climate summit", "(AND climate summit)"},
    {"ManyWords", "a b c d", "(AND a b c d)"},
    {"BlanksOfAnyKind", "\t climate \xC2\xA0 summit\n", "(AND climate summit)"},
    {"PunctuationStaysWithItsWord", "Hello, world!", "(AND Hello, world!)"},
    {"LonePunctuationGoes", "climate & summit - 2023 ...", "(AND climate summit 2023)"},
    {"QuestionMarkAtTheEnd", "who won?", "(AND who won?)"},
    {"Hyphen", "covid-19", "covid-19"},
    {"Ellipsis", "wait...what", "wait...what"},
    {"DotsBetweenLetters", "a..b", "a..b"},
    {"RangeWithoutFieldIsWords", "2019-11-30..2019-11-01", "2019-11-30..2019-11-01"},
    {"Acronym", "U.S. economy", "(AND U.S. economy)"},
    {"Ampersand", "AT&T results", "(AND AT&T results)"},
    {"ClockTime", "12:30 train", "(AND 12:30 train)"},
    {"Score", "Bayern 0:4", "(AND Bayern 0:4)"},
    {"Address", "https://example.org/a?b=c", "https://example.org/a?b=c"},
    {"AddressOfAnUnknownScheme", "gopher://example.org", "gopher://example.org"},
    {"HeadlineColon", "Brexit: what now", "(AND Brexit: what now)"},
    {"ColonAfterLettersOfOtherAlphabets", "Москва:новости", "Москва:новости"},
    {"ColonInParentheses", "(see: below)", "(AND see: below)"},
    {"LowerCaseOperatorsAreWords", "bread and butter or not", "(AND bread and butter or not)"},
    {"MixedCaseOperatorsAreWords", "And Or Not", "(AND And Or Not)"},
    {"OperatorInsideWord", "BRANDS oregon", "(AND BRANDS oregon)"},
    {"Chinese", "东京 奥运", "(AND 东京 奥运)"},
    {"ChineseStarFallsAway", "东京*", "东京*"},
    {"Euro", "€50 bn", "(AND €50 bn)"},
    {"Apostrophe", "O'Neill", "O'Neill"},
    {"PlusSignIsNothing", "+brexit +vote", "(AND +brexit +vote)"},
    {"TildeBeforeNumber", "~50", "~50"},
    {"SlashWord", "w/o and/or", "(AND w/o and/or)"},
    {"Exact", "=Voting", "=Voting"},
    {"ExactBesideWord", "=US economy", "(AND =US economy)"},
    {"ExactPhrase", "=\"prime minister\"", "\"prime minister\""},
    {"LoneEqualsSign", "a = b", "(AND a b)"},
    {"Everything", "*", "(AND)"},
};
INSTANTIATE_TEST_SUITE_P(Words, ParsesTo, testing::ValuesIn(kWords), row_name);

constexpr Row kOperators[] = {
    {"Or", "a OR b", "(OR a b)"},
    {"OrOfThree", "a OR b OR c", "(OR a b c)"},
    {"And", "a AND b", "(AND a b)"},
    {"AndBindsTighterThanOr", "a AND b OR c", "(OR (AND a b) c)"},
    {"AndBindsTighterOnTheRight", "a OR b AND c", "(OR a (AND b c))"},
    {"OrBindsTighterThanSideBySide", "brexit OR vote deal", "(AND (OR brexit vote) deal)"},
    {"OrInTheMiddle", "a b OR c d", "(AND a (OR b c) d)"},
    {"AndBesideWords", "a AND b c", "(AND (AND a b) c)"},
    {"Not", "a NOT b", "(AND a (NOT b))"},
    {"AndNot", "a AND NOT b", "(AND a (NOT b))"},
    {"OrNot", "a OR NOT b", "(OR a (NOT b))"},
    {"NotBindsToOneWord", "NOT a b", "(AND (NOT a) b)"},
    {"NotBeforeOr", "NOT a OR b", "(OR (NOT a) b)"},
    {"NotNotIsNothing", "NOT NOT a", "a"},
    {"Minus", "brexit -vote", "(AND brexit (NOT vote))"},
    {"MinusAlone", "-brexit", "(NOT brexit)"},
    {"MinusBeforeField", "-site:bbc.co.uk", "(NOT site:bbc.co.uk)"},
    {"MinusBeforeGroup", "a -(b c)", "(AND a (NOT (AND b c)))"},
    {"MinusBeforePhrase", "a -\"b c\"", "(AND a (NOT \"b c\"))"},
    {"MinusBeforeExact", "a -=b", "(AND a (NOT =b))"},
    {"MinusOnOrGroup", "a OR b -c", "(AND (OR a b) (NOT c))"},
    {"MinusInsideAWord", "a-b -c-d", "(AND a-b (NOT c-d))"},
    {"MinusAfterQuote", "\"Life Is Strange\"-Entwickler", "(AND \"Life Is Strange\" Entwickler)"},
    {"TwoMinuses", "--since", "since"},
    {"Group", "(a OR b) c", "(AND (OR a b) c)"},
    {"GroupOfOne", "(a)", "a"},
    {"ImplicitGroupsMelt", "the (big) party (of many)", "(AND the big party of many)"},
    {"NestedGroups", "((a OR (b AND (c))))", "(OR a (AND b c))"},
    {"GroupsTouchingWords", "a(b OR c)d", "(AND a (OR b c) d)"},
    {"AllNegative", "-a -b", "(AND (NOT a) (NOT b))"},
    {"ShoutedHeadline", "CYCLOPS WILL NOT GIVE DATA TO GROUP",
     "(AND CYCLOPS WILL NOT GIVE DATA TO GROUP)"},
    {"ShoutedOr", "RUSSIA OR A FOUR POWER SUMMIT MEETING",
     "(AND RUSSIA OR A FOUR POWER SUMMIT MEETING)"},
    {"AcronymsAreNotShouting", "UK OR US OR EU OR UN OR WTO", "(OR UK US EU UN WTO)"},
    {"ShortCapitalsKeepOperators", "NATO AND NOT EU", "(AND NATO (NOT EU))"},
};
INSTANTIATE_TEST_SUITE_P(Operators, ParsesTo, testing::ValuesIn(kOperators), row_name);

constexpr Row kPhrases[] = {
    {"Straight", "\"prime minister\"", "\"prime minister\""},
    {"English", "“prime minister”", "\"prime minister\""},
    {"EnglishClosedStraight", "“prime minister\"", "\"prime minister\""},
    {"German", "„Festes, Greifbares“", "\"Festes, Greifbares\""},
    {"French", "« le monde »", "\" le monde \""},
    {"GermanGuillemets", "»die Welt«", "\"die Welt\""},
    {"Swedish", "”två ord”", "\"två ord\""},
    {"Japanese", "「東京オリンピック」", "\"東京オリンピック\""},
    {"TouchingAWord", "said\"no deal\"today", "(AND said \"no deal\" today)"},
    {"TwoPhrases", "\"a b\" \"c d\"", "(AND \"a b\" \"c d\")"},
    {"OperatorsInsideAreWords", "\"to be OR NOT to be\"", "\"to be OR NOT to be\""},
    {"FieldInsideIsWords", "\"title: x\"", "\"title: x\""},
    {"CensoredWordInside", "\"what the f***\"", "\"what the f***\""},
    {"LineBreakInside", "\"a\nb\"", "\"a\nb\""},
};
INSTANTIATE_TEST_SUITE_P(Phrases, ParsesTo, testing::ValuesIn(kPhrases), row_name);

constexpr Row kFields[] = {
    {"Title", "title:brexit", "title:brexit"},
    {"AnyCase", "Title:brexit TITLE:vote", "(AND title:brexit title:vote)"},
    {"BlankAfterColon", "title: brexit", "title:brexit"},
    {"Phrase", "title:\"summit meeting\"", "title:\"summit meeting\""},
    {"Group", "title:(a OR b) c", "(AND (OR title:a title:b) c)"},
    {"GroupSideBySide", "title:(a b)", "(AND title:a title:b)"},
    {"NegatedInside", "title:-brexit", "(NOT title:brexit)"},
    {"NegatedInGroup", "title:(a -b)", "(AND title:a (NOT title:b))"},
    {"FieldEndsAfterItsWord", "title:brexit vote", "(AND title:brexit vote)"},
    {"ExactWord", "title:=Voting", "title:=Voting"},
    {"Prefix", "title:elect*", "title:elect*"},
    {"Author", "author:\"Jane Doe\"", "author:\"Jane Doe\""},
    {"Lead", "lead:strike", "lead:strike"},
    {"SecondColonIsInTheWord", "title:12:30", "title:12:30"},
    {"Site", "site:bbc.co.uk", "site:bbc.co.uk"},
    {"SiteKeepsWhatWasTyped", "site:BBC.co.uk", "site:BBC.co.uk"},
    {"SiteName", "site:\"The Guardian\"", "site:\"The Guardian\""},
    {"SitesAreAlternatives", "site:a.org site:b.org word", "(AND (OR site:a.org site:b.org) word)"},
    {"SitesApartAreAlternatives", "site:a.org word site:b.org",
     "(AND (OR site:a.org site:b.org) word)"},
    {"SitesJoinedByOr", "site:a.org OR site:b.org word", "(AND (OR site:a.org site:b.org) word)"},
    {"SitesJoinedByAndBothHold", "site:a.org AND site:b.org", "(AND site:a.org site:b.org)"},
    {"ThirdSiteJoinsTheOthers", "(site:a OR site:b) site:c", "(OR site:a site:b site:c)"},
    {"ExcludedSitesStayApart", "x -site:a -site:b", "(AND x (NOT site:a) (NOT site:b))"},
    {"GroupOfValues", "site:(a.org b.org)", "(OR site:a.org site:b.org)"},
    {"GroupOfValuesWithOr", "tag:(climate OR \"carbon tax\")",
     "(OR tag:climate tag:\"carbon tax\")"},
    {"DifferentFieldsAllHold", "site:a lang:en x", "(AND site:a lang:en x)"},
    {"Language", "lang:EN", "lang:en"},
    {"LanguageWithRegion", "lang:pt-BR", "lang:pt"},
    {"Tag", "tag:climate", "tag:climate"},
    {"TagWithBlanks", "tag:\"climate change\"", "tag:\"climate change\""},
    {"Section", "section:Politics", "section:Politics"},
    {"Wire", "wire:reuters", "wire:reuters"},
    {"Is", "is:Stub", "is:stub"},
    {"Path", "path:news/2019/a_(b).html x", "(AND path:\"news/2019/a_(b).html\" x)"},
    {"PathInParentheses", "(path:news/a.html)", "path:news/a.html"},
    {"Id", "id:abc123", "id:abc123"},
    {"Url", "url:https://example.org/a?b=(c)", "url:\"https://example.org/a?b=(c)\""},
    {"CommaAfterValue", "site:a.org, x", "(AND site:a.org x)"},
    {"WordsOver", "words:>800", "words:801.."},
    {"WordsFrom", "words:>=800", "words:800.."},
    {"WordsUnder", "words:<800", "words:..799"},
    {"WordsUpTo", "words:<=800", "words:..800"},
    {"WordsRange", "words:200..500", "words:200..500"},
    {"WordsOpenEnd", "words:200..", "words:200.."},
    {"WordsOpenStart", "words:..500", "words:..500"},
    {"WordsExactly", "words:500", "words:500..500"},
    {"Day", "date:2023-03-20", "date:2023-03-20"},
    {"Month", "date:2019-11", "date:2019-11-01..2019-11-30"},
    {"DateRange", "date:2019-11..2019-12", "date:2019-11-01..2019-12-31"},
    {"DateFromYesterday", "date:yesterday..", "date:2023-03-21.."},
    {"LastSevenDays", "brexit date:7d..", "(AND brexit date:2023-03-15..)"},
    {"BlankBeforeDate", "date: 2023", "date:2023-01-01..2023-12-31"},
    {"DateQuoted", "date:\"2023\"", "date:2023-01-01..2023-12-31"},
    {"DatesAreAlternatives", "date:2019 date:2021",
     "(OR date:2019-01-01..2019-12-31 date:2021-01-01..2021-12-31)"},
    {"ExcludedDate", "x -date:2023", "(AND x (NOT date:2023-01-01..2023-12-31))"},
};
INSTANTIATE_TEST_SUITE_P(Fields, ParsesTo, testing::ValuesIn(kFields), row_name);

constexpr Row kPatterns[] = {
    {"Prefix", "elect*", "elect*"},
    {"PrefixBeforeComma", "elect*, vote", "(AND elect* vote)"},
    {"Suffix", "*gate", "*gate"},
    {"ExcludedSuffix", "water -*gate", "(AND water (NOT *gate))"},
    {"Middle", "col*r", "col*r"},
    {"OneLetter", "wom?n", "wom?n"},
    {"StarAndQuestionMark", "wom?n*", "wom?n*"},
    {"AddressWithQuestionMark", "example.org/?q=word", "example.org/?q=word"},
    {"RowOfStars", "a *** b", "(AND a b)"},
    {"Fuzzy", "goverment~", "goverment~1"},
    {"FuzzyTwo", "goverment~2", "goverment~2"},
    {"FuzzyInField", "title:goverment~1", "title:goverment~1"},
    {"Near", "a w/5 b", "(NEAR/5 a b)"},
    {"NearInCapitals", "a W/5 b", "(NEAR/5 a b)"},
    {"NearWritten", "a NEAR/5 b", "(NEAR/5 a b)"},
    {"NearByItself", "apple NEAR (pies OR talks)", "(NEAR/10 apple (OR pies talks))"},
    {"NearPrefix", "appl* NEAR pies", "(NEAR/10 appl* pies)"},
    {"NearPhrase", "\"prime minister\" w/8 said", "(NEAR/8 \"prime minister\" said)"},
    {"NearOfThree", "a w/5 b w/5 c", "(NEAR/5 a b c)"},
    {"Before", "a pre/3 b", "(PRE/3 a b)"},
    {"BeforeWritten", "a ADJ/3 b", "(PRE/3 a b)"},
    {"SameParagraph", "a same-para b", "(SAME-PARA a b)"},
    {"NearBindsTighterThanAnd", "a AND b w/5 c", "(AND a (NEAR/5 b c))"},
    {"NearBesideWords", "x a w/5 b y", "(AND x (NEAR/5 a b) y)"},
    {"NotNear", "x NOT a w/5 b", "(AND x (NOT (NEAR/5 a b)))"},
    {"NearInField", "title:(a w/5 b)", "(NEAR/5 title:a title:b)"},
    {"AtLeast", "atleast3:word", "(ATLEAST3 word)"},
    {"AtLeastAnyCase", "AtLeast12:word x", "(AND (ATLEAST12 word) x)"},
    {"AtLeastExact", "atleast2:=Apple", "(ATLEAST2 =Apple)"},
    {"AtLeastInField", "title:atleast2:vote", "(ATLEAST2 title:vote)"},
    {"AtLeastInGroup", "title:(atleast2:vote)", "(ATLEAST2 title:vote)"},
    {"AtLeastWithoutNumberIsAField", "atleast vote", "(AND atleast vote)"},
};
INSTANTIATE_TEST_SUITE_P(Patterns, ParsesTo, testing::ValuesIn(kPatterns), row_name);

TEST(QueryParser, AnyJoinsWordsButNotFilters) {
  EXPECT_EQ(parsed("a b c", DefaultOperator::Any), "(OR a b c)");
  EXPECT_EQ(parsed("a b -c site:x", DefaultOperator::Any), "(AND (OR a b) (NOT c) site:x)");
  EXPECT_EQ(parsed("a b AND c", DefaultOperator::Any), "(OR a (AND b c))");
  EXPECT_EQ(parsed("a date:2023 lang:en", DefaultOperator::Any),
            "(AND a date:2023-01-01..2023-12-31 lang:en)");
}

TEST(QueryParser, OnlyWordsSideBySideAreImplicit) {
  EXPECT_TRUE(parse("a b")->implicit);
  EXPECT_FALSE(parse("a AND b")->implicit);
}

TEST(QueryParser, SpansNameTheBytesOfTheQuery) {
  const auto query = parse("été title:(a OR \"b c\")");
  ASSERT_TRUE(query);
  ASSERT_EQ(query->children.size(), 2U);
  EXPECT_EQ(query->children[0].span, (QuerySpan{0, 5}));
  EXPECT_EQ(query->children[1].span, (QuerySpan{6, 18}));
  EXPECT_EQ(query->children[1].children[1].span, (QuerySpan{18, 5}));
}

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
  EXPECT_EQ(parsed(nested(kMaxQueryDepth)), "a");
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
