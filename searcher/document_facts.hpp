#pragma once

// What the second look at the best matches wants to know of each.

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "common/ranking_facts.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/ranked_document.hpp"

namespace dateline {

/// A word of the query as the terms it may be in a headline, and what knowing it is worth.
struct TitleWord {
  std::vector<std::string> terms;
  double weight = 1;
};

struct DocumentFacts {
  std::uint32_t title_words = 0;  ///< bit i: the headline has word i of those asked for
  RankingFacts stored = {};       ///< kSlotRanking
};

/// Of each ranked document, in the order of `ranked`; of 30 title words at most. Local databases
/// are read by posting lists and value streams. Of remote ones these would cross the wire whole:
/// what terms a document has is asked in one query, the rest is in the documents. May throw
/// Xapian::Error.
std::vector<DocumentFacts> read_facts(const DatabaseSet& databases,
                                      const std::vector<TitleWord>& title_words,
                                      const std::vector<RankedDocument>& ranked,
                                      FoundDocuments& documents);

}  // namespace dateline
