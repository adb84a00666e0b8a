#pragma once

#include <string>
#include <unordered_map>

#include <xapian.h>

#include "common/database_set.hpp"

namespace dateline {

/// Documents of one search. Those of remote databases, each of which is a round trip, are kept.
/// What was deleted since the match is thrown as Xapian::DatabaseModifiedError; functions may
/// throw any Xapian::Error.
class FoundDocuments {
 public:
  explicit FoundDocuments(const DatabaseSet& databases)
      : databases_(databases), keeps_(databases.has_remote()) {}

  Xapian::Document get(Xapian::docid document);

  /// The record of its article; never empty.
  std::string record(Xapian::docid document);

  std::string article_id(Xapian::docid document);

  /// The text in a slot; empty where there is none.
  std::string text(Xapian::docid document, Xapian::valueno slot);

 private:
  const DatabaseSet& databases_;
  bool keeps_;
  std::unordered_map<Xapian::docid, Xapian::Document> kept_;
};

}  // namespace dateline
