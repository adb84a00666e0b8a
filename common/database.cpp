#include "common/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "common/xapian_error.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStubName = "XAPIANDB";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string reindex_hint(std::string_view path) {
  return fmt::format("index the pages anew into another directory, or remove {} first", path);
}

/// Xapian takes any file for a stub and any directory for a candidate, so what stands at `path` is
/// looked at first.
Result<void> check_place_for_reading(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status))
    return fail(ErrorCode::Database, fmt::format("no database at {}", path),
                fmt::format("create it: dateline-index --db {} FOLDER", path));
  if (fs::is_directory(status) && !is_database_directory(path))
    return fail(ErrorCode::Database, fmt::format("{} is a directory, but not a database", path),
                fmt::format("create one: dateline-index --db DIR {}", path));
  return {};
}

/// The stub file of a directory of generations; empty for any other database.
std::string read_stub(const std::string& path) {
  std::ifstream stub(fs::path(path) / kStubName);
  return {std::istreambuf_iterator<char>(stub), {}};
}

/// Begins what was thrown at the far end.
constexpr std::string_view kRemoteMark = "REMOTE:";

std::string reason_of(const Xapian::Error& error) {
  std::string reason = error.get_msg();
  while (reason.starts_with(kRemoteMark)) reason.erase(0, kRemoteMark.size());
  if (const char* system = error.get_error_string(); system != nullptr)
    reason += fmt::format(" ({})", system);
  return reason;
}

/// A connection that cannot be made, or is lost. Xapian says how it noticed; what to try depends on
/// the way it was reached.
Error describe_network(const Xapian::Error& error, std::string_view reason, std::string_view path) {
  const auto make = [](std::string message, std::string hint) {
    return Error{
        .code = ErrorCode::Unreachable, .message = std::move(message), .hint = std::move(hint)};
  };
  const auto says = [&](std::string_view text) {
    return reason.find(text) != std::string_view::npos;
  };
  const bool is_tcp = path.starts_with("tcp://");
  if (says("protocol version"))
    return make(fmt::format("{} speaks another protocol: {}", path, reason),
                "both ends need Xapian of the same release series");
  if (says("Handshake failed"))
    return make(fmt::format("{} does not answer as a Xapian server does", path),
                is_tcp ? "is that the port of a xapian-tcpsrv?"
                       : "does something else print when one logs in there?");
  if (says("waiting to connect"))
    return make(fmt::format("{} does not answer: {}", path, reason),
                "is that host up, and is its port open to this one?");
  if (says("resolve host"))
    return make(fmt::format("cannot reach {}: {}", path, reason), "is the host's name right?");
  if (is_hanging(error))
    return make(fmt::format("{} does not answer in time: {}", path, reason),
                "$DATELINE_REMOTE_TIMEOUT is the number of seconds to wait");
  if (says("Connection closed unexpectedly") || says("Timeout"))
    return make(fmt::format("{} closed the connection", path),
                is_tcp ? "is xapian-tcpsrv still running there?"
                       : "does ssh reach that host without a question, and is xapian-progsrv "
                         "(package xapian-tools) installed there?");
  if (says("onnection reset") || says("roken pipe"))
    return make(fmt::format("the connection to {} broke: {}", path, reason), "try again");
  return make(fmt::format("cannot reach {}: {}", path, reason),
              is_tcp ? "is xapian-tcpsrv running there, on that port and interface?" : "");
}

}  // namespace

