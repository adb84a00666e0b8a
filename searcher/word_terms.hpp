#pragma once

// What a word of a query is among the terms of the index.

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "searcher/indexed_words.hpp"
#include "searcher/query.hpp"
#include "searcher/term_expansion.hpp"

namespace dateline {

/// Looks words up in the languages that a query is about. Keeps references to all it is given. May
/// throw Xapian::Error.
class WordTerms {
 public:
  WordTerms(IndexedWords& words, std::vector<IndexedLanguage*> languages)
      : words_(words), languages_(std::move(languages)) {}

  /// The stem terms under `prefix`; none for what is never stemmed. Where the languages disagree,
  /// those that the index has.
  std::vector<std::string> stems(const AnalyzedTerm& term, std::string_view prefix) const;

  /// Every form of the word that the field has, for where stems will not do: they have no
  /// positions.
  Expansion forms(const AnalyzedTerm& term, FieldId field) const;

  /// What a Prefix, Pattern or Fuzzy stands for.
  Expansion expand(const Query& query) const;

  /// In how many articles the term is.
  Xapian::doccount frequency(const std::string& term) const;

  /// What knowing that an article has the term is worth: its inverse document frequency.
  double weight(const std::string& term) const;

  std::vector<std::string> language_codes() const;

 private:
  template <class Expand>
  Expansion remember(const std::string& key, Expand&& expand) const;

  IndexedWords& words_;
  std::vector<IndexedLanguage*> languages_;
};

}  // namespace dateline
