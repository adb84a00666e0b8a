// Facets and timelines, held to plain counting from the articles.

#include "searcher/overview.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "common/url.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/generated_archive.hpp"
#include "tests/searcher/generated_queries.hpp"
#include "tests/searcher/query_oracle.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/random_choice.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using std::chrono::sys_days;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array kFields{FacetField::Site, FacetField::Author, FacetField::Section,
                             FacetField::Language, FacetField::Year};
constexpr std::array kUnits{TimelineUnit::Year, TimelineUnit::Month, TimelineUnit::Week,
                            TimelineUnit::Day};

// ---- plain counting ----

std::vector<std::string> values_of(const Article& article, FacetField field) {
  switch (field) {
    case FacetField::Site:
      return {article.site.empty() ? host_of(article.url) : article.site};
    case FacetField::Author:
      return article.authors;
    case FacetField::Section:
      return {article.section};
    case FacetField::Language:
      return {article.language};
    case FacetField::Year:
      break;
  }
  if (!article.published) return {};
  return {fmt::format("{:04}", static_cast<int>(article.published->time.day().year()))};
}

/// By folded value.
struct PlainFacet {
  std::map<std::string, std::uint64_t> matches;
  std::map<std::string, std::map<std::string, std::uint64_t>> spellings;
  std::uint64_t without = 0;
};

PlainFacet count_facet(const std::vector<const Article*>& articles, FacetField field) {
  PlainFacet facet;
  for (const Article* article : articles) {
    std::set<std::string> seen;
    for (const std::string& value : values_of(*article, field)) {
      if (value.empty() || !seen.insert(fold_value(value)).second) continue;
      ++facet.matches[fold_value(value)];
      ++facet.spellings[fold_value(value)][value];
    }
    if (seen.empty()) ++facet.without;
  }
  return facet;
}

std::optional<sys_days> plain_bucket(const Article& article, TimelineUnit unit) {
  if (!article.published) return std::nullopt;
  const Timestamp& time = article.published->time;
  const auto day = time.day();
  switch (unit) {
    case TimelineUnit::Year:
      return sys_days{day.year() / 1 / 1};
    case TimelineUnit::Month:
      if (time.precision < DatePrecision::Month) return std::nullopt;
      return sys_days{day.year() / day.month() / 1};
    case TimelineUnit::Week:
    case TimelineUnit::Day:
      break;
  }
  if (time.precision < DatePrecision::Day) return std::nullopt;
  sys_days at{day};
  if (unit == TimelineUnit::Week)
    while (std::chrono::weekday{at} != std::chrono::Monday) at -= std::chrono::days{1};
  return at;
}

std::string plain_name(sys_days start, TimelineUnit unit) {
  const std::chrono::year_month_day date{start};
  const std::string name =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return name.substr(0, unit == TimelineUnit::Year ? 4 : unit == TimelineUnit::Month ? 7 : 10);
}

using PlainTimeline = std::map<std::string, std::uint64_t>;

PlainTimeline count_timeline(const std::vector<const Article*>& articles, TimelineUnit unit) {
  PlainTimeline counts;
  for (const Article* article : articles)
    if (const auto start = plain_bucket(*article, unit)) ++counts[plain_name(*start, unit)];
  return counts;
}

std::uint64_t sum_of(const PlainTimeline& counts) {
  std::uint64_t sum = 0;
  for (const auto& [start, count] : counts) sum += count;
  return sum;
}

// ---- against the searcher ----

class OverviewByOracle : public testing::Test {
 protected:
  static constexpr std::size_t kArticles = 80;

  OverviewByOracle()
      : oracle_(test::generated_articles(3, kArticles)), queries_(oracle_.articles()) {
    for (const Article& article : oracle_.articles()) by_id_.emplace(article.id, &article);
  }

