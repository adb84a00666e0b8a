#include "common/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "common/character_class.hpp"
#include "common/letter_masks.hpp"
#include "common/utf8.hpp"
#include "common/word_filter.hpp"

namespace dateline {
namespace {

/// What an ASCII byte is to a word; 0 is a character that ends one.
enum AsciiClass : std::uint8_t {
  kLower = 1,
  kUpper = 2,
  kDigit = 4,
  kJoiner = 8,  ///< may belong to the word before it: apostrophe, AT&T, U.S., C++, C#
  kBeyond = 16,
};

constexpr std::array<std::uint8_t, 256> kByteClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = kLower;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] = kUpper;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (const char c : {'\'', '&', '.', '+', '#'}) classes[static_cast<unsigned char>(c)] = kJoiner;
  for (std::size_t c = 0x80; c < classes.size(); ++c) classes[c] = kBeyond;
  return classes;
}();

constexpr std::uint8_t byte_class(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }
constexpr bool is_ascii_letter(char c) { return (byte_class(c) & (kLower | kUpper)) != 0; }
constexpr bool is_ascii_digit(char c) { return byte_class(c) == kDigit; }
constexpr bool is_ascii(char c) { return byte_class(c) != kBeyond; }
constexpr char ascii_lower(char c) {
  return byte_class(c) == kUpper ? static_cast<char>(c + 32) : c;
}

/// The character at `at`, or a separator of no size past the end.
struct Character {
  CharacterClass kind = CharacterClass::Separator;
  std::uint32_t size = 0;
  char32_t value = 0;
  const CharacterInfo* info = nullptr;  ///< of what is not ASCII
};

Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char byte = text[at];
  if (is_ascii(byte)) {
    const auto kind = is_ascii_letter(byte)  ? CharacterClass::Letter
                      : is_ascii_digit(byte) ? CharacterClass::Digit
                                             : CharacterClass::Separator;
    return {kind, 1, static_cast<char32_t>(byte), nullptr};
  }
  const CodePoint c = decode_utf8(text, at);
  const CharacterInfo& info = character_info(c.value);
  return {info.kind, c.size, c.value, &info};
}

bool continues_word(CharacterClass kind) {
  return kind == CharacterClass::Letter || kind == CharacterClass::Digit;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xFF07; }

bool is_upper(const Character& c) {
  return c.info != nullptr ? c.info->is_uppercase : c.value >= 'A' && c.value <= 'Z';
}

/// Articles and pronouns that lose their vowel before another in French and Italian.
bool is_elided(std::string_view word) {
  constexpr std::array<std::string_view, 22> kElided{
      "all",    "c", "d",    "dall", "dell",   "j",      "jusqu", "l",
      "lorsqu", "m", "n",    "nell", "presqu", "puisqu", "qu",    "quell",
      "quoiqu", "s", "sull", "t",    "un",     "quelqu"};
  return std::find(kElided.begin(), kElided.end(), word) != kElided.end();
}

bool begins_with_vowel_sound(const Character& character) {
  char32_t c = character.value;
  if (character.info != nullptr) {
    const std::string_view folded = character.info->folded();
    if (folded.empty() || !is_ascii(folded.front())) return false;
    c = static_cast<char32_t>(folded.front());
  }
  switch (c | 0x20) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'h':
      return true;
    default:
      return false;
  }
}

}  // namespace

void Tokenizer::append(char ascii) {
  term_.push_back(ascii_lower(ascii));
  word_.push_back(ascii_lower(ascii));
}

void Tokenizer::append(const CharacterInfo& character) {
  term_ += character.folded();
  word_ += character.lower();
}

bool Tokenizer::next(Token& token, const WordFilter& filter) {
  while (!bigram_due_) {
    if (!in_run_) pass_over(filter);
    pass_over_han(filter);
    const Character c = character_at(text_, at_);
    if (c.kind == CharacterClass::Ideograph) {
      in_run_ = true;
      if (filter.passes(c.info->folded())) break;
      pass_over_unit();
    } else if (continues_word(c.kind) || c.size == 0) {
      break;
    } else {
      at_ += c.size;
    }
  }
  return next(token);
}

