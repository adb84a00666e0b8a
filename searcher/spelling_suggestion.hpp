#pragma once

// What a query that matches nothing may have meant: its words as the archive spells them.

#include <optional>
#include <string>
#include <string_view>

#include <xapian.h>

#include "searcher/query.hpp"

namespace dateline {

struct SuggestedQuery {
  std::string text;
  Query query;
};

/// Replaces each word and word of a phrase that the archive does not have, or hardly, by the
/// nearest one of its spelling dictionary: one edit away, or two for a word of six letters or more.
/// `text` is what `query` was parsed from. Nothing when no word is replaced; whether the result
/// matches anything is for the caller to find out. May throw Xapian::Error.
std::optional<SuggestedQuery> suggest_spelling(const Xapian::Database& database, const Query& query,
                                               std::string_view text);

}  // namespace dateline
