#pragma once

// The second look at the best matches: what is too dear to ask of every match is asked of these.

#include <chrono>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/recency.hpp"

namespace dateline {

struct RankedDocument {
  Xapian::docid document = 0;
  double score = 0;
  Xapian::doccount folded = 0;  ///< matches of the same story that this one stands for
  std::string story = {};       ///< its id, where stories are collapsed and it has one
};

/// A word of the query as the terms it may be in a headline, and what knowing it is worth.
struct TitleWord {
  std::vector<std::string> terms;
  double weight = 1;
};

/// So many of the best matches are looked at twice, whatever the page: pages meet without gap or
/// overlap. With 20 nDCG@10 over five judged collections is 0.001 lower, with 1000 no higher.
inline constexpr Xapian::doccount kReranked = 50;

/// Adds to each score what the `bonus` queries weigh for the document. Scores come from the same
/// weighting `scheme` over the same database, which must be a single one: document ids of several
/// interleave.
std::vector<RankedDocument> add_bonus(const Xapian::Database& database,
                                      const std::vector<RankedDocument>& ranked,
                                      const std::vector<Xapian::Query>& bonus,
                                      const Xapian::Weight& scheme);

/// What the second look knows of the query and of the time.
struct SecondLook {
  const std::vector<TitleWord>& title_words;
  Recency recency = Recency::None;
  std::chrono::sys_seconds now{};
};

/// Adds shares of the best score for what the headline has of the query and for a recent date,
/// takes some from stubs and from pages that are no articles; then best first, equals in their old
/// order.
void look_again(const Xapian::Database& database, const SecondLook& look,
                std::vector<RankedDocument>& ranked);

}  // namespace dateline
