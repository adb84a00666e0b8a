#pragma once

#include <string_view>
#include <vector>

#include "searcher/match_finder.hpp"

namespace dateline {

/// The sentences of one block of text, blanks between them left out. A full stop ends a sentence
/// before a blank, unless a short abbreviation or an initial stands before it, or a small letter
/// follows; a line break always does. CJK full stops need no blank.
std::vector<ByteRange> split_sentences(std::string_view block);

}  // namespace dateline
