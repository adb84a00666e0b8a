#pragma once

// Text for a person, in lines that fit the terminal, with colours and links.

#include <cstddef>
#include <string>
#include <string_view>

#include "searcher/marked_text.hpp"

namespace dateline {

struct TextStyle {
  bool color = false;
  bool hyperlinks = false;  ///< OSC 8
  bool blocks = false;      ///< bars are drawn with block characters, else in ASCII
  std::size_t columns = 0;  ///< of the terminal; 0: lines are not filled or wrapped
  std::string folder = {};  ///< paths below it are shown relative to it; empty: none are
  std::string host = {};    ///< of this machine, for links to files
  bool ascii = false;       ///< what Dateline itself adds is ASCII

  std::string_view ellipsis() const { return ascii ? "..." : "…"; }
};

inline constexpr std::string_view kTitleColor = "\x1B[1m";
inline constexpr std::string_view kFaintColor = "\x1B[2m";

/// The text in the color, where the style has colours. It is printed as it is.
std::string painted(std::string_view text, std::string_view color, const TextStyle& style);

/// The columns to fill: those of the terminal, but no more than is good to read. 0 where the width
/// is unknown, or too narrow to wrap words.
std::size_t measure(const TextStyle& style, std::size_t max_columns);

/// How a text stands on the screen.
struct TextBlock {
  std::size_t columns = 0;       ///< as measure() tells; 0: all is one line
  std::size_t indent = 0;        ///< of every line but the first
  std::size_t first_column = 0;  ///< where the first line begins, after what stands there already
  std::string_view color = {};
  std::string_view link = {};  ///< of link_target(); empty: none
  std::string link_id = {};    ///< for a link of several lines
};

/// Appends printable text without a line break at its end. Marked words are coloured, or stand
/// **between stars**. Colours and links end with each line, as pagers want it. Returns the column
/// after the text.
std::size_t append_block(std::string& out, MarkedText marked, const TextBlock& block,
                         const TextStyle& style);

/// Printable lines, each wrapped where it is too long, what follows indented.
std::string wrap_lines(std::string_view lines, const TextStyle& style);

}  // namespace dateline
