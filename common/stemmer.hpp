#pragma once

// Word stems by language, as the index holds them and queries ask for them.

#include <memory>
#include <string>
#include <string_view>

#include "common/tokenizer.hpp"

namespace dateline {

/// Stems the words of one language with the Snowball stemmer for it; remembers what it has stemmed.
/// One thread at a time.
class Stemmer {
 public:
  /// `language` is an ISO 639-1 code; for one without a stemmer, or "", a stem is the folded word
  /// itself.
  explicit Stemmer(std::string_view language);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  /// The folded stem of a Token's or AnalyzedTerm's `word`; valid until the next call. Only
  /// TokenKind::Word has a stem.
  std::string_view stem(std::string_view word);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether a folded term is so common in the language (articles, prepositions, auxiliaries) that it
/// says nothing about what an article is about. False for every word of a language without a list.
bool is_stop_word(std::string_view language, std::string_view term);

}  // namespace dateline
