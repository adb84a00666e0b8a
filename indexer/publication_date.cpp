#include "indexer/publication_date.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr double kUrlMonthSupport = 1.0;
constexpr double kResaved = 0.6;
constexpr double kModifiedAsPublished = 0.2;  // 0.32-0.77
constexpr double kShownWeight = 1.5;          ///< a date that readers see has at least this
constexpr double kShownEarlier = 0.8;         ///< enough to be the first of two shown days
constexpr double kWorthNothing = 0.06;

bool is_stamp(const DateCandidate& candidate) {
  return candidate.evidence == DateEvidence::JsonLd || candidate.evidence == DateEvidence::Meta ||
         candidate.evidence == DateEvidence::Microdata;
}

bool contains(const std::vector<local_days>& sorted, local_days day) {
  return std::binary_search(sorted.begin(), sorted.end(), day);
}

/// Whether `time` is surely before `other`; a day without an hour is before no time of that day.
bool precedes(const Timestamp& time, const Timestamp& other) {
  const bool have_hours =
      time.precision >= DatePrecision::Minute && other.precision >= DatePrecision::Minute;
  return have_hours ? time.utc() < other.utc() : time.day() < other.day();
}

class DateVote {
 public:
  explicit DateVote(const DateCandidates& candidates)
      : candidates_(candidates.all), url_month_(candidates.url_month) {
    survey();
    find_restated_day();
  }

  std::optional<ArticleDate> choose_published() const {
    std::vector<local_days> seen;
    const DateCandidate* best = nullptr;
    double best_weight = 0;
    for (const DateCandidate& candidate : candidates_) {
      const auto place = std::lower_bound(seen.begin(), seen.end(), candidate.day());
      if (place != seen.end() && *place == candidate.day()) continue;
      seen.insert(place, candidate.day());
      const double weight = weigh_day(candidate.day());
      if (best == nullptr || weight > best_weight + 1e-9) {
        best = &candidate;
        best_weight = weight;
      }
    }
    if (url_month_ && best_weight < kUrlMonthSupport)
      return ArticleDate{.time = *url_month_, .evidence = DateEvidence::Url};
    if (best == nullptr) return std::nullopt;
    // One of several days, all of teasers or comments, is a guess.
    if (best_weight < kWorthNothing && best->evidence == DateEvidence::Text && seen.size() > 1)
      return std::nullopt;
    return state(restated_day_.value_or(best->day()));
  }

  std::optional<ArticleDate> choose_modified(const std::optional<ArticleDate>& published) const {
    const DateCandidate* best = nullptr;
    for (const DateCandidate& candidate : candidates_)
      if (candidate.role == DateRole::Modified &&
          (best == nullptr || candidate.weight > best->weight))
        best = &candidate;
    if (best == nullptr) return std::nullopt;
    if (published && precedes(best->time, published->time)) return std::nullopt;
    return ArticleDate{.time = best->time, .evidence = best->evidence};
  }

 private:
  /// The strongest statement of the day; an instant says more than the day alone.
  ArticleDate state(local_days day) const {
    const auto rank = [](const DateCandidate& at) {
      return (at.role == DateRole::Modified ? 0 : 10) + (at.has_instant() ? 4 : 0) + at.weight;
    };
    const DateCandidate* source = nullptr;
    for (const DateCandidate& candidate : candidates_)
      if (candidate.day() == day && (source == nullptr || rank(candidate) > rank(*source)))
        source = &candidate;
    return {.time = source->time, .evidence = source->evidence};
  }

  /// All that speaks for a day. Only the strongest statement of each kind of evidence counts, so
  /// that a list of teasers with one date each has one vote; a time element and the text it shows
  /// are one kind. What is known as the day of a change counts by itself: it would back a stamp of
  /// publication that moves with every save.
  double weigh_day(local_days day) const {
    std::array<double, 8> strongest{};
    double modified = 0;
    for (const DateCandidate& candidate : candidates_) {
      double weight = candidate.weight;
      if (candidate.role == DateRole::Modified && !precedes_stamps(candidate)) {
        if (candidate.day() == day) modified = std::max(modified, weight * kModifiedAsPublished);
        continue;
      }
      if (is_resaved(candidate)) weight *= kResaved;
      if (candidate.day() != day) {
        if (!is_same_instant_elsewhere(candidate, day)) continue;
        weight *= 0.85;
      }
      double& slot = strongest[static_cast<std::size_t>(candidate.evidence)];
      slot = std::max(slot, weight);
    }
    double& time = strongest[static_cast<std::size_t>(DateEvidence::Time)];
    double& text = strongest[static_cast<std::size_t>(DateEvidence::Text)];
    (time < text ? time : text) *= 0.25;
    double sum = 0;
    for (const double weight : strongest) sum += weight;
    if (url_month_) {
      const std::chrono::year_month_day date{day};
      if (date.year() == url_month_->day().year() && date.month() == url_month_->day().month())
        sum += kUrlMonthSupport;
    }
    return std::max(sum, modified);
  }

