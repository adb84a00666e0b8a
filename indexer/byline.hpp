#pragma once

// Who wrote the article, by vote of structured data, attributes and the line under the headline.

#include <span>
#include <string>
#include <vector>

#include "indexer/author_sources.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// The names of the strongest candidate. Candidates that state the same names support each other;
/// what is no person yields to persons.
std::vector<std::string> choose_authors(std::span<const AuthorCandidate> candidates);

/// Names, clean, in the page's order: of persons, without titles and roles, or what the page states
/// in their place (a desk, a firm).
std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text);

}  // namespace dateline
