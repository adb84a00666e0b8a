#pragma once

// The scales of the features in block_features.hpp.

#include <cmath>

namespace dateline {

/// ln(1 + n).
inline float log_count(double count) { return static_cast<float>(std::log1p(count)); }

/// 0 of nothing.
inline float share(double part, double whole) {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0F;
}

}  // namespace dateline
