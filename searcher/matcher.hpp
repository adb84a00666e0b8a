#pragma once

// Runs the queries of one search.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "searcher/ranked_document.hpp"
#include "searcher/result_page.hpp"
#include "searcher/value_tally.hpp"

namespace dateline {

/// How articles that match are weighed for a query of so many words.
std::unique_ptr<Xapian::Weight> weighting_for(std::size_t words);

struct MatchedDocuments {
  std::vector<RankedDocument> ranked;
  /// How many articles match, the folded ones among them: at least, probably, at most.
  std::uint64_t lower_bound = 0;
  std::uint64_t estimate = 0;
  std::uint64_t upper_bound = 0;

  bool is_exact() const { return lower_bound == upper_bound; }
};

struct StoryCounts {
  std::uint64_t matches = 0;
  std::unordered_map<std::string, Xapian::doccount> of_story;
};

/// Uses only what remote databases understand too. Functions may throw Xapian::Error.
class Matcher {
 public:
  Matcher(const Xapian::Database& database, SortOrder sort, Collapse collapse)
      : database_(database), sort_(sort), collapse_(collapse) {}

  /// The first `depth` articles in the order of the search. When `counts` all matches are looked
  /// at, and their number is exact. So they are for a `tally`, which sees them once each, if
  /// `depth` is 1 at least.
  MatchedDocuments match(const Xapian::Query& query, const Xapian::Weight& weighting,
                         Xapian::doccount depth, bool counts, ValueTally* tally = nullptr) const;

  /// Exactly.
  std::uint64_t count(const Xapian::Query& query) const;

  /// How many articles match, and how many of each story. Exactly.
  StoryCounts count_stories(const Xapian::Query& query) const;

 private:
  MatchedDocuments match_oldest(const Xapian::Query& query, const Xapian::Weight& weighting,
                                Xapian::doccount depth, bool counts, ValueTally* tally) const;
  MatchedDocuments match(Xapian::Enquire& enquire, const Xapian::Query& query,
                         const Xapian::Weight& weighting, Xapian::doccount depth, bool counts,
                         ValueTally* tally) const;

  const Xapian::Database& database_;
  SortOrder sort_;
  Collapse collapse_;
};

}  // namespace dateline