/// Moves behind plain words (see read_plain_word()) that do not pass. Looks at many bytes at once:
/// word by word, the processor would guess wrongly where each word ends.
void Tokenizer::pass_over(const WordFilter& filter) {
  std::array<char, kMaskedBytes> tail;
  while (at_ < text_.size()) {
    const std::size_t size = std::min(text_.size() - at_, kMaskedBytes);
    const char* bytes = text_.data() + at_;
    if (size < kMaskedBytes) {
      tail.fill(' ');
      std::copy_n(bytes, size, tail.begin());
      bytes = tail.data();
    }
    const LetterMasks masks = letter_masks(bytes);
    const std::uint64_t letters = masks.letters;
    // A full stop may belong to a word of one or two letters.
    const std::uint64_t joiners =
        masks.others | (masks.stops & ~(letters << 1 & letters << 2 & letters << 3));
    // What is plain ends at the first joiner, or at the last word if that may go on.
    std::size_t end =
        joiners == 0 ? kMaskedBytes : static_cast<std::size_t>(std::countr_zero(joiners));
    const std::uint64_t below =
        end == kMaskedBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << end) - 1;
    const auto letters_at_end = static_cast<std::size_t>(
        std::countl_one(end == 0 ? 0 : (letters & below) << (kMaskedBytes - end)));
    end -= letters_at_end;
    std::uint64_t starts = letters & ~(letters << 1);
    if (end < kMaskedBytes) starts &= (std::uint64_t{1} << end) - 1;
    while (starts != 0) {
      const auto start = static_cast<std::size_t>(std::countr_zero(starts));
      const char second = bytes[start + 1];
      const bool has_second = ((letters >> start >> 1) & 1U) != 0;
      if (filter.passes(static_cast<char>(bytes[start] | 0x20),
                        has_second ? static_cast<char>(second | 0x20) : '\0')) {
        at_ += start;
        return;
      }
      ++position_;
      starts &= starts - 1;
    }
    at_ += std::min(end, size);
    if (end == 0 || joiners != 0) return;
  }
}

namespace {

/// Whether a byte begins one of U+5000 to U+9FFF: Han characters that fold to themselves, which are
/// most of the Chinese that there is.
bool begins_common_han(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE5 && byte <= 0xE9;
}

}  // namespace

/// Moves to the last of the Han characters that stand at at_ and do not pass, or to one that does.
void Tokenizer::pass_over_han(const WordFilter& filter) {
  constexpr std::size_t kSize = 3;
  const auto is_common = [this](std::size_t at) {
    return at + kSize <= text_.size() && begins_common_han(text_[at]);
  };
  while (is_common(at_) && is_common(at_ + kSize) && !filter.passes(text_.substr(at_, kSize))) {
    at_ += kSize;
    ++position_;
  }
}

/// Moves behind one unit of a run, see read_ngram().
void Tokenizer::pass_over_unit() {
  Character c = character_at(text_, at_);
  do {
    at_ += c.size;
    c = character_at(text_, at_);
  } while (c.kind == CharacterClass::Ignored);
  ++position_;
  in_run_ = c.kind == CharacterClass::Ideograph;
}

bool Tokenizer::next(Token& token) {
  if (in_run_) return read_ngram(token);
  while (at_ < text_.size()) {
    if (read_plain_word(token)) return true;
    const Character c = character_at(text_, at_);
    if (c.kind == CharacterClass::Ideograph) {
      in_run_ = true;
      bigram_due_ = false;
      return read_ngram(token);
    }
    if (continues_word(c.kind)) {
      if (read_word(token)) return true;
      continue;
    }
    at_ += c.size;
  }
  return false;
}

/// Whether what follows letters cannot belong to their word: full stop, plus and number sign belong
/// to words of one or two letters only.
bool Tokenizer::stands_apart(std::size_t begin, std::size_t end) const {
  if (end == text_.size()) return true;
  const char after = text_[end];
  const std::uint8_t kind = byte_class(after);
  return kind == 0 || (kind == kJoiner && end - begin > 2 && after != '\'' && after != '&');
}

// By far most words of most texts: ASCII letters alone, and after them a character that cannot
// belong to the word. Anything else is left for read_word(), from the start.
bool Tokenizer::read_plain_word(Token& token) {
  constexpr std::uint8_t kLetter = kLower | kUpper;
  // What stands between two words is mostly one blank.
  while (at_ < text_.size() && byte_class(text_[at_]) == 0) ++at_;
  std::size_t end = at_;
  std::uint8_t seen = 0;
  for (; end < text_.size(); ++end) {
    const std::uint8_t kind = byte_class(text_[end]);
    if ((kind & kLetter) == 0) break;
    seen |= kind;
  }
  const std::size_t size = end - at_;
  if (size == 0 || size > kMaxWordBytes || !stands_apart(at_, end)) return false;
  std::string_view word = text_.substr(at_, size);
  if ((seen & kUpper) != 0) {
    term_.assign(word);
    for (char& c : term_) c = static_cast<char>(c | 0x20);
    word = term_;
  }
  token = {.term = word,
           .word = word,
           .begin = at_,
           .end = end,
           .position = position_,
           .kind = TokenKind::Word};
  ++position_;
  at_ = end;
  return true;
}

