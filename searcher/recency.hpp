#pragma once

#include <cstdint>

namespace dateline {

/// How much of the best score an article published now gets on top. Half of it is left after a
/// month.
enum class Recency : std::uint8_t { None, Low, Medium, High };

}  // namespace dateline
