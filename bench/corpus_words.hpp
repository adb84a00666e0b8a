#pragma once

// The words of made corpora: the real small words of a language at the first ranks, so that
// language detection and stop words behave as on real text, and invented words behind them.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum class CorpusLanguage : std::uint8_t { English, German, French, Spanish, Japanese };

inline constexpr std::array kCorpusLanguages{CorpusLanguage::English, CorpusLanguage::German,
                                             CorpusLanguage::French, CorpusLanguage::Spanish,
                                             CorpusLanguage::Japanese};

/// "en", "de", "fr", "es", "ja".
std::string_view code_of(CorpusLanguage language);

/// The words of one language by rank. Every rank from 1 to 2^32 - 1 has a word, and no two the
/// same; rarer words are longer (Zipf's law of abbreviation). Invented words are syllables from
/// tables of the language's sounds; Japanese ones pairs and triples of characters. Constant memory.
class Lexicon {
 public:
  explicit Lexicon(CorpusLanguage language);

  /// Ranks from 1 to this are real words.
  std::uint32_t small_words() const { return small_words_; }

  /// Names (a tenth of the invented words) begin with a capital, in German nouns also; in Japanese
  /// names are in katakana.
  bool is_name(std::uint32_t rank) const;

  /// Appends the word of a rank, UTF-8.
  void append_word(std::uint32_t rank, std::string& out) const;

  std::string word(std::uint32_t rank) const {
    std::string text;
    append_word(rank, text);
    return text;
  }

  /// The `number`th name, for people and places: capitalised, not among the words.
  std::string name(std::uint32_t number) const;

 private:
  /// The invented word of a rank; for `spare` above 0 others as long, which no rank has.
  std::string invent(std::uint32_t rank, std::uint32_t spare) const;

  CorpusLanguage language_;
  std::uint32_t small_words_ = 0;
  std::vector<std::string> common_;  ///< words of the first ranks, ready
};

/// Puts the first letter of `text` from byte `at` into upper case; letters of ASCII and Latin-1.
void capitalise(std::string& text, std::size_t at = 0);

}  // namespace dateline
