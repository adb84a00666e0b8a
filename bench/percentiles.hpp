#pragma once

// The distribution of a set of times in a few numbers.

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace dateline {

/// The time at `per_mille` / 1000 of the samples by nearest rank: the smallest sample that at least
/// that share of all samples do not exceed. So every figure is a time that was really taken, and
/// the 99.9th percentile of fewer than a thousand samples is their maximum. `sorted` is ascending
/// and not empty; 0 < `per_mille` <= 1000.
std::chrono::nanoseconds nearest_rank(std::span<const std::chrono::nanoseconds> sorted,
                                      std::size_t per_mille);

struct Percentiles {
  std::chrono::nanoseconds p50{0};
  std::chrono::nanoseconds p90{0};
  std::chrono::nanoseconds p95{0};
  std::chrono::nanoseconds p99{0};
  std::chrono::nanoseconds p999{0};
  std::chrono::nanoseconds max{0};
  std::chrono::nanoseconds mean{0};
  std::size_t samples = 0;

  bool operator==(const Percentiles&) const = default;
};

/// Of samples in any order; all zero when there is none.
Percentiles summarize(std::vector<std::chrono::nanoseconds> samples);

}  // namespace dateline
