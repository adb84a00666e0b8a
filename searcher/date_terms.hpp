#pragma once

// A time interval as a filter on the terms and the slot that the index holds for dates.

#include <chrono>
#include <optional>

#include <xapian.h>

#include "searcher/query_dates.hpp"

namespace dateline {

struct YearSpan {
  std::chrono::year first{};
  std::chrono::year last{};
};

/// From the first to the last year that an article is of; nothing without dated articles. May throw
/// Xapian::Error.
std::optional<YearSpan> indexed_years(const Xapian::Database& database);

/// Articles published in the interval. Days are found by the terms of days, months and years, over
/// ten times faster than values; an article known only to its month or year counts as of the first
/// day of it. Moments compare the moment of publication. Never matches undated articles. `years`
/// are the indexed_years().
Xapian::Query make_date_filter(const DateInterval& interval, const std::optional<YearSpan>& years);

}  // namespace dateline
