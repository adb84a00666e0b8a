#include "bench/corpus_ranks.hpp"

#include <cmath>

namespace dateline {
namespace {

constexpr int kSingleBits = 14;  ///< ranks below 2^14 each have a column of the table
constexpr int kRankBits = 32;
constexpr int kIntervalBits = 6;  ///< 64 intervals from one power of two to the next

double frequency_of_rare(double rank) {
  // rank^-1.75; std::sqrt is exact to the last bit everywhere, std::pow is not.
  const double root = std::sqrt(rank);
  return 1.0 / (rank * root * std::sqrt(root));
}

template <class Interval>
std::vector<Interval> make_intervals() {
  std::vector<Interval> intervals;
  for (std::uint32_t rank = 1; rank < std::uint32_t{1} << kSingleBits; ++rank)
    intervals.push_back({rank, 1});
  for (int bits = kSingleBits; bits < kRankBits; ++bits) {
    const std::uint32_t first = std::uint32_t{1} << bits;
    const std::uint32_t count = first >> kIntervalBits;
    for (std::uint32_t i = 0; i < std::uint32_t{1} << kIntervalBits; ++i)
      intervals.push_back({first + i * count, count});
  }
  return intervals;
}

template <class Interval>
AliasTable make_table(const std::vector<Interval>& intervals) {
  std::vector<double> weights;
  weights.reserve(intervals.size());
  for (const Interval& interval : intervals) {
    const double middle =
        static_cast<double>(interval.first) + (static_cast<double>(interval.count) - 1.0) / 2.0;
    weights.push_back(static_cast<double>(interval.count) * WordRanks::frequency(middle));
  }
  return AliasTable(weights);
}

}  // namespace

double WordRanks::frequency(double rank) {
  if (rank <= kCommonRanks) return 1.0 / (rank + kRankShift);
  static const double join =
      1.0 / ((kCommonRanks + kRankShift) * frequency_of_rare(double{kCommonRanks}));
  return join * frequency_of_rare(rank);
}

WordRanks::WordRanks() : intervals_(make_intervals<Interval>()), table_(make_table(intervals_)) {}

std::uint32_t WordRanks::draw(CorpusRandom& random) const {
  const Interval& interval = intervals_[table_.draw(random)];
  return interval.count == 1 ? interval.first : interval.first + random.below(interval.count);
}

std::uint32_t WordRanks::draw_above(std::uint32_t least, CorpusRandom& random) const {
  std::uint32_t rank = draw(random);
  while (rank <= least) rank = draw(random);
  return rank;
}

}  // namespace dateline
