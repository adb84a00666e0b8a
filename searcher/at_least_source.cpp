#include "searcher/at_least_source.hpp"

#include <utility>

#include "common/schema.hpp"

namespace dateline {

AtLeastSource::AtLeastSource(std::string term, std::string title_term, Xapian::termcount least)
    : term_(std::move(term)), title_term_(std::move(title_term)), least_(least) {}

void AtLeastSource::init(const Xapian::Database& database) {
  database_ = database;
  started_ = false;
  frequency_ = database.get_termfreq(term_);
  set_maxweight(0);
}

void AtLeastSource::start() {
  if (started_) return;
  posting_ = database_.postlist_begin(term_);
  end_ = database_.postlist_end(term_);
  if (!title_term_.empty()) {
    title_ = database_.postlist_begin(title_term_);
    title_end_ = database_.postlist_end(title_term_);
  }
  started_ = true;
}

Xapian::termcount AtLeastSource::occurrences() {
  const Xapian::termcount weighted = posting_.get_wdf();
  if (title_ == title_end_) return weighted;
  title_.skip_to(*posting_);
  if (title_ == title_end_ || *title_ != *posting_) return weighted;
  return weighted - title_.get_wdf() * (kTitleWeight - 1);
}

void AtLeastSource::settle() {
  while (posting_ != end_ && occurrences() < least_) ++posting_;
}

void AtLeastSource::next(double) {
  if (started_) {
    ++posting_;
  } else {
    start();
  }
  settle();
}

void AtLeastSource::skip_to(Xapian::docid document, double) {
  start();
  if (posting_ != end_) posting_.skip_to(document);
  settle();
}

Xapian::PostingSource* AtLeastSource::clone() const {
  return new AtLeastSource(term_, title_term_, least_);
}

}  // namespace dateline
