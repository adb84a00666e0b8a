#pragma once

// Which words of an article the query matched, and the passages that show it best.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/schema.hpp"
#include "common/stemmer.hpp"

namespace dateline {

/// Half-open range of bytes.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  auto operator<=>(const ByteRange&) const = default;
};

enum class WordMatch : std::uint8_t {
  AnyForm,  ///< `text` is a word in lower case, accents kept; words of the same stem match too
  Exact,    ///< `text` is a folded term
  Prefix,   ///< `text` is the folded beginning of a term
  Pattern,  ///< `text` is folded and holds * for any letters, ? for one
};

struct SoughtWord {
  std::string text;
  WordMatch match = WordMatch::AnyForm;
  std::uint32_t offset = 0;  ///< in word positions from the first word of its term
};

/// One thing the query looks for: a word, or several in a row that count only together.
struct SoughtTerm {
  FieldId field = FieldId::Text;
  std::vector<SoughtWord> words;
  double weight = 1;  ///< how much showing it is worth; the rarer, the more
};

/// A passage of a field. Marks are sorted, disjoint ranges of `text` on code-point borders.
struct Fragment {
  FieldId field = FieldId::Text;  ///< Text for the body, Lead for the standfirst
  std::string text;
  std::vector<ByteRange> marks;
  bool cut_before = false;  ///< `text` begins inside a sentence
  bool cut_after = false;   ///< `text` ends inside a sentence

  bool operator==(const Fragment&) const = default;
};

struct FragmentLimits {
  std::size_t count = 2;
  std::size_t max_bytes = 240;    ///< of a fragment; one unbroken word may exceed it
  bool whole_paragraphs = false;  ///< instead of `max_bytes`

  bool operator==(const FragmentLimits&) const = default;
};

/// An article's headline marks and fragments, best passages chosen, in text order.
struct Highlights {
  std::vector<ByteRange> title;
  std::vector<Fragment> fragments;
};

/// Finds the terms of one query in articles. Words are matched by the tokeniser and the article's
/// own stemmer, so what is marked is what the index matched. Linear in the text. Keeps the stemmers
/// it has used; one thread at a time.
class Highlighter {
 public:
  explicit Highlighter(std::vector<SoughtTerm> terms);
  Highlighter(Highlighter&&) noexcept;
  Highlighter& operator=(Highlighter&&) noexcept;
  ~Highlighter();

  /// Where no term is in lead or body (a headline match, a query of filters) the one fragment is
  /// the beginning of the text.
  Highlights highlight(const Article& article, const FragmentLimits& limits);

  /// The marks in `text`, taken as the whole content of `field` (Title, Lead, Author, or Text for
  /// the body).
  std::vector<ByteRange> mark(std::string_view text, FieldId field, std::string_view language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
