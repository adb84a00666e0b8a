#pragma once

// What an element's tag and attributes say about its part in the page.

#include <cstdint>

#include "indexer/attribute_names.hpp"
#include "indexer/html_document.hpp"

namespace dateline {

/// Marks of the element itself, whatever stands around it. `memo` belongs to the page.
Marks read_element_marks(const HtmlDocument& document, NodeId id, NameMemo& memo);

/// 1-6 for h1-h6, else 0.
std::uint8_t heading_level(Tag tag);

}  // namespace dateline
