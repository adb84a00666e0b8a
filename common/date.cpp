#include "common/date.hpp"

#include <fmt/format.h>

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads fixed-width numbers and single characters off the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool at_digit() const { return peek() >= '0' && peek() <= '9'; }

  bool skip(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip_blanks() {
    const std::size_t before = rest_.size();
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
      rest_.remove_prefix(1);
    return rest_.size() != before;
  }

  bool skip_word(std::string_view upper) {
    if (rest_.size() < upper.size()) return false;
    for (std::size_t i = 0; i < upper.size(); ++i) {
      const char c = rest_[i];
      if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c) != upper[i]) return false;
    }
    rest_.remove_prefix(upper.size());
    return true;
  }

  std::optional<int> number(std::size_t width) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::optional<minutes> parse_zone(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip_blanks();
  if (ahead.skip_word("Z") || ahead.skip_word("UTC") || ahead.skip_word("GMT")) {
    cursor = ahead;
    if (ahead.peek() != '+' && ahead.peek() != '-') return minutes{0};
  }
  const bool ahead_of_utc = ahead.peek() == '+';
  if (!ahead_of_utc && ahead.peek() != '-') return std::nullopt;
  ahead.skip(ahead.peek());
  const auto zone_hours = ahead.number(2);
  if (!zone_hours || *zone_hours > 14) return std::nullopt;
  ahead.skip(':');
  const int zone_minutes = ahead.number(2).value_or(0);
  if (zone_minutes > 59) return std::nullopt;
  cursor = ahead;
  const minutes offset = hours{*zone_hours} + minutes{zone_minutes};
  return ahead_of_utc ? offset : -offset;
}

/// The time of day and zone behind a date; leaves `time` as it is when there is none.
bool parse_time_of_day(Cursor& cursor, Timestamp& time) {
  Cursor ahead = cursor;
  const bool separated = ahead.skip('T') || ahead.skip('t');
  if (!separated && !ahead.skip_blanks()) return true;
  ahead.skip_blanks();
  const auto hour = ahead.number(2);
  if (!hour || (!ahead.skip(':') && !ahead.at_digit())) return true;
  const auto minute = ahead.number(2);
  if (!minute) return true;
  int second = 0;
  time.precision = DatePrecision::Minute;
  Cursor seconds_ahead = ahead;
  if (seconds_ahead.skip(':') || seconds_ahead.at_digit()) {
    if (const auto value = seconds_ahead.number(2)) {
      second = *value;
      time.precision = DatePrecision::Second;
      if (seconds_ahead.skip('.') || seconds_ahead.skip(','))
        while (seconds_ahead.at_digit()) seconds_ahead.skip(seconds_ahead.peek());
      ahead = seconds_ahead;
    }
  }
  // 24:00 and leap seconds are real in ISO 8601; both fall on the next instant.
  if (*hour > 24 || *minute > 59 || second > 60 || (*hour == 24 && (*minute > 0 || second > 0)))
    return false;
  time.local += hours{*hour} + minutes{*minute} + seconds{second};
  time.utc_offset = parse_zone(ahead).value_or(minutes{0});
  cursor = ahead;
  return true;
}

}  // namespace

std::string_view to_string(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::Year:
      return "year";
    case DatePrecision::Month:
      return "month";
    case DatePrecision::Day:
      return "day";
    case DatePrecision::Minute:
      return "minute";
    case DatePrecision::Second:
      return "second";
  }
  return "day";
}

std::optional<Timestamp> make_timestamp(int year, std::optional<unsigned> month,
                                        std::optional<unsigned> day) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{month.value_or(1)},
                                         std::chrono::day{day.value_or(1)}};
  if (!date.ok() || year < 1 || year > 9999) return std::nullopt;
  return Timestamp{.local = local_days{date},
                   .precision = day     ? DatePrecision::Day
                                : month ? DatePrecision::Month
                                        : DatePrecision::Year};
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  Cursor cursor(text);
  cursor.skip_blanks();
  const auto year = cursor.number(4);
  if (!year) return std::nullopt;
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  const bool extended = cursor.skip('-');
  if (extended || cursor.at_digit()) {
    const auto month_number = cursor.number(2);
    if (!month_number) return std::nullopt;
    month = static_cast<unsigned>(*month_number);
    if (extended ? cursor.skip('-') : cursor.at_digit()) {
      const auto day_number = cursor.number(2);
      if (!day_number) return std::nullopt;
      day = static_cast<unsigned>(*day_number);
    } else if (!extended) {
      return std::nullopt;  // six digits may be YYMMDD or anything else
    }
  }
  if (cursor.at_digit()) return std::nullopt;
  auto time = make_timestamp(*year, month, day);
  if (time && day && !parse_time_of_day(cursor, *time)) return std::nullopt;
  return time;
}

std::string format_rfc3339(const Timestamp& time) {
  const auto date = time.day();
  const std::chrono::hh_mm_ss clock{time.local - std::chrono::floor<days>(time.local)};
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (time.utc_offset == minutes{0}) return out + 'Z';
  const auto offset = std::chrono::abs(time.utc_offset).count();
  return out + fmt::format("{}{:02}:{:02}", time.utc_offset < minutes{0} ? '-' : '+', offset / 60,
                           offset % 60);
}

std::string format_day(const Timestamp& time) {
  const auto date = time.day();
  std::string out = fmt::format("{:04}", static_cast<int>(date.year()));
  if (time.precision >= DatePrecision::Month)
    out += fmt::format("-{:02}", static_cast<unsigned>(date.month()));
  if (time.precision >= DatePrecision::Day)
    out += fmt::format("-{:02}", static_cast<unsigned>(date.day()));
  return out;
}

std::string format_rfc3339(std::chrono::sys_seconds time) {
  return format_rfc3339(Timestamp{.local = std::chrono::local_seconds{time.time_since_epoch()},
                                  .precision = DatePrecision::Second});
}

}  // namespace dateline
