#pragma once

// Dates that readers see: time elements, and what is written in short lines.

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/date_candidate.hpp"
#include "indexer/date_place.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {

/// A date written in a block that is short enough to state one.
struct DatedLine {
  std::uint32_t block = 0;
  VisibleDate date;  ///< day first where the order is open
};

/// In the order of the page. Linear in it.
std::vector<DatedLine> find_dated_lines(const PageText& page);

/// How the page writes 03/04/2023: what its own dates prove, else `usual`. `stated` are days it
/// names without doubt.
DayOrder learn_day_order(std::span<const DatedLine> lines,
                         std::span<const std::chrono::local_days> stated, DayOrder usual);

/// A date that an element states, in an attribute or in its text.
struct DatedElement {
  NodeId node = 0;
  NodeId end = 0;  ///< one past what it holds
  std::chrono::local_days day{};
  DateRole role = DateRole::Unknown;
};

/// Time elements, and elements named for a date that state one in an attribute or, inside a line,
/// in their text. In the order of the page.
std::vector<DatedElement> add_dated_elements(const HtmlDocument& document, const PageText& page,
                                             const DatePlaces& places, DayOrder order,
                                             DateCollector& dates);

/// Dates in lines near the headline, in blocks named for one, and, weaker, elsewhere. What an
/// element says its date is of holds for the line it stands in.
void add_dated_lines(const PageText& page, const MainText& text, std::span<const DatedLine> lines,
                     std::span<const DatedElement> elements, const DatePlaces& places,
                     DayOrder order, DateCollector& dates);

}  // namespace dateline
