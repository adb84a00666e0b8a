#include "common/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>

#include <fmt/format.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "common/xapian_error.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string reindex_hint(std::string_view path) {
  return fmt::format("index the pages anew into another directory, or remove {} first", path);
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

Result<void> check_place_for_writing(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_directory(status))
    return fail(ErrorCode::Database, fmt::format("{} is not a directory", path),
                "name a directory of its own with --db");
  if (fs::is_directory(status)) {
    if (is_database_directory(path) || fs::is_empty(path, error)) return {};
    if (error) return fail(ErrorCode::Database, fmt::format("{}: {}", path, error.message()));
    return fail(ErrorCode::Database,
                fmt::format("{} holds other files; a database wants a directory of its own", path),
                "name a new directory with --db");
  }
  const fs::path parent = fs::absolute(fs::path(path), error).parent_path();
  fs::create_directories(parent, error);
  if (error)
    return fail(ErrorCode::Database,
                fmt::format("cannot create {}: {}", parent.string(), error.message()));
  return {};
}

}  // namespace

Error describe(const Xapian::Error& error, std::string_view path) {
  const std::string type = error.get_type();
  const char* system = error.get_error_string();
  std::string reason = error.get_msg();
  if (system != nullptr) reason += fmt::format(" ({})", system);
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
  if (type.starts_with("Network"))
    return make(ErrorCode::Database, fmt::format("cannot reach {}: {}", path, reason));
  if (type.starts_with("Database"))
    return make(ErrorCode::Database, fmt::format("{}: {}", path, reason));
  return make(ErrorCode::Database, fmt::format("{}: {}: {}", path, type, reason),
              "this is a bug of Dateline; please report it with the command you ran");
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
  return catching(path, [&]() -> Result<Xapian::Database> {
    Xapian::Database database(path);
    if (auto schema = check_schema(database, path); !schema) return fail(schema.error());
    return database;
  });
}

Result<Xapian::WritableDatabase> open_for_writing(const std::string& path,
                                                  std::optional<std::chrono::seconds> wait) {
  if (auto place = check_place_for_writing(path); !place) return fail(place.error());
  constexpr std::chrono::milliseconds kPause{100};
  const auto deadline = std::chrono::steady_clock::now() + wait.value_or(std::chrono::seconds{0});
  while (true) {
    auto opened = catching(path, [&]() -> Result<Xapian::WritableDatabase> {
      Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
      if (auto schema = check_schema(database, path); !schema) return fail(schema.error());
      return database;
    });
    const bool is_locked = !opened && opened.error().code == ErrorCode::DatabaseLocked;
    if (!is_locked || std::chrono::steady_clock::now() >= deadline) return opened;
    std::this_thread::sleep_for(kPause);
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
         fs::exists(fs::path(directory) / "XAPIANDB", error);
}

}  // namespace dateline
