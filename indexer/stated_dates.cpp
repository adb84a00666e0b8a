#include "indexer/stated_dates.hpp"

#include <algorithm>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/page_url.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

// Weights follow how often a source was right on a few thousand hand-checked pages: see the
// reliability of each beside it.
constexpr double kJsonLdWeight = 3.0;     // 0.89-0.94
constexpr double kExactMetaWeight = 3.0;  // 0.95-0.96
constexpr double kMicrodataWeight = 3.0;  // 0.77-0.99
constexpr double kVagueMetaWeight = 2.0;  // 0.88-0.94
constexpr double kUrlWeight = 3.4;        // 0.98-1.00
constexpr double kImageUrlWeight = 0.1;
constexpr double kOfMany = 0.2;

std::optional<Timestamp> parse_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.size() == 13) value /= 1000;
  return Timestamp{.local = std::chrono::local_seconds{std::chrono::seconds{value}},
                   .precision = DatePrecision::Second};
}

double weigh_source(const StatedDate& date) {
  if (date.evidence == DateEvidence::Microdata) return kMicrodataWeight;
  return date.is_exact ? kExactMetaWeight : kVagueMetaWeight;
}

/// Whether the elements of the page name more days of publication than one article has.
bool is_of_many_articles(std::span<const StatedDate> dates, DayOrder order) {
  std::vector<std::chrono::local_days> days;
  for (const StatedDate& date : dates)
    if (date.node != kNoNode && !date.is_modified)
      if (const auto time = parse_stated_date(date.value, order))
        days.push_back(std::chrono::floor<std::chrono::days>(time->local));
  std::sort(days.begin(), days.end());
  return std::unique(days.begin(), days.end()) - days.begin() > 2;
}

}  // namespace

std::optional<Timestamp> parse_stated_date(std::string_view value, DayOrder order) {
  value = trim_ascii(value);
  if (auto epoch = parse_epoch(value)) return epoch;
  if (auto iso = parse_iso8601(value); iso && iso->precision >= DatePrecision::Day) return iso;
  const auto dates = find_visible_dates(utf8_prefix(value, 200), order, 1);
  if (dates.empty() || dates.front().time.precision < DatePrecision::Day) return std::nullopt;
  return dates.front().time;
}

void add_stated_dates(const PageMetadata& metadata, const JsonLdFacts& facts,
                      const PageIdentity& identity, const PageOrigin& origin,
                      const DatePlaces& places, DayOrder order, DateCollector& dates) {
  dates.add(
      parse_stated_date(facts.date_published, order),
      {.evidence = DateEvidence::JsonLd, .role = DateRole::Published, .weight = kJsonLdWeight});
  dates.add(
      parse_stated_date(facts.date_modified, order),
      {.evidence = DateEvidence::JsonLd, .role = DateRole::Modified, .weight = kJsonLdWeight});
  const bool of_many = is_of_many_articles(metadata.dates, order);
  for (const StatedDate& date : metadata.dates) {
    double weight = weigh_source(date) * places.weigh_owner(date.node);
    if (of_many && date.node != kNoNode) weight *= kOfMany;
    dates.add(parse_stated_date(date.value, order),
              {.evidence = date.evidence,
               .role = date.is_modified ? DateRole::Modified : DateRole::Published,
               .weight = weight});
  }
  std::optional<Timestamp> from_url = find_url_date(identity.url);
  if (!from_url) from_url = find_url_date(origin.url);
  // Pictures lie in folders named for the day they were uploaded.
  dates.add(find_url_date(metadata.image_url),
            {.evidence = DateEvidence::Url, .weight = kImageUrlWeight});
  if (from_url && from_url->precision == DatePrecision::Month)
    dates.set_url_month(*from_url);
  else
    dates.add(from_url,
              {.evidence = DateEvidence::Url, .role = DateRole::Published, .weight = kUrlWeight});
}

}  // namespace dateline
