#pragma once

// A 128-bit hash of bytes and its printed form. For telling contents apart, not for security:
// whoever wants two inputs of one hash can make them.

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

struct ContentHash {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  bool operator==(const ContentHash&) const = default;
};

/// MurmurHash3_x64_128 of Austin Appleby's SMHasher (public domain). The same on every machine and
/// in every version: databases hold its values.
ContentHash hash_content(std::string_view bytes, std::uint32_t seed = 0);

/// 26 characters of a-z and 2-7: base 32 after RFC 4648 in lower case and without padding, `first`
/// before `second`, most significant bits first.
std::string to_base32(const ContentHash& hash);

}  // namespace dateline