// A unit is one character and the marks that follow it. Each call returns the unigram at at_, or
// the bigram that begins at the unigram just returned.
bool Tokenizer::read_ngram(Token& token) {
  // No syllable has more marks than this; a flood of them belongs to the unit but not to its term.
  constexpr int kMaxCharactersOfUnit = 5;
  const auto read_unit = [this](std::size_t at) {
    int characters = 0;
    Character c = character_at(text_, at);
    do {
      if (characters < kMaxCharactersOfUnit) append(*c.info);
      ++characters;
      at += c.size;
      c = character_at(text_, at);
    } while (c.kind == CharacterClass::Ignored);
    return at;
  };

  if (bigram_due_) {
    // The term still holds the unigram.
    const std::size_t end = read_unit(unit_end_);
    token = {.term = term_,
             .word = word_,
             .begin = unit_begin_,
             .end = end,
             .position = position_,
             .kind = TokenKind::Bigram};
    ++position_;
    bigram_due_ = false;
    return true;
  }
  term_.clear();
  word_.clear();
  unit_begin_ = at_;
  unit_end_ = read_unit(at_);
  const bool has_neighbour = character_at(text_, unit_end_).kind == CharacterClass::Ideograph;
  token = {.term = term_,
           .word = word_,
           .begin = unit_begin_,
           .end = unit_end_,
           .position = position_,
           .kind = TokenKind::Unigram,
           .is_last_of_run = !has_neighbour};
  if (has_neighbour) {
    bigram_due_ = true;
  } else {
    in_run_ = false;
    ++position_;
  }
  at_ = unit_end_;
  return true;
}

// Single letters each followed by a full stop: "U.S.", "U.S.A", "u.n.". Lower-case letters need the
// final stop, so that "a.b.c" stays three words.
bool Tokenizer::read_acronym(std::size_t start) {
  std::size_t at = start;
  std::size_t letters = 0;
  bool all_upper = true;
  bool stopped = false;
  while (true) {
    const Character c = character_at(text_, at);
    if (c.kind != CharacterClass::Letter) break;
    const Character after = character_at(text_, at + c.size);
    if (after.value != '.' && (letters == 0 || continues_word(after.kind))) return false;
    all_upper = all_upper && is_upper(c);
    ++letters;
    at += c.size;
    stopped = after.value == '.';
    if (!stopped) break;
    ++at;
  }
  if (letters < 2 || (!all_upper && !stopped)) return false;
  if (continues_word(character_at(text_, at).kind)) return false;
  while (start < at) {
    const Character c = character_at(text_, start);
    if (c.info != nullptr) {
      append(*c.info);
    } else if (c.value != '.') {
      append(static_cast<char>(c.value));
    }
    start += c.size;
  }
  at_ = at;
  return true;
}

// The digits at at_, grouping commas left out, one decimal point kept.
void Tokenizer::read_number() {
  const auto digits_from = [this](std::size_t at) {
    std::size_t count = 0;
    while (at + count < text_.size() && is_ascii_digit(text_[at + count])) ++count;
    return count;
  };
  const auto take = [this](std::size_t count) {
    for (; count > 0; --count, ++at_) append(text_[at_]);
  };
  // 20.3.2013 and 1.2.3.4 are lists of numbers, not decimals.
  const bool follows_dot = at_ >= 2 && text_[at_ - 1] == '.' && is_ascii_digit(text_[at_ - 2]);
  const std::size_t first = digits_from(at_);
  take(first);
  if (first <= 3) {
    while (at_ < text_.size() && text_[at_] == ',' && digits_from(at_ + 1) == 3) {
      ++at_;
      take(3);
    }
  }
  if (at_ < text_.size() && text_[at_] == '.' && !follows_dot) {
    const std::size_t decimals = digits_from(at_ + 1);
    const std::size_t after = at_ + 1 + decimals;
    const bool dot_follows =
        after < text_.size() && text_[after] == '.' && digits_from(after + 1) > 0;
    if (decimals > 0 && !dot_follows) take(1 + decimals);
  }
}

