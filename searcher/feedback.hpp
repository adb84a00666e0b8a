#pragma once

// Expansion by pseudo-relevance feedback: words that the best matches have in common also weigh.
// RM3 after Abdul-Jaleel et al., "UMass at TREC 2004: Novelty and HARD".

#include <optional>
#include <vector>

#include <xapian.h>

#include "searcher/ranked_document.hpp"
#include "searcher/term_frequencies.hpp"

namespace dateline {

/// So many of the best matches are learnt from.
inline constexpr std::size_t kFeedbackDocuments = 10;

/// The stems that the ranked documents have in common, weighted so that beside a query of
/// `query_length` words they are three tenths of the whole. Nothing where no stem will do. Reads
/// one term list a document, and the frequencies of a few dozen stems.
std::optional<Xapian::Query> learn_words(const Xapian::Database& database,
                                         TermFrequencies& frequencies,
                                         const std::vector<RankedDocument>& ranked,
                                         Xapian::termcount query_length);

}  // namespace dateline
