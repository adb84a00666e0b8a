#include "searcher/searcher.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/database.hpp"
#include "common/date.hpp"
#include "common/schema.hpp"
#include "indexer/document_builder.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using test::archive_path;
using test::ids;
using test::kNow;
using test::open_archive;
using test::parse;
using test::search;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
/// The ids of the full matches, sorted; those of near misses are left out.
std::vector<std::string> matches(std::string_view text, Undated undated = Undated::Default) {
  auto found = ids(search({.query = parse(text), .undated = undated, .near_misses = false}));
  std::sort(found.begin(), found.end());
  return found;
}

struct Row {
  std::string_view name;
  std::string_view query;
  std::vector<std::string> ids;
};

class Finds : public testing::TestWithParam<Row> {};

TEST_P(Finds, TheArticlesMeant) {
  EXPECT_EQ(matches(GetParam().query), GetParam().ids) << GetParam().query;
}

const std::vector<Row> kRows{
    {"Word", "ferry", {"ferry"}},
    {"AnyForm", "voting", {"ferry", "summit"}},
    {"AnyFormOfCapitals", "VOTES", {"ferry", "summit"}},
    {"Exact", "=voters", {"summit"}},
    {"ExactIsUnstemmed", "=voting", {}},
    {"ExactIsFolded", "=VOTE", {"ferry", "summit"}},
    {"All", "climate vote", {"summit"}},
    {"Or", "ferry OR tunnel", {"ferry", "tunnel"}},
    {"OrThenWord", "ferry OR summit climate", {"summit"}},
    {"Not", "climate -summit", {"protest"}},
    {"PureNegative", "-lang:en", {"olympia", "wahl"}},
    {"NegatedWord", "lang:en -vote -opens -wahl", {"protest", "virus"}},
    {"NotInOr", "olympia OR NOT lang:en", {"olympia", "wahl"}},
    {"StopWordsAreNotRequired", "the of ferry", {"ferry"}},
    {"StopWordsAloneAre", "the about", {"protest"}},
    {"StopWordByOperator", "tunnel AND about", {}},
    {"Phrase", "\"prime minister\"", {"ferry"}},
    {"PhraseIsUnstemmed", "\"prime ministers\"", {}},
    {"PhraseOfStopWords", "\"of the\"", {}},
    {"PhraseStaysInItsParagraph", "\"for it nobody\"", {}},
    {"PhraseInTitle", "title:\"climate summit\"", {"summit"}},
    {"Title", "title:vote", {"ferry"}},
    {"Lead", "lead:location", {"tunnel"}},
    {"LeadIsNotTheRest", "lead:motion", {}},
    {"Author", "author:doe", {"ferry", "summit"}},
    {"AuthorPhrase", "author:\"jane doe\"", {"summit"}},
    {"SiteWithSubdomains", "site:bbc.example", {"ferry", "summit"}},
    {"SiteInCapitals", "site:BBC.Example", {"ferry", "summit"}},
    {"SubdomainAlone", "site:news.bbc.example", {"summit"}},
    {"SiteAddress", "site:https://news.bbc.example/x", {"summit"}},
    {"SiteByName", "site:\"the daily example\"", {"ferry", "summit"}},
    {"SitesAreAlternatives", "site:bbc.example site:other.example", {"ferry", "protest", "summit"}},
    {"FieldsAllHold", "site:bbc.example section:politics", {"ferry"}},
    {"Section", "section:\"world news\"", {"summit"}},
    {"Tag", "tag:climate", {"summit"}},
    {"TagOfTwoWords", "tag:\"carbon tax\"", {"summit"}},
    {"Wire", "wire:reuters", {"ferry"}},
    {"Is", "is:stub", {"tunnel"}},
    {"IsUndated", "is:undated", {"protest"}},
    {"Language", "lang:de", {"wahl"}},
    {"Path", "path:/news/2023", {"protest", "summit"}},
    {"PathWithSlash", "path:/news/2023/", {"protest", "summit"}},
    {"PathOfFile", "path:/news/ferry.html", {"ferry"}},
    {"PathIsMadeNormal", "path:/news/./2023/../ferry.html", {"ferry"}},
    {"PathIsNoSubstring", "path:/new", {}},
    {"Id", "id:ferry", {"ferry"}},
    {"Url", "url:https://bbc.example/ferry", {"ferry"}},
    {"Words", "words:<10 -lang:zh", {"wahl-en"}},
    {"WordsRange", "words:18..", {"summit", "virus"}},
    {"Hyphen", "covid-19", {"virus"}},
    {"HyphenIsARow", "19-covid", {}},
    {"Ampersand", "AT&T", {"virus"}},
    {"Signs", "C++", {"virus"}},
    {"Number", "1000", {"virus"}},
    {"GroupedNumber", "1,000", {"virus"}},
    {"Accents", "cafe", {"virus"}},
    {"ClockTime", "12:30", {"virus"}},
    {"Chinese", "奥运", {"olympia"}},
    {"ChineseRow", "东京奥运", {"olympia"}},
    {"ChineseOtherOrder", "奥运东京", {}},
    {"GermanStem", "wahl", {"wahl", "wahl-en"}},
    {"GermanForm", "frau", {"wahl"}},
    {"GermanFormInGermanOnly", "frau lang:en", {}},
    {"Umlaut", "munchen", {"wahl"}},
    {"Prefix", "vot*", {"ferry", "summit"}},
    {"PrefixInTitle", "title:tunn*", {"tunnel"}},
    {"PrefixNoMatch", "zzz*", {}},
    {"PrefixNoMatchWithNot", "ferry -zzz*", {"ferry"}},
    {"Suffix", "*gate", {"ferry"}},
    {"Pattern", "wom?n", {"ferry"}},
    {"PatternInMiddle", "pro*ers", {"protest", "virus"}},
    {"Fuzzy", "goverment~1", {"tunnel"}},
    {"FuzzyReachesTheRightSpelling", "goovernment~1", {"tunnel"}},
    {"FuzzyTooFar", "gvrnmnt~2", {}},
    {"Near", "prime w/1 minister", {"ferry"}},
    {"NearAnyOrder", "minister w/1 prime", {"ferry"}},
    {"NearForms", "ministers w/1 prime", {"ferry"}},
    {"NearTooFar", "leaders w/3 carbon", {}},
    {"NearJustEnough", "leaders w/4 carbon", {"summit"}},
    {"NearGroup", "(leaders OR police) w/2 (voted OR counted)", {"protest", "summit"}},
    {"NearPrefix", "lead* w/2 vot*", {"summit"}},
    {"NearPhrase", "\"prime minister\" w/3 nothing", {"ferry"}},
    {"NearPhraseApart", "\"prime minister\" w/9 location", {}},
    {"Before", "prime pre/1 minister", {"ferry"}},
    {"BeforeOtherOrder", "minister pre/1 prime", {}},
    {"SameParagraph", "leaders same-para voters", {"summit"}},
    {"OtherParagraph", "leaders same-para motion", {}},
    {"AtLeast", "atleast3:police", {"protest"}},
    {"AtLeastMore", "atleast4:police", {}},
    {"AtLeastCountsFormsButTitlesOnce", "atleast2:vote", {"summit"}},
    {"AtLeastInTitle", "title:(atleast1:vote)", {"ferry"}},
    {"Day", "date:2023-03-20", {"summit"}},
    {"DayReadersSee", "date:2023-03-01", {"ferry"}},
    {"DayOfGreenwichIsNot", "date:2023-03-02", {}},
    {"Month", "date:2023-03", {"ferry", "summit"}},
    {"Year", "date:2019", {"tunnel"}},
    {"MonthPrecisionInItsMonth", "date:2019-11", {"tunnel"}},
    {"MonthPrecisionOnItsFirstDay", "date:2019-11-01", {"tunnel"}},
    {"MonthPrecisionNotLater", "date:2019-11-02..2019-11-30", {}},
    {"YearPrecisionInJanuary", "date:2020-01", {"virus"}},
    {"YearPrecisionNotInMay", "date:2020-05", {}},
    {"Range", "date:2021-09-27..2023-03-01", {"ferry", "wahl-en"}},
    {"OpenEnd", "date:2021-09-27..", {"ferry", "summit", "wahl-en"}},
    {"OpenStart", "date:..2019", {"tunnel"}},
    {"OutsideAllYears", "date:1850..1900", {}},
    {"LastDays", "date:7d..", {"summit"}},
    {"Moment", "date:2023-03-20T08:00..2023-03-20T10:00", {"summit"}},
    {"MomentBefore", "date:..2019-10-31T10:00", {}},
    {"TwoDates", "date:2019 date:2020", {"tunnel", "virus"}},
    {"NotADate", "lang:en -date:2019..2022", {"ferry", "protest", "summit"}},
    {"Everything",
     "*",
     {"ferry", "olympia", "protest", "summit", "tunnel", "virus", "wahl", "wahl-en"}},
    {"UnknownWord", "xylophone", {}},
};
INSTANTIATE_TEST_SUITE_P(Searcher, Finds, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Searcher, NearMissesFollowAndAreNotCounted) {
  const ResultPage page = search({.query = parse("climate vote")});
  EXPECT_THAT(ids(page), ElementsAre("summit", testing::_, testing::_));
  EXPECT_THAT(ids(page), testing::IsSupersetOf({"~ferry", "~protest"}));
  EXPECT_EQ(page.matches, 1U);
  EXPECT_TRUE(page.is_exact);
  EXPECT_EQ(page.hits[2].rank, 3U);
}

