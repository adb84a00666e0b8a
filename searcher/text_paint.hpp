#pragma once

// Colours and columns of printable text.

#include <string>
#include <string_view>

#include "common/utf8.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {

inline std::string painted(std::string_view escape, std::string_view text, const TextStyle& style) {
  if (!style.color || text.empty()) return std::string(text);
  return std::string(escape) + std::string(text) + "\x1B[0m";
}

inline std::string bold(std::string_view text, const TextStyle& style) {
  return painted("\x1B[1m", text, style);
}

inline std::string faint(std::string_view text, const TextStyle& style) {
  return painted("\x1B[2m", text, style);
}

/// As much as fits, an ellipsis at the end where it is cut.
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
