#include "indexer/date_candidate.hpp"

namespace dateline {
namespace {

using std::chrono::days;

constexpr int kEarliestYear = 1995;
constexpr int kEarliestStatedYear = 1800;
constexpr std::size_t kMaxCandidates = 800;
constexpr double kDefaultStamp = 0.4;

/// A midnight of 1 January is what a CMS writes for want of a date.
bool is_default_stamp(const Timestamp& time) {
  const auto day = time.day();
  return day.month() == std::chrono::January && day.day() == std::chrono::day{1} &&
         time.local == std::chrono::floor<days>(time.local);
}

}  // namespace

bool is_plausible_date(const Timestamp& time, std::int64_t saved, int earliest_year) {
  const auto day = time.day();
  if (day.year() < std::chrono::year{earliest_year} || day.year() > std::chrono::year{2100})
    return false;
  if (day == std::chrono::year{1970} / 1 / 1) return false;
  constexpr std::int64_t kDay = 24 * 60 * 60;
  return saved == 0 || time.utc().time_since_epoch().count() <= saved + kDay;
}

void DateCollector::add(const std::optional<Timestamp>& time, DateCandidate candidate) {
  if (!time || time->precision < DatePrecision::Day || found_.all.size() >= kMaxCandidates) return;
  const DateEvidence evidence = candidate.evidence;
  const bool is_explicit = evidence == DateEvidence::JsonLd || evidence == DateEvidence::Meta;
  if (!is_plausible_date(*time, saved_, is_explicit ? kEarliestStatedYear : kEarliestYear)) return;
  if (is_default_stamp(*time) && evidence != DateEvidence::Text && evidence != DateEvidence::Url)
    candidate.weight *= kDefaultStamp;
  candidate.time = *time;
  found_.all.push_back(candidate);
}

void DateCollector::set_url_month(const Timestamp& month) {
  if (is_plausible_date(month, saved_, kEarliestYear)) found_.url_month = month;
}

}  // namespace dateline