TEST(Searcher, PartsOfASplitWordMakeNearMisses) {
  EXPECT_THAT(ids(search({.query = parse("virus covid-99")})), ElementsAre("~virus"));
  EXPECT_THAT(matches("covid-99"), IsEmpty());
}

TEST(Searcher, NearMissesKeepFiltersAndExclusions) {
  EXPECT_THAT(ids(search({.query = parse("climate ferry site:bbc.example")})),
              UnorderedElementsAre("~summit", "~ferry"));
  EXPECT_THAT(ids(search({.query = parse("climate ferry -summit")})),
              UnorderedElementsAre("~protest", "~ferry"));
}

TEST(Searcher, NearMissesComeAfterThePagesOfMatches) {
  const auto page = [](std::size_t offset) {
    return ids(search({.query = parse("climate vote"), .offset = offset, .limit = 1}));
  };
  EXPECT_THAT(page(0), ElementsAre("summit"));
  EXPECT_THAT(page(1), ElementsAre(testing::StartsWith("~")));
  EXPECT_THAT(page(2), ElementsAre(testing::StartsWith("~")));
  EXPECT_NE(page(1), page(2));
  EXPECT_THAT(page(3), IsEmpty());
}

TEST(Searcher, OperatorsLeaveNoNearMisses) {
  EXPECT_THAT(ids(search({.query = parse("climate AND ferry")})), IsEmpty());
  EXPECT_THAT(ids(search({.query = parse("ferry OR tunnel")})),
              UnorderedElementsAre("ferry", "tunnel"));
}

