#pragma once

// What a query looks for in a text, as the planner leaves it for the highlighter.

#include <cstdint>
#include <string>
#include <vector>

#include "common/schema.hpp"

namespace dateline {

enum class WordMatch : std::uint8_t {
  AnyForm,  ///< words whose stem, in the language of the article, is one of `stems`
  Exact,    ///< `text` is a folded term
  Prefix,   ///< `text` is the folded beginning of a term
  Pattern,  ///< `text` is folded and holds * for any letters, ? for one
};

struct SoughtWord {
  std::string text = {};
  WordMatch match = WordMatch::Exact;
  std::uint32_t offset = 0;             ///< in word positions from the first word of its row
  std::vector<std::string> stems = {};  ///< folded

  bool operator==(const SoughtWord&) const = default;
};

/// Words at fixed distances in one paragraph: one word, or those of a phrase.
struct SoughtRow {
  std::vector<SoughtWord> words;

  bool operator==(const SoughtRow&) const = default;
};

/// One thing the query looks for. Of one side: any of its rows, wherever it is. Of several: an
/// occurrence of each side, all in one paragraph, none overlapping another, with at most `gap`
/// words between them altogether.
struct SoughtTerm {
  FieldId field = FieldId::Text;
  std::vector<std::vector<SoughtRow>> sides;
  bool in_order = false;
  std::uint32_t gap = 0;
  double weight = 1;  ///< how much showing it is worth; the rarer, the more

  bool operator==(const SoughtTerm&) const = default;
};

inline SoughtTerm sought_word(FieldId field, SoughtWord word, double weight = 1) {
  return {.field = field, .sides = {{{{std::move(word)}}}}, .weight = weight};
}

}  // namespace dateline
