#include "searcher/date_terms.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/schema.hpp"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::month_day_last;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::int64_t kSecondsADay = 86400;

sys_days day_of(std::int64_t seconds) { return sys_days{days{seconds / kSecondsADay}}; }

std::string year_term(year_month_day date) {
  return fmt::format("Y{:04}", static_cast<int>(date.year()));
}

std::string month_term(year_month_day date) {
  return fmt::format("M{:04}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()));
}

std::string day_term(year_month_day date) {
  return fmt::format("D{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

/// Articles of the period that are known no closer than to it.
Xapian::Query known_only_to(const std::string& period, const char* precision) {
  return {Xapian::Query::OP_AND, Xapian::Query(period), Xapian::Query(make_term("XDP", precision))};
}

/// Whole years, whole months, then days, from `at` to before `end`.
void cover(sys_days at, sys_days end, std::vector<Xapian::Query>& parts) {
  while (at < end) {
    const year_month_day date{at};
    const bool begins_month = date.day() == std::chrono::day{1};
    const bool begins_year = begins_month && date.month() == std::chrono::January;
    if (const sys_days next{date + years{1}}; begins_year && next <= end) {
      parts.emplace_back(year_term(date));
      at = next;
      continue;
    }
    if (begins_year) parts.push_back(known_only_to(year_term(date), "year"));
    if (const sys_days next{date + months{1}}; begins_month && next <= end) {
      parts.emplace_back(month_term(date));
      at = next;
      continue;
    }
    if (begins_month) parts.push_back(known_only_to(month_term(date), "month"));
    parts.emplace_back(day_term(date));
    at += days{1};
  }
}

Xapian::Query make_moment_filter(const DateInterval& interval) {
  const auto value = [](std::int64_t seconds) {
    return Xapian::sortable_serialise(static_cast<double>(seconds));
  };
  // Seconds are whole, so "before `until`" is "up to the second before".
  if (!interval.until)
    return {Xapian::Query::OP_VALUE_GE, kSlotPublished, value(interval.from.value_or(0))};
  const std::string last = value(*interval.until - 1);
  if (interval.from)
    return {Xapian::Query::OP_VALUE_RANGE, kSlotPublished, value(*interval.from), last};
  // OP_VALUE_LE would take articles without a date, whose value is empty.
  return {Xapian::Query::OP_AND, Xapian::Query(make_term(field_of(FieldId::Is).prefix, "dated")),
          Xapian::Query(Xapian::Query::OP_VALUE_LE, kSlotPublished, last)};
}

}  // namespace

std::optional<YearSpan> indexed_years(const Xapian::Database& database) {
  std::optional<YearSpan> span;
  for (auto term = database.allterms_begin("Y"); term != database.allterms_end("Y"); ++term) {
    const std::string text = *term;
    if (text.size() != 5 || text.find_first_not_of("0123456789", 1) != std::string::npos) continue;
    const year found{std::stoi(text.substr(1))};
    if (!span) span = YearSpan{found, found};
    span->last = found;
  }
  return span;
}

Xapian::Query make_date_filter(const DateInterval& interval, const std::optional<YearSpan>& years) {
  if (!interval.by_day) return make_moment_filter(interval);
  if (!years) return Xapian::Query::MatchNothing;
  const sys_days first_day{years->first / std::chrono::January / 1};
  const sys_days past_last{(years->last + std::chrono::years{1}) / std::chrono::January / 1};
  std::vector<Xapian::Query> parts;
  cover(interval.from ? std::max(first_day, day_of(*interval.from)) : first_day,
        interval.until ? std::min(past_last, day_of(*interval.until)) : past_last, parts);
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace dateline