TEST(Searcher, NoNearMissesWhenAllAreAskedForOrByDate) {
  EXPECT_THAT(ids(search({.query = parse("climate vote"), .limit = 0})), ElementsAre("summit"));
  EXPECT_THAT(ids(search({.query = parse("climate vote"), .sort = SortOrder::Newest})),
              ElementsAre("summit"));
}

TEST(Searcher, SortsByDateWithUndatedLast) {
  const auto sorted = [](SortOrder order) {
    return ids(search({.query = parse("lang:en"), .sort = order}));
  };
  EXPECT_THAT(sorted(SortOrder::Newest),
              ElementsAre("summit", "ferry", "wahl-en", "virus", "tunnel", "protest"));
  EXPECT_THAT(sorted(SortOrder::Oldest),
              ElementsAre("tunnel", "virus", "wahl-en", "ferry", "summit", "protest"));
  EXPECT_EQ(sorted(SortOrder::Relevance), sorted(SortOrder::Newest)) << "filters weigh nothing";
}

TEST(Searcher, UndatedArticles) {
  EXPECT_THAT(matches("climate"), ElementsAre("protest", "summit"));
  EXPECT_THAT(matches("climate date:2023"), ElementsAre("summit"));
  EXPECT_THAT(matches("climate date:2023", Undated::Include), ElementsAre("protest", "summit"));
  EXPECT_THAT(matches("climate date:2023", Undated::Exclude), ElementsAre("summit"));
  EXPECT_THAT(matches("climate", Undated::Exclude), ElementsAre("summit"));
  EXPECT_THAT(matches("climate", Undated::Only), ElementsAre("protest"));
  EXPECT_THAT(matches("climate date:2023", Undated::Only), ElementsAre("protest"));
  EXPECT_THAT(matches("climate -date:2023", Undated::Include), ElementsAre("protest"));
}

