#include "searcher/term_frequencies.hpp"

namespace dateline {
namespace {

/// A batch of queries has no end of terms.
constexpr std::size_t kMostKnown = 10'000;

}  // namespace

Xapian::doccount TermFrequencies::of(const std::string& term) {
  if (const auto found = known_.find(term); found != known_.end()) return found->second;
  make_room();
  const Xapian::doccount frequency = database_.get_termfreq(term);
  known_.emplace(term, frequency);
  return frequency;
}

void TermFrequencies::learn(const std::vector<std::string>& terms) {
  if (terms.empty()) return;
  make_room();
  // A match that is asked for no documents is over when all databases have told what they know of
  // its terms.
  Xapian::Enquire enquire(database_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet matched = enquire.get_mset(Xapian::doccount{0}, 0);
  for (const std::string& term : terms) known_[term] = matched.get_termfreq(term);
}

void TermFrequencies::make_room() {
  if (known_.size() > kMostKnown) known_.clear();
}

}  // namespace dateline
