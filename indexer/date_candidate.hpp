#pragma once

// A day that something on the page names, and its worth as a vote for the day of publication.

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/article.hpp"
#include "indexer/date_label.hpp"

namespace dateline {

struct DateCandidate {
  Timestamp time;  ///< of precision Day or finer
  DateEvidence evidence = DateEvidence::Text;
  DateRole role = DateRole::Unknown;
  double weight = 0;

  std::chrono::local_days day() const { return std::chrono::floor<std::chrono::days>(time.local); }
  bool has_instant() const { return time.precision >= DatePrecision::Minute; }
};

struct DateCandidates {
  std::vector<DateCandidate> all;
  std::optional<Timestamp> url_month;  ///< the address names a month without a day
};

/// Whether a page saved at `saved` (seconds since 1970, 0 when unknown) can bear a publication
/// date.
bool is_plausible_date(const Timestamp& time, std::int64_t saved, int earliest_year);

/// Takes candidates and leaves out those that cannot be.
class DateCollector {
 public:
  /// `saved` as for is_plausible_date().
  explicit DateCollector(std::int64_t saved) : saved_(saved) {}

  /// Ignores dates coarser than a day, later than a day after the page was saved, before 1995 (1800
  /// for what structured data states), and more than a few hundred.
  void add(const std::optional<Timestamp>& time, DateCandidate candidate);
  void set_url_month(const Timestamp& month);

  DateCandidates take() { return std::move(found_); }

 private:
  std::int64_t saved_;
  DateCandidates found_;
};

}  // namespace dateline