TEST(Searcher, AnyWord) {
  const Query query = parse("ferry tunnel the", DefaultOperator::Any);
  EXPECT_THAT(ids(search({.query = query})), UnorderedElementsAre("ferry", "tunnel"));
}

TEST(Searcher, PagesAndLimits) {
  const auto page = [](std::size_t offset, std::size_t limit) {
    return ids(search({.query = parse("lang:en"), .offset = offset, .limit = limit}));
  };
  EXPECT_THAT(page(0, 2), ElementsAre("summit", "ferry"));
  EXPECT_THAT(page(2, 2), ElementsAre("wahl-en", "virus"));
  EXPECT_EQ(page(0, 0).size(), 6U);
  EXPECT_THAT(page(100, 10), IsEmpty());
  EXPECT_EQ(page(0, std::size_t{1} << 40).size(), 6U);
  const ResultPage second = search({.query = parse("lang:en"), .offset = 2, .limit = 2});
  EXPECT_EQ(second.matches, 6U);
  EXPECT_EQ(second.hits.front().rank, 3U);
}

TEST(Searcher, CountsEqualWhatIsListed) {
  Searcher searcher = open_archive();
  for (const Row& row : kRows) {
    const auto count = searcher.count(parse(row.query));
    ASSERT_TRUE(count) << row.query;
    EXPECT_EQ(*count, row.ids.size()) << row.query;
    const ResultPage page = search({.query = parse(row.query), .limit = 1});
    EXPECT_TRUE(page.is_exact) << row.query;
    EXPECT_EQ(page.matches, row.ids.size()) << row.query;
  }
}

TEST(Searcher, MarksWhatMatchedAndNothingElse) {
  const auto marked = [](std::string_view text) {
    std::vector<std::string> out;
    for (const Hit& hit : search({.query = parse(text), .near_misses = false}).hits) {
      for (const ByteRange& mark : hit.title_marks)
        out.push_back("title " + hit.article.title.substr(mark.begin, mark.end - mark.begin));
      for (const Fragment& fragment : hit.fragments)
        for (const ByteRange& mark : fragment.marks)
          out.push_back(fragment.text.substr(mark.begin, mark.end - mark.begin));
    }
    return out;
  };
  EXPECT_THAT(marked("voting carbon"), ElementsAre("voted", "carbon", "vote"));
  EXPECT_THAT(marked("=vote carbon"), ElementsAre("carbon", "vote"));
  EXPECT_THAT(marked("title:ferry"), ElementsAre("title Ferry"));
  EXPECT_THAT(marked("\"prime minister\" -tunnel"), ElementsAre("prime minister"));
  EXPECT_THAT(marked("climate -summit"), ElementsAre("climate"));
  EXPECT_THAT(marked("the ferry"), ElementsAre("title Ferry", "ferry"));
  EXPECT_THAT(marked("wom?n"), ElementsAre("woman", "women"));
  EXPECT_THAT(marked("leaders w/9 carbon"), ElementsAre("Leaders", "carbon"));
  EXPECT_THAT(marked("奥运"), ElementsAre("title 奥运", "奥运"));
}

