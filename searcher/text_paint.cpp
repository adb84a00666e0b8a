#include "searcher/text_paint.hpp"

#include <cstddef>

namespace dateline {

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t end = 0;
  for (std::size_t next = 0; next < text.size();) {
    next += decode_utf8(text, next).size;
    if (display_width(text.substr(0, next)) + 1 > columns) break;
    end = next;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace dateline
