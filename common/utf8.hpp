#pragma once

// Code points of UTF-8 text and their classes. Everything behind the page reader and the option
// parser is valid UTF-8; make_valid_utf8() is the gate.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One decoded code point and how many bytes it took.
struct CodePoint {
  char32_t value = kReplacementCharacter;
  std::uint32_t size = 1;
};

/// The code point at `offset` (which must be inside `text`). A malformed sequence decodes to U+FFFD
/// and the size of its maximal valid prefix, at least 1 (the Unicode standard's recommended
/// practice), so a walk always advances.
CodePoint decode_utf8(std::string_view text, std::size_t offset);

void append_utf8(std::string& out, char32_t code_point);

bool is_valid_utf8(std::string_view text);

/// `text` with every malformed sequence replaced by U+FFFD and every NUL removed.
std::string make_valid_utf8(std::string_view text);

/// The longest prefix of `text` of at most `max_bytes` that does not end inside a code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

/// Number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Number of columns a terminal uses for the printable text (0 for combining marks, 2 for wide
/// characters).
std::size_t display_width(std::string_view text);

bool is_letter(char32_t c);
bool is_uppercase(char32_t c);
bool is_decimal_digit(char32_t c);
bool is_combining_mark(char32_t c);

/// White space of any script, NBSP and line separators included.
bool is_space(char32_t c);

/// Controls (C0, C1, DEL) and the invisible characters that reorder or split text: soft hyphen,
/// zero-width space, BOM, bidi embeddings, overrides and isolates, tags, interlinear annotation.
/// The joiners U+200C/D are not among them: Persian and Indic spelling needs them.
bool is_unsafe_invisible(char32_t c);

char32_t to_lower(char32_t c);

/// Valid UTF-8 to normalisation form C; returns the input unchanged (a copy) where it is C already.
std::string normalize_nfc(std::string_view text);

/// A page's text made fit to store and print: NFC, unsafe invisible characters removed, every run
/// of white space (line breaks included) one blank, no blank at either end.
std::string clean_line(std::string_view text);

/// As clean_line() for every block; blocks are runs separated by one or more blank lines ("\n\n")
/// and stay separated by exactly one blank line, single line breaks inside a block stay. Empty
/// blocks go.
std::string clean_blocks(std::string_view text);

/// `text` in lower case, code point by code point.
std::string to_lower(std::string_view text);

/// Text from outside made fit for one line of a terminal: malformed UTF-8 replaced by U+FFFD, every
/// control (line breaks and tabs included) a blank, other unsafe invisible characters gone, and so
/// are joiners that join nothing: after ASCII, at the beginning, or after another.
std::string printable(std::string_view text);

}  // namespace dateline