TEST(Searcher, HitsCarryNoBody) {
  const ResultPage page = search({.query = parse("ferry"), .fragments = {.count = 0}});
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].article.body, "");
  EXPECT_EQ(page.hits[0].article.title, "Ferry vote delayed");
  EXPECT_THAT(page.hits[0].fragments, IsEmpty());
}

TEST(Searcher, ExplainsWhatLeavesNothing) {
  const ResultPage page = search({.query = parse("climate xylophone -march")});
  ASSERT_EQ(page.effects.size(), 3U);
  EXPECT_EQ(page.effects[0].alone, 2U);
  EXPECT_EQ(page.effects[0].without, 0U);
  EXPECT_EQ(page.effects[1].alone, 0U);
  EXPECT_EQ(page.effects[1].without, 1U) << "climate without march";
  EXPECT_EQ(page.effects[1].part, "xylophone");
}

TEST(Searcher, ReportsCutExpansions) {
  const test::ScratchFolder folder;
  Article article{.id = "many", .title = "Many", .language = "en"};
  for (int i = 0; i < 300; ++i) article.body += fmt::format("zebra{:03} ", i);
  test::make_archive(folder / "db", {article});
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto page = searcher->search({.query = parse("zebra*")});
  ASSERT_TRUE(page);
  EXPECT_THAT(page->warnings,
              ElementsAre("zebra* stands for 300 words; the 200 most frequent were searched"));
}

TEST(Searcher, RefusesToCountWhatIsSeveralWords) {
  Searcher searcher = open_archive();
  const auto page = searcher.search({.query = parse("x atleast3:covid-19")});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::QuerySyntax);
  EXPECT_EQ(page.error().offset, 2U);
}

TEST(Searcher, CountsMentionsWhateverTheyWeigh) {
  const test::ScratchFolder folder;
  test::make_archive(folder / "db",
                     {{.id = "untitled", .language = "en", .body = "A vote. The rest of it."},
                      {.id = "forms", .language = "en", .body = "Votes and voted and voting."},
                      {.id = "titled", .title = "Vote", .language = "en", .body = "A vote."}});
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto count = [&](const char* query) { return searcher->count(parse(query)).value(); };
  EXPECT_EQ(count("atleast1:vote"), 3U);
  EXPECT_EQ(count("atleast2:vote"), 2U);
  EXPECT_EQ(count("atleast3:vote"), 1U);
  EXPECT_EQ(count("atleast2:=vote"), 1U);
}

TEST(Searcher, ProximityIsExact) {
  const test::ScratchFolder folder;
  test::make_archive(
      folder / "db",
      {{.id = "phrase", .language = "en", .body = "The prime minister never said it."},
       {.id = "apart",
        .language = "en",
        .body = "The prime minister left. All that evening another minister said it."},
       {.id = "overlap", .language = "en", .body = "A voter. Far away from them all a vote was."},
       {.id = "twice", .language = "en", .body = "Voters like voters."}});
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto found = [&](const char* query) {
    return ids(searcher->search({.query = parse(query), .near_misses = false}).value());
  };
  EXPECT_THAT(found("\"prime minister\" w/2 said"), ElementsAre("phrase"));
  EXPECT_THAT(found("\"prime minister\" w/1 said"), IsEmpty());
  EXPECT_THAT(found("said pre/9 \"prime minister\""), IsEmpty());
  EXPECT_THAT(found("vot* w/2 voter"), ElementsAre("twice"));
  EXPECT_THAT(found("vot* w/9 voter"), testing::UnorderedElementsAre("overlap", "twice"));
  EXPECT_THAT(found("said -(\"prime minister\" w/2 said)"), ElementsAre("apart"));
}

