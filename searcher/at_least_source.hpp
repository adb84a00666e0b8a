#pragma once

#include <string>

#include <xapian.h>

namespace dateline {

/// Articles in which a term occurs a number of times or more. A headline word counts several times
/// in the frequency of its plain term (kTitleWeight of common/schema.hpp), so `title_term`, the
/// same word as a headline term, tells what to take off again; empty when the term is of one field.
/// Local databases only. Weighs nothing.
class AtLeastSource final : public Xapian::PostingSource {
 public:
  AtLeastSource(std::string term, std::string title_term, Xapian::termcount least);

  void init(const Xapian::Database& database) override;
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return frequency_ / 2; }
  Xapian::doccount get_termfreq_max() const override { return frequency_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return posting_ == end_; }
  Xapian::docid get_docid() const override { return *posting_; }
  Xapian::PostingSource* clone() const override;

 private:
  void start();
  void settle();
  Xapian::termcount occurrences();

  std::string term_;
  std::string title_term_;
  Xapian::termcount least_;
  Xapian::Database database_;
  Xapian::PostingIterator posting_;
  Xapian::PostingIterator end_;
  Xapian::PostingIterator title_;
  Xapian::PostingIterator title_end_;
  Xapian::doccount frequency_ = 0;
  bool started_ = false;
};

}  // namespace dateline
