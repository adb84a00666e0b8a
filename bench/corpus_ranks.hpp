#pragma once

// How often words are used: the frequency of a word by its rank among all words of a language.
//
// Zipf's law as Mandelbrot corrected it, 1 / (rank + shift), holds for the words that everybody
// uses; beyond them frequencies fall faster, with exponent gamma. That is what Ferrer i Cancho and
// Solé ("Two regimes in the frequency of words", 2001) found in the British National Corpus and
// Gerlach and Altmann ("Stochastic model for the vocabulary growth in natural languages", Phys.
// Rev. X 3, 021006, 2013) in Google's books, with the constants below. A text of n words that
// follows it has a vocabulary that grows like n (hardly repeating yet) at first and like
// n^(1/gamma) in the long run: Heaps' law with exponent 0.57. The law never ends, so new words keep
// appearing however long a collection grows.

#include <cstdint>
#include <vector>

#include "bench/corpus_random.hpp"

namespace dateline {

/// Mandelbrot's shift in English; Piantadosi, "Zipf's word frequency law in natural language"
/// (2014).
inline constexpr double kRankShift = 2.7;

/// The last rank of common use (Gerlach and Altmann).
inline constexpr std::uint32_t kCommonRanks = 7873;

/// Exponent beyond it; 1.77 after Gerlach and Altmann. A multiple of a quarter needs square roots
/// only, which every machine rounds alike.
inline constexpr double kRareExponent = 1.75;

/// Draws ranks from 1 to 2^32 - 1. Ranks above 16,383 are drawn by narrow intervals, evenly within
/// each.
class WordRanks {
 public:
  WordRanks();

  std::uint32_t draw(CorpusRandom& random) const;

  /// A rank above `least`, with the frequencies that those have among themselves.
  std::uint32_t draw_above(std::uint32_t least, CorpusRandom& random) const;

  /// The frequency of a rank, not normalised.
  static double frequency(double rank);

 private:
  struct Interval {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  std::vector<Interval> intervals_;
  AliasTable table_;
};

}  // namespace dateline
