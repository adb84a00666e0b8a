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
    {"EverythingBesideAFilter", "* lang:en", "(AND (AND) lang:en)"},
    {"Decade", "1990s recession", "(AND 1990s recession)"},
    {"Percent", "50% turnout", "(AND 50% turnout)"},
    {"Dollars", "$1.5bn deal", "(AND $1.5bn deal)"},
    {"Hashtag", "#metoo", "#metoo"},
    {"Handle", "@bbcnews", "@bbcnews"},
    {"Mail", "press@example.org", "press@example.org"},
    {"SlashedDate", "11/9 attacks", "(AND 11/9 attacks)"},
    {"DashBetweenWords", "Reuters - London", "(AND Reuters London)"},
    {"LongDash", "London — Reuters", "(AND London Reuters)"},
    {"DashesBeforeAWord", "--brexit", "brexit"},
    {"DashesBeforeAField", "--title:brexit", "title:brexit"},
    {"Japanese", "選挙 結果", "(AND 選挙 結果)"},
    {"Arabic", "انتخابات", "انتخابات"},
    {"FullWidthLetters", "ＡＢＣ", "ＡＢＣ"},
    {"CombiningAccent", "cafe\u0301", "cafe\u0301"},
    {"Emoji", "vote 🗳", "vote"},
    {"TypographicApostrophe", "don’t", "don’t"},
    {"FrenchElision", "l’économie", "l’économie"},
    {"PossessiveInQuestion", "whose is Xi's?", "(AND whose is Xi's?)"},
    {"Brackets", "[sic] {x}", "(AND [sic] {x})"},
    {"Backslash", "a\\b", "a\\b"},
    {"Semicolons", "a; b;", "(AND a; b;)"},
    {"UnderscoredName", "_snowfall_", "_snowfall_"},
    {"SameWordTwice", "bora bora", "(AND bora bora)"},
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
    {"FourOperators", "a AND b AND c AND d AND e", "(AND a b c d e)"},
    {"AndOfOrs", "(a OR b) AND (c OR d)", "(AND (OR a b) (OR c d))"},
    {"OrOfAnds", "(a AND b) OR (c AND d)", "(OR (AND a b) (AND c d))"},
    {"OrOfGroupsSideBySide", "(a b) OR (c d)", "(OR (AND a b) (AND c d))"},
    {"AndOfGroupSideBySide", "(a b) AND c", "(AND (AND a b) c)"},
    {"NotBeforeGroupOfNot", "NOT (a NOT b)", "(NOT (AND a (NOT b)))"},
    {"MinusTwiceInGroups", "-(-a)", "a"},
    {"NotMinus", "NOT -a", "a"},
    {"NotInMiddle", "a NOT b c", "(AND a (NOT b) c)"},
    {"NotOfOr", "a NOT (b OR c)", "(AND a (NOT (OR b c)))"},
    {"MinusBeforeNumber", "covid -19", "(AND covid (NOT 19))"},
    {"MinusBeforeAccent", "a -écologie", "(AND a (NOT écologie))"},
    {"MinusBeforePunctuation", "a -€50", "(AND a €50)"},
    {"MinusBehindAWord", "a- b", "(AND a- b)"},
    {"MinusBeforeTypographicQuote", "a -“b c”", "(AND a (NOT \"b c\"))"},
    {"OperatorTouchesParenthesis", "a OR(b AND c)", "(OR a (AND b c))"},
    {"OperatorBehindParenthesis", "(a b)OR c", "(OR (AND a b) c)"},
    {"OperatorWithPunctuationIsAWord", "and, OR. x", "(AND and, OR. x)"},
    {"ManyBlanks", "a    OR \n\t b", "(OR a b)"},
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
    {"OneWord", "\"vote\"", "\"vote\""},
    {"StopWordsOnly", "\"to be or not to be\"", "\"to be or not to be\""},
    {"NumbersInside", "\"9/11 attacks\"", "\"9/11 attacks\""},
    {"MinusInside", "\"a -b\"", "\"a -b\""},
    {"ParenthesesInside", "\"a (b) c\"", "\"a (b) c\""},
    {"ApostropheInside", "\"don't panic\"", "\"don't panic\""},
    {"OtherQuotesInside", "“a 'b' c”", "\"a 'b' c\""},
    {"GermanQuotesInsideFrench", "«a „b“ c»", "\"a „b“ c\""},
    {"FullWidth", "＂两会＂", "\"两会\""},
    {"PhraseOrWord", "\"a b\" OR c", "(OR \"a b\" c)"},
    {"PhraseInGroup", "(\"a b\" c)", "(AND \"a b\" c)"},
};
INSTANTIATE_TEST_SUITE_P(Phrases, ParsesTo, testing::ValuesIn(kPhrases), row_name);

