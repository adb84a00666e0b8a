#pragma once

// What the words of made corpora are built from, by language.

#include <string_view>
#include <vector>

#include "bench/corpus_words.hpp"

namespace dateline {

/// Parts of invented words. A word is an initial, a nucleus, then a medial and a nucleus for each
/// further syllable, then an ending. Initials and medials are consonants only and nuclei vowels
/// only, so that different parts give different words.
struct SyllableTables {
  std::vector<std::string_view> initials;
  std::vector<std::string_view> nuclei;
  std::vector<std::string_view> medials;
  std::vector<std::string_view> endings;  ///< the first is empty
};

/// Frequent words of the language, most frequent first.
std::vector<std::string_view> small_words_of(CorpusLanguage language);

/// Not for Japanese.
const SyllableTables& syllables_of(CorpusLanguage language);

/// Characters of invented Japanese words, each of three bytes; names are made of katakana.
const std::vector<std::string_view>& kanji();
const std::vector<std::string_view>& katakana();

}  // namespace dateline
