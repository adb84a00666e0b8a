#pragma once

// The second look at the best matches: what is too dear to ask of every match is asked of these.

#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

struct RankedDocument {
  Xapian::docid document = 0;
  double score = 0;
};

/// A word of the query as the terms it may be in a headline, and what knowing it is worth.
struct TitleWord {
  std::vector<std::string> terms;
  double weight = 1;
};

/// Matches are looked at twice down to this rank, or to the end of the page where that is further.
inline constexpr Xapian::doccount kReranked = 50;

/// Adds to each score what the `bonus` queries weigh for the document. Scores come from the same
/// weighting `scheme` over the same database, which must be a single one: document ids of several
/// interleave.
std::vector<RankedDocument> add_bonus(const Xapian::Database& database,
                                      const std::vector<RankedDocument>& ranked,
                                      const std::vector<Xapian::Query>& bonus,
                                      const Xapian::Weight& scheme);

/// Adds a share of the best score for the share of the words that the headline has, by weight; then
/// best first, equals in their old order.
void add_title_fit(const Xapian::Database& database, const std::vector<TitleWord>& words,
                   std::vector<RankedDocument>& ranked);

}  // namespace dateline
