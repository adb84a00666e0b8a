#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/fragments.hpp"

namespace dateline {

/// Valid UTF-8; the marks are sorted, disjoint ranges of it on code-point borders.
struct MarkedText {
  std::string text;
  std::vector<ByteRange> marks = {};
};

/// The text made printable, its marks moved along.
MarkedText make_printable(std::string_view text, const std::vector<ByteRange>& marks);

/// The part of `text` inside `part`, with what `marks` (ranges of the whole) cover of it.
MarkedText make_printable_part(std::string_view text, const std::vector<ByteRange>& marks,
                               ByteRange part);

/// Without the blanks at the ends of marks; marks of nothing else are gone.
std::vector<ByteRange> without_outer_blanks(const MarkedText& marked);

}  // namespace dateline
