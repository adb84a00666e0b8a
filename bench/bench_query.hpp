#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"

namespace dateline {

/// A query whose time is measured, among others of its kind.
struct BenchQuery {
  std::string query_class;
  std::string text;
  std::size_t offset = 0;  ///< hits passed over

  bool operator==(const BenchQuery&) const = default;
};

/// Class of the queries that a file gives without one.
inline constexpr std::string_view kUnnamedClass = "query";

/// The queries of a file, in its order: `class<TAB>query` or the query alone on a line. Lines that
/// begin with # and those without text are passed over; the text is made valid UTF-8. An error is
/// of code Input.
Result<std::vector<BenchQuery>> read_query_file(const std::string& path);

/// As read_query_file(), for its content.
std::vector<BenchQuery> parse_query_lines(std::string_view lines);

}  // namespace dateline
