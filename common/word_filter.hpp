#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace dateline {

/// Which words of a text may be any of those looked for, told by their first two letters. Lets the
/// tokeniser pass over most of a text.
class WordFilter {
 public:
  /// Words whose term begins so. Empty: all words.
  void add_beginning(std::string_view beginning) {
    if (beginning.empty()) {
      letters_.set();
      has_unspaced_ = true;
    } else if (beginning.size() == 1) {
      for (std::size_t second = 0; second < kLetters; ++second)
        letters_.set(index(beginning.front(), static_cast<char>(second)));
    } else {
      letters_.set(index(beginning[0], beginning[1]));
    }
    note_script(beginning);
  }

  /// `second` is 0 for a word of one letter.
  bool passes(char first, char second) const { return letters_.test(index(first, second)); }

  /// Whether words of scripts written without blanks are looked for.
  bool passes_unspaced() const { return has_unspaced_; }

 private:
  static constexpr std::size_t kLetters = 128;  ///< ASCII alone is told apart

  static std::size_t index(char first, char second) {
    return (static_cast<unsigned char>(first) % kLetters) * kLetters +
           static_cast<unsigned char>(second) % kLetters;
  }

  void note_script(std::string_view beginning) {
    if (!beginning.empty() && static_cast<unsigned char>(beginning.front()) >= kLetters)
      has_unspaced_ = true;
  }

  std::bitset<kLetters * kLetters> letters_;
  bool has_unspaced_ = false;
};

}  // namespace dateline
