#pragma once

// A query tree as a Xapian query over the terms and slots of common/schema.hpp.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/result.hpp"
#include "common/stemmer.hpp"
#include "searcher/fragments.hpp"
#include "searcher/query.hpp"
#include "searcher/reranker.hpp"

namespace dateline {

/// What articles are to be found, and what puts the better ones first.
struct RankingPlan {
  Xapian::Query matches;
  std::vector<Xapian::Query> bonus = {};    ///< weights on top, of articles that match already
  std::vector<TitleWord> title_words = {};  ///< empty for a long query, which is no headline
  std::size_t words = 0;                    ///< that score, repeated ones counted once
};

struct QueryPlan {
  RankingPlan ranking;
  std::vector<SoughtTerm> sought = {};     ///< for the Highlighter; nothing that is negated
  std::vector<std::string> warnings = {};  ///< one line each
};

/// A member of an And, and what it matches by itself.
struct QueryPart {
  std::string text;  ///< as to_string() prints it
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

/// Plans queries for one database, which it reads for languages, years and the words that patterns
/// stand for. Its functions may throw Xapian::Error. One thread at a time.
class QueryPlanner {
 public:
  explicit QueryPlanner(const Xapian::Database& database);

  /// QuerySyntax: a form that has no meaning for this word (atleast3:covid-19).
  Result<QueryPlan> plan(const Query& query, Undated undated = Undated::Default);

  /// Of a query that plan() has taken.
  Relaxation relax(const Query& query, Undated undated = Undated::Default);

 private:
  friend class PlanBuilder;

  struct Language {
    std::string code;  ///< empty for articles whose language is unknown
    Stemmer stemmer;
  };

  Xapian::Database database_;
  std::vector<Language> languages_;  ///< most articles first
  Xapian::doccount articles_ = 0;
};

}  // namespace dateline
