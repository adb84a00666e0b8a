#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/article.hpp"

namespace dateline {

/// What one run did, page by page. Every page found is in exactly one of added, updated, skipped
/// and failed; stubs and other pages are counted again there.
struct IndexReport {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t skipped = 0;  ///< files of another kind: pictures, style sheets
  std::uint64_t failed = 0;
  std::uint64_t stubs = 0;
  std::uint64_t other_pages = 0;  ///< section fronts, consent walls, ...
  std::chrono::duration<double> elapsed{0};

  std::uint64_t indexed() const { return added + updated; }
  void count_kind(ArticleKind kind);
};

/// Largest resident size of this process so far, in bytes; 0 where the system does not tell.
std::uint64_t peak_memory_bytes();

/// The end line, without a line break: "indexed 1,204 (1,190 new, 14 again), 41 stubs, ...; 8.4 s,
/// 143 pages/s, peak 210 MB".
std::string to_string(const IndexReport& report, std::uint64_t peak_bytes);

}  // namespace dateline
