#pragma once

// What is known of the words of the databases searched, for one query after the other.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "common/stemmer.hpp"
#include "searcher/term_expansion.hpp"
#include "searcher/term_frequencies.hpp"
#include "searcher/vocabulary.hpp"

namespace dateline {

/// A language that articles are in.
struct IndexedLanguage {
  std::string code;  ///< empty for articles whose language is unknown
  Stemmer stemmer;
};

/// Members are filled as queries ask for them; functions may throw Xapian::Error. One thread at a
/// time.
struct IndexedWords {
  explicit IndexedWords(const DatabaseSet& databases);

  Xapian::Database database;
  Xapian::doccount articles = 0;
  TermFrequencies frequencies;
  Vocabulary vocabulary;
  std::vector<IndexedLanguage> languages;  ///< most articles first
  /// What patterns and words stood for: near misses are planned after the matches, and the terms of
  /// a remote database cross the wire.
  std::map<std::string, Expansion> expansions;
};

}  // namespace dateline
