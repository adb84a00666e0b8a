#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/result.hpp"

namespace dateline {

struct CompactionOutcome {
  std::uint64_t bytes_before = 0;
  std::uint64_t bytes_after = 0;
};

/// Rewrites the database at `directory` with full blocks and without gaps, as its next generation.
/// Readers go on meanwhile. Takes as much space again as the database. Errors as of
/// GenerationStore::open(); Database also when there is nothing to compact.
Result<CompactionOutcome> compact_index(const std::string& directory,
                                        std::optional<std::chrono::seconds> wait);

}  // namespace dateline
