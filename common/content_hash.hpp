#pragma once

// Names for bytes: ids of articles and tails of long terms.

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  auto operator<=>(const Hash128&) const = default;
};

/// MurmurHash3_x64_128 with seed 0 (Austin Appleby, public domain). Fast and well mixed, not
/// secure: whoever wants two inputs with one hash can make them.
Hash128 hash_bytes(std::string_view bytes);

/// 26 characters of a-z and 2-7 (RFC 4648's base32 in lower case, unpadded): fit for file names and
/// Xapian terms.
std::string to_base32(const Hash128& hash);

}  // namespace dateline
