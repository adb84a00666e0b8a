#pragma once

// What went wrong, as a value. An Error travels through Result<T> to the program that decides what
// to do with it.

#include <string>

namespace dateline {

/// A code exists only where some caller acts on it differently.
enum class ErrorCode {
  Usage,           ///< a wrong option or argument
  QuerySyntax,     ///< a query that cannot be understood
  Input,           ///< a page that cannot be read, decoded, or holds no text
  NotAPage,        ///< a file of another kind (style sheet, picture, ...): skipped, not failed
  Database,        ///< a database that cannot be opened, read or written
  Unreachable,     ///< a remote database that does not answer
  DatabaseLocked,  ///< another process is writing to the database
  SchemaMismatch,  ///< a database made by another version of the schema
  DatabaseMoving,  ///< the database changed under a reader; opening it anew may help
};

/// `message` says what happened and names the file or query; `hint`, if any, says what to try. Both
/// are UTF-8, one line each, without a final full stop, and may hold untrusted text: print them
/// through the terminal's filter.
struct Error {
  ErrorCode code = ErrorCode::Input;
  std::string message;
  std::string hint = {};
  /// For QuerySyntax: byte range in the query that the message is about; empty when it is the whole
  /// query.
  std::size_t offset = 0;
  std::size_t length = 0;

  bool operator==(const Error&) const = default;
};

}  // namespace dateline
