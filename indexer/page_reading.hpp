#pragma once

// What a parsed page shows and states, before any text is chosen.

#include <string>

#include "indexer/headline.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

struct PageReading {
  PageText page;
  PageMetadata metadata;
  JsonLdFacts facts;
  PageIdentity identity;
  Headline headline;
  std::string declared_text;  ///< articleBody of JSON-LD, markup stripped
  std::string folded_site;

  /// The page's own summary; empty when it states none.
  const std::string& summary() const;
  /// Views into this object.
  MainTextHints text_hints() const;
};

/// Linear in the page. The document lives as long as the result.
PageReading read_parsed_page(const HtmlDocument& document, const PageOrigin& origin);

}  // namespace dateline
