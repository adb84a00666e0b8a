// What scores are said to be made of adds up to them.

#include "searcher/explanation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/generated_archive.hpp"
#include "tests/searcher/generated_queries.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/random_choice.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::parse;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

double sum_of(const std::vector<ScorePart>& parts) {
  double sum = 0;
  for (const ScorePart& part : parts) sum += part.score;
  return sum;
}

const ScorePart* find(const Hit& hit, std::string_view what) {
  const auto found = std::find_if(hit.explanation.begin(), hit.explanation.end(),
                                  [&](const ScorePart& part) { return part.what == what; });
  return found == hit.explanation.end() ? nullptr : &*found;
}

std::vector<std::string> names(const Hit& hit) {
  std::vector<std::string> out;
  for (const ScorePart& part : hit.explanation) out.push_back(part.what);
  return out;
}

class Explanations : public testing::Test {
 protected:
  Explanations() : articles_(test::generated_articles(4, 80)), queries_(articles_) {}

  /// Of generated queries: sums, and how many hits were held.
  void compare(const std::vector<std::string>& databases, std::uint32_t queries) {
    auto searcher = Searcher::open(databases);
    ASSERT_TRUE(searcher) << searcher.error().message;
    for (const QueryKind kind : test::query_kinds()) {
      for (std::uint32_t i = 0; i < queries; ++i) {
        const std::uint32_t seed = static_cast<std::uint32_t>(kind) * 10000 + i;
        const Query query = queries_.tree(kind, seed);
        test::RandomChoice random(seed);
        constexpr std::array kSorts{SortOrder::Relevance, SortOrder::Relevance,
                                    SortOrder::Relevance, SortOrder::Newest};
        SearchRequest request{.query = query,
                              .sort = random.of(kSorts),
                              .limit = random.percent(30) ? 80U : 10U,
                              .recency = random.percent(50) ? Recency::High : Recency::None,
                              .now = test::kNow,
                              .expand = random.percent(20),
                              .fragments = {.count = 0}};
        const auto plain = searcher->search(request);
        request.explain = true;
        const auto page = searcher->search(request);
        const std::string made =
            fmt::format("{} of seed {}\n{}", test::name_of(kind), seed, to_string(query));
        ASSERT_TRUE(page) << made << page.error().message;
        ASSERT_EQ(test::ids(*page), test::ids(*plain)) << made;
        for (std::size_t hit = 0; hit < page->hits.size(); ++hit) {
          const Hit& explained = page->hits[hit];
          EXPECT_NEAR(sum_of(explained.explanation), explained.score, 1e-5)
              << made << '\n'
              << explained.article.id << ' ' << testing::PrintToString(names(explained));
          EXPECT_EQ(plain->hits[hit].score, explained.score);
          EXPECT_THAT(plain->hits[hit].explanation, IsEmpty());
          ++hits_;
          parts_ += explained.explanation.size();
          partial_ += explained.is_partial;
        }
      }
    }
  }

  test::ScratchFolder folder_;
  std::vector<Article> articles_;
  test::QueryGenerator queries_;
  std::size_t hits_ = 0;
  std::size_t parts_ = 0;
  std::size_t partial_ = 0;
};

TEST_F(Explanations, AddUp) {
  test::make_archive(folder_ / "db", articles_);
  compare({folder_ / "db"}, 90);
  EXPECT_GE(hits_, 10'000U);
  EXPECT_GE(parts_, 10'000U);
  EXPECT_GE(partial_, 200U);
}

TEST_F(Explanations, AddUpInSeveralDatabases) {
  test::make_archive(folder_ / "a", {articles_.begin(), articles_.begin() + 30});
  test::make_archive(folder_ / "b", {articles_.begin() + 30, articles_.end()});
  compare({folder_ / "a", folder_ / "b"}, 10);
  EXPECT_GE(hits_, 1000U);
}

Hit first_hit(std::string_view query, SearchRequest request = {}) {
  request.query = parse(query);
  request.explain = true;
  const auto page = test::search(request);
  EXPECT_FALSE(page.hits.empty()) << query;
  return page.hits.empty() ? Hit{} : page.hits.front();
}

TEST(Explanation, NamesPartsAsTheyAreTyped) {
  const Hit hit = first_hit("title:ferry \"prime minister\" wait* -summit lang:en");
  ASSERT_EQ(hit.article.id, "ferry");
  for (const char* what : {"title:ferry", "\"prime minister\"", "wait*"})
    EXPECT_NE(find(hit, what), nullptr) << what;
  EXPECT_EQ(find(hit, "title:ferry")->field, "title");
  EXPECT_EQ(find(hit, "wait*")->field, "text");
  EXPECT_EQ(find(hit, "summit"), nullptr);
  EXPECT_EQ(find(hit, "lang:en"), nullptr);
}

TEST(Explanation, APartCountsWhereItsGroupMatches) {
  // The article has "climate", but not all of the first group.
  const Hit hit = first_hit("(climate AND summit AND xyzzyx) OR police");
  ASSERT_EQ(hit.article.id, "protest");
  EXPECT_EQ(find(hit, "climate"), nullptr);
  EXPECT_NE(find(hit, "police"), nullptr);
}

TEST(Explanation, TellsTheSecondLook) {
  const Hit hit = first_hit("tunnel opens", {.recency = Recency::High, .now = test::kNow});
  ASSERT_EQ(hit.article.id, "tunnel");
  for (const char* what : {"forms and pairs", "headline"}) {
    ASSERT_NE(find(hit, what), nullptr) << what;
    EXPECT_GT(find(hit, what)->score, 0) << what;
  }
  ASSERT_NE(find(hit, "kind"), nullptr) << "it is a stub";
  EXPECT_LT(find(hit, "kind")->score, 0);
  EXPECT_EQ(names(hit).back(), "kind");
  EXPECT_THAT(names(first_hit("summit", {.recency = Recency::High, .now = test::kNow})),
              Contains("recency"));
}

TEST(Explanation, OfFiltersIsEmpty) { EXPECT_THAT(first_hit("lang:de").explanation, IsEmpty()); }

TEST(Explanation, OfRepeatedWordsIsOnePart) {
  const Hit hit = first_hit("ferry ferry");
  EXPECT_THAT(names(hit), Contains("ferry").Times(1));
}

TEST(Explanation, OfAVeryLongQueryTellsTheRestAsOne) {
  std::string text = "ferry";
  for (std::size_t i = 1; i < kMostParts; ++i) text += fmt::format(" OR missing{}", i);
  text += " OR tunnel OR summit";
  Searcher searcher = test::open_archive();
  const auto page = searcher.search({.query = parse(text), .explain = true});
  ASSERT_TRUE(page) << page.error().message;
  ASSERT_FALSE(page->hits.empty());
  bool has_rest = false;
  for (const Hit& hit : page->hits) {
    EXPECT_NEAR(sum_of(hit.explanation), hit.score, 1e-5);
    has_rest = has_rest || find(hit, "other parts") != nullptr;
  }
  EXPECT_TRUE(has_rest);
}

}  // namespace
}  // namespace dateline
