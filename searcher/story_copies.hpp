#pragma once

// The other articles of a hit's story.

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "common/result.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

/// So many of a story's articles are listed, the oldest.
inline constexpr std::size_t kMostCopies = 100;

/// Fills Hit::copies of each hit that has a story; `places` are the documents of the hits. Returns
/// a warning for each that has more copies than are listed.
///
/// No term names a story, but only articles with copies have a value for it: of local databases
/// these are walked once for all hits, a few milliseconds for a million articles. Remote ones are
/// asked twice a story, and for every copy. Database: one cannot be decoded. May throw
/// Xapian::Error.
Result<std::vector<std::string>> list_copies(const DatabaseSet& databases,
                                             const std::vector<Xapian::docid>& places,
                                             std::vector<Hit>& hits, FoundDocuments& documents);

}  // namespace dateline
