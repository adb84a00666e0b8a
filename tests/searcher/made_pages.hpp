#pragma once

// Result pages made up for the printers: no search is behind them.

#include <string>

#include "searcher/result_printer.hpp"

namespace dateline::test {

/// Two matches and a near miss, facets by site and year, a timeline of four months; copies, an
/// explanation, a warning.
ResultPage full_page();

/// No match, a suggestion, and what its two parts do.
ResultPage empty_page();

/// A page on which every text is `text`, bytes of the path too, and every part has something.
ResultPage page_of(const std::string& text);

/// An article every text of which is `text`; lead and body have two paragraphs of it.
ShownArticle article_of(const std::string& text);

/// What the printer makes of one answer.
std::string print(ResultPrinter& printer, const ResultPage& page,
                  const QueryLine& line = {.text = "ferry vote"});

}  // namespace dateline::test
