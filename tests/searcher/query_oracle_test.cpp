#include "tests/searcher/query_oracle.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "common/date.hpp"
#include "common/tokenizer.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "searcher/term_expansion.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/generated_archive.hpp"
#include "tests/searcher/generated_queries.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::QueryOracle;
using Ids = std::vector<std::string>;

// ---- what the oracle says ----

std::optional<ArticleDate> dated(std::string_view text) {
  const auto time = parse_iso8601(text);
  EXPECT_TRUE(time) << text;
  return ArticleDate{.time = time.value_or(Timestamp{}), .evidence = DateEvidence::Meta};
}

std::vector<Article> few_articles() {
  std::vector<Article> articles{
      {.id = "en1",
       .source = {.path = "/news/2023/en1.html"},
       .url = "https://news.bbc.example/a",
       .title = "Voters vote",
       .authors = {"Jane Doe", "Omar Smith"},
       .published = dated("2023-03-01T22:30:00-05:00"),
       .site = "The Daily",
       .section = "World News",
       .tags = {"Carbon Tax"},
       .language = "en",
       .body = "The vote was close.\n\nCovid-19 beds filled, 1,000 of them.\n\nA party."},
      {.id = "en2",
       .source = {.path = "/archive/en2.html"},
       .published = dated("2019-11"),
       .language = "en",
       .lead = "An aside.",
       .body = "Prime time for a minister, the prime minister said.",
       .kind = ArticleKind::Stub},
      {.id = "ge1",
       .title = "Wahlen",
       .published = dated("2020"),
       .language = "de",
       .body = "Die Wahl der Frauen."},
      {.id = "no1", .title = "Alpha", .body = "beta "},
      {.id = "zh1",
       .title = "东京奥运会开幕",
       .published = dated("2021-07-23"),
       .language = "zh",
       .body = "东京 vote"},
  };
  Article& longest = articles[3];
  for (std::uint32_t i = 1; i < kParagraphGap; ++i) longest.body += "word ";
  longest.body += "omega words";
  for (Article& article : articles) article.words = count_words(article.body);
  return articles;
}

struct Row {
  std::string_view name;
  std::string_view query;
  Ids ids;
  Undated undated = Undated::Default;
  DefaultOperator default_operator = DefaultOperator::All;
};

class QueryOracleFinds : public testing::TestWithParam<Row> {};

TEST_P(QueryOracleFinds, WhatTheQueryMeans) {
  const Row& row = GetParam();
  EXPECT_EQ(QueryOracle(few_articles())
                .matches(test::parse(row.query, row.default_operator), row.undated),
            row.ids);
}

