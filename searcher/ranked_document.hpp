#pragma once

#include <string>

#include <xapian.h>

namespace dateline {

/// A match, before its article is taken from the database.
struct RankedDocument {
  Xapian::docid document = 0;
  double score = 0;
  Xapian::doccount folded = 0;  ///< matches of the same story that this one stands for
  std::string story = {};       ///< its id, where stories are collapsed and it has one
  std::string sort_key = {};    ///< what it is sorted by before its score; empty for nothing
};

}  // namespace dateline
