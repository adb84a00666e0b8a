#include "indexer/markup_text.hpp"

#include <cstdint>

#include "common/utf8.hpp"
#include "indexer/character_reference.hpp"
#include "indexer/html_tag.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxReferenceBytes = 10;

/// The code point of the reference body between '&' and ';', 0 when it is none.
char32_t resolve_reference(std::string_view body) {
  if (body.size() >= 2 && body[0] == '#') {
    const bool is_hex = body[1] == 'x' || body[1] == 'X';
    std::uint32_t value = 0;
    for (const char c : body.substr(is_hex ? 2 : 1)) {
      const char lower = ascii_lower(c);
      if (is_ascii_digit(c))
        value = value * (is_hex ? 16U : 10U) + static_cast<std::uint32_t>(c - '0');
      else if (is_hex && lower >= 'a' && lower <= 'f')
        value = value * 16U + static_cast<std::uint32_t>(lower - 'a' + 10);
      else
        return 0;
      if (value > 0x10FFFF) return 0;
    }
    return value >= 0xD800 && value <= 0xDFFF ? 0 : static_cast<char32_t>(value);
  }
  const char32_t named = find_named_character(body);
  return named == 0xA0 ? U' ' : named;
}

}  // namespace

std::string unescape_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      const std::size_t end = text.substr(i, kMaxReferenceBytes + 2).find(';');
      if (end != std::string_view::npos) {
        if (const char32_t c = resolve_reference(text.substr(i + 1, end - 1))) {
          append_utf8(out, c);
          i += end + 1;
          continue;
        }
      }
    }
    out += text[i++];
  }
  return out;
}

std::string strip_markup(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(text);
  // References first: a CMS often escapes the tags themselves.
  const std::string plain = unescape_references(text);
  std::string out;
  out.reserve(plain.size());
  for (std::size_t i = 0; i < plain.size();) {
    const std::size_t name = i + 1 < plain.size() && plain[i + 1] == '/' ? i + 2 : i + 1;
    if (plain[i] != '<' || name >= plain.size() || !is_ascii_alpha(plain[name])) {
      out += plain[i++];
      continue;
    }
    const std::size_t close = plain.find('>', name);
    if (close == std::string::npos) {
      out.append(plain, i, std::string::npos);
      break;
    }
    std::size_t name_end = name;
    while (name_end < close && (is_ascii_alpha(plain[name_end]) || is_ascii_digit(plain[name_end])))
      ++name_end;
    if (is_block(find_tag(std::string_view(plain).substr(name, name_end - name)))) out += "\n\n";
    i = close + 1;
  }
  return unescape_references(out);
}

}  // namespace dateline
