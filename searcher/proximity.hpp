#pragma once

// Words near each other, decided by the positions in an article.
//
// Xapian's OP_NEAR takes sides of single terms only, and misses matches where a word may stand for
// two sides at once, so what it cannot decide is decided here.

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

/// Positions of the first and the last word of what a side is in one place of the text.
struct Occurrence {
  Xapian::termpos begin = 0;
  Xapian::termpos end = 0;
  auto operator<=>(const Occurrence&) const = default;
};

/// Terms at fixed distances: one word, or those of a phrase.
struct TermRow {
  std::vector<std::string> terms;
  std::vector<Xapian::termpos> offsets;  ///< from the first; as many as terms
  bool operator==(const TermRow&) const = default;
};

/// What is to stand together: of each side one of its rows, none overlapping another, with at most
/// `gap` words between them altogether.
struct Proximity {
  std::vector<std::vector<TermRow>> sides;
  bool in_order = false;
  Xapian::termpos gap = 0;
};

/// Whether one occurrence of each side can be chosen so. Linear in the occurrences, but each side
/// doubles the cost.
bool stand_together(const std::vector<std::vector<Occurrence>>& sides, bool in_order,
                    Xapian::termpos gap);

/// Articles with the terms of a row in its order and no further apart than they stand in it. Exact
/// where they are neighbours.
Xapian::Query loose_row_query(const TermRow& row);

/// Whether OP_NEAR or OP_PHRASE decides it exactly.
bool is_native(const Proximity& proximity);

/// Articles that satisfy the proximity, as a filter of articles that have all sides: asked for more
/// it would look at every article. Local databases only. Weighs nothing.
Xapian::Query proximity_filter(const Proximity& proximity);

/// Articles that satisfy the proximity, by Xapian's operators where they are exact and the filter
/// elsewhere. They weigh as what they have of the sides. Local databases only.
Xapian::Query proximity_query(const Proximity& proximity);

/// By Xapian's operators alone, exact where is_native() says so: elsewhere rows count as near by
/// any of their terms.
Xapian::Query approximate_proximity_query(const Proximity& proximity);

}  // namespace dateline
