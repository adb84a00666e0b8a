#include "bench/percentiles.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using std::chrono::nanoseconds;

std::vector<nanoseconds> times(std::initializer_list<int> values) {
  std::vector<nanoseconds> out;
  for (const int value : values) out.emplace_back(value);
  return out;
}

/// By the definition, without a rank: the smallest sample such that at least the share of samples
/// is at most it.
nanoseconds by_definition(const std::vector<nanoseconds>& samples, std::size_t per_mille) {
  nanoseconds smallest = nanoseconds::max();
  for (const nanoseconds candidate : samples) {
    const auto not_above = static_cast<std::size_t>(std::count_if(
        samples.begin(), samples.end(), [&](nanoseconds sample) { return sample <= candidate; }));
    if (not_above * 1000 >= samples.size() * per_mille) smallest = std::min(smallest, candidate);
  }
  return smallest;
}

TEST(NearestRank, IsASampleAtTheRank) {
  struct Case {
    std::vector<nanoseconds> sorted;
    std::size_t per_mille;
    int expected;
  };
  const std::vector<nanoseconds> ten = times({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  for (const Case& test :
       {Case{times({7}), 1, 7}, Case{times({7}), 500, 7}, Case{times({7}), 1000, 7},
        Case{times({1, 2}), 500, 1}, Case{times({1, 2}), 501, 2}, Case{times({1, 2, 3}), 500, 2},
        Case{ten, 500, 5}, Case{ten, 900, 9}, Case{ten, 901, 10}, Case{ten, 950, 10},
        Case{ten, 999, 10}, Case{ten, 1, 1}})
    EXPECT_EQ(nearest_rank(test.sorted, test.per_mille), nanoseconds(test.expected))
        << test.sorted.size() << " samples, " << test.per_mille;
}

TEST(NearestRank, AgreesWithItsDefinition) {
  std::mt19937 random(5);
  for (const std::size_t size : {1U, 2U, 9U, 10U, 99U, 100U, 101U, 999U, 1001U}) {
    std::vector<nanoseconds> samples;
    for (std::size_t i = 0; i < size; ++i)
      samples.emplace_back(static_cast<int>(random() % 500));  // with repeats
    std::sort(samples.begin(), samples.end());
    for (const std::size_t per_mille : {1U, 500U, 900U, 950U, 990U, 999U, 1000U})
      EXPECT_EQ(nearest_rank(samples, per_mille), by_definition(samples, per_mille))
          << size << " samples, " << per_mille;
  }
}

TEST(Summarize, TakesSamplesInAnyOrder) {
  std::vector<nanoseconds> samples;
  for (int i = 1; i <= 2000; ++i) samples.emplace_back(i);
  std::shuffle(samples.begin(), samples.end(), std::mt19937(1));
  const Percentiles expected{.p50 = nanoseconds(1000),
                             .p90 = nanoseconds(1800),
                             .p95 = nanoseconds(1900),
                             .p99 = nanoseconds(1980),
                             .p999 = nanoseconds(1998),
                             .max = nanoseconds(2000),
                             .mean = nanoseconds(1000),  // 1000.5, rounded down
                             .samples = 2000};
  EXPECT_EQ(summarize(samples), expected);
}

TEST(Summarize, OfNothingIsZero) { EXPECT_EQ(summarize({}), Percentiles{}); }

}  // namespace
}  // namespace dateline
