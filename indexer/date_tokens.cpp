#include "indexer/date_tokens.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxTokens = 4000;

/// No date is longer before or behind its year.
constexpr std::size_t kReach = 120;

/// A run of digits this far behind another may be the short year of the same date.
constexpr std::size_t kShortYearReach = 32;

// Every block of decimal digits starts at a multiple of ten above some base; those of scripts that
// news are written in.
constexpr auto kZeros = std::to_array<char32_t>(
    {U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0A66', U'\u0AE6', U'\u0BE6', U'\u0C66',
     U'\u0CE6', U'\u0D66', U'\u0E50', U'\u0ED0', U'\u1040', U'\u17E0', U'\uFF10'});

constexpr unsigned kNoDigit = 10;

unsigned digit_value(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? c - '0' : kNoDigit;
  for (const char32_t zero : kZeros)
    if (c >= zero && c <= zero + 9) return c - zero;
  return kNoDigit;
}

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

/// Whether a digit of another script may begin with this byte and the two after it.
bool may_be_foreign_digit(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  const unsigned char next = byte_at(text, i + 1);
  switch (lead) {
    case 0xD9:
    case 0xDB:
      return true;
    case 0xE0:
    case 0xE1:
      return digit_value(decode_utf8(text, i).value) < kNoDigit;
    case 0xEF:
      return next == 0xBC;
    default:
      return false;
  }
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where the years of a text stand, from the first to the last; empty if there are none.
Range find_years(std::string_view text) {
  Range years;
  std::size_t last_end = std::string_view::npos;  // of the run of digits before
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = byte_at(text, i);
    if (c >= 0x80) {
      if ((c == 0xD9 || c == 0xDB || c == 0xE0 || c == 0xE1 || c == 0xEF) &&
          may_be_foreign_digit(text, i) && digit_value(decode_utf8(text, i).value) < kNoDigit)
        return {.begin = 0, .end = text.size()};
      continue;
    }
    if (!is_ascii_digit(text[i])) continue;
    const std::size_t begin = i;
    while (i < text.size() && is_ascii_digit(text[i])) ++i;
    const std::size_t length = i - begin;
    const bool is_short_year = length == 2 && last_end != std::string_view::npos &&
                               begin - last_end <= kShortYearReach && text[begin - 1] != ':';
    // Years of an era are short: "5\u5E74".
    const bool is_era_year = length <= 2 && text.substr(i).starts_with("\u5E74");
    if (length == 4 || is_short_year || is_era_year) {
      if (years.end == 0) years.begin = begin;
      years.end = i;
    }
    last_end = i;
    --i;
  }
  return years;
}

/// The range widened by what a date may add, to blanks where there are any near.
Range widen(std::string_view text, Range years) {
  std::size_t begin = years.begin > kReach ? years.begin - kReach : 0;
  while (begin > 0 && !is_ascii_space(text[begin - 1]) && years.begin - begin < 2 * kReach) --begin;
  while (begin > 0 && (byte_at(text, begin) & 0xC0) == 0x80) --begin;
  std::size_t end = std::min(text.size(), years.end + kReach);
  while (end < text.size() && (byte_at(text, end) & 0xC0) == 0x80) ++end;
  return {.begin = begin, .end = end};
}

}  // namespace

std::vector<DateToken> tokenize_dates(std::string_view text) {
  std::vector<DateToken> tokens;
  const Range years = find_years(text);
  if (years.end == 0) return tokens;
  const Range part = widen(text, years);
  bool space = false;
  for (std::size_t i = part.begin; i < part.end && tokens.size() < kMaxTokens;) {
    const CodePoint c = decode_utf8(text, i);
    if (is_space(c.value)) {
      space = true;
      i += c.size;
      continue;
    }
    if (is_unsafe_invisible(c.value)) {
      i += c.size;
      continue;
    }
    DateToken token{.offset = i, .space_before = space};
    space = false;
    if (digit_value(c.value) < kNoDigit) {
      token.kind = DateTokenKind::Number;
      while (i < text.size()) {
        const CodePoint digit = decode_utf8(text, i);
        const unsigned value = digit_value(digit.value);
        if (value == kNoDigit) break;
        if (++token.digits <= 8) token.value = token.value * 10 + value;
        i += digit.size;
      }
    } else if (is_letter(c.value)) {
      token.kind = DateTokenKind::Word;
      token.first = to_lower(c.value);
      while (i < text.size()) {
        const CodePoint letter = decode_utf8(text, i);
        if (!is_letter(letter.value) && !is_combining_mark(letter.value)) break;
        i += letter.size;
      }
      token.word = text.substr(token.offset, i - token.offset);
    } else {
      token.value = c.value;
      i += c.size;
    }
    token.end = i;
    tokens.push_back(token);
  }
  return tokens;
}

}  // namespace dateline
