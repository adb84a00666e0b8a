#pragma once

// The inverted index of some documents in memory: terms and postings in flat arrays, sorted once
// when it is complete.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One term in one document.
struct AccumulatedPosting {
  std::uint32_t term = 0;  ///< before sort(): a number given in order of appearance; after: rank
  std::uint32_t document = 0;  ///< counted from 0
  std::uint32_t frequency = 0;
  std::uint32_t positions_end = 0;  ///< in the bytes of positions(); they begin where the one
                                    ///< before in order of addition ends
};

/// Fill: begin_document(), add()s, end_document(), ...; then sort(); then read.
class PostingAccumulator {
 public:
  PostingAccumulator();

  void begin_document();
  /// Positions of one term rise within a document.
  void add(std::string_view term, std::uint32_t position, std::uint32_t weight);
  void add(std::string_view term, std::uint32_t weight);
  void end_document();

  std::uint32_t documents() const { return documents_; }
  /// Bytes held, about.
  std::size_t memory() const;

  void sort();

  /// After sort(): every term in byte order.
  std::size_t terms() const { return ranked_.size(); }
  std::string_view term(std::uint32_t rank) const { return text(ranked_[rank]); }
  /// Postings of a term, documents rising: indices for posting().
  std::span<const std::uint32_t> postings_of_term(std::uint32_t rank) const;
  /// Postings of a document, terms rising.
  std::span<const std::uint32_t> postings_of_document(std::uint32_t document) const;
  const AccumulatedPosting& posting(std::uint32_t index) const { return postings_[index]; }
  /// The position list as glass::pack_positions() wrote it; empty when there is none.
  std::string_view positions(std::uint32_t index) const;

 private:
  struct Term {
    std::uint32_t begin = 0;  ///< in texts_
    std::uint32_t size = 0;
    std::uint32_t hash = 0;
    std::uint32_t posting = 0;  ///< of the latest document that has it, one up; 0 none
  };
  struct Occurrence {
    std::uint32_t posting;
    std::uint32_t position;
  };

  std::string_view text(std::uint32_t term) const {
    return std::string_view(texts_).substr(terms_[term].begin, terms_[term].size);
  }
  std::uint32_t find_or_add(std::string_view term);
  std::uint32_t posting_of(std::string_view term, std::uint32_t weight);
  void grow();

  std::string texts_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  ///< hash table of term numbers, one up; a power of two
  std::vector<AccumulatedPosting> postings_;
  std::string positions_;
  std::uint32_t documents_ = 0;
  std::uint32_t first_posting_ = 0;  ///< of the open document

  // Of the open document.
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> sorted_positions_;

  // After sort().
  std::vector<std::uint32_t> ranked_;  ///< term number of each rank
  std::vector<std::uint32_t> by_term_, term_begins_;
  std::vector<std::uint32_t> by_document_, document_begins_;
};

}  // namespace dateline
