#pragma once

// Who wrote the article, by vote of structured data, attributes and the line under the headline.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Names of persons, clean, in the page's order, without titles and roles.
std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text);

/// The names in a byline as written: "By Jane Doe and John Roe, Staff Writers | 3 May" gives two.
/// What is no name is left out.
std::vector<std::string> parse_byline(std::string_view byline, const PageIdentity& identity);

}  // namespace dateline
