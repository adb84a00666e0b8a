#pragma once

// Where a database is, how it is opened, and whether it is one of ours.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"

namespace Xapian {
class Database;
}  // namespace Xapian

namespace dateline {

/// The database a program uses when none is named: $DATELINE_DB, else the nearest `.dateline`
/// directory from the current one upwards, else $XDG_DATA_HOME/dateline/db (by default
/// ~/.local/share/dateline/db).
std::string default_database_path();

/// Opens a local database of this program's schema. Database: there is none at `path`, or it cannot
/// be read. SchemaMismatch: it was made by another version, or by another program.
Result<Xapian::Database> open_for_reading(const std::string& path);

/// Whether `database`, which messages call `name`, is of this program's schema; an empty one may be
/// without. May throw Xapian::Error.
Result<void> check_schema(const Xapian::Database& database, const std::string& name);

/// Rises with every change; 0 where there is none to tell: of several, or of a remote database.
std::uint64_t revision_of(const Xapian::Database& database);

/// Codes of the languages of the articles, sorted ("en" once however many articles are English).
/// May throw Xapian::Error.
std::vector<std::string> indexed_languages(const Xapian::Database& database);

/// Whether `directory` is itself a Xapian database, so not a folder of pages.
bool is_database_directory(const std::string& directory);

}  // namespace dateline
