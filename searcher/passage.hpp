#pragma once

// Which part of a paragraph to show around a match.

#include <cstddef>
#include <string_view>

#include "searcher/match_finder.hpp"

namespace dateline {

struct Passage {
  ByteRange range;
  bool cut_before = false;  ///< begins inside a sentence
  bool cut_after = false;   ///< ends inside a sentence
};

/// Around `core`, a range of `paragraph` on code-point borders: the sentences it touches, and more
/// that follow or go before while they fit; of a sentence that is too long a clause, else whole
/// words. At most `max_bytes`, unless `core` or one word is longer. Its cost depends on `max_bytes`
/// alone.
Passage passage_around(std::string_view paragraph, ByteRange core, std::size_t max_bytes);

}  // namespace dateline