void Tokenizer::finish_possessive() {
  constexpr std::string_view kSuffix = "'s";
  if (term_.size() > kSuffix.size() && term_.ends_with(kSuffix)) {
    term_.resize(term_.size() - kSuffix.size());
    word_.resize(word_.size() - kSuffix.size());
  } else {
    last_apostrophe_ = 0;
  }
}

// C++ and C#: the sign belongs to names of one or two letters; after longer ones (Disney+) it is
// ornament.
void Tokenizer::read_sign_suffix() {
  if (term_.size() > 2 || term_.empty() || !is_ascii_letter(term_.front())) return;
  std::size_t end = at_;
  if (end < text_.size() && text_[end] == '#') {
    ++end;
  } else {
    while (end < text_.size() && end - at_ < 2 && text_[end] == '+') ++end;
  }
  const Character after = character_at(text_, end);
  if (end == at_ || continues_word(after.kind) || after.value == '+' || after.value == '#') return;
  for (; at_ < end; ++at_) {
    term_.push_back(text_[at_]);
    word_.push_back(text_[at_]);
  }
}

bool Tokenizer::read_word(Token& token) {
  const std::size_t start = at_;
  term_.clear();
  word_.clear();
  last_apostrophe_ = 0;
  const bool is_number = character_at(text_, at_).kind == CharacterClass::Digit;
  if (is_number && is_ascii_digit(text_[at_])) read_number();
  if (is_number || !read_acronym(start)) {
    while (at_ < text_.size()) {
      const Character c = character_at(text_, at_);
      if (continues_word(c.kind)) {
        // A word beyond the limit is skipped whole; its tail need not be kept.
        if (term_.size() <= kMaxWordBytes) {
          if (c.info != nullptr) {
            append(*c.info);
          } else {
            append(text_[at_]);
          }
        }
        at_ += c.size;
        continue;
      }
      if (c.kind == CharacterClass::Ignored) {
        at_ += c.size;
        continue;
      }
      if (c.kind == CharacterClass::Ideograph) break;
      const Character after = character_at(text_, at_ + c.size);
      if (!continues_word(after.kind)) break;
      if (is_apostrophe(c.value) && after.kind == CharacterClass::Letter) {
        if (is_elided(term_) && begins_with_vowel_sound(after)) break;
        last_apostrophe_ = at_;
        if (term_.size() <= kMaxWordBytes) {
          term_.push_back('\'');
          word_.push_back('\'');
        }
      } else if (c.value == '&') {
        if (term_.size() <= kMaxWordBytes) {
          term_.push_back('&');
          word_.push_back('&');
        }
      } else if (c.value != 0xB7) {
        break;
      }
      at_ += c.size;
    }
    read_sign_suffix();
  }
  if (term_.empty() || term_.size() > kMaxWordBytes) return false;
  finish_possessive();
  token = {.term = term_,
           .word = word_,
           .begin = start,
           .end = last_apostrophe_ != 0 ? last_apostrophe_ : at_,
           .position = position_,
           .kind = is_number ? TokenKind::Number : TokenKind::Word};
  ++position_;
  return true;
}

std::vector<AnalyzedTerm> analyze_query_text(std::string_view text) {
  const std::string normalized = normalize_nfc(text);
  std::vector<AnalyzedTerm> terms;
  Tokenizer tokenizer(normalized);
  Token token;
  bool run_has_bigram = false;
  while (tokenizer.next(token)) {
    if (token.kind == TokenKind::Unigram) {
      const bool is_whole_run = token.is_last_of_run && !run_has_bigram;
      run_has_bigram = !token.is_last_of_run;
      if (!is_whole_run) continue;
    }
    terms.push_back({std::string(token.term), std::string(token.word), token.position, token.kind});
  }
  return terms;
}

std::uint32_t count_words(std::string_view text) {
  std::uint32_t words = 0;
  std::uint32_t characters = 0;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    if (token.kind == TokenKind::Unigram) {
      ++characters;
    } else if (token.kind != TokenKind::Bigram) {
      ++words;
    }
  }
  return words + (characters + 1) / 2;
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (is_ascii(text[i])) {
      out.push_back(ascii_lower(text[i]));
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    const CharacterInfo& info = character_info(c.value);
    if (info.kind == CharacterClass::Separator) {
      append_utf8(out, c.value);
    } else {
      out += info.folded();
    }
    i += c.size;
  }
  return out;
}

}  // namespace dateline
