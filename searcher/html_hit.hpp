#pragma once

// Hits and whole articles as parts of a page of HTML.

#include <string>
#include <vector>

#include "searcher/result_page.hpp"

namespace dateline {

/// `<li>` of an ordered list, numbered by its rank: headline (a heading of `level`), facts,
/// fragments, copies and what the score is made of.
void append_html_hit(std::string& out, const Hit& hit, int level);

/// `<article>` with headline (the page's h1), facts, standfirst and text, marks in each.
void append_html_article(std::string& out, const ShownArticle& shown);

}  // namespace dateline
