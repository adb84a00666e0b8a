#include "searcher/overview.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/schema.hpp"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kYearDigits = 4;

// ---- facets ----

Xapian::valueno slot_of(FacetField field) {
  switch (field) {
    case FacetField::Site:
      return kSlotSite;
    case FacetField::Author:
      return kSlotAuthors;
    case FacetField::Section:
      return kSlotSection;
    case FacetField::Language:
      return kSlotLanguage;
    case FacetField::Year:
      break;
  }
  return kSlotDay;
}

struct FieldText {
  std::string value;  ///< what is counted by
  std::string spelling;
};

/// What a text in the field's slot says, each value once.
std::vector<FieldText> values_of(FacetField field, const std::string& text) {
  switch (field) {
    case FacetField::Year:
      return {{text.substr(0, kYearDigits), text.substr(0, kYearDigits)}};
    case FacetField::Language:
      return {{text, text}};
    case FacetField::Site:
    case FacetField::Section:
      return {{fold_value(text), text}};
    case FacetField::Author:
      break;
  }
  std::vector<FieldText> names;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string name = text.substr(begin, end - begin);
    std::string folded = fold_value(name);
    const bool is_new = std::none_of(names.begin(), names.end(),
                                     [&](const FieldText& other) { return other.value == folded; });
    if (is_new) names.push_back({std::move(folded), std::move(name)});
    begin = end + 1;
  }
  return names;
}

/// Spellings of one value.
struct Spellings {
  std::uint64_t matches = 0;
  std::map<std::string, std::uint64_t> spelt;

  /// The first of the most frequent.
  const std::string& best() const {
    return std::max_element(spelt.begin(), spelt.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
};

// ---- time ----

/// As it is stored, without its hyphens: 20230320, 202303 or 2023.
struct PartialDay {
  int year = 0;
  unsigned month = 0;  ///< 0: unknown
  unsigned day = 0;
};

std::optional<PartialDay> read_day(std::string_view digits) {
  constexpr std::size_t kMonthDigits = 6;
  constexpr std::size_t kDayDigits = 8;
  if (digits.size() != kYearDigits && digits.size() != kMonthDigits && digits.size() != kDayDigits)
    return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto number = [&](std::size_t begin, std::size_t size) {
    unsigned value = 0;
    for (const char c : digits.substr(begin, size))
      value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
  };
  PartialDay day{.year = static_cast<int>(number(0, kYearDigits))};
  if (digits.size() >= kMonthDigits) day.month = number(kYearDigits, 2);
  if (digits.size() == kDayDigits) day.day = number(kMonthDigits, 2);
  return day;
}

/// The first day of the bucket that the day is in; nothing where too little of it is known.
std::optional<sys_days> bucket_of(const PartialDay& day, TimelineUnit unit) {
  const std::chrono::year year{day.year};
  // A damaged database may hold anything.
  if (day.month > 12 || day.day > 31) return std::nullopt;
  if (unit == TimelineUnit::Year) return sys_days{year / 1 / 1};
  if (day.month == 0) return std::nullopt;
  if (unit == TimelineUnit::Month) return sys_days{year / std::chrono::month{day.month} / 1};
  if (day.day == 0) return std::nullopt;
  const sys_days date{year / std::chrono::month{day.month} / std::chrono::day{day.day}};
  if (unit == TimelineUnit::Day) return date;
  return date - (std::chrono::weekday{date} - std::chrono::Monday);
}

sys_days next_bucket(sys_days start, TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::Year:
      return year_month_day{start} + std::chrono::years{1};
    case TimelineUnit::Month:
      return year_month_day{start} + std::chrono::months{1};
    case TimelineUnit::Week:
      return start + days{7};
    case TimelineUnit::Day:
      break;
  }
  return start + days{1};
}

std::string name_of(sys_days start, TimelineUnit unit) {
  const year_month_day date{start};
  std::string name = fmt::format("{:04}", static_cast<int>(date.year()));
  if (unit == TimelineUnit::Year) return name;
  name += fmt::format("-{:02}", static_cast<unsigned>(date.month()));
  if (unit == TimelineUnit::Month) return name;
  return name + fmt::format("-{:02}", static_cast<unsigned>(date.day()));
}

TimelineUnit coarser(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::Day:
      return TimelineUnit::Week;
    case TimelineUnit::Week:
      return TimelineUnit::Month;
    case TimelineUnit::Month:
    case TimelineUnit::Year:
      break;
  }
  return TimelineUnit::Year;
}

using Buckets = std::map<sys_days, std::uint64_t>;

