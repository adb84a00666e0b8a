#include "searcher/text_block.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "searcher/hyperlink.hpp"
#include "searcher/line_breaks.hpp"

namespace dateline {
namespace {

constexpr std::string_view kReset = "\x1B[0m";
constexpr std::string_view kMarkColor = "\x1B[1;33m";
constexpr std::string_view kStars = "**";

/// Narrower than this a terminal is treated as endless: wrapping would only shred the words.
constexpr std::size_t kMinColumns = 30;

/// Appends a line of the text.
void append_line(std::string& out, const MarkedText& marked, ByteRange line, std::string_view color,
                 const TextStyle& style) {
  const std::string_view text = marked.text;
  std::size_t at = line.begin;
  const auto append_plain = [&](std::size_t end) {
    out += painted(text.substr(at, end - at), color, style);
    at = end;
  };
  for (const ByteRange& mark : marked.marks) {
    if (mark.end <= line.begin || mark.begin >= line.end) continue;
    append_plain(std::max(mark.begin, at));
    const std::size_t end = std::min(mark.end, line.end);
    if (style.color) {
      out += painted(text.substr(at, end - at), kMarkColor, style);
    } else {
      if (mark.begin >= line.begin) out += kStars;
      out += text.substr(at, end - at);
      if (mark.end <= line.end) out += kStars;
    }
    at = end;
  }
  append_plain(line.end);
}

}  // namespace

std::string painted(std::string_view text, std::string_view color, const TextStyle& style) {
  if (!style.color || text.empty() || color.empty()) return std::string(text);
  return fmt::format("{}{}{}", color, text, kReset);
}

std::size_t measure(const TextStyle& style, std::size_t max_columns) {
  return style.columns < kMinColumns ? 0 : std::min(style.columns, max_columns);
}

std::size_t append_block(std::string& out, MarkedText marked, const TextBlock& block,
                         const TextStyle& style) {
  marked.marks = without_outer_blanks(marked);
  const std::size_t mark_width = style.color ? 0 : kStars.size();
  std::vector<ByteRange> lines{{0, marked.text.size()}};
  if (block.columns > 0)
    lines = break_lines(marked,
                        {.first = std::max(block.columns - block.first_column, kMinLineWidth),
                         .rest = std::max(block.columns - block.indent, kMinLineWidth)},
                        mark_width);
  std::size_t column = block.first_column;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ByteRange line = lines[i];
    if (i > 0) {
      out += '\n';
      out.append(block.indent, ' ');
      column = block.indent;
    }
    if (!block.link.empty())
      out += begin_link(block.link, lines.size() > 1 ? block.link_id : std::string());
    const std::size_t begin = out.size();
    append_line(out, marked, line, block.color, style);
    if (!style.color) {
      column += display_width(std::string_view(out).substr(begin));
    } else {
      column +=
          display_width(std::string_view(marked.text).substr(line.begin, line.end - line.begin));
    }
    if (!block.link.empty()) out += end_link();
  }
  return column;
}

std::string wrap_lines(std::string_view lines, const TextStyle& style) {
  constexpr std::size_t kHangingIndent = 4;
  const std::size_t columns = measure(style, style.columns);
  std::string out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    out += line.substr(0, indent);
    append_block(out, {.text = std::string(line.substr(indent))},
                 {.columns = columns, .indent = kHangingIndent, .first_column = indent}, style);
    out += '\n';
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out;
}

}  // namespace dateline