  /// What the stamps say of publication and change, and which days readers are shown.
  void survey() {
    std::vector<local_days> zoned_days;
    for (const DateCandidate& candidate : candidates_) {
      const local_days day = candidate.day();
      if (is_stamp(candidate) && candidate.role == DateRole::Modified)
        modified_days_.push_back(day);
      if (candidate.role == DateRole::Modified) continue;
      if (is_stamp(candidate) && (!first_stamp_ || day < *first_stamp_)) first_stamp_ = day;
      if ((candidate.evidence == DateEvidence::Url || candidate.evidence == DateEvidence::Text) &&
          candidate.weight > kShownWeight)
        shown_days_.push_back(day);
      else if (candidate.time.utc_offset.count() != 0)
        zoned_days.push_back(day);
    }
    // Where no day is shown, stamps that state their zone tell what it would be.
    if (shown_days_.empty()) shown_days_ = std::move(zoned_days);
    std::sort(modified_days_.begin(), modified_days_.end());
    std::sort(shown_days_.begin(), shown_days_.end());
  }

  /// A shown date without a label is the day of the last save on some pages: those that went
  /// through a draft, a paper edition or a feed before readers saw them. More than two weeks later
  /// it is an update.
  void find_restated_day() {
    constexpr days kLongestDelay{14};
    if (!first_stamp_) return;
    std::optional<local_days> restated;
    for (const DateCandidate& candidate : candidates_) {
      const local_days day = candidate.day();
      const bool is_read =
          candidate.evidence == DateEvidence::Text || candidate.evidence == DateEvidence::Time;
      if (is_read && candidate.role == DateRole::Unknown && candidate.weight >= kShownWeight &&
          contains(modified_days_, day) && day > *first_stamp_ &&
          day - *first_stamp_ <= kLongestDelay)
        restated = day;
    }
    for (const DateCandidate& candidate : candidates_)
      if (restated && candidate.day() < *restated && candidate.role != DateRole::Modified &&
          candidate.weight > kShownEarlier &&
          (candidate.evidence == DateEvidence::Text || candidate.evidence == DateEvidence::Url))
        return;
    restated_day_ = restated;
  }

  /// Nothing changes before it is published: "as of 3 May" on a page stamped 4 May is the day it
  /// came out.
  bool precedes_stamps(const DateCandidate& candidate) const {
    return !is_stamp(candidate) && first_stamp_ && candidate.day() < *first_stamp_;
  }

  /// A stamp of publication that moves with every save of the article says little, and so does a
  /// visible date that is the day of the last save when a stamp knows an earlier one.
  bool is_resaved(const DateCandidate& candidate) const {
    if (!contains(modified_days_, candidate.day())) return false;
    if (is_stamp(candidate)) return true;
    return candidate.role == DateRole::Unknown && candidate.evidence != DateEvidence::Url &&
           first_stamp_ && *first_stamp_ < candidate.day();
  }

  /// Whether an instant given in UTC may well be of `day` where the page is read, and a visible
  /// line says so.
  bool is_same_instant_elsewhere(const DateCandidate& candidate, local_days day) const {
    if (!candidate.has_instant() || candidate.time.utc_offset.count() != 0) return false;
    const auto distance = (day - candidate.day()).count();
    if (distance != 1 && distance != -1) return false;
    const auto hour =
        std::chrono::duration_cast<std::chrono::hours>(candidate.time.local - candidate.day())
            .count();
    if (distance == 1 ? hour < 10 : hour >= 12) return false;
    return contains(shown_days_, day);
  }

  const std::vector<DateCandidate>& candidates_;
  const std::optional<Timestamp>& url_month_;
  std::vector<local_days> modified_days_;   ///< of stamps, sorted
  std::vector<local_days> shown_days_;      ///< sorted
  std::optional<local_days> first_stamp_;   ///< earliest day a stamp of publication names
  std::optional<local_days> restated_day_;  ///< shown to readers, though stamps know an earlier one
};

}  // namespace

ArticleDates choose_dates(const DateCandidates& candidates) {
  const DateVote vote(candidates);
  ArticleDates dates;
  dates.published = vote.choose_published();
  dates.modified = vote.choose_modified(dates.published);
  return dates;
}

}  // namespace dateline
