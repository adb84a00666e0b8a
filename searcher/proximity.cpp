#include "searcher/proximity.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "common/tokenizer.hpp"
#include "searcher/filter_terms.hpp"

namespace dateline {
namespace {

/// One occurrence and the number of the side that it is of.
struct Placed {
  Occurrence at;
  std::size_t side = 0;
};

/// Sweeps over the occurrences from left to right. A state is how many of each kind of side are
/// placed (when in order, how many sides); of several ways to one state only that with the fewest
/// words between matters.
class Sweep {
 public:
  /// `counts` says how many sides of each kind there are.
  Sweep(const std::vector<std::size_t>& counts, bool in_order, Xapian::termpos gap)
      : in_order_(in_order), gap_(gap) {
    std::size_t states = 1;
    for (const std::size_t count : counts) {
      kinds_.push_back({.stride = states, .states = count + 1});
      states *= count + 1;
    }
    full_ = in_order ? counts.size() : states - 1;
    best_.assign(full_ + 1, kNever);
  }

  /// True when this occurrence is the last that was wanted.
  bool add(const Placed& placed) {
    settle(placed.at.begin);
    const auto begin = static_cast<std::int64_t>(placed.at.begin);
    for (std::size_t state = 0; state < full_; ++state) {
      if (!wants(state, placed.side)) continue;
      if (state != 0 && best_[state] == kNever) continue;
      const std::int64_t gap = state == 0 ? 0 : best_[state] + begin;
      if (gap > gap_) continue;
      const std::size_t next = state + (in_order_ ? 1 : kinds_[placed.side].stride);
      if (next == full_) return true;
      open_.push_back({placed.at.end, next, gap - placed.at.end - 1});
    }
    return false;
  }

 private:
  /// A state that lasts from behind `end`. `value` is the words passed over up to there, less the
  /// position behind `end`: so the number at any later position is `value` plus that position.
  struct Open {
    Xapian::termpos end = 0;
    std::size_t state = 0;
    std::int64_t value = 0;
  };

  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  bool wants(std::size_t state, std::size_t side) const {
    if (in_order_) return state == side;
    const Kind& kind = kinds_[side];
    return state / kind.stride % kind.states + 1 < kind.states;
  }

  void settle(Xapian::termpos begin) {
    std::erase_if(open_, [&](const Open& open) {
      if (open.end >= begin) return false;
      best_[open.state] = std::min(best_[open.state], open.value);
      return true;
    });
  }

  /// A digit of the state: how many sides of the kind are placed.
  struct Kind {
    std::size_t stride = 1;
    std::size_t states = 2;
  };

  bool in_order_;
  std::int64_t gap_;
  std::vector<Kind> kinds_;
  std::size_t full_ = 0;
  std::vector<std::int64_t> best_;
  std::vector<Open> open_;
};

/// The positions of one term in one article after the other, by rising number.
class PositionReader {
 public:
  PositionReader(const Xapian::Database& database, const std::string& term)
      : posting_(database.postlist_begin(term)), end_(database.postlist_end(term)) {
    note_next();
  }

  const std::vector<Xapian::termpos>& positions(Xapian::docid document) {
    if (document == document_) return positions_;
    document_ = document;
    positions_.clear();
    if (next_ < document) {
      posting_.skip_to(document);
      note_next();
    }
    if (next_ == document)
      positions_.assign(posting_.positionlist_begin(), posting_.positionlist_end());
    return positions_;
  }

 private:
  void note_next() {
    next_ = posting_ == end_ ? std::numeric_limits<Xapian::docid>::max() : *posting_;
  }

  Xapian::PostingIterator posting_;
  Xapian::PostingIterator end_;
  Xapian::docid next_ = 0;  ///< the article that the posting list stands at
  Xapian::docid document_ = 0;
  std::vector<Xapian::termpos> positions_;
};

class ProximitySource final : public Xapian::PostingSource {
 public:
  explicit ProximitySource(Proximity proximity)
      : proximity_(std::move(proximity)), occurrences_(proximity_.sides.size()) {}

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
    sides_.clear();
    readers_.clear();
    std::map<std::string, std::size_t> known;
    for (const auto& rows : proximity_.sides) {
      auto& side = sides_.emplace_back();
      for (const TermRow& row : rows) {
        auto& numbers = side.emplace_back();
        for (const std::string& term : row.terms) {
          const auto [at, is_new] = known.emplace(term, readers_.size());
          if (is_new) readers_.emplace_back(database, term);
          numbers.push_back(at->second);
        }
      }
    }
    set_maxweight(0);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  // As many as there can be, so that the matcher asks for it last.
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double) override {
    do {
      ++at_;
    } while (at_ <= last_ && !holds());
  }
  void skip_to(Xapian::docid document, double min_weight) override {
    if (document <= at_) return;
    at_ = document - 1;
    next(min_weight);
  }
  bool check(Xapian::docid document, double) override {
    at_ = document;
    return holds();
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  Xapian::PostingSource* clone() const override { return new ProximitySource(proximity_); }

 private:
  bool holds() {
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      occurrences_[side].clear();
      for (std::size_t row = 0; row < sides_[side].size(); ++row)
        add_occurrences(sides_[side][row], proximity_.sides[side][row].offsets, side);
      if (occurrences_[side].empty()) return false;
    }
    return stand_together(occurrences_, proximity_.in_order, proximity_.gap);
  }

