#pragma once

// Names of people, cut out of the lines that state them.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/page_identity.hpp"

namespace dateline {

/// The names in a byline as written: "By Jane Doe and John Roe, Staff Writers | 3 May" gives two.
/// Titles, degrees and roles go, capitals become mixed case; what is no person's name, the site's
/// own included, is left out.
std::vector<std::string> parse_byline(std::string_view byline, const PageIdentity& identity);

/// Whether the first word of `name` is a common given name.
bool begins_with_given_name(std::string_view name);

/// Whether a name out of parse_byline() is more than one word, a given name, or in a script that
/// parts no words: not a handle.
bool is_person(std::string_view name);

/// Appends `name` unless the list holds it already, in whatever case and punctuation. At most
/// twenty names are kept.
void add_name(std::vector<std::string>& names, std::string name);

}  // namespace dateline
