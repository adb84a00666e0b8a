#pragma once

// Dates that a page states for machines: structured data, meta elements, attributes, its address.

#include <optional>
#include <span>
#include <string_view>

#include "indexer/date_candidate.hpp"
#include "indexer/date_place.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {

/// The day or instant an attribute states: ISO 8601, seconds or milliseconds since 1970, or a date
/// as people write it. Nothing coarser than a day.
std::optional<Timestamp> parse_stated_date(std::string_view value, DayOrder order);

void add_stated_dates(const PageMetadata& metadata, const JsonLdFacts& facts,
                      const PageIdentity& identity, const PageOrigin& origin,
                      const DatePlaces& places, DayOrder order, DateCollector& dates);

}  // namespace dateline
