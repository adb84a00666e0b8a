#pragma once

// How far a run has come, and how that is said.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace dateline {

/// Written by the threads of a run.
struct RunCounters {
  std::atomic<std::uint64_t> unchanged = 0;    ///< files that were not read
  std::atomic<std::uint64_t> bytes_found = 0;  ///< of files and parts of archives handed over
  std::atomic<std::uint64_t> bytes_in_all = 0;
  std::atomic<bool> is_counted = false;  ///< whether bytes_in_all is all
};

struct RunProgress {
  std::uint64_t pages = 0;  ///< handled or unchanged
  std::uint64_t failed = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_in_all = 0;  ///< 0 while that is not known
  std::chrono::duration<double> elapsed{0};
};

/// "12,345 pages, 620/s, 3 failed, 45 %, 2 min left".
std::string to_string(const RunProgress& progress);

/// One object of one line: {"type":"progress","pages":..,"failed":..,"bytes":..,"bytes_in_all":..,
/// "seconds":..,"seconds_left":..}; null for what is not known.
std::string to_json(const RunProgress& progress);

}  // namespace dateline