  void add_occurrences(const std::vector<std::size_t>& terms,
                       const std::vector<Xapian::termpos>& offsets, std::size_t side) {
    for (const Xapian::termpos begin : readers_[terms.front()].positions(at_)) {
      bool is_whole = true;
      for (std::size_t i = 1; is_whole && i < terms.size(); ++i) {
        const auto& others = readers_[terms[i]].positions(at_);
        is_whole = std::binary_search(others.begin(), others.end(), begin + offsets[i]);
      }
      if (is_whole) occurrences_[side].push_back({begin, begin + offsets.back()});
    }
  }

  Proximity proximity_;
  std::vector<PositionReader> readers_;
  /// Of each side the rows, as numbers of readers.
  std::vector<std::vector<std::vector<std::size_t>>> sides_;
  std::vector<std::vector<Occurrence>> occurrences_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

/// Of a run without blanks every character and every pair of neighbours is a term, and two of them
/// share a position.
bool may_share_positions(const std::string& term) {
  const bool is_ascii =
      std::all_of(term.begin(), term.end(), [](char c) { return (c & 0x80) == 0; });
  if (is_ascii) return false;
  const auto terms = analyze_query_text(term);
  return std::any_of(terms.begin(), terms.end(), [](const AnalyzedTerm& one) {
    return one.kind == TokenKind::Unigram || one.kind == TokenKind::Bigram;
  });
}

Xapian::Query near_query(const Proximity& proximity) {
  std::vector<Xapian::Query> sides;
  for (const auto& rows : proximity.sides) {
    std::vector<std::string> terms;
    for (const TermRow& row : rows) terms.insert(terms.end(), row.terms.begin(), row.terms.end());
    sides.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  return {proximity.in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, sides.begin(),
          sides.end(), proximity.gap + static_cast<Xapian::termcount>(sides.size())};
}

/// Articles that have each side somewhere.
Xapian::Query all_sides_query(const Proximity& proximity) {
  std::vector<Xapian::Query> sides;
  for (auto side = proximity.sides.begin(); side != proximity.sides.end(); ++side) {
    const auto& rows = *side;
    if (std::find(proximity.sides.begin(), side, rows) != side) continue;
    std::vector<Xapian::Query> queries;
    for (const TermRow& row : rows) queries.push_back(loose_row_query(row));
    sides.emplace_back(Xapian::Query::OP_OR, queries.begin(), queries.end());
  }
  return {Xapian::Query::OP_AND, sides.begin(), sides.end()};
}

}  // namespace

bool stand_together(const std::vector<std::vector<Occurrence>>& sides, bool in_order,
                    Xapian::termpos gap) {
  std::vector<Placed> all;
  std::vector<std::size_t> counts;
  std::vector<std::size_t> kind_of(sides.size());
  for (std::size_t side = 0; side < sides.size(); ++side) {
    // Sides of the same occurrences are one kind, wanted more than once.
    if (const auto same = std::find(sides.begin(), sides.end(), sides[side]) - sides.begin();
        !in_order && same < static_cast<std::ptrdiff_t>(side)) {
      ++counts[kind_of[static_cast<std::size_t>(same)]];
      continue;
    }
    kind_of[side] = counts.size();
    for (const Occurrence& occurrence : sides[side]) all.push_back({occurrence, counts.size()});
    counts.push_back(1);
  }
  std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
  Sweep sweep(counts, in_order, gap);
  return std::any_of(all.begin(), all.end(),
                     [&](const Placed& placed) { return sweep.add(placed); });
}

Xapian::Query loose_row_query(const TermRow& row) {
  if (row.terms.size() == 1) return Xapian::Query(row.terms.front());
  return {Xapian::Query::OP_PHRASE, row.terms.begin(), row.terms.end(), row.offsets.back() + 1};
}

bool is_native(const Proximity& proximity) {
  std::set<std::string> seen;
  for (const auto& rows : proximity.sides) {
    std::set<std::string> terms;
    for (const TermRow& row : rows) {
      if (row.terms.size() > 1) return false;
      terms.insert(row.terms.front());
    }
    // In order, what stands for two sides has to stand twice.
    if (proximity.in_order) continue;
    for (const std::string& term : terms)
      if (may_share_positions(term) || !seen.insert(term).second) return false;
  }
  return true;
}

Xapian::Query proximity_filter(const Proximity& proximity) {
  return Xapian::Query((new ProximitySource(proximity))->release());
}

Xapian::Query approximate_proximity_query(const Proximity& proximity) {
  const Xapian::Query near = near_query(proximity);
  if (is_native(proximity)) return near;
  return {Xapian::Query::OP_AND, near, without_score(all_sides_query(proximity))};
}

Xapian::Query proximity_query(const Proximity& proximity) {
  if (is_native(proximity)) return near_query(proximity);
  return {Xapian::Query::OP_FILTER, all_sides_query(proximity), proximity_filter(proximity)};
}

}  // namespace dateline
