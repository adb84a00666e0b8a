#include "bench/corpus_random.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

TEST(CorpusRandom, GivesTheNumbersOfXoshiro) {
  // From a second implementation of both: splitmix64 from 42, then xoshiro256**.
  CorpusRandom random(42);
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 3; ++i) numbers.push_back(random.next());
  EXPECT_THAT(numbers, ElementsAre(0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1));
}

TEST(CorpusRandom, StaysBelowTheCountAndReachesEveryNumber) {
  CorpusRandom random(1);
  std::vector<int> seen(7);
  for (int i = 0; i < 70'000; ++i) ++seen.at(random.below(7));
  for (const int count : seen) EXPECT_NEAR(count, 10'000, 400);
}

TEST(CorpusRandom, NormalNumbersHaveMeanAndSpread) {
  CorpusRandom random(2);
  constexpr int kDraws = 50'000;
  double sum = 0;
  double squares = 0;
  int inside = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    if (std::abs(x) < 1) ++inside;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.02);
  EXPECT_NEAR(squares / kDraws, 1, 0.03);
  EXPECT_NEAR(inside / double{kDraws}, 0.683, 0.01);
}

TEST(AliasTable, DrawsInProportionToTheWeights) {
  const std::vector<double> weights{5, 0, 1, 3, 1};
  const AliasTable table(weights);
  CorpusRandom random(3);
  std::vector<int> seen(weights.size());
  for (int i = 0; i < 100'000; ++i) ++seen.at(table.draw(random));
  for (std::size_t i = 0; i < weights.size(); ++i)
    EXPECT_NEAR(seen[i], weights[i] * 10'000, 500) << i;
  EXPECT_EQ(seen[1], 0);
}

}  // namespace
}  // namespace dateline
