#pragma once

// Facets and timelines as parts of a page of HTML, to be read without colours and without seeing.

#include <string>
#include <string_view>

#include "searcher/result_page.hpp"

namespace dateline {

/// A heading of `level`, then a list of values with their numbers and bars.
void append_html_facet(std::string& out, const Facet& facet, int level);

/// A heading of `level`, a chart, and its numbers as a table. Bars are matches; the line is what
/// they would be if they were spread over time as the archive's articles are.
void append_html_timeline(std::string& out, const Timeline& timeline, int level);

}  // namespace dateline
