#pragma once

// What the scores of hits are made of.

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/ranked_document.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

/// So many parts of a query are told apart: each takes planning the query, and a match.
inline constexpr std::size_t kMostParts = 50;

/// Something that scores, and a query by which it alone does: what else is in it weighs next to
/// nothing.
struct ScoringPart {
  std::string what;   ///< as one would type it
  std::string field;  ///< as ScorePart::field
  Xapian::Query query;
};

/// Of each ranked document, in the order of `ranked`, what gave to its score: the parts, most
/// first, then what the second look found. Where there are kMostParts or more, what is left of the
/// score is told as "other parts". Of the same databases and weighting `scheme` as the
/// scores. One match a part. May throw Xapian::Error.
std::vector<std::vector<ScorePart>> explain_scores(const DatabaseSet& databases,
                                                   const std::vector<RankedDocument>& ranked,
                                                   const std::vector<ScoringPart>& parts,
                                                   const Xapian::Weight& scheme,
                                                   FoundDocuments& documents);

}  // namespace dateline
