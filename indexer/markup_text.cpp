#include "indexer/markup_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/utf8.hpp"
#include "indexer/html_tag.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

struct NamedReference {
  std::string_view name;
  char32_t code_point;
};

constexpr auto kNamedReferences = std::to_array<NamedReference>({
    {"amp", '&'},      {"quot", '"'},      {"apos", '\''},     {"lt", '<'},       {"gt", '>'},
    {"nbsp", ' '},     {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019},
    {"sbquo", 0x201A}, {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E}, {"laquo", 0xAB},
    {"raquo", 0xBB},   {"hellip", 0x2026}, {"bull", 0x2022},   {"middot", 0xB7},  {"euro", 0x20AC},
    {"pound", 0xA3},   {"copy", 0xA9},     {"reg", 0xAE},      {"trade", 0x2122}, {"deg", 0xB0},
    {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},     {"Auml", 0xC4},    {"Ouml", 0xD6},
    {"Uuml", 0xDC},    {"szlig", 0xDF},    {"eacute", 0xE9},   {"egrave", 0xE8},  {"ecirc", 0xEA},
    {"euml", 0xEB},    {"agrave", 0xE0},   {"aacute", 0xE1},   {"acirc", 0xE2},   {"atilde", 0xE3},
    {"aring", 0xE5},   {"aelig", 0xE6},    {"ccedil", 0xE7},   {"iacute", 0xED},  {"igrave", 0xEC},
    {"icirc", 0xEE},   {"iuml", 0xEF},     {"ntilde", 0xF1},   {"oacute", 0xF3},  {"ograve", 0xF2},
    {"ocirc", 0xF4},   {"otilde", 0xF5},   {"oslash", 0xF8},   {"uacute", 0xFA},  {"ugrave", 0xF9},
    {"ucirc", 0xFB},   {"Eacute", 0xC9},   {"Aacute", 0xC1},   {"Oacute", 0xD3},  {"iexcl", 0xA1},
    {"iquest", 0xBF},  {"shy", 0xAD},      {"thinsp", 0x2009}, {"zwj", 0x200D},
});

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
  const auto* const named =
      std::find_if(kNamedReferences.begin(), kNamedReferences.end(),
                   [&](const NamedReference& reference) { return reference.name == body; });
  return named == kNamedReferences.end() ? 0 : named->code_point;
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
