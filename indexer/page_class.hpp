#pragma once

#include "common/article.hpp"
#include "indexer/page_features.hpp"

namespace dateline {

/// Whether the page is an article, the free beginning of one, or something else that holds text.
ArticleKind classify_page(const ReadPage& read);

/// The odds that the features are an article's, as a logarithm: from 0 they are even.
double score_article(const PageFeatures& features);

}  // namespace dateline
