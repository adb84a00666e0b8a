#include "indexer/text_shape.hpp"

#include <array>

#include "common/utf8.hpp"

namespace dateline {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// ASCII letters in lower case, digits as they are, 0 for what parts words and for what is not
/// ASCII.
constexpr std::array<char, 256> kFolded = [] {
  std::array<char, 256> folded{};
  for (char c = '0'; c <= '9'; ++c) folded[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    folded[static_cast<std::size_t>(c)] = c;
    folded[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  return folded;
}();

constexpr char folded_byte(char c) { return kFolded[static_cast<unsigned char>(c)]; }

/// Scripts written without blanks between words.
bool is_unspaced(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

bool is_word_character(char32_t c) {
  return is_letter(c) || is_decimal_digit(c) || is_combining_mark(c);
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

/// Sentence marks beyond ASCII: ellipsis, ideographic and full-width stops, Arabic question mark
/// and full stop, danda, Armenian full stop, Ethiopic full stop, Greek question mark.
bool is_wide_sentence_mark(char32_t c) {
  switch (c) {
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0xFF61:
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0589:
    case 0x1362:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return true;
    default:
      return false;
  }
}

bool is_closing(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '*':
    case 0xBB:
    case 0xAB:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
      return true;
    default:
      return is_space(c);
  }
}

/// The code point that ends just before `end`, and where it starts.
std::pair<char32_t, std::size_t> previous_code_point(std::string_view text, std::size_t end) {
  std::size_t start = end - 1;
  while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
    --start;
  return {decode_utf8(text, start).value, start};
}

}  // namespace

std::uint32_t count_reader_words(std::string_view text) {
  std::uint32_t words = 0;
  std::uint32_t unspaced = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    if (folded_byte(text[i]) != 0) {
      words += !in_word;
      in_word = true;
      do ++i;
      while (i < text.size() && folded_byte(text[i]) != 0);
      continue;
    }
    if (is_ascii(text[i])) {
      in_word &= text[i] == '\'';
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    i += c.size;
    if (is_unspaced(c.value)) {
      ++unspaced;
      in_word = false;
      continue;
    }
    const bool is_word = is_word_character(c.value) || (in_word && is_apostrophe(c.value));
    words += is_word && !in_word;
    in_word = is_word;
  }
  return words + (unspaced + 1) / 2;
}

bool ends_sentence(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    const auto [c, start] = previous_code_point(text, end);
    if (c == '.' || c == '!' || c == '?' || is_wide_sentence_mark(c)) return true;
    if (!is_closing(c)) return false;
    end = start;
  }
  return false;
}

bool has_sentence_end(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_ascii(c)) {
      ++i;
      if (c == '!' || c == '?') return true;
      if (c != '.') continue;
      if (i == text.size() || is_ascii_space(text[i]) || is_closing(decode_utf8(text, i).value))
        return true;
      continue;
    }
    const CodePoint wide = decode_utf8(text, i);
    if (is_wide_sentence_mark(wide.value)) return true;
    i += wide.size;
  }
  return false;
}

std::string fold_words(std::string_view text, std::size_t max_bytes) {
  text = utf8_prefix(text, max_bytes);
  std::string folded(text.size(), '\0');
  std::size_t size = 0;
  bool gap = false;
  const auto part = [&] {
    if (gap && size > 0) folded[size++] = ' ';
    gap = false;
  };
  std::string letter;
  for (std::size_t i = 0; i < text.size();) {
    if (char lower = folded_byte(text[i]); lower != 0) {
      part();
      char* out = folded.data() + size;
      do {
        *out++ = lower;
        lower = ++i < text.size() ? folded_byte(text[i]) : '\0';
      } while (lower != 0);
      size = static_cast<std::size_t>(out - folded.data());
      continue;
    }
    if (is_ascii(text[i])) {
      gap |= text[i] != '\'';
      ++i;
      continue;
    }
    const CodePoint wide = decode_utf8(text, i);
    i += wide.size;
    if (is_word_character(wide.value)) {
      // In lower case a letter of two bytes may have three.
      if (letter.empty()) folded.resize(text.size() * 3 / 2 + 1);
      letter.clear();
      append_utf8(letter, to_lower(wide.value));
      part();
      letter.copy(&folded[size], letter.size());
      size += letter.size();
    } else if (!is_apostrophe(wide.value) && !is_unsafe_invisible(wide.value)) {
      gap = true;
    }
  }
  folded.resize(size);
  return folded;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

bool contains_words(std::string_view folded, std::string_view phrase) {
  if (phrase.empty()) return false;
  for (std::size_t at = folded.find(phrase); at != std::string_view::npos;
       at = folded.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || folded[at - 1] == ' ') && (end == folded.size() || folded[end] == ' '))
      return true;
  }
  return false;
}

bool starts_with_words(std::string_view folded, std::string_view phrase) {
  return folded.starts_with(phrase) &&
         (folded.size() == phrase.size() || folded[phrase.size()] == ' ');
}

std::size_t count_folded_words(std::string_view folded) {
  std::size_t words = folded.empty() ? 0 : 1;
  for (const char c : folded) words += c == ' ';
  return words;
}

}  // namespace dateline
