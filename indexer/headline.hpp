#pragma once

// The article's title, by vote of the page's headings and its metadata.

#include <string>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

struct Headline {
  std::string text;          ///< clean; empty when the page has no title of any kind
  NodeId heading = kNoNode;  ///< the element it was read from, if it was one
  std::vector<std::string>
      folded_variants;  ///< every way the page writes its title, folded by fold_words()
};

Headline find_headline(const HtmlDocument& document, const PageText& page,
                       const PageMetadata& metadata, const JsonLdFacts& facts,
                       const PageIdentity& identity);

}  // namespace dateline
