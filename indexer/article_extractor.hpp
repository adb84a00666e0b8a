#pragma once

// A parsed page in, its article out: the composition of the extraction stages.

#include "common/article.hpp"
#include "common/result.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_origin.hpp"

namespace dateline {

/// The article of the page; every field but `id`, `path` and `words` is filled in as far as the
/// page states it. A page with text but no article gives that text, of kind Page. Input ("no
/// readable text") when there is none. Pure and re-entrant, linear in the page.
Result<Article> extract_article(const HtmlDocument& document, const PageOrigin& origin);

}  // namespace dateline
