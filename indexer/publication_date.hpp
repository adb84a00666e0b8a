#pragma once

// When the article was published and last changed, by vote of everything on the page that states a
// date.

#include <optional>

#include "common/article.hpp"
#include "indexer/date_candidate.hpp"

namespace dateline {

struct ArticleDates {
  std::optional<ArticleDate> published;
  std::optional<ArticleDate> modified;
};

/// Days are those that readers of the page see. A month alone where only the address names one;
/// nothing without candidates.
ArticleDates choose_dates(const DateCandidates& candidates);

}  // namespace dateline
