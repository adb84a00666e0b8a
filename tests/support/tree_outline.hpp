#pragma once

// A page's tree in one string, for comparing trees.

#include <string>
#include <string_view>

#include "indexer/html_document.hpp"

namespace dateline::test {

/// `document(html(head body(p[id=x](#text))))`: names, attributes in alphabetical order, text after
/// `#`. Runs of text that stand side by side are one, and a run of white space one blank.
std::string outline(const HtmlDocument& document);

struct UnboundedTree {
  std::string outline;
  /// Whether the parser closed an element it does not know by the end tag of another one it does
  /// not know, because all of these are one to it (`<x-a>..</x-b>`). Then it nests what follows
  /// otherwise than the standard says and HtmlDocument does.
  bool misnests_unknown_elements = false;
};

/// What the HTML parser makes of the page as it is, without the elements, contents and attributes
/// that HtmlDocument leaves out on purpose. Two more faults of the parser are righted: names of
/// attributes behind one that stands twice, and the place of text right before `</form>`.
UnboundedTree parse_unbounded(std::string_view html);

std::string outline_of_unbounded_parse(std::string_view html);

}  // namespace dateline::test
