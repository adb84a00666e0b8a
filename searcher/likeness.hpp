#pragma once

// Articles about the same as a given one, found by the words that tell most of what it is about.

#include <string>
#include <vector>

#include <xapian.h>

#include "common/article.hpp"
#include "common/database_set.hpp"
#include "common/result.hpp"
#include "searcher/explanation.hpp"
#include "searcher/fragments.hpp"
#include "searcher/query_planner.hpp"
#include "searcher/term_frequencies.hpp"

namespace dateline {

struct Likeness {
  RankingPlan ranking;             ///< matches nothing where the article has no telling word
  std::vector<SoughtTerm> sought;  ///< the most telling ones, for the Highlighter
  std::vector<ScoringPart> parts;  ///< the same, each by itself
};

/// The document that `id_or_path` names: the id of an article, or the path of the file it came
/// from, relative ones counted from the current directory. Input: there is none, or several came
/// from that file or folder. May throw Xapian::Error.
Result<Xapian::docid> find_example(const Xapian::Database& database, const std::string& id_or_path);

/// Ranks articles by the telling words of the example. Those match that have one of them and that
/// `narrowing` matches too, but neither the example, nor its copies. `story` is that of the
/// example; empty without. May throw Xapian::Error.
Likeness plan_likeness(const Article& example, const std::string& story,
                       const Xapian::Query& narrowing, Xapian::doccount articles,
                       TermFrequencies& frequencies);

}  // namespace dateline
