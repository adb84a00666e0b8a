#pragma once

// Documents from one database into another.

#include <string>
#include <vector>

#include <xapian.h>

#include "common/result.hpp"
#include "indexer/document_sink.hpp"

namespace dateline {

/// Makes `target`, a database that does not exist yet, of all documents of `paths` in their order.
/// Numbers of documents grow by the last one of the database before; of the first one they keep
/// their distances. Of several values of a metadata key the greatest stays.
Result<void> merge_databases(const std::vector<std::string>& paths, const std::string& target);

/// Hands a document over to the sink of another database. May throw Xapian::Error.
void copy_document(const Xapian::Database& database, Xapian::docid id, DocumentSink& sink);

}  // namespace dateline
