#pragma once

// The one text analysis: the indexer, the query parser and the highlighter cut text into the same
// words by this tokeniser.
//
// What becomes one word, and how it is folded (the tests hold the whole table):
//   case         VOTE, Vote -> vote
//   accents      café, cafe -> cafe; ß ss, æ ae, ø o, ł l; Cyrillic ё е, but й stays; Arabic vowel
//   signs and tatweel go,
//                alef, yeh and kaf variants are one letter each
//   width        ﬁnance -> finance, ＡＢＣ -> abc; digits of any script -> 0-9
//   apostrophes  don’t, don't -> don't; O’Neill -> o'neill; final 's goes: Xi's -> xi; French and
//   Italian elision parts:
//                l’économie -> l, economie
//   acronyms     U.S., U.S.A, u.n. -> us, usa, un; a.b.c stays three words
//   joined       AT&T -> at&t; C++, C# -> c++, c#; paral·lel -> parallel
//   numbers      1,000 -> 1000; 3.50 stays; 12:30, 2013-04-09 and 20.3.2013 are three words and two
//   hyphens      covid-19, state-of-the-art: each part a word
//   n-grams      runs of Han, kana, Hangul, Thai, Lao, Khmer and Myanmar give every character and
//   every pair of neighbours, so
//                that any part of a run can be found
//   too long     a word of more than kMaxWordBytes (folded) is no word

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct CharacterInfo;
class WordFilter;

inline constexpr std::size_t kMaxWordBytes = 64;

enum class TokenKind : std::uint8_t {
  Word,
  Number,   ///< begins with a digit; never stemmed
  Unigram,  ///< one character of a script written without blanks
  Bigram,   ///< two neighbours of such a script; stands at the position of its first
};

/// `term` is the folded form that index and query compare; `word` is the lower-case form with its
/// accents, which stemmers read. Both are views into the tokeniser or its text, valid until its
/// next call.
struct Token {
  std::string_view term;
  std::string_view word;
  std::size_t begin = 0;  ///< byte range in the text
  std::size_t end = 0;
  std::uint32_t position =
      0;  ///< counts words from 0; a unigram and the bigram it begins share one
  TokenKind kind = TokenKind::Word;
  bool is_last_of_run = false;  ///< for a Unigram: no neighbour follows, so no Bigram begins here
};

/// Cuts valid UTF-8 in form C into tokens, in text order, in one pass and constant memory. Keeps a
/// view of the text.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  /// The next token; false at the end of the text.
  bool next(Token& token);

  /// The next token that may pass the filter; others may come too. Those passed over count in
  /// positions as ever.
  bool next(Token& token, const WordFilter& filter);

 private:
  bool stands_apart(std::size_t begin, std::size_t end) const;
  void pass_over(const WordFilter& filter);
  void pass_over_han(const WordFilter& filter);
  void pass_over_unit();
  bool read_ngram(Token& token);
  bool read_plain_word(Token& token);
  bool read_word(Token& token);
  bool read_acronym(std::size_t start);
  void read_number();
  void append(char ascii);
  void append(const CharacterInfo& character);
  void finish_possessive();
  void read_sign_suffix();

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t position_ = 0;
  std::string term_;
  std::string word_;
  // The unit after the unigram just returned, when it is a neighbour in the same run.
  bool in_run_ = false;
  bool bigram_due_ = false;
  std::size_t unit_begin_ = 0;
  std::size_t unit_end_ = 0;
  std::size_t last_apostrophe_ = 0;
};

/// One term that a piece of query text asks for. `position` counts as in Token; terms of one piece
/// in a row make a phrase.
struct AnalyzedTerm {
  std::string term;
  std::string word;
  std::uint32_t position = 0;
  TokenKind kind = TokenKind::Word;

  bool operator==(const AnalyzedTerm&) const = default;
};

/// The terms of query text, normalised first. Of a run of n-grams longer than one character only
/// the bigrams.
std::vector<AnalyzedTerm> analyze_query_text(std::string_view text);

/// Words of a text, two characters of a script written without blanks counting as one.
std::uint32_t count_words(std::string_view text);

/// `text` folded character by character as terms are, anything else unchanged: the stem of a word,
/// for one.
std::string fold(std::string_view text);

}  // namespace dateline
