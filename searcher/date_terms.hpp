#pragma once

// A time interval as a filter on the terms and the slot that the index holds for dates.

#include <xapian.h>

#include "searcher/query_dates.hpp"

namespace dateline {

/// Articles published in the interval. Days are found by the terms of days, months and years, over
/// ten times faster than values; an article known only to its month or year counts as of the first
/// day of it. Moments compare the moment of publication. Never matches undated articles.
/// `database` tells which years there are.
Xapian::Query make_date_filter(const DateInterval& interval, const Xapian::Database& database);

}  // namespace dateline
