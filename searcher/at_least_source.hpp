#pragma once

#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

/// A term, and what of its frequency in a document is weight rather than mentions: a headline word
/// counts kTitleWeight times, and the opening of a text without one twice (common/schema.hpp).
/// Empty where the term is of one field, whose frequency is that of its mentions.
struct CountedTerm {
  std::string term;
  std::string title_term = {};
  std::string opening_term = {};
};

/// Articles in which one or the other of the terms is mentioned so many times, or more, all
/// together. Local databases only. Weighs nothing.
class AtLeastSource final : public Xapian::PostingSource {
 public:
  AtLeastSource(std::vector<CountedTerm> terms, Xapian::termcount least);

  void init(const Xapian::Database& database) override;
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return frequency_ / 2; }
  Xapian::doccount get_termfreq_max() const override { return frequency_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return document_ == kEnd; }
  Xapian::docid get_docid() const override { return document_; }
  Xapian::PostingSource* clone() const override { return new AtLeastSource(terms_, least_); }

 private:
  /// A posting list that is read by rising document.
  struct Reader {
    Reader(const Xapian::Database& database, const std::string& term);

    /// The first document with the term from this one on, or kEnd.
    Xapian::docid reach(Xapian::docid document);
    Xapian::termcount frequency_in(Xapian::docid document);

    Xapian::PostingIterator posting;
    Xapian::PostingIterator end;
  };

  struct CountedReaders {
    Reader term;
    Reader title;
    Reader opening;
  };

  static constexpr Xapian::docid kEnd = static_cast<Xapian::docid>(-1);

  Xapian::termcount mentions(Xapian::docid document);

  std::vector<CountedTerm> terms_;
  Xapian::termcount least_;
  std::vector<CountedReaders> readers_;
  Xapian::doccount frequency_ = 0;
  Xapian::docid document_ = 0;
};

}  // namespace dateline
