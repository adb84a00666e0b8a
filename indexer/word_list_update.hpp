#pragma once

// Keeps the word list of a database (common/word_list.hpp) true to its terms.

#include <span>
#include <string>

#include <xapian.h>

namespace dateline {

/// Writes the list anew: one pass over the terms. May commit in between.
void refresh_word_list(Xapian::WritableDatabase& database);

/// Adds the words of documents that `before`, the database as it was, does not have. Inside the
/// caller's transaction.
void extend_word_list(Xapian::WritableDatabase& database, const Xapian::Database& before,
                      std::span<const Xapian::docid> written);

/// The first word of an article that the list lacks; empty when it is whole.
std::string find_missing_word(const Xapian::Database& database);

}  // namespace dateline
