#pragma once

// What the HTML parser is given in place of the page. The parser's time grows worse than
// quadratically with depth, with open formatting elements and with attributes on one tag, and three
// quarters of a page are scripts, styles and drawings. One linear pass removes what nobody reads
// and bounds the rest; nothing else about the tree changes.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_document.hpp"

namespace dateline {

struct PrescannedPage {
  std::string html;
  std::vector<std::string> json_ld;  ///< bodies of JSON-LD scripts, as written
  bool truncated = false;            ///< whether a limit cut something away
};

/// Removes script and style elements, comments and the contents of svg elements; attributes that
/// are huge and of no interest (`data-` ones, styles, `data:` addresses) or handlers of events;
/// tags beyond `limits`, whose text stays. `html` is valid UTF-8 without NUL. Linear.
PrescannedPage prescan_html(std::string_view html, const HtmlLimits& limits);

}  // namespace dateline
