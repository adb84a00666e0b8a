#pragma once

// Where a text has what a query looks for.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "common/schema.hpp"
#include "searcher/sought.hpp"
#include "searcher/stemmers.hpp"

namespace dateline {

/// Half-open range of bytes.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  auto operator<=>(const ByteRange&) const = default;
};

/// The ranges sorted, those that overlap joined.
std::vector<ByteRange> merged(std::vector<ByteRange> ranges);

/// An occurrence of a side of a term.
struct TermMatch {
  ByteRange range;
  std::uint32_t side = 0;  ///< numbers the sides of all terms, see MatchFinder::weights()

  auto operator<=>(const TermMatch&) const = default;
};

/// A text that matches are looked for in, of one paragraph.
struct SearchedText {
  std::string_view text;
  FieldId field = FieldId::Text;    ///< Title, Lead, Author, or Text for a paragraph of the body
  bool is_first_paragraph = false;  ///< of the body
  std::string_view language = {};
};

/// Finds the terms of one query. Words are cut by the tokeniser and stemmed as the index stems
/// them, so what is found is what the index matched. Of a term of several sides only occurrences
/// are found that stand together with some of each other side. Linear in the text for terms of one
/// side. One thread at a time.
class MatchFinder {
 public:
  /// `stemmers` outlives it.
  MatchFinder(std::vector<SoughtTerm> terms, Stemmers& stemmers);
  MatchFinder(MatchFinder&&) noexcept;
  MatchFinder& operator=(MatchFinder&&) noexcept;
  ~MatchFinder();

  /// Whether any term is looked for in such a text at all.
  bool seeks_in(FieldId field, bool is_first_paragraph) const;

  /// Appends the matches in the text, in its order.
  void find(const SearchedText& searched, std::vector<TermMatch>& matches);

  /// What showing each side is worth: the weight of its term, shared by its sides.
  const std::vector<double>& weights() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
