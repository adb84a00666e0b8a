#pragma once

// The filters of a query on the boolean terms and slots of common/schema.hpp. None of them scores.

#include <xapian.h>

#include "searcher/query.hpp"

namespace dateline {

/// Of a QueryKind::Filter. A path typed relative is meant from the current directory, since stored
/// ones are absolute.
Xapian::Query make_value_filter(const Query& query);

/// Of a QueryKind::Length.
Xapian::Query make_length_filter(const Query& query);

/// Articles that are `flag`: a value of is:.
Xapian::Query make_flag_filter(std::string_view flag);

}  // namespace dateline
