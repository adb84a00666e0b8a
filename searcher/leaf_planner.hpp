#pragma once

// What a query says of words, as Xapian queries; the planner joins these by AND, OR and NOT.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/error.hpp"
#include "common/tokenizer.hpp"
#include "searcher/document_facts.hpp"
#include "searcher/proximity.hpp"
#include "searcher/query.hpp"
#include "searcher/sought.hpp"
#include "searcher/word_terms.hpp"

namespace dateline {

/// Any or all of some queries, of which there is one at least.
Xapian::Query any_of(const std::vector<Xapian::Query>& queries);
Xapian::Query all_of(const std::vector<Xapian::Query>& queries);

/// How the place of a leaf in its query bears on it.
struct LeafPlace {
  bool is_negated = false;  ///< below a NOT: neither scores nor is marked
  bool is_loose = false;    ///< some of the words will do, and so will parts of a word
};

/// What planning leaves leaves behind.
struct LeafNotes {
  std::vector<Xapian::Query> bonus;
  std::vector<TitleWord> title_words;
  std::vector<SoughtTerm> sought;
  std::vector<std::string> warnings;
  std::optional<Error> error;
  std::size_t words = 0;           ///< that score, repeated ones counted once
  Xapian::termcount unscored = 0;  ///< terms that only count mentions
  double readings = 0;             ///< postings that matching may read, positions as several each
};

/// Plans the leaves of one query, proximities among them. May throw Xapian::Error.
class LeafPlanner {
 public:
  /// Remote databases know no posting sources of ours.
  LeafPlanner(WordTerms words, std::string stop_language, bool has_remote)
      : words_(std::move(words)),
        stop_language_(std::move(stop_language)),
        has_remote_(has_remote) {}

  /// A Word that stands `count` times.
  Xapian::Query build_word(const Query& query, LeafPlace place, Xapian::termcount count = 1);
  Xapian::Query build_phrase(const Query& query, LeafPlace place);
  /// Of a Prefix, Pattern or Fuzzy.
  Xapian::Query build_expansion(const Query& query, LeafPlace place);
  Xapian::Query build_at_least(const Query& query, LeafPlace place);
  Xapian::Query build_proximity(const Query& query, LeafPlace place);

  /// Words side by side, which earn a bonus where they are neighbours in the text too.
  void add_pair(const Query& first, const Query& second, LeafPlace place);

  bool is_stop(const Query& query) const;

  const LeafNotes& notes() const { return notes_; }
  LeafNotes take_notes();

 private:
  Xapian::Query build_term(const AnalyzedTerm& term, const Query& query, LeafPlace place,
                           Xapian::termcount count);
  Xapian::Query build_row(const std::vector<AnalyzedTerm>& terms, FieldId field, LeafPlace place);
  Xapian::Query row_query(const TermRow& row);
  Xapian::Query count_frequencies(const Query& word, const AnalyzedTerm& term,
                                  std::uint32_t least) const;
  Xapian::Query count_positions(const Query& word, const AnalyzedTerm& term, std::uint32_t least);
  Expansion expand(const Query& query);
  Expansion warn_if_cut(Expansion expansion, const Query& query);
  void collect_rows(const Query& query, std::vector<TermRow>& rows);
  double weigh_side(const Query& side, LeafPlace place);
  void seek(SoughtTerm term, LeafPlace place);
  void add_pair(const AnalyzedTerm& first, const AnalyzedTerm& second, FieldId field,
                LeafPlace place);
  void add_bonus(const Xapian::Query& query, LeafPlace place);
  void count_words(std::size_t number, LeafPlace place);
  void add_title_word(const std::vector<std::string>& stems, double weight);
  void refuse(const Query& query, std::string message, std::string hint = {});
  void warn_of_approximation();

  WordTerms words_;
  std::string stop_language_;
  bool has_remote_;
  LeafNotes notes_;
  std::size_t pairs_ = 0;
  std::set<std::string> scans_;  ///< what was compared with every word
};

}  // namespace dateline
