#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

namespace dateline {
namespace {

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

utf8proc_category_t category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

struct Range {
  char32_t first;
  char32_t last;
};

/// Blocks in which every code point is in form C and combines with nothing before it: text made of
/// these alone needs no normalisation (Unicode's DerivedNormalizationProps, NFC_QC=Yes with
/// combining class 0).
constexpr std::array kStableUnderNfc{
    Range{0x0000, 0x02FF},  // Latin
    Range{0x0400, 0x0482},  // Cyrillic
    Range{0x048A, 0x052F},  // Cyrillic
    Range{0x05D0, 0x05EA},  // Hebrew letters
    Range{0x0620, 0x064A},  // Arabic letters
    Range{0x0660, 0x066F},  // Arabic digits
    Range{0x0671, 0x06D5},  // Arabic letters of Persian and Urdu
    Range{0x2010, 0x2027},  // punctuation
    Range{0x2030, 0x205E},  // punctuation
    Range{0x20A0, 0x20BF},  // currency
    Range{0x3000, 0x3029},  // CJK punctuation
    Range{0x3030, 0x3098},  // Hiragana
    Range{0x309B, 0x30FF},  // Katakana
    Range{0x3400, 0x9FFF},  // Han
    Range{0xAC00, 0xD7A3},  // Hangul syllables
    Range{0xFF00, 0xFFEF},  // width variants
};

bool is_stable_under_nfc(char32_t c) {
  for (const Range& range : kStableUnderNfc) {
    if (c <= range.last) return c >= range.first;
  }
  return false;
}

void append_nfc(std::string& out, std::string_view text) {
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(raw, &std::free);
  if (size >= 0) {
    out.append(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
  } else {
    out += text;  // only malformed UTF-8 gets here, which the contract rules out
  }
}

/// Bytes from `begin` on that are printable ASCII other than the blank.
std::size_t ascii_run(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] > ' ' && text[end] < 0x7F) ++end;
  return end - begin;
}

/// Bytes from `begin` on that cleaning leaves as they are: no white space but single blanks within,
/// nothing invisible.
std::size_t clean_run(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (true) {
    end += ascii_run(text, end);
    if (end == text.size()) break;
    const unsigned char byte = byte_at(text, end);
    if (byte == ' ' && end > begin && text[end - 1] != ' ') {
      ++end;
      continue;
    }
    if (byte < 0x80) break;
    const CodePoint c = decode_utf8(text, end);
    if (c.value == kReplacementCharacter || is_space(c.value) || is_unsafe_invisible(c.value))
      break;
    end += c.size;
  }
  return (end > begin && text[end - 1] == ' ' ? end - 1 : end) - begin;
}

/// How many bytes from `i` on are ASCII, as far as whole words tell.
std::size_t count_ascii(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t count = 0;
  for (std::uint64_t word = 0; i + count + sizeof word <= text.size(); count += sizeof word) {
    std::memcpy(&word, text.data() + i + count, sizeof word);
    if ((word & kHighBits) == 0) continue;
    if constexpr (std::endian::native == std::endian::little)
      count += static_cast<std::size_t>(std::countr_zero(word & kHighBits)) / 8;
    break;
  }
  return count;
}

bool is_line_break(char32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028; }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const unsigned char lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1};
  std::uint32_t length = 0;
  char32_t value = 0;
  // The second byte's range excludes overlong forms, surrogates and values above U+10FFFF (Unicode,
  // table 3-7).
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacementCharacter, 1};
  }
  for (std::uint32_t i = 1; i < length; ++i) {
    if (offset + i >= text.size()) return {kReplacementCharacter, i};
    const unsigned char byte = byte_at(text, offset + i);
    if (byte < low || byte > high) return {kReplacementCharacter, i};
    value = (value << 6) | (byte & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length};
}

void append_utf8(std::string& out, char32_t c) {
  const auto lead = [c](char32_t mark, int shift) {
    return static_cast<char>(mark | (c >> shift));
  };
  const auto trail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    const char bytes[] = {lead(0xC0, 6), trail(0)};
    out.append(bytes, sizeof bytes);
  } else if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) {
    append_utf8(out, kReplacementCharacter);
  } else if (c < 0x10000) {
    const char bytes[] = {lead(0xE0, 12), trail(6), trail(0)};
    out.append(bytes, sizeof bytes);
  } else {
    const char bytes[] = {lead(0xF0, 18), trail(12), trail(6), trail(0)};
    out.append(bytes, sizeof bytes);
  }
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = count_ascii(text, 0); i < text.size(); i += count_ascii(text, i)) {
    if (byte_at(text, i) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    // A real U+FFFD takes three bytes and ends in BD; anything else that decodes to it is
    // malformed.
    if (c.value == kReplacementCharacter && (c.size != 3 || byte_at(text, i + 2) != 0xBD))
      return false;
    i += c.size;
  }
  return true;
}

