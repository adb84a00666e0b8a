#pragma once

// What a word of a query is among the terms of one database.

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/schema.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "searcher/term_expansion.hpp"

namespace dateline {

/// A language that articles of the database are in.
struct IndexedLanguage {
  std::string code;  ///< empty for articles whose language is unknown
  Stemmer stemmer;
};

/// Looks words up for the languages that a query is about. Keeps references to all it is given.
class WordTerms {
 public:
  WordTerms(const Xapian::Database& database, Xapian::doccount articles,
            std::vector<IndexedLanguage*> languages);

  /// The stem terms under `prefix`; none for what is never stemmed. Where the languages disagree,
  /// those that the database has.
  std::vector<std::string> stems(const AnalyzedTerm& term, std::string_view prefix) const;

  /// Every form of the word that the field has, for where stems will not do: they have no
  /// positions.
  Expansion forms(const AnalyzedTerm& term, FieldId field) const;

  /// What knowing that an article has the term is worth: its inverse document frequency.
  double weight(const std::string& term) const;

  std::vector<std::string> language_codes() const;

 private:
  const Xapian::Database& database_;
  Xapian::doccount articles_;
  std::vector<IndexedLanguage*> languages_;
};

}  // namespace dateline
