#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace dateline {

/// Which words of a text may be any of those looked for, told by their first two letters, or their
/// first character where it is not ASCII. Lets the tokeniser pass over most of a text.
class WordFilter {
 public:
  /// Words whose term begins so. Empty: all words.
  void add_beginning(std::string_view beginning) {
    if (beginning.empty()) {
      letters_.set();
      characters_.set();
    } else if (static_cast<unsigned char>(beginning.front()) >= kLetters) {
      characters_.set(index(beginning.substr(0, size_of_character(beginning.front()))));
    } else if (beginning.size() == 1) {
      for (std::size_t second = 0; second < kLetters; ++second)
        letters_.set(index(beginning.front(), static_cast<char>(second)));
    } else {
      letters_.set(index(beginning[0], beginning[1]));
    }
  }

  /// `second` is 0 for a word of one letter.
  bool passes(char first, char second) const { return letters_.test(index(first, second)); }

  /// Whether a word may be looked for that begins with this character, folded and not ASCII.
  bool passes(std::string_view character) const { return characters_.test(index(character)); }

 private:
  static constexpr std::size_t kLetters = 128;
  static constexpr std::size_t kCharacters = 4096;

  static std::size_t index(char first, char second) {
    return (static_cast<unsigned char>(first) % kLetters) * kLetters +
           static_cast<unsigned char>(second) % kLetters;
  }

  /// Characters that share a number are not told apart.
  static std::size_t index(std::string_view character) {
    std::size_t number = 0;
    for (const char c : character) number = number * 67 + static_cast<unsigned char>(c);
    return number % kCharacters;
  }

  static std::size_t size_of_character(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
  }

  std::bitset<kLetters * kLetters> letters_;
  std::bitset<kCharacters> characters_;
};

}  // namespace dateline
