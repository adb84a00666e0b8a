#pragma once

// A query tree as a Xapian query over the terms and slots of common/schema.hpp.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/database_set.hpp"
#include "common/result.hpp"
#include "searcher/date_terms.hpp"
#include "searcher/document_facts.hpp"
#include "searcher/explanation.hpp"
#include "searcher/indexed_words.hpp"
#include "searcher/query.hpp"
#include "searcher/sought.hpp"

namespace dateline {

/// What articles are to be found, and what puts the better ones first.
struct RankingPlan {
  Xapian::Query matches;
  Xapian::termcount length = 0;             ///< of what scores in it, in terms
  std::vector<Xapian::Query> bonus = {};    ///< weights on top, of articles that match already
  std::vector<TitleWord> title_words = {};  ///< empty for a long query, which is no headline
  std::size_t words = 0;                    ///< that score, repeated ones counted once
  double readings = 0;                      ///< postings that matching may read
};

struct QueryPlan {
  RankingPlan ranking;
  std::vector<SoughtTerm> sought = {};     ///< for the Highlighter; nothing that is negated
  std::vector<std::string> warnings = {};  ///< one line each
};

/// A member of an And, and what it matches by itself.
struct QueryPart {
  std::string text;  ///< as one would type it
  Xapian::Query query;
};

/// What to make of a query that matches too little.
struct Relaxation {
  /// Articles with some of the words, without those that have all; absent where the query does not
  /// merely put several words side by side.
  std::optional<RankingPlan> near_misses;
  std::vector<QueryPart> parts;
  std::vector<SoughtTerm> sought;  ///< for the near misses
};

/// Plans queries for databases, which it reads for languages and years once, and for the words that
/// patterns stand for. Its functions may throw Xapian::Error. One thread at a time.
class QueryPlanner {
 public:
  explicit QueryPlanner(const DatabaseSet& databases);

  /// QuerySyntax: a form that has no meaning for this word (atleast3:covid-19).
  Result<QueryPlan> plan(const Query& query, Undated undated = Undated::Default);

  /// Of a query that plan() has taken.
  Relaxation relax(const Query& query, Undated undated = Undated::Default);

  /// What scores in the matches of plan(), or in the near misses of relax(), the first kMostParts:
  /// words, phrases,
  /// patterns, proximities, each in its place, so that it counts for an article just where the
  /// groups around it match too.
  std::vector<ScoringPart> parts_of_matches(const Query& query, Undated undated = Undated::Default);
  std::vector<ScoringPart> parts_of_near_misses(const Query& query,
                                                Undated undated = Undated::Default);

  TermFrequencies& frequencies() { return words_.frequencies; }

 private:
  friend class PlanBuilder;

  IndexedWords words_;
  bool has_remote_;
  std::optional<YearSpan> years_;
};

}  // namespace dateline