TEST(Searcher, RefusesWhatIsTooBroad) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  std::string body;
  for (int word = 0; word < 100; ++word) body += fmt::format("word{:02} ", word);
  for (int i = 0; i < 300; ++i)
    articles.push_back({.id = fmt::format("a{}", i), .language = "en", .body = body});
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  // In so small an archive nothing takes long, so it takes much to be refused.
  std::string text = "wor*";
  EXPECT_EQ(searcher->count(parse(text)), 300U);
  for (int i = 0; i < 60; ++i) text += " OR (wor* same-para word*)";
  const auto refused = searcher->count(parse(text));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::QuerySyntax);
  EXPECT_THAT(refused.error().message, HasSubstr("too broad"));
}

TEST(Searcher, ComparesAllWordsSoManyTimesOnly) {
  Searcher searcher = open_archive();
  std::string text = "*gate";
  for (int i = 1; i < 20; ++i) text += fmt::format(" OR *gate{}", i);
  EXPECT_EQ(searcher.count(parse(text)), 1U);
  const auto refused = searcher.count(parse(text + " OR goverment~1"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("at most 20 patterns"));
}

TEST(Searcher, PatternsAreComparedOnceForMatchesAndNearMisses) {
  Searcher searcher = open_archive();
  std::string text = "*gate xyzzyx";
  for (int i = 1; i < 20; ++i) text += fmt::format(" *gate{}", i);
  const auto page = searcher.search({.query = parse(text)});
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_THAT(ids(*page), ElementsAre("~ferry"));
}

TEST(Searcher, FindsAnArticleById) {
  Searcher searcher = open_archive();
  const auto shown = searcher.show("tunnel");
  ASSERT_TRUE(shown);
  EXPECT_THAT(shown->article.body, HasSubstr("The minister opened it."));
  EXPECT_TRUE(shown->body_marks.empty());
  EXPECT_EQ(searcher.show("none").error().code, ErrorCode::Input);
}

TEST(Searcher, MarksTheWordsOfAQueryInTheWholeArticle) {
  Searcher searcher = open_archive();
  const auto marked = [](std::string_view text, const std::vector<ByteRange>& marks) {
    std::vector<std::string> out;
    for (const ByteRange& mark : marks)
      out.emplace_back(text.substr(mark.begin, mark.end - mark.begin));
    return out;
  };
  const auto shown = searcher.show("tunnel", parse("tunnels OR \"the government\" -location"));
  ASSERT_TRUE(shown);
  EXPECT_THAT(marked(shown->article.title, shown->title_marks), ElementsAre("Tunnel"));
  EXPECT_THAT(marked(shown->article.lead, shown->lead_marks), ElementsAre("tunnel"));
  EXPECT_THAT(marked(shown->article.body, shown->body_marks), ElementsAre("The government"));
}

TEST(Searcher, TellsItsFacts) {
  Searcher searcher = open_archive();
  const auto facts = searcher.facts();
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->size(), 1U);
  EXPECT_EQ(facts->front().articles, 8U);
  EXPECT_EQ(facts->front().uuid.size(), 36U);
  EXPECT_GT(facts->front().revision, 0U);
  EXPECT_EQ(searcher.articles(), 8U);
}