Buckets count_matches(const ValueCounts& counts, TimelineUnit unit) {
  Buckets buckets;
  for (const auto& [text, count] : counts) {
    std::string digits = text;
    std::erase(digits, '-');
    const auto day = read_day(digits);
    if (!day) continue;
    if (const auto start = bucket_of(*day, unit)) buckets[*start] += count;
  }
  return buckets;
}

std::size_t span_of(const Buckets& buckets, TimelineUnit unit) {
  if (buckets.empty()) return 0;
  std::size_t span = 1;
  for (sys_days at = buckets.begin()->first; at < buckets.rbegin()->first;
       at = next_bucket(at, unit))
    ++span;
  return span;
}

/// All articles of each bucket of the timeline. The terms of all units are walked rather than
/// looked up one by one: of a remote database each look is a round trip.
Buckets count_articles(const Xapian::Database& database, TimelineUnit unit, sys_days first,
                       sys_days last) {
  const std::string prefix = unit == TimelineUnit::Year    ? "Y"
                             : unit == TimelineUnit::Month ? "M"
                                                           : "D";
  Buckets buckets;
  auto term = database.allterms_begin(prefix);
  const auto end = database.allterms_end(prefix);
  std::string begin = name_of(first, unit);
  std::erase(begin, '-');
  for (term.skip_to(prefix + begin); term != end; ++term) {
    const auto day = read_day((*term).substr(prefix.size()));
    if (!day) continue;
    const auto start = bucket_of(*day, unit);
    if (!start) continue;
    if (*start > last) break;
    buckets[*start] += term.get_termfreq();
  }
  return buckets;
}

}  // namespace

std::vector<Xapian::valueno> overview_slots(const SearchRequest& request) {
  std::vector<Xapian::valueno> slots;
  for (const FacetRequest& facet : request.facets) slots.push_back(slot_of(facet.field));
  if (request.timeline) slots.push_back(kSlotDay);
  return slots;
}

Facet make_facet(const FacetRequest& request, const ValueTally& tally) {
  std::unordered_map<std::string, Spellings> values;
  std::uint64_t with_value = 0;
  for (const auto& [text, count] : tally.counts(slot_of(request.field))) {
    with_value += count;
    for (const auto& [value, spelling] : values_of(request.field, text)) {
      Spellings& spellings = values[value];
      spellings.matches += count;
      spellings.spelt[spelling] += count;
    }
  }
  Facet facet{.field = request.field, .without = tally.documents() - with_value};
  for (const auto& [value, spellings] : values)
    facet.values.push_back({spellings.best(), spellings.matches});
  const std::size_t listed =
      request.limit == 0 ? facet.values.size() : std::min(facet.values.size(), request.limit);
  const auto end = facet.values.begin() + static_cast<std::ptrdiff_t>(listed);
  std::partial_sort(facet.values.begin(), end, facet.values.end(),
                    [&](const FacetValue& a, const FacetValue& b) {
                      if (request.field == FacetField::Year) return a.value > b.value;
                      return a.matches != b.matches ? a.matches > b.matches : a.value < b.value;
                    });
  facet.other_values = facet.values.size() - listed;
  facet.values.erase(end, facet.values.end());
  return facet;
}

Timeline make_timeline(TimelineUnit unit, const ValueTally& tally, const Xapian::Database& database,
                       std::vector<std::string>& warnings, std::size_t most) {
  const ValueCounts& counts = tally.counts(kSlotDay);
  Timeline timeline{.unit = unit};
  Buckets found = count_matches(counts, unit);
  for (std::size_t span = span_of(found, unit); span > most && timeline.unit != TimelineUnit::Year;
       span = span_of(found, timeline.unit)) {
    timeline.unit = coarser(timeline.unit);
    found = count_matches(counts, timeline.unit);
  }
  if (timeline.unit != unit)
    warnings.push_back(fmt::format("a timeline by {} would have more than {} steps; it is by {}",
                                   to_string(unit), group_digits(most), to_string(timeline.unit)));
  timeline.undated = tally.documents();
  if (found.empty()) return timeline;
  const sys_days first = found.begin()->first;
  const sys_days last = found.rbegin()->first;
  Buckets all = count_articles(database, timeline.unit, first, last);
  for (sys_days at = first; at <= last; at = next_bucket(at, timeline.unit)) {
    const auto here = found.find(at);
    const std::uint64_t count = here == found.end() ? 0 : here->second;
    timeline.buckets.push_back(
        {.start = name_of(at, timeline.unit), .matches = count, .articles = all[at]});
    timeline.undated -= count;
  }
  return timeline;
}

}  // namespace dateline