Error describe(const Xapian::Error& error, std::string_view path) {
  const std::string type = error.get_type();
  const std::string reason = reason_of(error);
  const auto make = [](ErrorCode code, std::string message, std::string hint = {}) {
    return Error{.code = code, .message = std::move(message), .hint = std::move(hint)};
  };
  if (type == "DatabaseLockError")
    return make(ErrorCode::DatabaseLocked, fmt::format("another process is writing to {}", path),
                "wait for it, or use --wait");
  if (type == "DatabaseVersionError")
    return make(ErrorCode::SchemaMismatch,
                fmt::format("{} was made by an incompatible version of Xapian: {}", path, reason),
                reindex_hint(path));
  if (type == "DatabaseModifiedError")
    return make(ErrorCode::DatabaseMoving, fmt::format("{} changes too fast to be read", path),
                "try again");
  if (type == "DatabaseCorruptError")
    return make(ErrorCode::Database, fmt::format("{} is damaged: {}", path, reason),
                reindex_hint(path));
  if (type == "DatabaseNotFoundError")
    return make(ErrorCode::Database, fmt::format("no database at {}: {}", path, reason),
                "create it with dateline-index");
  if (type.starts_with("Network")) return describe_network(error, reason, path);
  if (type.starts_with("Database"))
    return make(ErrorCode::Database, fmt::format("{}: {}", path, reason));
  return make(ErrorCode::Database, fmt::format("{}: {}: {}", path, type, reason),
              "this is a bug of Dateline; please report it with the command you ran");
}

Result<void> check_schema(const Xapian::Database& database, const std::string& path) {
  const std::string version = database.get_metadata(std::string(kMetadataSchema));
  if (version == std::to_string(kSchemaVersion)) return {};
  if (!version.empty())
    return fail(ErrorCode::SchemaMismatch,
                fmt::format("{} was made with schema {}, this program uses schema {}", path,
                            version, kSchemaVersion),
                reindex_hint(path));
  // A reader may come before the writer's first commit; only a database with content and no schema
  // is foreign.
  if (database.get_doccount() == 0) return {};
  return fail(ErrorCode::SchemaMismatch, fmt::format("{} is not a Dateline database", path),
              "name another one with --db");
}

std::uint64_t revision_of(const Xapian::Database& database) {
  try {
    return database.get_revision();
  } catch (const Xapian::InvalidOperationError&) {
    return 0;
  } catch (const Xapian::UnimplementedError&) {
    return 0;
  }
}

bool is_hanging(const Xapian::Error& error) {
  return std::string_view(error.get_type()) == "NetworkTimeoutError" &&
         !error.get_msg().starts_with(kRemoteMark);
}

std::string default_database_path() {
  if (std::string path = environment("DATELINE_DB"); !path.empty()) return path;
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !error && !folder.empty();
       folder = folder.parent_path()) {
    const fs::path candidate = folder / ".dateline";
    std::error_code absent;
    if (fs::is_directory(candidate, absent)) return candidate.string();
    if (folder == folder.root_path()) break;
  }
  std::string data_home = environment("XDG_DATA_HOME");
  if (data_home.empty()) data_home = environment("HOME") + "/.local/share";
  return data_home + "/dateline/db";
}

Result<Xapian::Database> open_for_reading(const std::string& path) {
  if (auto place = check_place_for_reading(path); !place) return fail(place.error());
  // While a database is opened its indexer may put the next generation in force and remove the one
  // being opened. Xapian takes a missing table for an empty one, so what was opened counts only
  // when the stub still says the same.
  constexpr int kMaxAttempts = 20;
  for (int attempt = 1;; ++attempt) {
    const std::string before = read_stub(path);
    auto opened = catching(path, [&]() -> Result<Xapian::Database> {
      Xapian::Database database(path);
      if (auto schema = check_schema(database, path); !schema) return fail(schema.error());
      return database;
    });
    if (attempt == kMaxAttempts || read_stub(path) == before) return opened;
  }
}

std::vector<std::string> indexed_languages(const Xapian::Database& database) {
  const std::string prefix(field_of(FieldId::Language).prefix);
  std::vector<std::string> languages;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    languages.push_back((*term).substr(prefix.size()));
  return languages;
}

bool is_database_directory(const std::string& directory) {
  std::error_code error;
  return fs::exists(fs::path(directory) / "iamglass", error) ||
         fs::exists(fs::path(directory) / kStubName, error);
}

}  // namespace dateline
