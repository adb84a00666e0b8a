#include "searcher/query_dates.hpp"

#include <array>
#include <ctime>
#include <string>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::string_view kForms =
    "a date is 2023, 2023-03, 2023-03-20, 7d, yesterday or a range: "
    "2023-03-01..2023-03-20, 7d..";

/// The longest time ago: further back than the oldest newspaper, near enough for the calendar.
constexpr int kMaxAge = 200000;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t seconds_of(local_days day) { return local_seconds{day}.time_since_epoch().count(); }

DateInterval days_between(year_month_day first, year_month_day past_last) {
  return {.from = seconds_of(local_days{first}),
          .until = seconds_of(local_days{past_last}),
          .by_day = true};
}

DateInterval one_day(local_days day) {
  return days_between(year_month_day{day}, year_month_day{day + days{1}});
}

DateInterval point_in_time(std::chrono::sys_seconds time) {
  const std::int64_t count = time.time_since_epoch().count();
  return {.from = count, .until = count};
}

year_month_day clamp_to_month(year_month_day date) {
  return date.ok() ? date : year_month_day{date.year() / date.month() / std::chrono::last};
}

local_seconds local_now(const QueryClock& clock) {
  if (clock.zone == ClockZone::Utc) return local_seconds{clock.now.time_since_epoch()};
  const std::time_t now = clock.now.time_since_epoch().count();
  std::tm wall{};
  localtime_r(&now, &wall);
  return local_seconds{(clock.now + seconds{wall.tm_gmtoff}).time_since_epoch()};
}

/// Of a time that the clocks pass twice or never mktime() takes one of the two readings.
std::chrono::sys_seconds to_utc(local_seconds time, ClockZone zone) {
  if (zone == ClockZone::Utc) return std::chrono::sys_seconds{time.time_since_epoch()};
  const local_days day = std::chrono::floor<days>(time);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::tm wall{};
  wall.tm_year = static_cast<int>(date.year()) - 1900;
  wall.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  wall.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  wall.tm_hour = static_cast<int>(clock.hours().count());
  wall.tm_min = static_cast<int>(clock.minutes().count());
  wall.tm_sec = static_cast<int>(clock.seconds().count());
  wall.tm_isdst = -1;
  return std::chrono::sys_seconds{seconds{std::mktime(&wall)}};
}

tl::unexpected<Error> fail_at(std::size_t offset, std::size_t length, std::string message,
                              std::string hint = std::string(kForms)) {
  return fail(Error{.code = ErrorCode::QuerySyntax,
                    .message = std::move(message),
                    .hint = std::move(hint),
                    .offset = offset,
                    .length = length});
}

class DateReader {
 public:
  DateReader(std::string_view text, const QueryClock& clock) : text_(text), clock_(clock) {}

  Result<DateInterval> read() {
    if (text_.empty()) return fail_at(0, 0, "there is no date here");
    std::optional<DateInterval> interval = read_named();
    if (!interval) interval = read_ago();
    if (!interval) interval = read_calendar();
    if (!interval) return fail_at(0, text_.size(), fmt::format("\"{}\" is no date", text_));
    return *interval;
  }

 private:
  local_days today() const { return std::chrono::floor<days>(local_now(clock_)); }

  std::optional<DateInterval> read_named() const {
    const std::string name = to_lower(text_);
    if (name == "today") return one_day(today());
    if (name == "yesterday") return one_day(today() - days{1});
    if (name == "tomorrow") return one_day(today() + days{1});
    if (name == "now") return point_in_time(clock_.now);
    return read_month(name);
  }

