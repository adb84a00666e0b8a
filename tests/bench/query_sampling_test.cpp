#include "bench/query_sampling.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_update.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Forty articles: words that all share, words that two share, words of their own, in three
/// scripts.
void make_archive(const std::string& path) {
  auto update = IndexUpdate::open(path, std::nullopt, 1);
  ASSERT_TRUE(update) << update.error().message;
  constexpr std::array kColours{"crimson", "emerald", "magenta", "turquoise", "vermilion"};
  for (unsigned i = 0; i < 40; ++i) {
    const char* colour = kColours[i % kColours.size()];
    const std::string own{
        'q', static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26), 'z', 'o', 'n', 'e'};
    const std::string pair = fmt::format("duo{}k", static_cast<char>('a' + i / 2));
    Article article{
        .id = fmt::format("article{}", i),
        .title = fmt::format("The {} harbour of {}", colour, own),
        .published = ArticleDate{.time = *make_timestamp(2024, 1U + i % 3, 1U + i % 28)},
        .language = "en"};
    article.body = fmt::format(
        "The ferry crossed the {} harbour in the morning, and in the evening {} watched it.\n\n"
        "Of the {} passengers none saw {}. It was the end of the voyage, 12,000 said.",
        colour, own, pair, own);
    if (i % 10 == 0) article.body += "\n\n港のフェリーは朝に出る。 Паром вышел из порта.";
    ASSERT_TRUE(update->add(std::move(article)));
  }
  ASSERT_TRUE(update->put_in_force());
}

class QuerySampling : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    make_archive(*scratch_ / "db");
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static std::vector<BenchQuery> sample(const SamplingPlan& plan = {}) {
    auto queries = sample_queries(*scratch_ / "db", plan);
    EXPECT_TRUE(queries) << queries.error().message;
    return queries ? *std::move(queries) : std::vector<BenchQuery>();
  }

  static std::vector<BenchQuery> sample_class(std::string_view query_class) {
    auto queries = sample();
    std::erase_if(queries, [&](const BenchQuery& q) { return q.query_class != query_class; });
    EXPECT_FALSE(queries.empty()) << query_class;
    return queries;
  }

  static ResultPage search(const BenchQuery& query) {
    auto parsed = parse_query(query.text, {});
    EXPECT_TRUE(parsed) << query.text << ": " << parsed.error().message;
    auto searcher = Searcher::open({*scratch_ / "db"});
    auto page = searcher->search(
        {.query = *std::move(parsed), .offset = query.offset, .near_misses = false});
    EXPECT_TRUE(page) << query.text << ": " << page.error().message;
    return *std::move(page);
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
};

std::unique_ptr<test::ScratchFolder> QuerySampling::scratch_;

TEST_F(QuerySampling, TheSeedDecides) {
  EXPECT_EQ(sample(), sample());
  EXPECT_NE(sample({.seed = 1}), sample({.seed = 2}));
}

TEST_F(QuerySampling, GivesEveryClassItsQueriesInOrder) {
  const auto queries = sample({.queries_per_class = 3});
  std::vector<std::string_view> classes;
  std::map<std::string, std::set<std::string>> texts;
  for (const BenchQuery& query : queries) {
    if (classes.empty() || classes.back() != query.query_class)
      classes.push_back(query.query_class);
    EXPECT_TRUE(texts[query.query_class].insert(query.text).second) << query.text;
  }
  EXPECT_TRUE(
      std::equal(classes.begin(), classes.end(), kSampledClasses.begin(), kSampledClasses.end()));
  for (const auto& [query_class, made] : texts) EXPECT_THAT(made, SizeIs(3)) << query_class;
}

TEST_F(QuerySampling, EveryQueryFindsSomethingButOne) {
  for (const BenchQuery& query : sample()) {
    const ResultPage page = search(query);
    if (query.query_class == "no-match") {
      EXPECT_EQ(page.matches, 0U) << query.text;
    } else {
      EXPECT_GT(page.matches, 0U) << query.query_class << ": " << query.text;
      EXPECT_THAT(page.hits, testing::Not(IsEmpty())) << query.query_class << ": " << query.text;
    }
  }
}

TEST_F(QuerySampling, RareAndCommonWordsAreThat) {
  for (const BenchQuery& query : sample_class("rare-word"))
    EXPECT_EQ(search(query).matches, 2U) << query.text;
  const auto common = sample_class("common-word");
  EXPECT_TRUE(std::any_of(common.begin(), common.end(),
                          [](const BenchQuery& query) { return search(query).matches == 40; }));
  for (const BenchQuery& query : common) EXPECT_NE(query.text, "the");
}

TEST_F(QuerySampling, FormsAreThoseOfTheirClass) {
  struct Case {
    const char* query_class;
    const char* pattern;
  };
  for (const Case& test :
       {Case{"two-words", "[^ \"]+ [^ \"]+"}, Case{"three-words", "[^ \"]+ [^ \"]+ [^ \"]+"},
        Case{"or", "[^ ]+ OR [^ ]+"}, Case{"phrase", "\"[^ \"]+ [^\"]+\""},
        Case{"stop-phrase", "\"(of the|in the|it was|the end|and in|was the)\""},
        Case{"near", "[^ ]+ w/5 [^ ]+"}, Case{"prefix", "[^ ]+[*]"},
        Case{"date", "[^ ]+ date:2024-0[123]"}, Case{"field", "title:[^ ]+"},
        Case{"no-match", "[a-z]+"}})
    for (const BenchQuery& query : sample_class(test.query_class))
      EXPECT_THAT(query.text, testing::MatchesRegex(test.pattern));
}

TEST_F(QuerySampling, DeepPagesAreThere) {
  for (const BenchQuery& query : sample_class("deep-page")) {
    EXPECT_GE(query.offset, 10U) << query.text;
    EXPECT_EQ(query.offset % 10, 0U) << query.text;
  }
}

TEST(SampleQueries, AnEmptyDatabaseIsAnError) {
  const test::ScratchFolder scratch;
  ASSERT_TRUE(IndexUpdate::open(scratch / "db", std::nullopt, 1)->put_in_force());
  const auto queries = sample_queries(scratch / "db", {});
  ASSERT_FALSE(queries);
  EXPECT_THAT(queries.error().message, HasSubstr("holds no words"));
  EXPECT_EQ(sample_queries(scratch / "none", {}).error().code, ErrorCode::Database);
}

}  // namespace
}  // namespace dateline