  /// Some articles are copies of each other.
  static void make(const std::string& path, const std::vector<Article>& articles) {
    test::make_archive(path, articles);
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id) {
      if (id % 3 == 0) continue;
      Xapian::Document document = database.get_document(id);
      document.add_value(kSlotStory, fmt::format("story{}", id / 6));
      database.replace_document(id, document);
    }
    database.commit();
  }

  void open(std::vector<std::string> databases) {
    auto opened = Searcher::open(std::move(databases));
    ASSERT_TRUE(opened) << opened.error().message;
    searcher_.emplace(*std::move(opened));
  }

  void compare(QueryKind kind, std::uint32_t seed) {
    const Query query = queries_.tree(kind, seed);
    if (oracle_.has_forms_that_accents_decide(query)) return;
    test::RandomChoice random(seed);
    constexpr std::array kSorts{SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest};
    SearchRequest request{.query = query,
                          .undated = random.percent(20) ? Undated::Include : Undated::Default,
                          .sort = random.of(kSorts),
                          .offset = random.percent(20) ? 5U : 0U,
                          .limit = random.percent(20) ? 0U : 3U,
                          .collapse = random.percent(50) ? Collapse::Story : Collapse::None,
                          .expand = random.percent(10),
                          .fragments = {.count = 0},
                          .timeline = random.of(kUnits),
                          .overview_only = random.percent(20)};
    for (const FacetField field : kFields)
      if (random.percent(60)) request.facets.push_back({field, random.percent(50) ? 0U : 3U});

    const std::string made =
        fmt::format("{} of seed {}\n{}", test::name_of(kind), seed, to_string(query));
    const auto page = searcher_->search(request);
    ASSERT_TRUE(page) << made << page.error().message;
    std::vector<const Article*> wanted;
    for (const std::string& id : oracle_.matches(query, request.undated))
      wanted.push_back(by_id_.at(id));
    ++tried_;
    if (!wanted.empty() && wanted.size() < kArticles) ++telling_;
    EXPECT_EQ(page->matches, wanted.size()) << made;
    EXPECT_TRUE(page->is_exact) << made;
    if (request.overview_only) {
      EXPECT_THAT(page->hits, IsEmpty()) << made;
    }
    ASSERT_EQ(page->facets.size(), request.facets.size()) << made;
    for (std::size_t i = 0; i < request.facets.size(); ++i)
      expect_facet(page->facets[i], request.facets[i], wanted, made);
    ASSERT_TRUE(page->timeline) << made;
    expect_timeline(*page->timeline, *request.timeline, wanted, made);
  }

  static void expect_facet(const Facet& facet, const FacetRequest& request,
                           const std::vector<const Article*>& wanted, const std::string& made) {
    const PlainFacet plain = count_facet(wanted, request.field);
    ASSERT_EQ(facet.field, request.field) << made;
    EXPECT_EQ(facet.without, plain.without) << made;
    EXPECT_EQ(facet.values.size() + facet.other_values, plain.matches.size()) << made;
    const std::size_t listed =
        request.limit == 0 ? plain.matches.size() : std::min(request.limit, plain.matches.size());
    ASSERT_EQ(facet.values.size(), listed) << made;
    std::uint64_t most_left_out = 0;
    std::set<std::string> shown;
    for (const FacetValue& value : facet.values) {
      const std::string folded = fold_value(value.value);
      shown.insert(folded);
      ASSERT_TRUE(plain.matches.contains(folded)) << made << value.value;
      EXPECT_EQ(value.matches, plain.matches.at(folded)) << made << value.value;
      const auto& spellings = plain.spellings.at(folded);
      ASSERT_TRUE(spellings.contains(value.value)) << made << value.value;
      for (const auto& [spelling, count] : spellings)
        EXPECT_LE(count, spellings.at(value.value)) << made << spelling;
    }
    EXPECT_EQ(shown.size(), facet.values.size()) << made;
    for (const auto& [value, count] : plain.matches)
      if (!shown.contains(value)) most_left_out = std::max(most_left_out, count);
    const bool by_year = request.field == FacetField::Year;
    EXPECT_TRUE(std::is_sorted(facet.values.begin(), facet.values.end(),
                               [&](const FacetValue& a, const FacetValue& b) {
                                 if (by_year) return a.value > b.value;
                                 return a.matches != b.matches ? a.matches > b.matches
                                                               : a.value < b.value;
                               }))
        << made;
    if (!by_year && !facet.values.empty()) {
      EXPECT_LE(most_left_out, facet.values.back().matches) << made;
    }
  }

  void expect_timeline(const Timeline& timeline, TimelineUnit unit,
                       const std::vector<const Article*>& wanted, const std::string& made) const {
    std::vector<const Article*> all;
    for (const Article& article : oracle_.articles()) all.push_back(&article);
    const PlainTimeline matches = count_timeline(wanted, unit);
    const PlainTimeline articles = count_timeline(all, unit);
    EXPECT_EQ(timeline.unit, unit) << made;
    EXPECT_EQ(timeline.undated, wanted.size() - sum_of(matches)) << made;
    ASSERT_EQ(timeline.buckets.empty(), matches.empty()) << made;
    if (matches.empty()) return;
    EXPECT_EQ(timeline.buckets.front().start, matches.begin()->first) << made;
    EXPECT_EQ(timeline.buckets.back().start, matches.rbegin()->first) << made;
    PlainTimeline found;
    for (const TimelineBucket& bucket : timeline.buckets) {
      if (bucket.matches > 0) found.emplace(bucket.start, bucket.matches);
      const auto baseline = articles.find(bucket.start);
      EXPECT_EQ(bucket.articles, baseline == articles.end() ? 0 : baseline->second)
          << made << bucket.start;
    }
    EXPECT_EQ(found, matches) << made;
  }

  /// So many queries of each kind.
  void compare_all(std::uint32_t queries) {
    for (const QueryKind kind : test::query_kinds())
      for (std::uint32_t i = 0; i < queries; ++i)
        compare(kind, static_cast<std::uint32_t>(kind) * 10000 + i);
  }

  test::ScratchFolder folder_;
  test::QueryOracle oracle_;
  test::QueryGenerator queries_;
  std::map<std::string, const Article*> by_id_;
  std::optional<Searcher> searcher_;
  std::size_t tried_ = 0;
  std::size_t telling_ = 0;
};

