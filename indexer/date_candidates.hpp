#pragma once

// Everything on a page that names a day the article may be of.

#include "indexer/date_candidate.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// `headline` is the element of the headline, or kNoNode. See DateCollector for what is left out.
DateCandidates find_date_candidates(const HtmlDocument& document, const PageText& page,
                                    const PageMetadata& metadata, const JsonLdFacts& facts,
                                    const PageIdentity& identity, const PageOrigin& origin,
                                    NodeId headline, const MainText& text);

}  // namespace dateline
