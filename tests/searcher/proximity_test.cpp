#include "searcher/proximity.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Sides = std::vector<std::vector<Occurrence>>;

struct Case {
  std::string_view name;
  Sides sides;
  bool in_order;
  Xapian::termpos gap;
  bool stand;
};

class StandTogether : public testing::TestWithParam<Case> {};

TEST_P(StandTogether, AsTheCaseSays) {
  const Case& row = GetParam();
  EXPECT_EQ(stand_together(row.sides, row.in_order, row.gap), row.stand);
}

const Case kCases[] = {
    {"Neighbours", {{{1, 1}}, {{2, 2}}}, false, 0, true},
    {"NeighboursTheOtherWay", {{{2, 2}}, {{1, 1}}}, false, 0, true},
    {"OrderCounts", {{{2, 2}}, {{1, 1}}}, true, 0, false},
    {"OneBetween", {{{1, 1}}, {{3, 3}}}, false, 1, true},
    {"OneTooMany", {{{1, 1}}, {{3, 3}}}, false, 0, false},
    {"OneWordIsNotTwo", {{{1, 1}}, {{1, 1}}}, false, 9, false},
    {"TheOtherOfTwo", {{{1, 1}, {4, 4}}, {{1, 1}}}, false, 2, true},
    {"PhraseCountsFromItsNearEnd", {{{1, 3}}, {{5, 5}}}, false, 1, true},
    {"PhraseMayNotHoldTheOther", {{{1, 3}}, {{2, 2}}}, false, 9, false},
    {"LaterPhrase", {{{1, 3}, {7, 9}}, {{2, 2}, {10, 10}}}, false, 0, true},
    {"ThreeShareTheGap", {{{1, 1}}, {{3, 3}}, {{5, 5}}}, false, 2, true},
    {"ThreeTooFar", {{{1, 1}}, {{3, 3}}, {{5, 5}}}, false, 1, false},
    {"ThreeInOrder", {{{1, 1}}, {{3, 3}}, {{2, 2}, {4, 4}}}, true, 1, true},
    {"NothingOfOneSide", {{{1, 1}}, {}}, false, 9, false},
    {"OneSideAlone", {{{1, 1}}}, false, 0, true},
    {"OneSideWithNothing", {{}}, false, 0, false},
};
INSTANTIATE_TEST_SUITE_P(Proximity, StandTogether, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

/// Tries every choice.
bool stand_by_trying(const Sides& sides, bool in_order, Xapian::termpos gap,
                     std::vector<Occurrence>& chosen) {
  if (chosen.size() < sides.size()) {
    for (const Occurrence& one : sides[chosen.size()]) {
      chosen.push_back(one);
      const bool found = stand_by_trying(sides, in_order, gap, chosen);
      chosen.pop_back();
      if (found) return true;
    }
    return false;
  }
  std::vector<Occurrence> sorted = chosen;
  std::sort(sorted.begin(), sorted.end());
  if (in_order && sorted != chosen) return false;
  Xapian::termpos between = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].begin <= sorted[i - 1].end) return false;
    between += sorted[i].begin - sorted[i - 1].end - 1;
  }
  return between <= gap;
}

TEST(Proximity, AgreesWithTryingEveryChoice) {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  int standing = 0;
  for (int round = 0; round < 20000; ++round) {
    Sides sides(1 + below(4));
    for (auto& side : sides) {
      const unsigned count = below(5);
      for (unsigned i = 0; i < count; ++i) {
        const Xapian::termpos begin = 1 + below(16);
        side.push_back({begin, begin + (below(3) == 0 ? below(4) : 0)});
      }
    }
    // Often sides are alike, as in `vote w/5 vote`.
    if (below(3) == 0) sides.back() = sides.front();
    const bool in_order = below(2) == 0;
    const Xapian::termpos gap = below(6);
    std::vector<Occurrence> chosen;
    const bool expected = stand_by_trying(sides, in_order, gap, chosen);
    standing += expected;
    ASSERT_EQ(stand_together(sides, in_order, gap), expected) << "round " << round;
  }
  EXPECT_GT(standing, 5000);
  EXPECT_LT(standing, 15000);
}

TEST(Proximity, XapianDecidesOnlyWhatItDecidesExactly) {
  const auto row = [](std::vector<std::string> terms) {
    TermRow made{.terms = std::move(terms)};
    made.offsets.resize(made.terms.size());
    std::iota(made.offsets.begin(), made.offsets.end(), 0U);
    return made;
  };
  EXPECT_TRUE(is_native({.sides = {{row({"vote"}), row({"votes"})}, {row({"tax"})}}}));
  EXPECT_FALSE(is_native({.sides = {{row({"vote"})}, {row({"prime", "minister"})}}}));
  EXPECT_FALSE(is_native({.sides = {{row({"vote"}), row({"votes"})}, {row({"votes"})}}}));
  EXPECT_TRUE(is_native({.sides = {{row({"vote"})}, {row({"vote"})}}, .in_order = true}));
  EXPECT_FALSE(is_native({.sides = {{row({"東"})}, {row({"東京"})}}}));
  EXPECT_TRUE(is_native({.sides = {{row({"выбор"})}, {row({"голос"})}}}));
}

}  // namespace
}  // namespace dateline
