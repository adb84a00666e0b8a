#pragma once

// How near one word is to another, and whether it fits a pattern.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// Whether the whole word fits a pattern of letters, * for any run and ? for one code point.
/// Time grows with the product of the two lengths at worst.
bool matches_pattern(std::string_view word, std::string_view pattern);

/// The fewest insertions, deletions, replacements and swaps of neighbouring code points that turn
/// one word into the other (optimal string alignment: no part is edited twice). Time grows with
/// the product of the two lengths.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

/// Whether edit_distance() is at most `max_edits`; mostly told by the lengths.
bool is_within_edits(std::u32string_view a, std::u32string_view b, std::size_t max_edits);

std::u32string to_code_points(std::string_view text);

/// The one of the names that a misspelt or abbreviated one most likely means, for hints; empty when
/// none is near. The names are in lower case; case does not matter in `name`.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names);

}  // namespace dateline
