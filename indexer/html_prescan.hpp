#pragma once

// What the HTML parser is given in place of the page. The parser's time grows worse than
// quadratically with depth, with open formatting elements and with attributes on one tag; three
// quarters of a page are scripts, styles and drawings, and most of the rest is text, whose
// characters do not matter to the tree, or elements that nest as they are written. One linear pass
// removes what nobody reads, sets text, attributes and such elements aside and bounds the rest;
// nothing else about the tree changes.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/page_skeleton.hpp"

namespace dateline {

struct PrescannedPage {
  PageSkeleton skeleton;
  std::vector<std::string> json_ld;  ///< bodies of JSON-LD scripts, as written
  bool truncated = false;            ///< whether a limit cut something away
};

/// Removes script and style elements, comments and the contents of svg elements; attributes that
/// are huge and of no interest (`data-` ones, styles, `data:` addresses) or handlers of events;
/// tags beyond `limits`, whose text stays. `html` is valid UTF-8 without NUL. Linear.
PrescannedPage prescan_html(std::string_view html, const HtmlLimits& limits);

/// Whether an attribute of that name (in any case) is kept. `value` is as written, without its
/// quotes.
bool is_read_attribute(std::string_view name, std::string_view value);

/// Whether a link element with that `rel` only names something to load; such are left out.
bool names_resource(std::string_view rel);

}  // namespace dateline
