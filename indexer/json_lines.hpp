#pragma once

// Files of JSON lines, plain or gzip: one object a line.

#include <cstdint>
#include <functional>
#include <string>

#include "common/result.hpp"

namespace dateline {

struct JsonLine {
  std::uint64_t number = 0;  ///< from 1, empty lines counted
  /// Where the line begins in the file, or in a gzip file the member that it begins in.
  std::uint64_t offset = 0;
  std::string text;  ///< without its line end and a byte order mark; never blank
};

/// A line that is too long, or damage of the file: `number` is then the line it was found in.
struct LineFailure {
  std::uint64_t number = 0;
  std::uint64_t offset = 0;
  Error error;
};

/// Calls `on_line` for every line that is not blank, in order, `on_failure` for what is lost, until
/// one of them returns false. Lines are not parsed: that is article_from_json(), in any thread. One
/// line longer than `max_bytes` costs itself and is not held in memory; damaged gzip costs the
/// lines it lies in. Input only when the file cannot be opened or read at all.
Result<void> read_json_lines(const std::string& path, std::uint64_t max_bytes,
                             const std::function<bool(JsonLine)>& on_line,
                             const std::function<bool(LineFailure)>& on_failure);

}  // namespace dateline
