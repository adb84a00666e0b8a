#pragma once

// Facets and a timeline drawn for a person. What came from a page is made printable here.

#include <string>

#include "searcher/result_page.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {

/// Appends the facets, side by side where the terminal is wide enough, and the timeline: a line a
/// bucket, or on a terminal columns where there are many. A bar is as long as there are matches;
/// beside it, fainter, stands the share of all articles of the bucket, by which one sees whether
/// the topic grew or the archive. Runs of empty buckets are one line. A blank line ends it. Nothing
/// where the page has neither.
void append_overview(std::string& out, const ResultPage& page, const TextStyle& style);

}  // namespace dateline
