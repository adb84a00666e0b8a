#pragma once

// What the words beside a date say it is the date of. Text is folded by fold_words(); the tables
// hold the larger languages of the web.

#include <string_view>

namespace dateline {

/// What a date on a page is the date of.
enum class DateRole { Published, Unknown, Modified };

/// "Last updated", "zuletzt geändert".
bool names_modification(std::string_view folded);

/// "First published", "veröffentlicht am".
bool names_publication(std::string_view folded);

/// What the words before a date say of it; the nearest counts: "Published 3 May, updated 4 May".
/// `otherwise` when they say nothing.
DateRole role_of_label(std::string_view folded, DateRole otherwise);

}  // namespace dateline
