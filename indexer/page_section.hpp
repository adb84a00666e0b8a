#pragma once

// The department an article stands in, as its page shows it to readers.

#include <string>

#include "indexer/html_document.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// What microdata or a category link names, the last folder of the breadcrumb, or a word next to
/// the headline that is also an item of the site's menu. Empty when the page shows none.
/// `headline` is kNoNode where the title is no element.
std::string find_page_section(const HtmlDocument& document, const PageText& page,
                              const PageIdentity& identity, NodeId headline, const MainText& text);

}  // namespace dateline
