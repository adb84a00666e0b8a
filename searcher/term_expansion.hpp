#pragma once

// What a pattern, a near spelling or a stem stands for among the words of an index.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "searcher/query.hpp"
#include "searcher/vocabulary.hpp"

namespace dateline {

/// A word that stands for more terms than this is searched by the most frequent of them.
inline constexpr std::size_t kMaxExpansion = 200;

/// The words (without their prefix) and how many there were before the cut; sorted by frequency,
/// then by spelling.
struct Expansion {
  std::vector<std::string> words;
  std::vector<Xapian::doccount> frequencies;  ///< of each word, in articles
  std::size_t found = 0;

  bool is_cut() const { return found > words.size(); }
};

using WordTest = std::function<bool(std::string_view)>;

/// Words under `prefix` that begin with `head` and pass `test`; an empty `prefix` means plain
/// words, not terms of other fields. Linear in the vocabulary that begins so.
Expansion expand_words(const Xapian::Database& database, std::string_view prefix,
                       std::string_view head, const WordTest& test);

/// What a Prefix, Pattern or Fuzzy stands for. `vocabulary` is that of the same databases.
Expansion expand_query(const Xapian::Database& database, Vocabulary& vocabulary,
                       const Query& query);

/// Whether it may be any word, whatever it begins with.
bool needs_vocabulary(const Query& query);

}  // namespace dateline
