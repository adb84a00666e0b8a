#include "common/database_set.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/xapian_error.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kConnectMilliseconds = 10'000;
constexpr unsigned kReplySeconds = 30;

/// Stubs may name stubs, and so themselves.
constexpr int kMaxStubDepth = 8;

unsigned reply_milliseconds() {
  const char* setting = std::getenv("DATELINE_REMOTE_TIMEOUT");
  const std::string_view text = setting == nullptr ? std::string_view() : setting;
  constexpr unsigned kMostSeconds = 86'400;
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_valid = error == std::errc() && end == text.data() + text.size() && seconds > 0 &&
                        seconds <= kMostSeconds;
  return (is_valid ? seconds : kReplySeconds) * 1000;
}

/// Never takes the connection down: see DatabaseSet::abandon().
void keep_for_ever(const Xapian::Database& database) {
  static auto* const kept = new std::vector<Xapian::Database>();
  kept->push_back(database);
}

Result<Xapian::Database> open_remote(const DatabaseAddress& address) {
  return catching(address.text, [&]() -> Result<Xapian::Database> {
    const unsigned limit = reply_milliseconds();
    const Xapian::Database database =
        address.kind == DatabaseAddress::Kind::Tcp
            ? Xapian::Remote::open(address.host, address.port, limit,
                                   std::min(limit, kConnectMilliseconds))
            : Xapian::Remote::open(address.program, address.arguments, limit);
    try {
      if (auto schema = check_schema(database, address.text); !schema) return fail(schema.error());
    } catch (const Xapian::NetworkTimeoutError&) {
      keep_for_ever(database);
      throw;
    }
    return database;
  });
}

/// What a path stands for, where it is a stub of more than one local database.
std::vector<DatabaseAddress> expand_stub(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (fs::exists(fs::path(path) / "iamglass", error)) return {};
    return read_database_stub((fs::path(path) / "XAPIANDB").string());
  }
  return fs::is_regular_file(path, error) ? read_database_stub(path)
                                          : std::vector<DatabaseAddress>();
}

/// How an error of Xapian's names the database it is about.
std::string context_of(const DatabaseAddress& address) {
  if (address.kind == DatabaseAddress::Kind::Tcp)
    return fmt::format("remote:tcp({}:{})", address.host, address.port);
  return fmt::format("remote:prog({} {})", address.program, address.arguments);
}

}  // namespace

Result<DatabaseSet> DatabaseSet::open(const std::vector<std::string>& names) {
  DatabaseSet set;
  for (const std::string& name : names)
    if (auto added = set.add(name); !added) return fail(added.error());
  if (set.shards_.size() == 1) {
    set.all_ = set.shards_.front().database;
  } else {
    for (const DatabaseShard& shard : set.shards_) set.all_.add_database(shard.database);
  }
  return set;
}

Result<void> DatabaseSet::add(const std::string& name) {
  auto address = parse_database_address(name);
  if (!address) return fail(address.error());
  NamedDatabase named{.name = name};
  const std::size_t shards_before = shards_.size();
  const std::size_t warnings_before = warnings_.size();
  if (auto added = add(*address, named, 0); !added) return added;
  const bool is_known = shards_.size() == shards_before && warnings_.size() > warnings_before;
  if (!is_known) named_.push_back(std::move(named));
  return {};
}

Result<void> DatabaseSet::add(const DatabaseAddress& address, NamedDatabase& named, int depth) {
  if (address.is_remote()) {
    auto opened = open_remote(address);
    if (!opened) return fail(opened.error());
    return add_shard(address, *opened, named);
  }
  const std::vector<DatabaseAddress> parts = expand_stub(address.path);
  // The stub of a generation, which opening has to watch while it is replaced, names one.
  const bool is_several = parts.size() > 1 || (parts.size() == 1 && parts.front().is_remote());
  if (!is_several) {
    auto opened = open_for_reading(address.path);
    if (!opened) return fail(opened.error());
    return add_shard(address, *opened, named);
  }
  if (depth == kMaxStubDepth)
    return fail(ErrorCode::Database, fmt::format("{} names stub files without an end", named.name));
  for (const DatabaseAddress& part : parts)
    if (auto added = add(part, named, depth + 1); !added) return added;
  return {};
}

Result<void> DatabaseSet::add_shard(const DatabaseAddress& address, Xapian::Database database,
                                    NamedDatabase& named) {
  // A stub may name none.
  if (database.size() == 0) return {};
  return catching(address.text, [&] {
    const std::string uuid = database.get_uuid();
    const auto same = std::find_if(shards_.begin(), shards_.end(), [&](const DatabaseShard& shard) {
      return !uuid.empty() && shard.uuid == uuid;
    });
    if (same != shards_.end()) {
      warnings_.push_back(fmt::format("{} is the database that {} is, and is searched once",
                                      address.text, same->address.text));
      return;
    }
    const bool is_first = named.uuid.empty();
    named.uuid += is_first ? uuid : ':' + uuid;
    named.revision = is_first ? revision_of(database) : 0;
    named.articles += database.get_doccount();
    shards_.push_back({.address = address, .database = std::move(database), .uuid = uuid});
  });
}

std::vector<Xapian::Database> DatabaseSet::each() const {
  std::vector<Xapian::Database> databases;
  for (const DatabaseShard& shard : shards_) databases.push_back(shard.database);
  return databases;
}

bool DatabaseSet::has_remote() const {
  return std::any_of(shards_.begin(), shards_.end(),
                     [](const DatabaseShard& shard) { return shard.is_remote(); });
}

bool DatabaseSet::has_local() const {
  return std::any_of(shards_.begin(), shards_.end(),
                     [](const DatabaseShard& shard) { return !shard.is_remote(); });
}

ShardDocument DatabaseSet::locate(Xapian::docid document) const {
  const auto count = static_cast<Xapian::docid>(shards_.size());
  return {&shards_[(document - 1) % count], (document - 1) / count + 1};
}

std::string DatabaseSet::state() const {
  std::string state;
  for (const DatabaseShard& shard : shards_)
    state += fmt::format("{}:{}:{}:{}:{};", shard.uuid, revision_of(shard.database),
                         shard.database.get_doccount(), shard.database.get_lastdocid(),
                         shard.database.get_total_length());
  return state;
}

std::string DatabaseSet::find_lost(const Xapian::NetworkError& error) const {
  std::vector<const DatabaseShard*> remote;
  for (const DatabaseShard& shard : shards_)
    if (shard.is_remote()) remote.push_back(&shard);
  for (const DatabaseShard* shard : remote)
    if (error.get_context() == context_of(shard->address)) return shard->address.text;
  for (const DatabaseShard* shard : remote) {
    // The last one is the only one left.
    if (shard == remote.back()) break;
    if (!catching(shard->address.text, [&] { Xapian::Database(shard->database).keep_alive(); }))
      return shard->address.text;
  }
  return remote.empty() ? std::string() : remote.back()->address.text;
}

void DatabaseSet::abandon() const {
  static auto* const abandoned = new std::vector<Xapian::Database>();
  for (const DatabaseShard& shard : shards_)
    if (shard.address.kind == DatabaseAddress::Kind::Program) abandoned->push_back(shard.database);
}

}  // namespace dateline
