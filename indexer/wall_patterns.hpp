#pragma once

// How pages word it that the article is not there: it is gone, or stands behind a check or a
// question. Tables of phrases in the larger languages of the web, for lines folded by fold_words().

#include <string_view>

namespace dateline {

/// The title of an error page or a bot check, less the site's name: "404", "Page not found", "Just
/// a moment".
bool is_wall_title(std::string_view folded);

/// A line of an error page, a bot check or a consent dialog.
bool is_wall_line(std::string_view folded);

/// Also a line that only beside such a line is one: articles speak of personal data as well.
bool may_be_wall_line(std::string_view folded);

}  // namespace dateline
