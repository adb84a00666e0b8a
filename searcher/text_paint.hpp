#pragma once

// Colours and columns of printable text.

#include <cstddef>
#include <string>
#include <string_view>

#include "common/utf8.hpp"
#include "searcher/text_block.hpp"

namespace dateline {

inline std::string bold(std::string_view text, const TextStyle& style) {
  return painted(text, kTitleColor, style);
}

inline std::string faint(std::string_view text, const TextStyle& style) {
  return painted(text, kFaintColor, style);
}

/// As much of a printable text as fits, an ellipsis at the end where it is cut. What combines with
/// a character stays with it.
std::string cut_to_width(std::string_view text, std::size_t columns);

/// Blanks up to the width.
inline std::string pad_right(std::string text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

inline std::string pad_left(std::string text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return width < columns ? std::string(columns - width, ' ') + text : text;
}

}  // namespace dateline
