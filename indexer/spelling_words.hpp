#pragma once

// The dictionary that suggestions for misspelt queries come from: Xapian's, filled with the words
// of the articles themselves.

#include <span>
#include <string_view>

#include <xapian.h>

namespace dateline {

/// A word in fewer articles may be a misspelling itself.
inline constexpr Xapian::doccount kMinSpellingFrequency = 3;

/// Whether the term is a word that can be misspelt: unprefixed, of four letters or more and nothing
/// else, in a script of letters.
bool is_spelling_word(std::string_view term);

/// Makes the dictionary that of the vocabulary: one pass over both, and only what differs is
/// written. May commit in between.
void refresh_spelling(Xapian::WritableDatabase& database);

/// Adds what has become frequent enough by so many documents written. Words that have become rare
/// stay until the next refresh_spelling(). Inside the caller's transaction.
void extend_spelling(Xapian::WritableDatabase& database, std::span<const Xapian::docid> written);

}  // namespace dateline