std::string make_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (c.value != 0) append_utf8(out, c.value);
    i += c.size;
  }
  return out;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_continuation(byte_at(text, max_bytes))) --max_bytes;
  return text.substr(0, max_bytes);
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += !is_continuation(static_cast<unsigned char>(byte));
  return count;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c.value));
    if (columns > 0) width += static_cast<std::size_t>(columns);
    i += c.size;
  }
  return width;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const utf8proc_category_t kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_uppercase(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const utf8proc_category_t kind = category(c);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool is_decimal_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_combining_mark(char32_t c) {
  if (c < 0x300) return false;
  const utf8proc_category_t kind = category(c);
  return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0x1680) return c == 0x85 || c == 0xA0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_unsafe_invisible(char32_t c) {
  if (c < 0x20) return true;
  if (c < 0x7F) return false;
  if (c < 0xA0) return true;
  switch (c) {
    case 0x00AD:  // soft hyphen
    case 0x061C:  // Arabic letter mark
    case 0x180E:  // Mongolian vowel separator
    case 0x200B:  // zero-width space
    case 0x200E:  // left-to-right mark
    case 0x200F:  // right-to-left mark
    case 0xFEFF:  // byte order mark
      return true;
    default:
      break;
  }
  return (c >= 0x2028 && c <= 0x202E) ||    // separators, bidi embeddings and overrides
         (c >= 0x2060 && c <= 0x206F) ||    // word joiner, bidi isolates, deprecated controls
         (c >= 0xFFF9 && c <= 0xFFFB) ||    // interlinear annotation
         (c >= 0xE0000 && c <= 0xE007F) ||  // tags
         (c & 0xFFFE) == 0xFFFE ||          // noncharacters
         (c >= 0xFDD0 && c <= 0xFDEF);
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

std::string normalize_nfc(std::string_view text) {
  // Nothing composes across the beginning of a stable character, so what lies between two of them
  // is normalised alone.
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  std::size_t last_stable = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (byte_at(text, i) < 0x80) {
      i += std::max<std::size_t>(count_ascii(text, i), 1);
      last_stable = i - 1;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    if (is_stable_under_nfc(c.value)) {
      last_stable = i;
      i += c.size;
      continue;
    }
    std::size_t end = i + c.size;
    while (end < text.size()) {
      const CodePoint next = decode_utf8(text, end);
      if (is_stable_under_nfc(next.value)) break;
      end += next.size;
    }
    last_stable = std::max(last_stable, copied);
    out += text.substr(copied, last_stable - copied);
    append_nfc(out, text.substr(last_stable, end - last_stable));
    copied = last_stable = i = end;
  }
  out += text.substr(copied);
  return out;
}

std::string clean_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank_pending = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t run = clean_run(text, i); run > 0) {
      if (blank_pending) out.push_back(' ');
      blank_pending = false;
      out += text.substr(i, run);
      i += run;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    if (is_space(c.value)) {
      blank_pending = !out.empty();
    } else if (!is_unsafe_invisible(c.value)) {
      if (blank_pending) out.push_back(' ');
      blank_pending = false;
      append_utf8(out, c.value);
    }
    i += c.size;
  }
  return normalize_nfc(out);
}

std::string clean_blocks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank_pending = false;
  int breaks_pending = 0;
  const auto separate = [&] {
    if (!out.empty()) {
      if (breaks_pending > 1) {
        out += "\n\n";
      } else if (breaks_pending == 1) {
        out.push_back('\n');
      } else if (blank_pending) {
        out.push_back(' ');
      }
    }
    blank_pending = false;
    breaks_pending = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t run = clean_run(text, i); run > 0) {
      separate();
      out += text.substr(i, run);
      i += run;
      continue;
    }
    const CodePoint c = decode_utf8(text, i);
    if (is_line_break(c.value)) {
      const bool second_half_of_crlf = c.value == '\n' && i > 0 && text[i - 1] == '\r';
      if (!second_half_of_crlf) ++breaks_pending;
    } else if (c.value == 0x2029) {
      breaks_pending += 2;
    } else if (is_space(c.value)) {
      blank_pending = true;
    } else if (!is_unsafe_invisible(c.value)) {
      separate();
      append_utf8(out, c.value);
    }
    i += c.size;
  }
  return normalize_nfc(out);
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    append_utf8(out, to_lower(c.value));
    i += c.size;
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool may_join = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const bool is_joiner = c.value == 0x200C || c.value == 0x200D;
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0x2028 ||
        c.value == 0x2029) {
      out.push_back(' ');
      may_join = false;
    } else if (!is_unsafe_invisible(c.value) && (!is_joiner || may_join)) {
      append_utf8(out, c.value);
      may_join = c.value >= 0x80 && !is_joiner;
    }
    i += c.size;
  }
  return out;
}

}  // namespace dateline
