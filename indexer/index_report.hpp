#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/article.hpp"

namespace dateline {

/// What one run did. A file of its own and every record of an archive count once, in one of added,
/// changed, unchanged, skipped and failed; stubs and other pages are counted again there. An
/// archive that did not change counts once.
struct IndexReport {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;  ///< articles known before, or met twice
  std::uint64_t unchanged = 0;
  std::uint64_t removed = 0;  ///< articles whose last page has gone
  std::uint64_t skipped = 0;  ///< files of another kind: pictures, style sheets
  std::uint64_t failed = 0;
  std::uint64_t stubs = 0;
  std::uint64_t other_pages = 0;  ///< section fronts, consent walls, ...
  std::uint64_t syndicated = 0;   ///< articles of the database that share a story with another
  std::chrono::duration<double> elapsed{0};

  /// Pages that were read.
  std::uint64_t handled() const { return added + changed + skipped + failed; }
  void count_kind(ArticleKind kind);
};

/// Largest resident size of this process so far, in bytes; 0 where the system does not tell.
std::uint64_t peak_memory_bytes();

/// The end line, without a line break: "1,190 new, 14 changed, 8,000 unchanged, 2 removed, 41
/// stubs, ...; 8.4 s, 143 pages/s, peak 210 MB".
std::string to_string(const IndexReport& report, std::uint64_t peak_bytes);

/// The same as one object of one line, {"type":"run","new":..,"changed":..,...}.
std::string to_json(const IndexReport& report, std::uint64_t peak_bytes);

}  // namespace dateline
