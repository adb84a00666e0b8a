#include "searcher/marked_text.hpp"

#include <algorithm>

#include "common/utf8.hpp"

namespace dateline {

MarkedText make_printable(std::string_view text, const std::vector<ByteRange>& marks) {
  return make_printable_part(text, marks, {0, text.size()});
}

MarkedText make_printable_part(std::string_view text, const std::vector<ByteRange>& marks,
                               ByteRange part) {
  MarkedText out;
  std::size_t at = part.begin;
  for (const ByteRange& mark : marks) {
    const std::size_t mark_begin = std::max(mark.begin, at);
    const std::size_t mark_end = std::min(mark.end, part.end);
    if (mark_begin >= mark_end) continue;
    out.text += printable(text.substr(at, mark_begin - at));
    const std::size_t begin = out.text.size();
    out.text += printable(text.substr(mark_begin, mark_end - mark_begin));
    if (out.text.size() > begin) out.marks.push_back({begin, out.text.size()});
    at = mark_end;
  }
  out.text += printable(text.substr(at, part.end - at));
  return out;
}

std::vector<ByteRange> without_outer_blanks(const MarkedText& marked) {
  std::vector<ByteRange> out;
  for (ByteRange mark : marked.marks) {
    while (mark.begin < mark.end && marked.text[mark.begin] == ' ') ++mark.begin;
    while (mark.begin < mark.end && marked.text[mark.end - 1] == ' ') --mark.end;
    if (mark.begin < mark.end) out.push_back(mark);
  }
  return out;
}

}  // namespace dateline
