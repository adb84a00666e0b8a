#include "indexer/date_candidates.hpp"

#include <string>
#include <vector>

#include "indexer/date_place.hpp"
#include "indexer/shown_dates.hpp"
#include "indexer/stated_dates.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

/// Days that the page names in a form without doubt.
std::vector<std::chrono::local_days> find_certain_days(const PageMetadata& metadata,
                                                       const JsonLdFacts& facts) {
  std::vector<std::chrono::local_days> found;
  const auto add = [&](std::string_view value) {
    const auto time = parse_iso8601(value);
    if (time && time->precision >= DatePrecision::Day)
      found.push_back(std::chrono::floor<std::chrono::days>(time->local));
  };
  add(facts.date_published);
  add(facts.date_modified);
  for (const StatedDate& date : metadata.dates) add(date.value);
  return found;
}

}  // namespace

DateCandidates find_date_candidates(const HtmlDocument& document, const PageText& page,
                                    const PageMetadata& metadata, const JsonLdFacts& facts,
                                    const PageIdentity& identity, const PageOrigin& origin,
                                    NodeId headline, const MainText& text) {
  const std::string& language =
      metadata.html_language.empty() ? metadata.og_locale : metadata.html_language;
  const std::vector<DatedLine> lines = find_dated_lines(page);
  const DayOrder order = learn_day_order(lines, find_certain_days(metadata, facts),
                                         guess_day_order(language, identity.host));
  const DatePlaces places(document, page, headline, text);
  DateCollector dates(origin.modified);
  add_stated_dates(metadata, facts, identity, origin, places, order, dates);
  const auto elements = add_dated_elements(document, page, places, order, dates);
  add_dated_lines(page, text, lines, elements, places, order, dates);
  return dates.take();
}

}  // namespace dateline
