#pragma once

#include "common/article.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Whether the page is an article, the free beginning of one, or something else that holds text. A
/// logistic score over what tells articles from listings: structured data, the address, links among
/// the text, long paragraphs.
ArticleKind classify_page(const HtmlDocument& document, const PageText& page,
                          const PageMetadata& metadata, const JsonLdFacts& facts,
                          const PageIdentity& identity, const MainText& text, bool has_date);

}  // namespace dateline
