#pragma once

// What --copies and --explain say below a hit, for a person. What came from a page is made
// printable here.

#include <string>

#include "searcher/result_page.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {

/// Appends what the score is made of, and the articles of the hit's story, oldest first, itself
/// among them; nothing of what the hit does not have. `first` marks the article that was published
/// before all others; where dates are missing or too coarse to tell, `first?` marks all that may
/// have been.
void append_hit_details(std::string& out, const Hit& hit, const TextStyle& style);

}  // namespace dateline
