#pragma once

#include "indexer/html_document.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Live blogs are long rows of updates, each with its own time, writer and badge. Marks those lines
/// as kUtility, so that the updates' texts remain, and nothing else of them counts as the page's
/// date or author. A row is the children of one element that hold a time element, five and more of
/// them prose as well. Linear in the page.
void mark_live_updates(const HtmlDocument& document, PageText& page);

}  // namespace dateline
