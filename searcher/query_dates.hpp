#pragma once

// Dates as people type them, to half-open intervals of time.
//
//   2023  2023-03  2023-03-20  20230320   the whole year, month, day
//   2023-03-20T14:30  ...T14:30Z          that minute; Z or +hh:mm names a zone
//   today  yesterday  tomorrow            days
//   march  mar                            the latest such month, this one included
//   7d  2w  3M  1y                        the day so long ago
//   6h  30m                               the moment so long ago
//   A..B  A..  ..B                        from the first moment of A to the last of B
//   >A  >=A  <A  <=A                      after, from, before, up to A
//
// "Today" is a day of the clock's zone, and so are times without a zone of their own; ages in hours
// and minutes count from now.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

enum class ClockZone : std::uint8_t {
  Local,  ///< that of the process: TZ, else the system's
  Utc,
};

/// What relative dates count from, and where it is read.
struct QueryClock {
  std::chrono::sys_seconds now{};
  ClockZone zone = ClockZone::Utc;
};

/// From `from` to just before `until`; an absent end is open. Seconds since 1970 UTC.
struct DateInterval {
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> until = {};
  /// The ends are days of the calendar, each as its midnight in UTC: an article is in when the day
  /// that its readers saw is, wherever they were. Otherwise the ends are moments.
  bool by_day = false;
  bool operator==(const DateInterval&) const = default;
};

/// One date: the time it spans, both ends set (equal for a moment). Errors are of code QuerySyntax,
/// their offset counts from the start of `text`.
Result<DateInterval> parse_date(std::string_view text, const QueryClock& clock);

/// A date or a range of dates; at least one end is set, and `from` is before `until`.
Result<DateInterval> parse_date_range(std::string_view text, const QueryClock& clock);

/// From the beginning of `first` to the end of `last`, two results of parse_date(); an absent one
/// leaves its end open. Days beside a moment are moments too, those where they begin or end in the
/// clock's zone.
DateInterval join_dates(const std::optional<DateInterval>& first,
                        const std::optional<DateInterval>& last, const QueryClock& clock);

/// The moment at which what parse_date() has read begins.
std::chrono::sys_seconds moment_of(const DateInterval& date, const QueryClock& clock);

}  // namespace dateline
