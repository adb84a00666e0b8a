#pragma once

// The one writer of a database.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/result.hpp"

namespace dateline {

enum class UpsertOutcome { Added, Updated };

/// Adds and replaces documents in batches. A document that Xapian refuses costs itself, never the
/// batch: Xapian drops every uncommitted change when it throws, so the batch is kept and added
/// again. Nothing is durable before commit() returned.
class IndexWriter {
 public:
  /// See open_for_writing().
  static Result<IndexWriter> open(const std::string& path,
                                  std::optional<std::chrono::seconds> wait);

  /// Adds `document`, or puts it in the place of the one that has `unique_term`. `bytes` is the
  /// size of its text; every kBatchBytes of text or kBatchDocuments documents the batch is
  /// committed. An error of code Input is the document's own; after any other the writer is of no
  /// more use.
  Result<UpsertOutcome> upsert(std::string unique_term, Xapian::Document document,
                               std::size_t bytes);

  Result<void> commit();

  static constexpr std::size_t kBatchDocuments = 200;
  static constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

 private:
  struct Pending {
    std::string unique_term;
    Xapian::Document document;
  };

  IndexWriter(std::string path, Xapian::WritableDatabase database);
  Result<void> add_again();

  std::string path_;
  Xapian::WritableDatabase database_;
  std::vector<Pending> pending_;
  std::size_t pending_bytes_ = 0;
};

}  // namespace dateline
