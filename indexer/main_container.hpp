#pragma once

// Which element of a page holds the article's text.

#include <span>
#include <string>

#include "indexer/html_document.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// The element to take the main text from, never narrower than the text; the document's root for a
/// page without prose. `folded_titles` are the page's titles as fold_words() makes them: they tell
/// the page's own article from others on it.
NodeId choose_main_container(const HtmlDocument& document, const PageText& page,
                             std::span<const std::string> folded_titles);

}  // namespace dateline
