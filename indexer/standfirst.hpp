#pragma once

// What stands between the headline and the text: the standfirst, and first paragraphs that a page
// keeps apart from the rest.

#include <string_view>

#include "indexer/main_text.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Looks above `text.body` for what belongs to the article. A short standfirst (named so, set in
/// the header, or repeated by the page's summary) becomes the lead; several paragraphs, or a long
/// one, go in front of the body. The body must not be empty.
void take_text_above(const HtmlDocument& document, const PageText& page, const MainTextHints& hints,
                     MainText& text);

/// A line that is a date and little else. `folded` is the block's text folded by fold_words().
bool is_date_line(const TextBlock& block, std::string_view folded);

}  // namespace dateline
