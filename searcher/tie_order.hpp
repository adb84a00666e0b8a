#pragma once

// The order of matches that are equal by what they are sorted by.

#include <cstddef>
#include <vector>

#include "searcher/found_documents.hpp"
#include "searcher/ranked_document.hpp"

namespace dateline {

/// Xapian puts equals in the order of their numbers, which changes with the databases that articles
/// are spread over. So many equals are put in an order of their own; more would take too long to
/// read, and stay as they are.
inline constexpr std::size_t kMostTied = 50;

/// Whether sort keys are equal, and scores as they are shown: the last digits depend on the order
/// in which they were summed.
bool are_tied(const RankedDocument& a, const RankedDocument& b);

/// Of `ranked`, which is in order, puts equals that stand from `begin` to before `end`, or partly,
/// in the order of the ids of their articles. All of them
/// must be there, or kMostTied beyond `end`.
void settle_ties(std::vector<RankedDocument>& ranked, std::size_t begin, std::size_t end,
                 FoundDocuments& documents);

}  // namespace dateline
