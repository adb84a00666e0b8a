#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dateline {

/// The paragraphs of an article's text, which blank lines ("\n\n") part: what the index keeps
/// phrases within, passages are cut from and printers set apart.
///
/// Calls `use` with each that is not empty, its place in the text and its number from 1, until it
/// returns false.
template <class Use>
void for_each_paragraph(std::string_view text, Use&& use) {
  constexpr std::string_view kBlankLine = "\n\n";
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(kBlankLine, begin), text.size());
    if (end > begin && !use(text.substr(begin, end - begin), begin, ++number)) return;
    begin = end + kBlankLine.size();
  }
}

}  // namespace dateline
