#pragma once

#include <string>
#include <vector>

#include "searcher/query.hpp"

namespace dateline {

/// Codes that the query narrows the result to: those of lang: at the top; empty when it names none.
std::vector<std::string> wanted_languages(const Query& query);

/// The language whose stop words the query has: the first of `codes`, unless it has more stop words
/// of another, two at least. `codes` are those of the index, most articles first, at least one.
std::string choose_stop_language(const Query& query, const std::vector<std::string>& codes);

}  // namespace dateline
