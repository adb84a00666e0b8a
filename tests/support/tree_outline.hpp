#pragma once

// A page's tree in one string, for comparing trees.

#include <string>
#include <string_view>

#include "indexer/html_document.hpp"

namespace dateline::test {

/// `document(html(head body(p[id=x](#text))))`: names, attributes, text after `#`. Runs of text
/// that stand side by side are one.
std::string outline(const HtmlDocument& document);

/// The same of what the HTML parser makes of the page as it is, without the elements, contents and
/// attributes that HtmlDocument leaves out on purpose.
std::string outline_of_unbounded_parse(std::string_view html);

}  // namespace dateline::test
