#pragma once

// What the tokeniser needs to know of a code point, looked up once and remembered.

#include <array>
#include <cstdint>
#include <string_view>

namespace dateline {

enum class CharacterClass : std::uint8_t {
  Separator,
  Letter,
  Digit,
  Ideograph,  ///< begins a unit of a script written without blanks
  Ignored,    ///< belongs to the word it stands in and adds nothing: a combining mark, a joiner
};

struct CharacterInfo {
  CharacterClass kind = CharacterClass::Separator;
  bool is_uppercase = false;
  std::uint8_t folded_size = 0;
  std::uint8_t lower_size = 0;
  std::array<char, 8> folded_bytes{};
  std::array<char, 8> lower_bytes{};

  /// Lower case, accents and other variants removed.
  std::string_view folded() const { return {folded_bytes.data(), folded_size}; }
  /// Lower case, accents kept.
  std::string_view lower() const { return {lower_bytes.data(), lower_size}; }
};

/// Valid as long as the program runs; any number of threads may ask.
const CharacterInfo& character_info(char32_t c);

}  // namespace dateline
