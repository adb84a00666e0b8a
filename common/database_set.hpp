#pragma once

// Several databases, local and remote, that are searched as one. For sources that use Xapian; no
// public header includes it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/database_address.hpp"
#include "common/result.hpp"

namespace dateline {

/// One of the databases that Xapian puts together, which it calls a shard: its document `d` is
/// document (d - 1) * shards + number of the shard + 1 of the whole.
struct DatabaseShard {
  DatabaseAddress address;
  Xapian::Database database;
  std::string uuid;

  bool is_remote() const { return address.is_remote(); }
};

/// A document by its number in its shard.
struct ShardDocument {
  const DatabaseShard* shard = nullptr;
  Xapian::docid document = 0;
};

/// What one of the names says that a set was opened by.
struct NamedDatabase {
  std::string name;
  std::string uuid;            ///< those of several joined by colons
  std::uint64_t revision = 0;  ///< 0 where there is none: several, or a remote one
  std::uint64_t articles = 0;
};

/// Opened databases. Copies share them. One thread at a time.
class DatabaseSet {
 public:
  /// Opens all that `names` name, as parse_database_address() reads them; the databases of a stub
  /// count each. What was opened under an earlier name too is left out, with a warning.
  ///
  /// Usage: a name that is no address. Database: there is none, or it cannot be read. Unreachable:
  /// it does not answer within the time limit ($DATELINE_REMOTE_TIMEOUT seconds, 30 unless set; for
  /// every later answer too). SchemaMismatch: it was made by another version, or by another
  /// program.
  static Result<DatabaseSet> open(const std::vector<std::string>& names);

  const Xapian::Database& all() const { return all_; }
  std::vector<Xapian::Database> each() const;
  const std::vector<NamedDatabase>& named() const { return named_; }
  const std::vector<std::string>& warnings() const { return warnings_; }  ///< one line each

  /// Remote databases know nothing of posting sources, key makers and deciders of ours, and of
  /// spelling; every question to one is a round trip.
  bool has_remote() const;
  bool has_local() const;

  /// Where document `document` of all() is.
  ShardDocument locate(Xapian::docid document) const;

  /// Differs when one of the databases changed since, as far as it tells.
  std::string state() const;

  /// Which remote database does not answer. Asks those that may still do.
  std::string find_lost(const Xapian::NetworkError& error) const;

  /// Keeps connections from being taken down in order, since that waits for a program at the near
  /// end that may wait for ever for the far one.
  void abandon() const;

 private:
  Result<void> add(const std::string& name);
  Result<void> add(const DatabaseAddress& address, NamedDatabase& named, int depth);
  Result<void> add_shard(const DatabaseAddress& address, Xapian::Database database,
                         NamedDatabase& named);

  std::vector<DatabaseShard> shards_;
  std::vector<NamedDatabase> named_;
  std::vector<std::string> warnings_;
  Xapian::Database all_;
};

}  // namespace dateline
