#pragma once

// When the article was published and last changed, by vote of everything on the page that states a
// date.

#include <optional>

#include "common/article.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {

struct ArticleDates {
  std::optional<ArticleDate> published;
  std::optional<ArticleDate> modified;
};

/// Days are those that readers of the page see. No date lies after the file's time stamp plus a
/// day, none before 1995 but for explicit statements of structured data (archives), which reach
/// back to 1800.
ArticleDates find_article_dates(const HtmlDocument& document, const PageText& page,
                                const PageMetadata& metadata, const JsonLdFacts& facts,
                                const PageIdentity& identity, const PageOrigin& origin,
                                NodeId headline, const MainText& text);

/// How a page writes 03/04/2023, by its language and country; en-US where only "en" is known.
DayOrder guess_day_order(std::string_view language, std::string_view host);

/// Whether a page saved at `saved` (seconds since 1970, 0 when unknown) can bear a publication
/// date.
bool is_plausible_date(const Timestamp& time, std::int64_t saved, int earliest_year);

}  // namespace dateline
