#pragma once

#include <cstdint>
#include <string>

namespace dateline {

/// `12,345`, whatever the locale.
std::string group_digits(std::uint64_t number);

}  // namespace dateline
