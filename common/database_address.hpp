#pragma once

// Where a database is, as users and stub files write it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"

namespace dateline {

struct DatabaseAddress {
  enum class Kind : std::uint8_t {
    Path,     ///< a directory, or a file that is a database or a stub
    Program,  ///< whoever speaks Xapian's remote protocol on the standard streams of a program
    Tcp,      ///< a xapian-tcpsrv
  };

  Kind kind = Kind::Path;
  std::string text;            ///< as it was written, for messages
  std::string path = {};       ///< of a Path
  std::string program = {};    ///< of a Program
  std::string arguments = {};  ///< of a Program, parted by single blanks
  std::string host = {};       ///< of a Tcp: a name or an address, IPv6 without brackets
  std::uint16_t port = 0;      ///< of a Tcp

  bool is_remote() const { return kind != Kind::Path; }

  bool operator==(const DatabaseAddress&) const = default;
};

/// Reads `ssh://[USER@]HOST[:PORT]/PATH` (with `/~/` before a path that counts from the home
/// directory there, and %20 for a blank), `tcp://HOST:PORT`, or a path. Usage: a URL of another
/// kind, or one that lacks a part.
Result<DatabaseAddress> parse_database_address(std::string_view text);

/// What a Xapian stub file names, in order; relative paths count from the folder of the stub at
/// `path`. Empty for what is no such file, and for one with a line that is wrong.
std::vector<DatabaseAddress> read_database_stub(const std::string& path);

}  // namespace dateline
