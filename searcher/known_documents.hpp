#pragma once

// Queries over documents that are known already.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/ranked_document.hpp"

namespace dateline {

/// The ranked documents, with their scores as weights where all databases are local. Remote ones
/// know no posting sources of ours and are asked for the ids of the articles, without weights.
struct KnownDocumentsQuery {
  Xapian::Query query;
  bool has_scores = false;
};

/// What Xapian goes through to match an AND with the known documents.
enum class Driver : std::uint8_t {
  Known,  ///< them
  Other,  ///< all matches of the other query, as it does in a match by itself; of local databases
          ///< only. Moved to given documents (OrPostList::check), an OR of Xapian 1.4.22 gives some
          ///< the weight of phrases and proximities that they do not have.
};

/// `ranked` must not be empty. May throw Xapian::Error.
KnownDocumentsQuery query_known_documents(const DatabaseSet& databases,
                                          const std::vector<RankedDocument>& ranked,
                                          FoundDocuments& documents, Driver driver = Driver::Known);

}  // namespace dateline
