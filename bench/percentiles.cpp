#include "bench/percentiles.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace dateline {

using std::chrono::nanoseconds;

nanoseconds nearest_rank(std::span<const nanoseconds> sorted, std::size_t per_mille) {
  assert(!sorted.empty() && per_mille > 0 && per_mille <= 1000);
  const std::size_t rank = (sorted.size() * per_mille + 999) / 1000;  // from 1, rounded up
  return sorted[rank - 1];
}

Percentiles summarize(std::vector<nanoseconds> samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  const nanoseconds sum = std::accumulate(samples.begin(), samples.end(), nanoseconds{0});
  return {.p50 = nearest_rank(samples, 500),
          .p90 = nearest_rank(samples, 900),
          .p95 = nearest_rank(samples, 950),
          .p99 = nearest_rank(samples, 990),
          .p999 = nearest_rank(samples, 999),
          .max = samples.back(),
          .mean = sum / static_cast<nanoseconds::rep>(samples.size()),
          .samples = samples.size()};
}

}  // namespace dateline
