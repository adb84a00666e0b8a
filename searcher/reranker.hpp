#pragma once

// The second look at the best matches: what is too dear to ask of every match is asked of these.

#include <chrono>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "searcher/document_facts.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/ranked_document.hpp"
#include "searcher/recency.hpp"

namespace dateline {

/// So many of the best matches are looked at twice, whatever the page: pages meet without gap or
/// overlap. With 20 nDCG@10 over five judged collections is 0.0005 lower, with 1000 no higher.
inline constexpr Xapian::doccount kReranked = 50;

/// Adds to each score what the `bonus` queries weigh for the document; then best first. Scores come
/// from the same weighting `scheme` over the same databases.
std::vector<RankedDocument> add_bonus(const DatabaseSet& databases,
                                      const std::vector<RankedDocument>& ranked,
                                      const std::vector<Xapian::Query>& bonus,
                                      const Xapian::Weight& scheme, FoundDocuments& documents);

/// What the second look knows of the query and of the time.
struct SecondLook {
  const std::vector<TitleWord>& title_words;
  Recency recency = Recency::None;
  std::chrono::sys_seconds now{};
};

/// Adds shares of the best score for what the headline has of the query and for a recent date,
/// takes some from stubs and from pages that are no articles; then best first, equals as
/// settle_ties() has them.
void look_again(const DatabaseSet& databases, const SecondLook& look,
                std::vector<RankedDocument>& ranked, FoundDocuments& documents);

}  // namespace dateline
