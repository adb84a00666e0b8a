#pragma once

// The outer shape of a piece of text: how long it is to a reader, how it ends, and what is left of
// it when case and punctuation do not matter. All text is valid UTF-8.

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// Words as a reader counts them. Scripts that write no blanks (Chinese, Japanese, Thai, ...) count
/// two characters a word.
std::uint32_t count_reader_words(std::string_view text);

/// Whether the text ends as sentences do, closing quotes and brackets aside.
bool ends_sentence(std::string_view text);

/// Whether a sentence ends anywhere in the text. A full stop counts only before a blank, a closing
/// quote or the end.
bool has_sentence_end(std::string_view text);

/// The words of `text` in lower case, joined by one blank each; punctuation and symbols part words,
/// apostrophes vanish. Two texts that look the same to a reader fold to the same string. At most
/// `max_bytes` of `text` are read.
std::string fold_words(std::string_view text, std::size_t max_bytes = std::string_view::npos);

/// ASCII letters in lower case, everything else as it is.
std::string ascii_lower(std::string_view text);

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Bytes of the white space at `i`: 1, 2 for a no-break space, 0 for anything else.
constexpr std::size_t space_at(std::string_view text, std::size_t i) {
  if (is_ascii_space(text[i]) || text[i] == '\v') return 1;
  return text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0' ? 2 : 0;
}

/// `text` without ASCII white space at its ends.
std::string_view trim_ascii(std::string_view text);

/// Whether `phrase` stands in `folded` (both as fold_words() makes them) on word borders.
bool contains_words(std::string_view folded, std::string_view phrase);

/// Whether `folded` begins with the words of `phrase`.
bool starts_with_words(std::string_view folded, std::string_view phrase);

/// The number of words in text made by fold_words().
std::size_t count_folded_words(std::string_view folded);

}  // namespace dateline
