#pragma once

// Who wrote the article, by vote of structured data, attributes and the line under the headline.

#include <string>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Names, clean, in the page's order: of persons, without titles and roles, or what the page states
/// in their place (a desk, a firm).
std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text);

}  // namespace dateline
