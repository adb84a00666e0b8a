#pragma once

#include <string_view>

namespace dateline {

/// 1-12 for a month name in lower case, in any of some sixty languages, full, inflected or
/// abbreviated; 0 for other words. Names of two words are joined by a blank.
unsigned find_month_name(std::string_view word);

}  // namespace dateline
