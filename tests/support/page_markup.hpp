#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::test {

/// What is wrong with a page of the html format: markup that the printer does not write (other
/// elements, attributes or targets of links), tags that do not close what they open, characters
/// that should be escaped, ids that are there twice. Not a parser of HTML: what is unusual is
/// wrong.
std::vector<std::string> markup_faults(std::string_view page);

}  // namespace dateline::test