  std::optional<DateInterval> read_month(std::string_view name) const {
    constexpr std::array<std::string_view, 12> kMonths{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    const year_month_day now{today()};
    for (unsigned i = 0; i < kMonths.size(); ++i) {
      if (name != kMonths[i] && name != kMonths[i].substr(0, 3)) continue;
      const std::chrono::month month{i + 1};
      const auto year = month <= now.month() ? now.year() : now.year() - years{1};
      const year_month_day first = year / month / 1;
      return days_between(first, first + months{1});
    }
    return std::nullopt;
  }

  /// `7d`: a number of at most six digits and a unit.
  std::optional<DateInterval> read_ago() const {
    if (text_.size() < 2 || text_.size() > 7) return std::nullopt;
    int count = 0;
    for (const char c : text_.substr(0, text_.size() - 1)) {
      if (!is_digit(c)) return std::nullopt;
      count = count * 10 + (c - '0');
    }
    const year_month_day date{today()};
    switch (text_.back()) {
      case 'm':
        return point_in_time(clock_.now - minutes{count});
      case 'h':
        return point_in_time(clock_.now - std::chrono::hours{count});
      case 'd':
        return count <= kMaxAge ? std::optional(one_day(today() - days{count})) : std::nullopt;
      case 'w':
        return count <= kMaxAge / 7 ? std::optional(one_day(today() - days{7 * count}))
                                    : std::nullopt;
      case 'M':
        if (count > kMaxAge / 31) return std::nullopt;
        return one_day(local_days{clamp_to_month(date - months{count})});
      case 'y':
        if (count > kMaxAge / 366) return std::nullopt;
        return one_day(local_days{clamp_to_month(date - years{count})});
      default:
        return std::nullopt;
    }
  }

  /// Reads `digits` digits, or with `at_least` fewer of them.
  std::optional<int> read_number(std::size_t digits, std::size_t at_least) {
    int value = 0;
    std::size_t count = 0;
    while (count < digits && at_ < text_.size() && is_digit(text_[at_])) {
      value = value * 10 + (text_[at_] - '0');
      ++at_;
      ++count;
    }
    if (count < at_least || (at_ < text_.size() && is_digit(text_[at_]) && !compact_))
      return std::nullopt;
    return value;
  }

  bool skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool at_end() const { return at_ == text_.size(); }

  std::optional<DateInterval> read_calendar() {
    at_ = 0;
    compact_ = text_.size() == 8 && text_.find_first_not_of("0123456789") == std::string_view::npos;
    const auto year = read_number(4, 4);
    if (!year || *year == 0) return std::nullopt;
    const year_month_day new_year{std::chrono::year{*year}, std::chrono::January,
                                  std::chrono::day{1}};
    if (at_end()) return days_between(new_year, new_year + years{1});
    const char separator = compact_ ? '\0' : text_[at_];
    if (!compact_ && separator != '-' && separator != '/') return std::nullopt;
    if (!compact_) ++at_;
    const auto month = read_number(2, compact_ ? 2 : 1);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    const year_month_day first{std::chrono::year{*year},
                               std::chrono::month{static_cast<unsigned>(*month)},
                               std::chrono::day{1}};
    if (at_end()) return days_between(first, first + months{1});
    if (!compact_ && !skip(separator)) return std::nullopt;
    const auto day = read_number(2, compact_ ? 2 : 1);
    if (!day || *day < 1) return std::nullopt;
    const year_month_day date{first.year(), first.month(),
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    if (at_end()) return one_day(local_days{date});
    return read_time(local_days{date});
  }

  std::optional<DateInterval> read_time(local_days date) {
    if (!skip('T') && !skip('t')) return std::nullopt;
    const auto hour = read_number(2, 2);
    if (!hour || *hour > 23 || !skip(':')) return std::nullopt;
    const auto minute = read_number(2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    local_seconds begin = date + std::chrono::hours{*hour} + minutes{*minute};
    seconds length = minutes{1};
    if (skip(':')) {
      const auto second = read_number(2, 2);
      if (!second || *second > 59) return std::nullopt;
      begin += seconds{*second};
      length = seconds{1};
    }
    if (!read_zone()) return std::nullopt;
    const auto from = (offset_ ? std::chrono::sys_seconds{(begin - *offset_).time_since_epoch()}
                               : to_utc(begin, clock_.zone))
                          .time_since_epoch();
    return DateInterval{.from = from.count(), .until = (from + length).count()};
  }

  bool read_zone() {
    if (at_end()) return true;
    if (skip('Z') || skip('z')) {
      offset_ = minutes{0};
      return at_end();
    }
    const bool ahead = text_[at_] == '+';
    if (!skip('+') && !skip('-')) return false;
    const auto hours = read_number(2, 2);
    if (!hours || *hours > 14 || !skip(':')) return false;
    const auto rest = read_number(2, 2);
    if (!rest || *rest > 59) return false;
    offset_ = minutes{(ahead ? 1 : -1) * (*hours * 60 + *rest)};
    return at_end();
  }

  std::string_view text_;
  const QueryClock& clock_;
  std::size_t at_ = 0;
  bool compact_ = false;
  std::optional<minutes> offset_;
};

Result<DateInterval> parse_comparison(std::string_view text, const QueryClock& clock) {
  const bool after = text.front() == '>';
  const bool inclusive = text.size() > 1 && text[1] == '=';
  const std::size_t skipped = inclusive ? 2 : 1;
  auto date = parse_date(text.substr(skipped), clock);
  if (!date) {
    date.error().offset += skipped;
    return date;
  }
  if (after)
    return DateInterval{.from = inclusive ? date->from : date->until, .by_day = date->by_day};
  return DateInterval{.until = inclusive ? date->until : date->from, .by_day = date->by_day};
}

/// Dates have years of four digits, from 1 on.
bool is_in_calendar(const DateInterval& interval) {
  using namespace std::chrono;
  const std::int64_t first = seconds_of(local_days{year{1} / January / 1});
  const std::int64_t past_last = seconds_of(local_days{year{10000} / January / 1});
  return (!interval.from || *interval.from < past_last) &&
         (!interval.until || *interval.until > first);
}

Result<DateInterval> parse_range(std::string_view text, const QueryClock& clock) {
  const std::size_t dots = text.find("..");
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = text.substr(dots + 2);
  if (first.empty() && last.empty())
    return fail_at(0, text.size(), "a range needs a date at one end at least");
  std::optional<DateInterval> begin;
  std::optional<DateInterval> end;
  if (!first.empty()) {
    const auto date = parse_date(first, clock);
    if (!date) return date;
    begin = *date;
  }
  if (!last.empty()) {
    auto date = parse_date(last, clock);
    if (!date) {
      date.error().offset += dots + 2;
      return date;
    }
    end = *date;
  }
  const DateInterval interval = join_dates(begin, end, clock);
  if (interval.from && interval.until && *interval.from >= *interval.until)
    return fail_at(0, text.size(), fmt::format("the range \"{}\" ends before it begins", text),
                   fmt::format("the earlier date comes first: {}..{}", last, first));
  return interval;
}

Result<DateInterval> parse_single(std::string_view text, const QueryClock& clock) {
  auto date = parse_date(text, clock);
  const bool counts_back =
      text.find_first_of("mhdwMy") == text.size() - 1 && date && is_digit(text.front());
  if (counts_back)
    return fail_at(0, text.size(), fmt::format("\"{}\" is one point in time", text),
                   fmt::format("for all since then write {}..", text));
  if (date && date->from == date->until)
    return fail_at(0, text.size(), fmt::format("\"{}\" is one point in time", text));
  return date;
}

}  // namespace

Result<DateInterval> parse_date(std::string_view text, const QueryClock& clock) {
  return DateReader(text, clock).read();
}

Result<DateInterval> parse_date_range(std::string_view text, const QueryClock& clock) {
  const bool compares = text.starts_with('>') || text.starts_with('<');
  auto interval = compares                                    ? parse_comparison(text, clock)
                  : text.find("..") == std::string_view::npos ? parse_single(text, clock)
                                                              : parse_range(text, clock);
  if (interval && !is_in_calendar(*interval))
    return fail_at(0, text.size(), fmt::format("\"{}\" is outside of the calendar", text));
  return interval;
}

DateInterval join_dates(const std::optional<DateInterval>& first,
                        const std::optional<DateInterval>& last, const QueryClock& clock) {
  DateInterval joined{.by_day = (!first || first->by_day) && (!last || last->by_day)};
  const auto end_of = [&](const DateInterval& date, std::int64_t end) {
    if (joined.by_day || !date.by_day) return end;
    const local_seconds midnight{seconds{end}};
    return to_utc(midnight, clock.zone).time_since_epoch().count();
  };
  if (first) joined.from = end_of(*first, first->from.value_or(0));
  if (last) joined.until = end_of(*last, last->until.value_or(0));
  return joined;
}

std::chrono::sys_seconds moment_of(const DateInterval& date, const QueryClock& clock) {
  const seconds from{date.from.value_or(0)};
  return date.by_day ? to_utc(local_seconds{from}, clock.zone) : std::chrono::sys_seconds{from};
}

}  // namespace dateline