TEST_F(OverviewByOracle, CountsWhatTheArticlesSay) {
  make(folder_ / "db", oracle_.articles());
  open({folder_ / "db"});
  compare_all(100);
  EXPECT_GE(tried_, 1200U);
  EXPECT_GE(telling_ * 100, tried_ * 50);
}

TEST_F(OverviewByOracle, CountsTheSameInSeveralDatabases) {
  const auto& all = oracle_.articles();
  make(folder_ / "a", {all.begin(), all.begin() + 30});
  make(folder_ / "b", {all.begin() + 30, all.end()});
  open({folder_ / "a", folder_ / "b"});
  compare_all(20);
  EXPECT_GE(tried_, 200U);
}

TEST_F(OverviewByOracle, BucketsAreWhatDateQueriesCount) {
  make(folder_ / "db", oracle_.articles());
  open({folder_ / "db"});
  for (const TimelineUnit unit : {TimelineUnit::Year, TimelineUnit::Month, TimelineUnit::Day}) {
    const auto page = searcher_->search({.query = {.kind = QueryKind::And}, .timeline = unit});
    ASSERT_TRUE(page);
    for (const TimelineBucket& bucket : page->timeline->buckets) {
      if (bucket.matches == 0) continue;
      const auto counted = searcher_->count(test::parse("date:" + bucket.start));
      ASSERT_TRUE(counted);
      // A coarser date counts as of its first day.
      const auto coarser = std::count_if(
          oracle_.articles().begin(), oracle_.articles().end(), [&](const Article& article) {
            return article.published && !plain_bucket(article, unit) &&
                   format_rfc3339(article.published->time).starts_with(bucket.start);
          });
      EXPECT_EQ(*counted, bucket.matches + static_cast<std::uint64_t>(coarser)) << bucket.start;
      EXPECT_EQ(bucket.articles, bucket.matches) << bucket.start;
    }
  }
}

