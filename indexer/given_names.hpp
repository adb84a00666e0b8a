#pragma once

// Common given names: what tells "Clara Holm" from "Garden Tips" where nothing else does.

#include <string_view>

namespace dateline {

/// Whether `word`, one word as fold_words() makes it, is a given name common in some country whose
/// news is read here. Names that are first of all other words ("June", "Faith") are left
/// out; a miss says nothing.
bool is_given_name(std::string_view word);

}  // namespace dateline
