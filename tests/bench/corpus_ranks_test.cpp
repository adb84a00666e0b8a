#include "bench/corpus_ranks.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(WordRanks, FrequenciesBendAtTheLastCommonRank) {
  const auto slope = [](double from, double to) {
    return std::log(WordRanks::frequency(from) / WordRanks::frequency(to)) / std::log(to / from);
  };
  EXPECT_NEAR(slope(1'000, 7'000), 1, 0.01);
  EXPECT_NEAR(slope(10'000, 1e9), kRareExponent, 0.001);
  EXPECT_NEAR(WordRanks::frequency(kCommonRanks) / WordRanks::frequency(kCommonRanks + 1), 1,
              0.001);
  EXPECT_NEAR(WordRanks::frequency(1) / WordRanks::frequency(10), 12.7 / 3.7, 1e-9);
}

TEST(WordRanks, DrawsFollowTheFrequencies) {
  const WordRanks ranks;
  CorpusRandom random(1);
  constexpr int kDraws = 400'000;
  std::map<std::uint32_t, int> seen;
  int rare = 0;
  int beyond = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::uint32_t rank = ranks.draw(random);
    ASSERT_GE(rank, 1U);
    if (rank <= 100) ++seen[rank];
    if (rank > kCommonRanks) ++rare;
    if (rank > 1'000'000) ++beyond;
  }
  for (const std::uint32_t rank : {2U, 10U, 100U})
    EXPECT_NEAR(double{1} * seen[1] / seen[rank],
                WordRanks::frequency(1) / WordRanks::frequency(rank),
                0.1 * WordRanks::frequency(1) / WordRanks::frequency(rank))
        << rank;
  // By the integrals of the two branches: 1.33 of 9.1, and of that (7873 / 10^6)^0.75.
  EXPECT_NEAR(rare / double{kDraws}, 0.146, 0.005);
  EXPECT_NEAR(beyond / double{kDraws}, 0.146 * 0.0264, 0.0006);
}

TEST(WordRanks, DrawsAboveARank) {
  const WordRanks ranks;
  CorpusRandom random(2);
  for (int i = 0; i < 1'000; ++i) EXPECT_GT(ranks.draw_above(150, random), 150U);
}

}  // namespace
}  // namespace dateline
