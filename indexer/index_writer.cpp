#include "indexer/index_writer.hpp"

#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"

namespace dateline {

Result<IndexWriter> IndexWriter::open(const std::string& path,
                                      std::optional<std::chrono::seconds> wait) {
  auto database = open_for_writing(path, wait);
  if (!database) return fail(database.error());
  return catching(path, [&] {
    const std::string key(kMetadataSchema);
    if (database->get_metadata(key).empty()) {
      database->set_metadata(key, std::to_string(kSchemaVersion));
      database->commit();
    }
    return IndexWriter(path, *std::move(database));
  });
}

IndexWriter::IndexWriter(std::string path, Xapian::WritableDatabase database)
    : path_(std::move(path)), database_(std::move(database)) {}

Result<UpsertOutcome> IndexWriter::upsert(std::string unique_term, Xapian::Document document,
                                          std::size_t bytes) {
  const auto added = catching(path_, [&] {
    const bool exists = database_.term_exists(unique_term);
    database_.replace_document(unique_term, document);
    return exists ? UpsertOutcome::Updated : UpsertOutcome::Added;
  });
  if (!added) {
    if (const auto restored = add_again(); !restored) return fail(restored.error());
    return fail(ErrorCode::Input,
                fmt::format("the database refused it: {}", added.error().message));
  }
  pending_.push_back({std::move(unique_term), std::move(document)});
  pending_bytes_ += bytes;
  if (pending_.size() >= kBatchDocuments || pending_bytes_ >= kBatchBytes) {
    if (const auto committed = commit(); !committed) return fail(committed.error());
  }
  return *added;
}

Result<void> IndexWriter::commit() {
  const auto committed = catching(path_, [&] { database_.commit(); });
  if (!committed) return fail(committed.error());
  pending_.clear();
  pending_bytes_ = 0;
  return {};
}

Result<void> IndexWriter::add_again() {
  return catching(path_, [&] {
    for (const Pending& pending : pending_)
      database_.replace_document(pending.unique_term, pending.document);
  });
}

}  // namespace dateline
