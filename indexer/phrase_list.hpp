#pragma once

// A table of phrases and the ways a folded line can match one of them.

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/string_table.hpp"

namespace dateline {

/// Phrases as fold_words() makes them; so must be the lines that are asked about. Every question
/// costs a few look-ups a word, however many phrases there are. Immutable, so free to share among
/// threads.
class PhraseList {
 public:
  /// `phrases` are parted by "|" and must outlive the list: a string literal.
  explicit PhraseList(std::string_view phrases);

  bool has(std::string_view folded) const { return phrases_.find(folded) != nullptr; }
  /// False for most lines that begin with no phrase. At least the first three bytes of the line's
  /// first word are asked about.
  bool may_start(std::string_view folded) const { return first_bytes_[first_bytes_of(folded)]; }
  /// Whether the line begins with the words of a phrase.
  bool starts(std::string_view folded) const { return may_start(folded) && begins(folded); }
  bool ends(std::string_view folded) const;
  /// Whether a phrase stands anywhere in the line, on word borders.
  bool is_in(std::string_view folded) const;

 private:
  static constexpr unsigned kHashBits = 12;

  /// A hash of the first three bytes of the first word.
  static std::size_t first_bytes_of(std::string_view text) {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
      return i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
    };
    const std::uint32_t second = byte(1);
    const std::uint32_t third = second == ' ' ? ' ' : byte(2);
    constexpr std::uint32_t kFactor = 0x9E37'79B1;  // 2^32 by the golden ratio
    return ((byte(0) << 16 | second << 8 | third) * kFactor) >> (32 - kHashBits);
  }

  bool begins(std::string_view folded) const;

  StringTable<bool> phrases_;
  std::bitset<1U << kHashBits> first_bytes_;
  std::size_t max_words_ = 0;
};

}  // namespace dateline
