#pragma once

// Dates as people type them, to half-open intervals of time.
//
//   2023  2023-03  2023-03-20  20230320    the whole year, month, day
//   2023-03-20T14:30  ...T14:30Z           that minute; Z or +hh:mm names a zone
//   today yesterday tomorrow               days; march, mar: the latest such month, this one
//   included 7d 2w 3M 1y                            the day so long ago; 6h 30m: the moment so long
//   ago A..B  A..  ..B                         from the first moment of A to the last of B >A <A
//   >=A <=A                          after, before, from, up to A
//
// Days, months and years are those of UTC unless the clock says otherwise.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

/// What relative dates count from, and where days begin: `utc_offset` is how far local clocks are
/// ahead of UTC.
struct QueryClock {
  std::chrono::sys_seconds now{};
  std::chrono::minutes utc_offset{0};
};

/// From `from` to just before `until`, seconds since 1970 UTC; an absent end is open.
struct DateInterval {
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> until = {};
  bool operator==(const DateInterval&) const = default;
};

/// One date: the time it spans, both ends set (equal for a moment). Errors are of code QuerySyntax,
/// their offset counts from the start of `text`.
Result<DateInterval> parse_date(std::string_view text, const QueryClock& clock);

/// A date or a range of dates; at least one end is set, and `from` is before `until`.
Result<DateInterval> parse_date_range(std::string_view text, const QueryClock& clock);

}  // namespace dateline
