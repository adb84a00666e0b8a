#include "searcher/at_least_source.hpp"

#include <algorithm>
#include <utility>

#include "common/schema.hpp"

namespace dateline {

AtLeastSource::AtLeastSource(std::vector<CountedTerm> terms, Xapian::termcount least)
    : terms_(std::move(terms)), least_(least) {}

AtLeastSource::Reader::Reader(const Xapian::Database& database, const std::string& term) {
  // To Xapian the empty term is one that every document has.
  if (term.empty()) return;
  posting = database.postlist_begin(term);
  end = database.postlist_end(term);
}

Xapian::docid AtLeastSource::Reader::reach(Xapian::docid document) {
  if (posting == end) return kEnd;
  if (*posting < document) posting.skip_to(document);
  return posting == end ? kEnd : *posting;
}

Xapian::termcount AtLeastSource::Reader::frequency_in(Xapian::docid document) {
  return reach(document) == document ? posting.get_wdf() : 0;
}

void AtLeastSource::init(const Xapian::Database& database) {
  readers_.clear();
  document_ = 0;
  frequency_ = 0;
  for (const CountedTerm& counted : terms_) {
    readers_.push_back({.term = Reader(database, counted.term),
                        .title = Reader(database, counted.title_term),
                        .opening = Reader(database, counted.opening_term)});
    frequency_ += database.get_termfreq(counted.term);
  }
  frequency_ = std::min(frequency_, database.get_doccount());
  set_maxweight(0);
}

Xapian::termcount AtLeastSource::mentions(Xapian::docid document) {
  Xapian::termcount total = 0;
  for (CountedReaders& readers : readers_) {
    const Xapian::termcount frequency = readers.term.frequency_in(document);
    if (frequency == 0) continue;
    total += frequency - readers.title.frequency_in(document) * (kTitleWeight - 1) -
             readers.opening.frequency_in(document);
  }
  return total;
}

void AtLeastSource::next(double min_weight) { skip_to(document_ + 1, min_weight); }

void AtLeastSource::skip_to(Xapian::docid document, double) {
  if (document_ == kEnd || document <= document_) return;
  while (true) {
    Xapian::docid nearest = kEnd;
    for (CountedReaders& readers : readers_)
      nearest = std::min(nearest, readers.term.reach(document));
    document_ = nearest;
    if (nearest == kEnd || mentions(nearest) >= least_) return;
    document = nearest + 1;
  }
}

}  // namespace dateline
