#include "indexer/character_reference.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/utf8.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline {
namespace {

struct NamedCharacter {
  std::string_view name;
  char32_t code_point;
};

constexpr auto make_named_characters() {
  auto table = std::to_array<NamedCharacter>({
      {"amp", '&'},       {"quot", '"'},     {"apos", '\''},     {"lt", '<'},
      {"gt", '>'},        {"nbsp", 0xA0},    {"ndash", 0x2013},  {"mdash", 0x2014},
      {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"sbquo", 0x201A},  {"ldquo", 0x201C},
      {"rdquo", 0x201D},  {"bdquo", 0x201E}, {"laquo", 0xAB},    {"raquo", 0xBB},
      {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},   {"euro", 0x20AC},
      {"pound", 0xA3},    {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122},
      {"deg", 0xB0},      {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},
      {"Auml", 0xC4},     {"Ouml", 0xD6},    {"Uuml", 0xDC},     {"szlig", 0xDF},
      {"eacute", 0xE9},   {"egrave", 0xE8},  {"ecirc", 0xEA},    {"euml", 0xEB},
      {"agrave", 0xE0},   {"aacute", 0xE1},  {"acirc", 0xE2},    {"atilde", 0xE3},
      {"aring", 0xE5},    {"aelig", 0xE6},   {"ccedil", 0xE7},   {"iacute", 0xED},
      {"igrave", 0xEC},   {"icirc", 0xEE},   {"iuml", 0xEF},     {"ntilde", 0xF1},
      {"oacute", 0xF3},   {"ograve", 0xF2},  {"ocirc", 0xF4},    {"otilde", 0xF5},
      {"oslash", 0xF8},   {"uacute", 0xFA},  {"ugrave", 0xF9},   {"ucirc", 0xFB},
      {"Eacute", 0xC9},   {"Aacute", 0xC1},  {"Oacute", 0xD3},   {"iexcl", 0xA1},
      {"iquest", 0xBF},   {"shy", 0xAD},     {"thinsp", 0x2009}, {"zwj", 0x200D},
  });
  std::sort(table.begin(), table.end(),
            [](const NamedCharacter& a, const NamedCharacter& b) { return a.name < b.name; });
  return table;
}

constexpr auto kNamedCharacters = make_named_characters();

/// No name in the standard is longer, and none that may lack its semicolon.
constexpr std::size_t kMaxName = 40;
constexpr std::size_t kMaxLegacyName = 6;

/// What numbers from 0x80 on mean: they are read as windows-1252, where that has a character.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The value of a digit, 16 for anything else.
std::uint32_t digit_value(char c) {
  if (is_digit(c)) return static_cast<std::uint32_t>(c - '0');
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

char32_t character_of_number(std::uint32_t number) {
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
    return kReplacementCharacter;
  return number >= 0x80 && number < 0xA0 ? char32_t{kWindows1252[number - 0x80]} : number;
}

CharacterReference read_number(std::string_view html, std::size_t position) {
  std::size_t i = position + 2;
  const bool is_hex = i < html.size() && to_ascii_lower(html[i]) == 'x';
  if (is_hex) ++i;
  const std::uint32_t base = is_hex ? 16 : 10;
  const std::size_t first = i;
  std::uint32_t number = 0;
  for (; i < html.size() && digit_value(html[i]) < base; ++i)
    number = std::min<std::uint32_t>(number * base + digit_value(html[i]), 0x110000);
  if (i == first) return {};
  if (i < html.size() && html[i] == ';') ++i;
  return {.kind = CharacterReference::Kind::Known,
          .code_point = character_of_number(number),
          .size = i - position};
}

}  // namespace

char32_t find_named_character(std::string_view name) {
  const auto* const found = std::lower_bound(
      kNamedCharacters.begin(), kNamedCharacters.end(), name,
      [](const NamedCharacter& entry, std::string_view wanted) { return entry.name < wanted; });
  return found != kNamedCharacters.end() && found->name == name ? found->code_point : 0;
}

CharacterReference read_reference(std::string_view html, std::size_t position,
                                  ReferencePlace place) {
  using enum CharacterReference::Kind;
  const std::size_t first = position + 1;
  if (first < html.size() && html[first] == '#') return read_number(html, position);
  std::size_t end = first;
  while (end < html.size() && end - first < kMaxName &&
         (is_ascii_letter(html[end]) || is_digit(html[end])))
    ++end;
  if (end == first) return {};
  const char next = end < html.size() ? html[end] : '\0';
  if (next == ';') {
    const char32_t known = find_named_character(html.substr(first, end - first));
    return {.kind = known == 0 ? Unknown : Known, .code_point = known, .size = end + 1 - position};
  }
  if (place == ReferencePlace::Attribute && (next == '=' || end - first > kMaxLegacyName))
    return {};
  return {.kind = Unknown, .size = end - position};
}

}  // namespace dateline
