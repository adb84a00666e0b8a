#pragma once

#include <vector>

#include "indexer/html_document.hpp"

namespace dateline {

/// Some pages hold their text only in noscript elements, for browsers and robots without scripts,
/// and leave the rest to a script. Where a noscript element holds far more text than the page
/// shows, its tag becomes Div, so that it is read like any other. Linear in `nodes`.
void show_noscript_text(std::vector<HtmlNode>& nodes);

}  // namespace dateline
