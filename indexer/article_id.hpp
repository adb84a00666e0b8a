#pragma once

// What makes two pages captures of one article.

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace dateline {

/// The same id for every capture of an article and article only: a function of its canonical
/// address, whatever file it lies in. What has no address of its own - a page without one, a
/// front page, a listing, a consent wall or an error in the place of an article - is the same only
/// when its `bytes` are.
std::string make_article_id(const Article& article, std::string_view bytes);

/// Whether `candidate` is the better capture to show of the article both are of: a whole article
/// before a stub before anything else, then the later one, then the one whose source sorts first.
/// A strict order, so the best of several does not depend on the order in which they are met.
bool is_better_capture(const Article& candidate, const Article& other);

/// One article of two captures: the better one, with the sources of both.
Article merge_captures(Article first, Article second);

}  // namespace dateline