/// What Xapian's own QueryParser makes something else of, most often without a word.
constexpr Row kMisreadByXapian[] = {
    {"NearBeforeAGroup", "apple NEAR (pies OR talks)", "(NEAR/10 apple (OR pies talks))"},
    {"StarBesideNear", "appl* NEAR pies", "(NEAR/10 appl* pies)"},
    {"MinusAlone", "-brexit", "(NOT brexit)"},
    {"MinusBeforeAField", "-site:bbc.co.uk", "(NOT site:bbc.co.uk)"},
    {"FieldWithACapital", "Title:brexit", "title:brexit"},
    {"BlankBehindAField", "title: brexit", "title:brexit"},
    {"SiteInCapitals", "site:BBC.co.uk", "site:BBC.co.uk"},
    {"FilterBesideOr", "site:a OR site:b word", "(AND (OR site:a site:b) word)"},
    {"OrBesideAWord", "brexit OR vote deal", "(AND (OR brexit vote) deal)"},
    {"Fuzzy", "vote~1", "vote~1"},
    {"EllipsisIsNoRange", "wait...what", "wait...what"},
    {"DotsAreNoRange", "a..b", "a..b"},
    {"DateRangeOfMonths", "date:2019-11..2019-12", "date:2019-11-01..2019-12-31"},
    {"OpenRelativeDate", "date:yesterday..", "date:2023-03-21.."},
    {"DateIsNoPhrase", "date:2019-11-20", "date:2019-11-20"},
    {"CapitalsChangeNothing", "Vote", "Vote"},
};
INSTANTIATE_TEST_SUITE_P(MisreadByXapian, ParsesTo, testing::ValuesIn(kMisreadByXapian), row_name);

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
    {"Today", "date:today", "date:2023-03-22"},
    {"Yesterday", "date:yesterday", "date:2023-03-21"},
    {"DayInAMonthByName", "date:march", "date:2023-03-01..2023-03-31"},
    {"Year", "date:2019", "date:2019-01-01..2019-12-31"},
    {"YearsOpen", "date:2019..", "date:2019-01-01.."},
    {"YearsUpTo", "date:..2019", "date:..2019-12-31"},
    {"AfterAYear", "date:>2019", "date:2020-01-01.."},
    {"SinceAYear", "date:>=2019", "date:2019-01-01.."},
    {"BeforeAMonth", "date:<2019-03", "date:..2019-02-28"},
    {"UpToADay", "date:<=2019-03-01", "date:..2019-03-01"},
    {"LeapDay", "date:2024-02", "date:2024-02-01..2024-02-29"},
    {"Week", "date:1w..", "date:2023-03-15.."},
    {"Hours", "date:6h..", "date:2023-03-22T09:04:00Z.."},
    {"MomentWithZone", "date:2023-03-20T10:00+02:00..", "date:2023-03-20T08:00:00Z.."},
    {"MomentsAtMidnight", "date:2023-03-20T00:00Z..", "date:2023-03-20T00:00:00Z.."},
    {"DayToMoment", "date:2023-03-20..2023-03-20T10:00Z",
     "date:2023-03-20T00:00:00Z..2023-03-20T10:00:59Z"},
    {"DatesInAGroup", "date:(2019 OR 2021)",
     "(OR date:2019-01-01..2019-12-31 date:2021-01-01..2021-12-31)"},
    {"NotInAGroupOfValues", "site:(a.org -b.org)", "(AND site:a.org (NOT site:b.org))"},
    {"GroupOfPhrases", "title:(\"a b\" OR c)", "(OR title:\"a b\" title:c)"},
    {"GroupWithAnd", "title:(a AND b)", "(AND title:a title:b)"},
    {"GroupsInAGroup", "lead:((a OR b) c)", "(AND (OR lead:a lead:b) lead:c)"},
    {"MinusBeforeGroup", "-title:(a b)", "(NOT (AND title:a title:b))"},
    {"NotBeforeField", "NOT author:doe", "(NOT author:doe)"},
    {"FieldBesideFuzzyAndStar", "title:(goverment~1 OR elect*)",
     "(OR title:goverment~1 title:elect*)"},
    {"SiteWithScheme", "site:https://bbc.co.uk/news", "site:https://bbc.co.uk/news"},
    {"SiteInQuotes", "site:\"a.org\"", "site:a.org"},
    {"TagInTypographicQuotes", "tag:“carbon tax”", "tag:\"carbon tax\""},
    {"TagInOtherScript", "tag:選挙", "tag:選挙"},
    {"IsInCapitals", "is:ARTICLE", "is:article"},
    {"WordsSideBySide", "words:>800 words:<20", "(OR words:801.. words:..19)"},
    {"FilterBeforeWords", "lang:en climate summit", "(AND lang:en climate summit)"},
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
    {"PrefixWithAccent", "écol*", "écol*"},
    {"PrefixInCapitals", "ELECT*", "ELECT*"},
    {"PrefixOfLettersAndDigits", "covid1*", "covid1*"},
    {"PrefixBesideOr", "elect* OR vote", "(OR elect* vote)"},
    {"ExcludedPrefix", "a -elect*", "(AND a (NOT elect*))"},
    {"TwoStars", "*elect*", "*elect*"},
    {"QuestionMarksInside", "w??en", "w??en"},
    {"QuestionMarkBehindAWordIsNone", "why?", "why?"},
    {"FuzzyBesideWord", "goverment~1 vote", "(AND goverment~1 vote)"},
    {"FuzzyWithAccent", "élection~1", "élection~1"},
    {"NearTouchingGroups", "(a OR b)w/5(c OR d)", "(NEAR/5 (OR a b) (OR c d))"},
    {"NearExact", "=a w/5 =b", "(NEAR/5 =a =b)"},
    {"NearFuzzy", "goverment~1 w/5 vote", "(NEAR/5 goverment~1 vote)"},
    {"NearPattern", "wom?n w/5 vote", "(NEAR/5 wom?n vote)"},
    {"NearMixedGroup", "(\"a b\" OR c*de OR eeee*) w/5 f", "(NEAR/5 (OR \"a b\" c*de eeee*) f)"},
    {"NearOfFields", "title:a w/5 title:b", "(NEAR/5 title:a title:b)"},
    {"NearGroupInField", "title:((a OR b) w/5 c)", "(NEAR/5 (OR title:a title:b) title:c)"},
    {"NearHyphenated", "covid-19 w/5 vaccine", "(NEAR/5 covid-19 vaccine)"},
    {"NearOr", "a w/5 b OR c", "(OR (NEAR/5 a b) c)"},
    {"NearAndNear", "a w/5 b AND c w/9 d", "(AND (NEAR/5 a b) (NEAR/9 c d))"},
    {"NearInParentheses", "(a w/5 b) -c", "(AND (NEAR/5 a b) (NOT c))"},
    {"LongestDistance", "a w/499 b", "(NEAR/499 a b)"},
    {"BeforeInCapitals", "a PRE/3 b", "(PRE/3 a b)"},
    {"BeforeByItself", "a ADJ b", "(PRE/10 a b)"},
    {"BeforeOfThree", "a pre/3 b pre/3 c", "(PRE/3 a b c)"},
    {"SameParagraphInCapitals", "a SAME-PARA b", "(SAME-PARA a b)"},
    {"SameParagraphOfThree", "a same-para b same-para c", "(SAME-PARA a b c)"},
    {"SameParagraphOfPhrases", "\"a b\" same-para (c OR d)", "(SAME-PARA \"a b\" (OR c d))"},
    {"AtLeast", "atleast3:word", "(ATLEAST3 word)"},
    {"AtLeastExcluded", "a -atleast3:b", "(AND a (NOT (ATLEAST3 b)))"},
    {"AtLeastInOr", "atleast2:a OR atleast3:b", "(OR (ATLEAST2 a) (ATLEAST3 b))"},
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
  EXPECT_EQ(parsed("(a AND b) c", DefaultOperator::Any), "(OR (AND a b) c)");
  EXPECT_EQ(parsed("(a AND NOT b) c", DefaultOperator::Any), "(OR (AND a (NOT b)) c)");
  EXPECT_FALSE(parse("a AND b", DefaultOperator::Any)->implicit);
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

}  // namespace
}  // namespace dateline
