#pragma once

// A query tree as the text that one would type for it.

#include <string>

#include "searcher/query.hpp"

namespace dateline {

/// Text that parse_query() reads as the same tree (the places of its parts aside), with words side
/// by side joined by "all": `climate (title:"summit meeting" OR date:2023-03-01..2023-03-31)`.
/// Words that would be operators are set in small letters. The text is the user's: print it through
/// printable().
std::string format_query(const Query& query);

}  // namespace dateline
