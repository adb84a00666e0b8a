#pragma once

// A table of phrases and the ways a folded line can match one of them.

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
  std::unordered_set<std::string_view> phrases_;
  std::size_t max_words_ = 0;
};

}  // namespace dateline
