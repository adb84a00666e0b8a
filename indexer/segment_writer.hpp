#pragma once

// Writes a whole Xapian database at once: an order of magnitude faster than WritableDatabase, whose
// add_document() walks two maps of strings for every term. The result is a glass database like any
// other: Xapian merges, checks, reads and changes it.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"
#include "indexer/document_sink.hpp"
#include "indexer/glass_table.hpp"
#include "indexer/posting_accumulator.hpp"

namespace dateline {

/// Documents get the ids 1, 2, ... in the order in which they come. One thread at a time.
class SegmentWriter final : public DocumentSink {
 public:
  /// `directory` must exist and be empty.
  explicit SegmentWriter(std::string directory);

  /// The calls of DocumentSink between these two make up a document.
  void begin_document();
  void end_document();

  void add_posting(std::string_view term, std::uint32_t position, std::uint32_t weight) override;
  void add_term(std::string_view term, std::uint32_t weight) override;
  void add_value(std::uint32_t slot, std::string_view value) override;
  void set_data(std::string_view data) override;

  /// The last value of a key counts. At most kMaxMetadataKey bytes without a NUL.
  void set_metadata(std::string_view key, std::string_view value);

  std::uint32_t documents() const { return postings_.documents(); }
  /// Bytes held in memory, about; documents' data is not among them.
  std::size_t memory() const;

  /// Writes what is left. The disk is not asked to keep it: segments are merged into something
  /// that is. Nothing can be added after it.
  Result<void> finish();

  static constexpr std::size_t kMaxMetadataKey = 245;

 private:
  struct Value {
    std::uint32_t slot;
    std::uint32_t document;
    std::string value;
  };

  std::string table_path(std::string_view name) const;
  void write_metadata(glass::TableWriter& table) const;
  void write_values(glass::TableWriter& table);
  void write_lengths(glass::TableWriter& table) const;
  void write_postings(glass::TableWriter& postings, glass::TableWriter& positions);
  void write_term_lists(glass::TableWriter& table) const;
  Result<void> write_version(const std::vector<glass::TableRoot>& roots) const;

  std::string directory_;
  PostingAccumulator postings_;
  glass::TableWriter data_;
  std::map<std::string, std::string, std::less<>> metadata_;
  std::size_t metadata_bytes_ = 0;
  std::vector<Value> values_;
  std::vector<std::uint32_t> lengths_;  ///< of each document: the sum of its terms' frequencies
  std::vector<std::string> used_slots_;
  std::uint32_t max_frequency_ = 0;
};

}  // namespace dateline
