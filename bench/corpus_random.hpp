#pragma once

// Chance for made corpora: the same numbers on every machine and with every standard library.

#include <cstdint>
#include <span>
#include <vector>

namespace dateline {

/// xoshiro256** of David Blackman and Sebastiano Vigna (2018), its state filled by splitmix64 as
/// they advise.
class CorpusRandom {
 public:
  explicit CorpusRandom(std::uint64_t seed);

  std::uint64_t next();

  /// 0 to `count` - 1, by multiplication; the bias is below count / 2^32. `count` > 0.
  std::uint32_t below(std::uint32_t count);

  bool chance(std::uint32_t in_thousand) { return below(1000) < in_thousand; }

  /// A draw from about the standard normal distribution: the sum of twelve uniform numbers, less 6.
  double normal();

 private:
  std::uint64_t state_[4];
};

/// One seed of two numbers (the finaliser of splitmix64), so that every article and topic has a
/// sequence of its own and can be made alone.
std::uint64_t mix_seeds(std::uint64_t first, std::uint64_t second);

/// Draws from a fixed discrete distribution in constant time: Walker's alias method as Michael Vose
/// builds it (1991), in whole numbers, so that a draw never hangs on how a machine rounds.
class AliasTable {
 public:
  /// `weights` are not negative, some are positive, and there are fewer than 2^31.
  explicit AliasTable(std::span<const double> weights);

  std::uint32_t draw(CorpusRandom& random) const;

 private:
  struct Column {
    std::uint32_t threshold = 0;  ///< of kColumn: below it the column itself is drawn
    std::uint32_t alias = 0;
  };
  std::vector<Column> columns_;
};

/// 1/1, 1/2, ... 1/count: Zipf's law with exponent 1.
AliasTable zipf_table(std::size_t count);

}  // namespace dateline
