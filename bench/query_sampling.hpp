#pragma once

// Queries made from what a database holds, so that a measurement speaks of the user's own archive.
//
//   rare-word    a word of at most one article in a thousand, but of two at least where there are
//   common-word  one of the most frequent words that say something (no articles, prepositions, ...)
//   two-words    two words of one article side by side: all of them; a page that is not full is
//                filled with near misses
//   three-words  three
//   or           two words of different articles, either of them
//   phrase       two or three neighbours of a text, in quotes; one at least says something
//   stop-phrase  two neighbours that say nothing ("of the"): the dearest phrases
//   near         two words at most five words apart
//   prefix       the first four letters of a longer word and a star
//   date         a word of an article and the month it was published in
//   field        a word of a headline, in headlines
//   no-match     a word that no article has
//   deep-page    the hundredth page of a common word's hits, or the last one there is

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/bench_query.hpp"
#include "common/result.hpp"

namespace dateline {

inline constexpr std::array<std::string_view, 13> kSampledClasses{
    "rare-word", "common-word", "two-words", "three-words", "or",       "phrase",   "stop-phrase",
    "near",      "prefix",      "date",      "field",       "no-match", "deep-page"};

struct SamplingPlan {
  std::size_t queries_per_class = 20;
  std::uint64_t seed = 1;
  std::size_t page_size = 10;  ///< hits on a page, for deep-page
};

/// Different queries, class by class in the order above. Words are taken from a few hundred
/// articles chosen by the seed, so the cost does not grow with the database, and the same seed
/// gives the same queries as long as the database does not change. A small or one-sided database
/// gives fewer queries of a class than asked for, or none. Input: the database holds no words.
Result<std::vector<BenchQuery>> sample_queries(const std::string& path, const SamplingPlan& plan);

}  // namespace dateline
