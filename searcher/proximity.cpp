#include "searcher/proximity.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/tokenizer.hpp"

namespace dateline {
namespace {

/// One occurrence and the number of the side that it is of.
struct Placed {
  Occurrence at;
  std::size_t side = 0;
};

/// Sweeps over the occurrences from left to right. A state is which sides are placed (when in
/// order, how many); of several ways to one state only that with the fewest words between matters.
class Sweep {
 public:
  Sweep(std::size_t sides, bool in_order, Xapian::termpos gap)
      : in_order_(in_order),
        gap_(gap),
        full_(in_order ? sides : (std::size_t{1} << sides) - 1),
        best_(full_ + 1, kNever) {}

  /// True when this occurrence is the last that was wanted.
  bool add(const Placed& placed) {
    settle(placed.at.begin);
    const auto begin = static_cast<std::int64_t>(placed.at.begin);
    for (std::size_t state = 0; state < full_; ++state) {
      if (!wants(state, placed.side)) continue;
      if (state != 0 && best_[state] == kNever) continue;
      const std::int64_t gap = state == 0 ? 0 : best_[state] + begin;
      if (gap > gap_) continue;
      const std::size_t next = in_order_ ? state + 1 : state | (std::size_t{1} << placed.side);
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
    return in_order_ ? state == side : (state >> side & 1) == 0;
  }

  void settle(Xapian::termpos begin) {
    std::erase_if(open_, [&](const Open& open) {
      if (open.end >= begin) return false;
      best_[open.state] = std::min(best_[open.state], open.value);
      return true;
    });
  }

  bool in_order_;
  std::int64_t gap_;
  std::size_t full_;
  std::vector<std::int64_t> best_;
  std::vector<Open> open_;
};

/// The positions of the terms of a proximity in one article after the other, by rising number.
class PositionReader {
 public:
  explicit PositionReader(const Xapian::Database& database) : database_(&database) {}

  const std::vector<Xapian::termpos>& positions(const std::string& term, Xapian::docid document) {
    const auto [at, is_new] = terms_.try_emplace(term);
    Reading& reading = at->second;
    if (is_new) {
      reading.posting = database_->postlist_begin(term);
      reading.end = database_->postlist_end(term);
    }
    if (reading.document == document) return reading.positions;
    reading.document = document;
    reading.positions.clear();
    if (reading.posting == reading.end) return reading.positions;
    if (*reading.posting < document) reading.posting.skip_to(document);
    if (reading.posting == reading.end || *reading.posting != document) return reading.positions;
    reading.positions.assign(reading.posting.positionlist_begin(),
                             reading.posting.positionlist_end());
    return reading.positions;
  }

 private:
  struct Reading {
    Xapian::PostingIterator posting;
    Xapian::PostingIterator end;
    Xapian::docid document = 0;
    std::vector<Xapian::termpos> positions;
  };

  const Xapian::Database* database_;
  std::map<std::string, Reading> terms_;
};

void add_occurrences(const TermRow& row, Xapian::docid document, PositionReader& reader,
                     std::vector<Occurrence>& occurrences) {
  for (const Xapian::termpos begin : reader.positions(row.terms.front(), document)) {
    bool is_whole = true;
    for (std::size_t i = 1; is_whole && i < row.terms.size(); ++i) {
      const auto& others = reader.positions(row.terms[i], document);
      is_whole = std::binary_search(others.begin(), others.end(), begin + row.offsets[i]);
    }
    if (is_whole) occurrences.push_back({begin, begin + row.offsets.back()});
  }
}

class ProximitySource final : public Xapian::PostingSource {
 public:
  explicit ProximitySource(Proximity proximity) : proximity_(std::move(proximity)) {}

  void init(const Xapian::Database& database) override {
    database_ = database;
    reader_.emplace(database_);
    last_ = database.get_lastdocid();
    at_ = 0;
    set_maxweight(0);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  // As many as there can be, so that the matcher asks for it last.
  Xapian::doccount get_termfreq_est() const override { return database_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }
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
    std::vector<std::vector<Occurrence>> sides;
    sides.reserve(proximity_.sides.size());
    for (const auto& rows : proximity_.sides) {
      auto& occurrences = sides.emplace_back();
      for (const TermRow& row : rows) add_occurrences(row, at_, *reader_, occurrences);
      if (occurrences.empty()) return false;
    }
    return stand_together(sides, proximity_.in_order, proximity_.gap);
  }

  Proximity proximity_;
  Xapian::Database database_;
  std::optional<PositionReader> reader_;
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

}  // namespace

bool stand_together(const std::vector<std::vector<Occurrence>>& sides, bool in_order,
                    Xapian::termpos gap) {
  std::vector<Placed> all;
  for (std::size_t side = 0; side < sides.size(); ++side)
    for (const Occurrence& occurrence : sides[side]) all.push_back({occurrence, side});
  std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
  Sweep sweep(sides.size(), in_order, gap);
  return std::any_of(all.begin(), all.end(),
                     [&](const Placed& placed) { return sweep.add(placed); });
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

}  // namespace dateline
