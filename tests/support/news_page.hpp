#pragma once

// Small news pages as tests of the programs want them.

#include <string>
#include <string_view>

namespace dateline::test {

/// A page with a headline and six paragraphs that hold `word`; `url`, if any, is its canonical
/// address. Pages of different words are different stories.
std::string news_page(std::string_view title, std::string_view word, std::string_view url = {});

/// The same as an object for a file of JSON lines, with the line break.
std::string news_line(std::string_view title, std::string_view word, std::string_view url);

}  // namespace dateline::test