const std::vector<Row> kRows{
    {"AnyForm", "voted", {"en1", "zh1"}},
    {"AnyFormInItsLanguageOnly", "voted lang:en", {"en1"}},
    {"GermanForm", "frau", {"ge1"}},
    {"GermanFormAsEnglishIsNone", "frau lang:en", {}},
    {"Exact", "=voter", {}},
    {"Number", "1000", {"en1"}},
    {"Character", "京", {"zh1"}},
    {"Run", "奥运会", {"zh1"}},
    {"SeveralTermsAreARow", "covid-19", {"en1"}},
    {"SeveralTermsInThatOrder", "19-covid", {}},
    {"Phrase", "\"prime minister\"", {"en2"}},
    {"PhraseIsUnstemmed", "\"prime ministers\"", {}},
    {"PhraseOfARunAndAWord", "\"东京 vote\"", {"zh1"}},
    {"PhraseEndsWithItsParagraph", "\"vote the\"", {}},
    {"PhraseEndsWithALongParagraph", "\"word omega\"", {}},
    {"PhraseBehindTheGap", "\"omega words\"", {"no1"}},
    {"PhraseInOneName", "author:\"doe omar\"", {}},
    {"Title", "title:vote", {"en1"}},
    {"LeadHasTheFirstBlock", "lead:close", {"en1"}},
    {"LeadHasNoMore", "lead:beds", {}},
    {"LeadBesideAStandfirst", "lead:aside lead:prime", {"en2"}},
    {"Prefix", "vot*", {"en1", "zh1"}},
    {"Pattern", "*ters", {"en1"}},
    {"NearSpelling", "wahlem~1", {"ge1"}},
    {"AtLeastCountsEachOnce", "atleast2:vote", {"en1"}},
    {"AtLeastCountsHeadlinesOnce", "atleast3:vote", {}},
    {"AtLeastCountsOpeningsOnce", "atleast3:minister", {}},
    {"AtLeastInAField", "title:(atleast1:vote)", {"en1"}},
    {"Near", "said w/1 minister", {"en2"}},
    {"NearForms", "saids w/2 primes", {"en2"}},
    {"NearFormsThatBeginOtherwise", "parties w/1 =a", {"en1"}},
    {"NearButNotSoNear", "said w/1 prime", {}},
    {"NearOfThree", "minister w/1 said w/1 prime", {"en2"}},
    {"NearOfAPhrase", "\"prime time\" w/2 a", {"en2"}},
    {"NearOfAPhraseButNotSoNear", "\"prime time\" w/1 a", {}},
    {"NearToItselfIsAnotherPlace", "prime w/6 prime", {"en2"}},
    {"NearToItselfButNotSoNear", "prime w/5 prime", {}},
    {"Before", "minister pre/2 prime", {"en2"}},
    {"BeforeInThatOrder", "said pre/5 minister", {}},
    {"BeforeBehindThePhrase", "\"prime minister\" pre/1 minister", {}},
    {"SameParagraph", "vote same-para close", {"en1"}},
    {"OtherParagraph", "vote same-para beds", {}},
    {"SameParagraphTwice", "beds same-para beds", {}},
    {"LongParagraphsAreSeveral", "beta same-para omega", {}},
    {"FirstPartOfALongParagraph", "beta same-para word", {"no1"}},
    {"StopWordsAreNotRequired", "about vote", {"en1", "zh1"}},
    {"StopWordsByOperatorAre", "about AND vote", {}},
    {"StopWordsAloneAre", "the was", {"en1"}},
    {"AnyPart", "covid-7 xyz", {"en1"}, Undated::Default, DefaultOperator::Any},
    {"NotAnyPart", "covid-7 OR xyz", {}},
    {"Not", "-lang:en", {"ge1", "no1", "zh1"}},
    {"Everything", "*", {"en1", "en2", "ge1", "no1", "zh1"}},
    {"Site", "site:BBC.example", {"en1"}},
    {"SiteIsNoSuffix", "site:bc.example", {}},
    {"SiteByName", "site:\"the daily\"", {"en1"}},
    {"Tag", "tag:\"carbon  TAX\"", {"en1"}},
    {"Folder", "path:/news/", {"en1"}},
    {"FolderIsNoPrefix", "path:/new", {}},
    {"Root", "path:/", {"en1", "en2"}},
    {"Is", "is:stub", {"en2"}},
    {"Words", "words:4", {"ge1"}},
    {"DayReadersSee", "date:2023-03-01", {"en1"}},
    {"MomentInGreenwich", "date:2023-03-02T03:00..2023-03-02T04:00", {"en1"}},
    {"MonthOnItsFirstDay", "date:2019-11-01", {"en2"}},
    {"MonthNotLater", "date:2019-11-02..2019-11-30", {}},
    {"YearInJanuary", "date:2020-01", {"ge1"}},
    {"OpenRange", "date:2020-01-02..", {"en1", "zh1"}},
    {"UndatedIncluded", "date:2020", {"ge1", "no1"}, Undated::Include},
    {"UndatedIncludedByAll", "-date:2019..2023", {"no1"}, Undated::Include},
    {"UndatedIncludedBelowTwoNegations",
     "-(alpha -date:2020) -lang:en",
     {"ge1", "no1", "zh1"},
     Undated::Include},
    {"UndatedExcluded", "-lang:en", {"ge1", "zh1"}, Undated::Exclude},
    {"UndatedOnly", "date:2020", {"no1"}, Undated::Only},
};
INSTANTIATE_TEST_SUITE_P(Searcher, QueryOracleFinds, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

// ---- what the searcher finds ----

/// Indexed words have lost their accents, so where forms of a word are near others the searcher
/// cannot tell Bänke from banks.
bool is_tried(QueryOracle& oracle, const Query& query) {
  return !oracle.has_forms_that_accents_decide(query);
}

/// Of the queries of one kind.
struct Tally {
  std::size_t tried = 0;
  std::size_t telling = 0;  ///< some articles match, and some do not
};

Ids without(const Ids& ids, const Ids& others) {
  Ids left;
  std::set_difference(ids.begin(), ids.end(), others.begin(), others.end(),
                      std::back_inserter(left));
  return left;
}

std::string_view name_of(Undated undated) {
  switch (undated) {
    case Undated::Default:
      return "default";
    case Undated::Include:
      return "included";
    case Undated::Exclude:
      return "excluded";
    case Undated::Only:
      return "only";
  }
  return "?";
}

Undated choose_undated(std::uint32_t seed) {
  constexpr std::array kChoices{Undated::Include, Undated::Exclude, Undated::Only};
  return seed % 10 < kChoices.size() ? kChoices[seed % 10] : Undated::Default;
}

/// Generated articles and what is known of them.
class SearcherByOracle : public testing::Test {
 protected:
  static constexpr std::size_t kArticles = 80;

  explicit SearcherByOracle(std::uint32_t archive = 1)
      : oracle_(test::generated_articles(archive, kArticles)), queries_(oracle_.articles()) {}

  void SetUp() override {
    test::make_archive(folder_ / "db", oracle_.articles());
    open({folder_ / "db"});
  }

  void open(std::vector<std::string> databases) {
    auto opened = Searcher::open(std::move(databases));
    ASSERT_TRUE(opened) << opened.error().message;
    searcher_.emplace(*std::move(opened));
  }

  /// Whether the searcher finds, and counts, what the oracle finds. `made` says how the query can
  /// be made again.
  void compare(const Query& query, Undated undated, std::string_view made, Tally& tally) {
    ASSERT_LE(oracle_.widest_expansion(query), kMaxExpansion) << made;
    if (!is_tried(oracle_, query)) return;
    ++tally.tried;
    const Ids wanted = oracle_.matches(query, undated);
    if (!wanted.empty() && wanted.size() < kArticles) ++tally.telling;

    const auto named = [&] {
      return fmt::format("{}, undated {}\n{}", made, name_of(undated), to_string(query));
    };
    const auto page = searcher_->search({.query = query,
                                         .undated = undated,
                                         .limit = 0,
                                         .near_misses = false,
                                         .fragments = {.count = 0}});
    ASSERT_TRUE(page) << named() << ": " << page.error().message;
    Ids found = test::ids(*page);
    std::sort(found.begin(), found.end());
    if (found != wanted)
      ADD_FAILURE() << fmt::format("{}\nmissing {}\ntoo many {}\n", named(), without(wanted, found),
                                   without(found, wanted));
    EXPECT_EQ(page->matches, found.size()) << named();
    const auto count = searcher_->count(query, undated);
    ASSERT_TRUE(count) << named() << ": " << count.error().message;
    EXPECT_EQ(*count, found.size()) << named();
  }

  test::ScratchFolder folder_;
  QueryOracle oracle_;
  test::QueryGenerator queries_;
  std::optional<Searcher> searcher_;
};

/// Kinds that hold others are the more various.
std::uint32_t queries_of(QueryKind kind) {
  switch (kind) {
    case QueryKind::And:
    case QueryKind::Or:
    case QueryKind::Not:
    case QueryKind::Near:
    case QueryKind::Before:
    case QueryKind::SameParagraph:
      return 600;
    case QueryKind::Fuzzy:  // the slowest
      return 300;
    default:
      return 430;
  }
}

TEST_F(SearcherByOracle, FindsWhatTreesMean) {
  std::map<QueryKind, Tally> tallies;
  for (const QueryKind kind : test::query_kinds()) {
    for (std::uint32_t i = 0; i < queries_of(kind); ++i) {
      const std::uint32_t seed = static_cast<std::uint32_t>(kind) * 10000 + i;
      const auto made = fmt::format("{} of seed {}", test::name_of(kind), seed);
      compare(queries_.tree(kind, seed), choose_undated(seed), made, tallies[kind]);
    }
  }
  std::size_t tried = 0;
  for (const auto& [kind, tally] : tallies) {
    tried += tally.tried;
    EXPECT_GE(tally.tried * 100, queries_of(kind) * 80U) << test::name_of(kind);
    EXPECT_GE(tally.telling * 100, tally.tried * 30) << test::name_of(kind);
  }
  EXPECT_GE(tried, 6900U);
}

TEST_F(SearcherByOracle, FindsTheSameInSeveralDatabases) {
  const auto& all = oracle_.articles();
  const auto third = all.begin() + kArticles / 3;
  test::make_archive(folder_ / "a", {all.begin(), third});
  test::make_archive(folder_ / "b", {third, all.end()});
  open({folder_ / "a", folder_ / "b"});
  Tally tally;
  for (const QueryKind kind : test::query_kinds()) {
    for (std::uint32_t i = 0; i < 40; ++i) {
      const std::uint32_t seed = static_cast<std::uint32_t>(kind) * 10000 + 5000 + i;
      const auto made = fmt::format("{} of seed {}", test::name_of(kind), seed);
      compare(queries_.tree(kind, seed), choose_undated(seed), made, tally);
    }
  }
  EXPECT_GE(tally.tried, 400U);
}

class SearcherByOracleInText : public SearcherByOracle {
 protected:
  SearcherByOracleInText() : SearcherByOracle(2) {}
};

TEST_F(SearcherByOracleInText, FindsWhatWrittenQueriesMean) {
  constexpr std::uint32_t kQueries = 2900;
  Tally tally;
  std::uint32_t refused = 0;
  for (std::uint32_t seed = 0; seed < kQueries; ++seed) {
    const test::GeneratedText made = queries_.text(seed);
    const auto query = parse_query(
        made.text, {.clock = {.now = test::kNow}, .default_operator = made.default_operator});
    if (query) {
      compare(*query, choose_undated(seed), fmt::format("text of seed {}: {}", seed, made.text),
              tally);
    } else {
      ++refused;
    }
  }
  EXPECT_GE(tally.tried, 2750U);
  EXPECT_GE(tally.telling * 100, tally.tried * 60);
  EXPECT_LE(refused * 100, kQueries);
}

}  // namespace
}  // namespace dateline
