#pragma once

// Names lie: a layout calls the column with the text "sidebar", a form holds the whole page. Takes
// back the junk marks of elements that hold too much prose to be junk.

#include "indexer/text_blocks.hpp"

namespace dateline {

/// Fills `mass` and `free_mass` of the page's sums, `marks`, and the marks of its blocks, once the
/// marks that the prose belies are gone from `own_marks`. Expects blocks and `own_marks` complete,
/// those sums zero. Linear in the page.
void rescue_misnamed_elements(const HtmlDocument& document, PageText& page);

}  // namespace dateline