// ---- what the oracle does not see ----

std::vector<Article> dated_articles(const std::vector<const char*>& dates) {
  std::vector<Article> articles;
  for (const char* date : dates) {
    Article article{.id = fmt::format("a{}", articles.size()), .body = "Harvest."};
    if (const auto time = parse_iso8601(date))
      article.published = ArticleDate{.time = *time, .evidence = DateEvidence::Meta};
    articles.push_back(std::move(article));
  }
  return articles;
}

ResultPage search_dated(const std::vector<const char*>& dates, TimelineUnit unit) {
  const test::ScratchFolder folder;
  test::make_archive(folder / "db", dated_articles(dates));
  auto searcher = Searcher::open({folder / "db"});
  EXPECT_TRUE(searcher);
  auto page = searcher->search({.query = test::parse("harvest"), .timeline = unit});
  EXPECT_TRUE(page);
  return *page;
}

TEST(Timeline, WeeksBeginOnMondayAcrossYears) {
  const auto page =
      search_dated({"2022-12-31", "2023-01-01T23:30:00-05:00", "2023-01-02"}, TimelineUnit::Week);
  EXPECT_THAT(page.timeline->buckets,
              ElementsAre(TimelineBucket{"2022-12-26", 2, 2}, TimelineBucket{"2023-01-02", 1, 1}));
}

TEST(Timeline, HasNoGaps) {
  const auto page = search_dated({"2019-11-30", "2020-02-01", "2020", ""}, TimelineUnit::Month);
  EXPECT_THAT(page.timeline->buckets,
              ElementsAre(TimelineBucket{"2019-11", 1, 1}, TimelineBucket{"2019-12", 0, 0},
                          TimelineBucket{"2020-01", 0, 0}, TimelineBucket{"2020-02", 1, 1}));
  EXPECT_EQ(page.timeline->undated, 2U);
}

TEST(Timeline, IsCoarserWhereItWouldHaveTooManySteps) {
  const auto page = search_dated({"1925-01-07", "2023-01-01", "2023-06"}, TimelineUnit::Day);
  EXPECT_EQ(page.timeline->unit, TimelineUnit::Month);
  EXPECT_EQ(page.timeline->buckets.size(), 98U * 12 + 6);
  EXPECT_EQ(page.timeline->undated, 0U);
  EXPECT_THAT(page.warnings, ElementsAre(HasSubstr("it is by month")));
}

TEST(Timeline, OfNothingIsEmpty) {
  const auto page = search_dated({""}, TimelineUnit::Day);
  ASSERT_TRUE(page.timeline);
  EXPECT_THAT(page.timeline->buckets, IsEmpty());
  EXPECT_EQ(page.timeline->undated, 1U);
}

TEST(Facets, LeaveNearMissesOut) {
  const auto page = test::search(
      {.query = test::parse("climate summit"), .facets = {{.field = FacetField::Site}}});
  EXPECT_EQ(page.matches, 1U);
  EXPECT_GT(page.hits.size(), 1U);
  EXPECT_THAT(page.facets.front().values, ElementsAre(FacetValue{"The Daily Example", 1}));
}

TEST(Facets, NameTheMostFrequentSpelling) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  for (const char* section : {"politics", "Politics", "Politics", "POLITICS"})
    articles.push_back({.id = fmt::format("a{}", articles.size()),
                        .authors = {"Jane Doe", "jane doe"},
                        .section = section,
                        .body = "Harvest."});
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto page =
      searcher->search({.query = test::parse("harvest"),
                        .facets = {{.field = FacetField::Section}, {.field = FacetField::Author}}});
  ASSERT_TRUE(page);
  EXPECT_THAT(page->facets[0].values, ElementsAre(FacetValue{"Politics", 4}));
  EXPECT_THAT(page->facets[1].values, ElementsAre(FacetValue{"Jane Doe", 4}));
}

}  // namespace
}  // namespace dateline
