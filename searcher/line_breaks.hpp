#pragma once

// Where a text may be broken so that it fits a terminal.

#include <cstddef>
#include <vector>

#include "searcher/marked_text.hpp"

namespace dateline {

/// Columns of a terminal.
struct LineWidths {
  std::size_t first = 0;  ///< of the first line
  std::size_t rest = 0;   ///< of every other; both at least kMinLineWidth
};

/// Wide enough for any one character, its marks and the stars around it.
inline constexpr std::size_t kMinLineWidth = 16;

/// The lines of a printable text, in order; what lies between them is blanks. No line is wider than
/// allowed. Lines end at blanks, after dashes between letters, and beside the characters of scripts
/// that are written without blanks (never before closing or after opening punctuation: the part of
/// kinsoku that readers miss most); Korean has blanks. A word wider than a whole line is cut, but
/// never inside a character and its combining marks. `mark_width` is what each end of a mark takes.
std::vector<ByteRange> break_lines(const MarkedText& marked, LineWidths widths,
                                   std::size_t mark_width);

}  // namespace dateline
