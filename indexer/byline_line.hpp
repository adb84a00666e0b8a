#pragma once

// One line around an article read as a byline: "Von Max Muster | 3. Mai 2021", "記者 溫若蘅／報導".

#include <string>
#include <string_view>
#include <vector>

#include "indexer/page_identity.hpp"

namespace dateline {

struct BylineReading {
  std::vector<std::string> names;
  /// Without names: what stands behind the label, or alone beside a date; a desk, a firm, a handle.
  std::string statement;
  bool is_labelled = false;  ///< a word such as "by" stands before the names
  bool has_date = false;     ///< a date stands in the same line
};

/// The people a line says wrote the article. `text` is one block: "\n" parts its lines. Dates and
/// times of day part names too; editors, reviewers and photographers are left out. Without a label
/// a part of the line counts only when it is nothing but names.
BylineReading read_byline_line(std::string_view text, const PageIdentity& identity);

/// Whether the line is a label and the name stands in the next one: "Written by", "作者".
bool is_byline_label(std::string_view folded);

/// Whether the line ends by announcing someone who did not write the article: "Edited by",
/// "Photos".
bool announces_other_role(std::string_view folded);

}  // namespace dateline
