#pragma once

// Points in time as pages state them, and their RFC 3339 form.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// What a date is known to. A coarser date stands for the whole of its year, month or day.
enum class DatePrecision : std::uint8_t { Year, Month, Day, Minute, Second };

/// "year", "month", "day", "minute", "second".
std::string_view to_string(DatePrecision precision);

/// A point in time as its source states it. `local` is the wall clock the source shows: year to day
/// always valid, time of day zero unless the precision says otherwise. `utc_offset` is how far that
/// clock is ahead of UTC (zero also when the source does not say). The day a reader sees is the day
/// of `local`.
struct Timestamp {
  std::chrono::local_seconds local{};
  std::chrono::minutes utc_offset{0};
  DatePrecision precision = DatePrecision::Day;

  std::chrono::sys_seconds utc() const {
    return std::chrono::sys_seconds{(local - utc_offset).time_since_epoch()};
  }
  std::chrono::year_month_day day() const {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
  }
  bool operator==(const Timestamp&) const = default;
};

/// A day, month (`day` absent) or year as a Timestamp of that precision; nullopt for a day that
/// does not exist.
std::optional<Timestamp> make_timestamp(int year, std::optional<unsigned> month = {},
                                        std::optional<unsigned> day = {});

/// ISO 8601 / RFC 3339 as pages write it, from the start of `text` after blanks: YYYY[-MM[-DD]],
/// YYYYMMDD, then optionally `T` or blanks and hh:mm[:ss[.fff]], then optionally blanks and Z, UTC,
/// GMT or +hh[:]mm. Trailing text is ignored unless it begins with a digit. Fields out of range
/// give nullopt; an unknown zone counts as none.
std::optional<Timestamp> parse_iso8601(std::string_view text);

/// `2023-03-20T09:30:00Z`, or with the source's own offset: `2023-03-20T09:30:00+05:30`. The first
/// ten characters are the day the reader of the source sees; a coarse date starts at its first
/// day's midnight.
std::string format_rfc3339(const Timestamp& time);

/// `2023`, `2023-03` or `2023-03-20`, as much as is known, but never more than the day.
std::string format_day(const Timestamp& time);

/// `2023-03-20T04:00:00Z`
std::string format_rfc3339(std::chrono::sys_seconds time);

}  // namespace dateline