TEST(Searcher, SearchesSeveralDatabasesAsOne) {
  const test::ScratchFolder folder;
  const auto all = test::archive_articles();
  const auto half = all.begin() + 4;
  test::make_archive(folder / "a", {all.begin(), half});
  test::make_archive(folder / "b", {half, all.end()});
  auto two = Searcher::open({folder / "a", folder / "b"});
  ASSERT_TRUE(two) << two.error().message;
  Searcher one = open_archive();
  for (const Row& row : kRows) {
    const SearchRequest request{.query = parse(row.query), .near_misses = false};
    const auto page = two->search(request);
    const auto expected = one.search(request);
    ASSERT_TRUE(page && expected) << row.query;
    auto found = ids(*page);
    auto wanted = ids(*expected);
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(found, wanted) << row.query;
    EXPECT_EQ(page->matches, expected->matches) << row.query;
  }
  EXPECT_EQ(two->facts()->size(), 2U);
}

TEST(Searcher, RefusesWhatIsNoDatabase) {
  const test::ScratchFolder folder;
  EXPECT_EQ(Searcher::open({folder / "none"}).error().code, ErrorCode::Database);
  const auto second = Searcher::open({archive_path(), folder / "none"});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("none"));
}

TEST(Searcher, AnEmptyDatabaseMatchesNothing) {
  const test::ScratchFolder folder;
  test::make_archive(folder / "db", {});
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  for (const std::string_view text : {"a", "*", "date:2023", "-a", "a b", "a*bcd"}) {
    const auto page = searcher->search({.query = parse(text)});
    ASSERT_TRUE(page) << text;
    EXPECT_EQ(page->matches, 0U) << text;
    EXPECT_TRUE(page->is_exact) << text;
  }
}

// Xapian 1.4.22 takes a list of all documents for a damaged posting list when a term that is in
// every document needs no frequency, their numbers have a gap and the list has several chunks.
TEST(Searcher, TermsOfEveryArticleAreSoundWhenNumbersHaveAGap) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  for (int i = 0; i < 1500; ++i)
    articles.push_back({.id = fmt::format("a{}", i),
                        .title = "Tram",
                        .site = "Courier",
                        .section = "City",
                        .language = "en",
                        .body = "The tram."});
  test::make_archive(folder / "db", articles);
  Xapian::WritableDatabase(folder / "db", Xapian::DB_OPEN).delete_document("Qa700");
  for (const std::string_view text :
       {"tram", "lang:en", "is:article", "lang:en is:article", "lang:en OR date:2023",
        "lang:en (is:article OR is:stub)", "tram lang:en", "section:city site:courier",
        "lang:en -is:stub", "=tram title:tram", "words:<9 lang:en", "is:undated",
        "tra* is:undated"}) {
    for (const SortOrder sort : {SortOrder::Relevance, SortOrder::Newest}) {
      auto searcher = Searcher::open({folder / "db"});
      ASSERT_TRUE(searcher);
      const auto page = searcher->search({.query = parse(text),
                                          .sort = sort,
                                          .limit = 0,
                                          .counting = Counting::Exact,
                                          .collapse = Collapse::Story});
      ASSERT_TRUE(page) << text << ": " << page.error().message;
      EXPECT_EQ(page->matches, 1499U) << text;
      const auto counted = searcher->count(parse(text));
      ASSERT_TRUE(counted) << text << ": " << counted.error().message;
      EXPECT_EQ(*counted, 1499U) << text;
    }
  }
  auto searcher = Searcher::open({folder / "db"});
  for (const std::string_view text :
       {"-lang:en", "tram -is:article", "-(lang:en OR lang:de)", "xyzzyx lang:en"}) {
    const auto page = searcher->search({.query = parse(text)});
    ASSERT_TRUE(page) << text << ": " << page.error().message;
    EXPECT_EQ(page->matches, 0U) << text;
    EXPECT_TRUE(page->is_exact) << text;
  }
}

TEST(Searcher, OutlivesAWriterThatOverwritesItsRevision) {
  const test::ScratchFolder folder;
  test::outlive_a_writer(folder / "db", [&] { return Searcher::open({folder / "db"}); });
}

}  // namespace
}  // namespace dateline
