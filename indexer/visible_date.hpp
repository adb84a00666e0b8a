#pragma once

// Dates as people write them: "20 March 2023", "Mar. 20, 2023", "20.03.2023", "2023年3月20日", "20
// de marzo de 2023".

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "common/date.hpp"

namespace dateline {

/// How a page writes a date of numbers alone.
enum class DayOrder { Unknown, DayFirst, MonthFirst };

struct VisibleDate {
  Timestamp time;          ///< of precision Day, or Month where no day stands by it
  std::size_t offset = 0;  ///< bytes of the text it was found in
  std::size_t length = 0;
  bool is_ambiguous = false;  ///< day and month could be swapped, and the order was guessed
  bool is_spelled = false;    ///< the month is a word
  DayOrder order = DayOrder::Unknown;  ///< what its own numbers prove about the page's habit
};

/// All dates with a year between 1800 and 2100 in `text` (valid UTF-8), in order, without overlap.
/// Digits of any script; month names of some sixty languages. `order` settles 03/04/2023; Unknown
/// means day first. Linear in `text`.
std::vector<VisibleDate> find_visible_dates(std::string_view text,
                                            DayOrder order = DayOrder::Unknown,
                                            std::size_t max_dates = 50);

/// The date as a page of that habit means it: month and day swapped where that was open and the
/// month goes first.
VisibleDate read_in_order(const VisibleDate& date, DayOrder order);

/// The order that pages in a language (ISO 639 with or without region: "en-GB") write.
DayOrder usual_day_order(std::string_view language);

/// How a page writes 03/04/2023, by its language and country; en-US where only "en" is known.
DayOrder guess_day_order(std::string_view language, std::string_view host);

}  // namespace dateline
