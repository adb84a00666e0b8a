#pragma once

// How matches spread over the values of fields and over time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/result_page.hpp"
#include "searcher/value_tally.hpp"

namespace dateline {

/// More steps than these are no overview: eleven years of days.
inline constexpr std::size_t kMaxTimelineBuckets = 4000;

/// The slots to tally for what a request asks for; none where it asks for no overview.
std::vector<Xapian::valueno> overview_slots(const SearchRequest& request);

/// One facet, from the tally of its slot. Values that filters on the field
/// cannot tell apart (Politics, politics) are one, called as most articles spell it. An article of
/// several authors counts for each.
Facet make_facet(const FacetRequest& request, const ValueTally& tally);

/// The timeline, from the tally of kSlotDay; the archive's share is read from
/// the database's terms of years, months and days. With more than `most` buckets it is by the next
/// coarser unit, which adds a line to `warnings`. May throw Xapian::Error.
Timeline make_timeline(TimelineUnit unit, const ValueTally& tally, const Xapian::Database& database,
                       std::vector<std::string>& warnings, std::size_t most = kMaxTimelineBuckets);

}  // namespace dateline
