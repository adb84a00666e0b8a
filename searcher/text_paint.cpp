#include "searcher/text_paint.hpp"

#include <cstddef>
#include <cstdint>

namespace dateline {

std::string cut_to_width(std::string_view text, std::size_t columns) {
  constexpr std::string_view kEllipsis = "…";
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t end = 0;
  std::size_t width = display_width(kEllipsis);
  while (end < text.size()) {
    const std::uint32_t size = decode_utf8(text, end).size;
    width += display_width(text.substr(end, size));
    if (width > columns) break;
    end += size;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)).append(kEllipsis);
}

}  // namespace dateline
