#pragma once

#include <string>

#include <xapian.h>

namespace dateline {

/// What the second look at the best matches changed of a score.
struct SecondScores {
  double forms = 0;  ///< exact forms, and words that are neighbours
  double title = 0;
  double recency = 0;
  double kind = 0;  ///< of stubs and pages, below 0
};

/// A match, before its article is taken from the database.
struct RankedDocument {
  Xapian::docid document = 0;
  double score = 0;
  Xapian::doccount folded = 0;  ///< matches of the same story that this one stands for
  std::string story = {};       ///< its id, where stories are collapsed and it has one
  std::string sort_key = {};    ///< what it is sorted by before its score; empty for nothing
  SecondScores second = {};     ///< parts of the score
};

}  // namespace dateline
