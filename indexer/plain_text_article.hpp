#pragma once

// The article in a text file: copied out of a page, scraped, or written as one.

#include <string_view>

#include "common/article.hpp"
#include "common/result.hpp"
#include "indexer/page_origin.hpp"

namespace dateline {

/// The article of `utf8_text` (valid UTF-8). Understands header lines ("Title: ...", "Date: ...",
/// "Author: ...", "URL: ..."), a first line that is a headline, a byline and a date line under it,
/// and drops what a copied page's frame leaves around the text: menus, counters, prompts.
/// Paragraphs are parted by blank lines, or by line ends where there are none. Input ("no readable
/// text") when nothing is left. Pure, linear.
Result<Article> extract_plain_text_article(std::string_view utf8_text, const PageOrigin& origin);

}  // namespace dateline
