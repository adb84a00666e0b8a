#include "bench/latency.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::vector<BenchQuery> kQueries{{.query_class = "a", .text = "one"},
                                       {.query_class = "a", .text = "two"},
                                       {.query_class = "b", .text = "three"}};

QueryAnswer answer_of(const BenchQuery& query, std::chrono::nanoseconds total) {
  return {.matches = query.text.size() * 100, .hits = query.text.size(), .times = {.total = total}};
}

TEST(MeasureLatency, KeepsTheTimesOfMeasuredRoundsOnly) {
  std::vector<std::string> asked;
  const auto measured =
      measure_latency(kQueries, {.warmup_rounds = 2, .rounds = 3}, [&]() -> Result<QueryRunner> {
        return [&asked](const BenchQuery& query) -> Result<QueryAnswer> {
          asked.push_back(query.text);
          return answer_of(query, std::chrono::nanoseconds(asked.size()));
        };
      });
  ASSERT_TRUE(measured) << measured.error().message;
  ASSERT_THAT(asked, SizeIs(5 * kQueries.size()));
  EXPECT_THAT(std::vector(asked.begin(), asked.begin() + 4),
              ElementsAre("one", "two", "three", "one"));
  ASSERT_THAT(measured->queries, SizeIs(kQueries.size()));
  const QuerySamples& two = measured->queries[1];
  EXPECT_EQ(two.matches, 300U);
  EXPECT_EQ(two.hits, 3U);
  std::vector<std::int64_t> totals;
  for (const QueryTimes& times : two.times) totals.push_back(times.total.count());
  EXPECT_THAT(totals, ElementsAre(8, 11, 14));
}

TEST(MeasureLatency, EveryThreadHasItsOwnRunnerAndRunsAllRounds) {
  std::atomic<int> opened = 0;
  std::mutex mutex;
  std::map<int, std::vector<std::string>> asked;
  const auto measured = measure_latency(
      kQueries, {.warmup_rounds = 1, .rounds = 2, .threads = 3}, [&]() -> Result<QueryRunner> {
        return [&, runner = opened++](const BenchQuery& query) -> Result<QueryAnswer> {
          const std::lock_guard lock(mutex);
          asked[runner].push_back(query.text);
          return answer_of(query, std::chrono::nanoseconds(1));
        };
      });
  ASSERT_TRUE(measured) << measured.error().message;
  EXPECT_EQ(opened, 3);
  std::set<std::string> first;
  for (const auto& [runner, texts] : asked) {
    EXPECT_THAT(texts, SizeIs(3 * kQueries.size()));
    first.insert(texts.front());
  }
  EXPECT_THAT(first, SizeIs(3));
  for (const QuerySamples& samples : measured->queries) EXPECT_THAT(samples.times, SizeIs(6));
}

TEST(MeasureLatency, RefusesCountsThatChange) {
  for (const std::size_t threads : {1U, 3U}) {
    std::atomic<std::uint64_t> calls = 0;
    const auto measured = measure_latency(
        kQueries, {.warmup_rounds = 0, .rounds = 4, .threads = threads},
        [&]() -> Result<QueryRunner> {
          return [&](const BenchQuery&) -> Result<QueryAnswer> {
            return QueryAnswer{.matches = ++calls > 5 ? 8U : 7U, .hits = 7, .times = {}};
          };
        });
    ASSERT_FALSE(measured) << threads;
    EXPECT_EQ(measured.error().code, ErrorCode::DatabaseMoving);
    EXPECT_THAT(measured.error().message, HasSubstr("7 of 7 matches, then 7 of 8"));
  }
}

TEST(MeasureLatency, AnErrorEndsAllThreads) {
  for (const std::size_t threads : {1U, 4U}) {
    const auto measured = measure_latency(
        kQueries, {.warmup_rounds = 3, .rounds = 1'000'000, .threads = threads},
        [&]() -> Result<QueryRunner> {
          return [calls = 0](const BenchQuery& query) mutable -> Result<QueryAnswer> {
            if (++calls > 20) return fail(ErrorCode::Database, "gone");
            return answer_of(query, std::chrono::nanoseconds(1));
          };
        });
    ASSERT_FALSE(measured);
    EXPECT_EQ(measured.error().message, "gone");
  }
}

TEST(MeasureLatency, ADatabaseThatCannotBeOpenedEndsAllThreads) {
  std::atomic<int> opened = 0;
  const auto measured =
      measure_latency(kQueries, {.warmup_rounds = 0, .rounds = 1'000'000, .threads = 3},
                      [&]() -> Result<QueryRunner> {
                        if (opened++ == 1) return fail(ErrorCode::SchemaMismatch, "another schema");
                        return [](const BenchQuery& query) -> Result<QueryAnswer> {
                          return answer_of(query, std::chrono::nanoseconds(1));
                        };
                      });
  ASSERT_FALSE(measured);
  EXPECT_EQ(measured.error().code, ErrorCode::SchemaMismatch);
}

TEST(MeasureLatency, ABugReachesTheCaller) {
  EXPECT_THROW(
      (void)measure_latency(kQueries, {.threads = 2},
                            []() -> Result<QueryRunner> { throw std::logic_error("a bug"); }),
      std::logic_error);
}

}  // namespace
}  // namespace dateline
