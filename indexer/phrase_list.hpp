#pragma once

// A table of phrases and the ways a folded line can match one of them.

#include <bitset>
#include <cstddef>
#include <string_view>
#include <unordered_set>

namespace dateline {

/// Phrases as fold_words() makes them; so must be the lines that are asked about. Every question
/// costs a few look-ups a word, however many phrases there are. Immutable, so free to share among
/// threads.
class PhraseList {
 public:
  /// `phrases` are parted by "|" and must outlive the list: a string literal.
  explicit PhraseList(std::string_view phrases);

  bool has(std::string_view folded) const { return phrases_.contains(folded); }
  /// Whether the line begins with the words of a phrase.
  bool starts(std::string_view folded) const;
  bool ends(std::string_view folded) const;
  /// Whether a phrase stands anywhere in the line, on word borders.
  bool is_in(std::string_view folded) const;

 private:
  /// Whether a phrase may begin with the first bytes of the first word; nine of ten texts fail
  /// here.
  bool may_begin(std::string_view text) const { return first_bytes_[first_bytes_of(text)]; }
  static std::size_t first_bytes_of(std::string_view text);

  std::unordered_set<std::string_view> phrases_;
  std::bitset<1024> first_bytes_;
  std::size_t max_words_ = 0;
};

}  // namespace dateline
