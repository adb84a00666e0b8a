#pragma once

// Whether a database is sound: its tables, and what they say of each other.

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.hpp"

namespace dateline {

struct CheckOutcome {
  std::uint64_t articles = 0;
  std::uint64_t files = 0;
  std::uint64_t faults = 0;
  std::vector<std::string> messages;  ///< of the first kMaxFaultMessages faults
};

inline constexpr std::size_t kMaxFaultMessages = 100;

/// Reads every block of every table, and unless one is damaged finds out whether each article can
/// be read, stands once, came from a file that is remembered, and shares its story with another;
/// whether each file that gave an article still has one; and whether the list of words is whole.
/// Reads only; another process may write meanwhile. An error means that nothing could be examined.
Result<CheckOutcome> check_index(const std::string& directory);

}  // namespace dateline
