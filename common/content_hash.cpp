#include "common/content_hash.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

namespace dateline {
namespace {

constexpr std::uint64_t kFirstFactor = 0x87C37B91114253D5;
constexpr std::uint64_t kSecondFactor = 0x4CF5AD432745937F;

/// Up to eight bytes, the first the least significant.
std::uint64_t load(std::string_view bytes) {
  std::uint64_t value = 0;
  if (std::endian::native == std::endian::little && bytes.size() == sizeof value) {
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

std::uint64_t scramble_first(std::uint64_t k) {
  return std::rotl(k * kFirstFactor, 31) * kSecondFactor;
}

std::uint64_t scramble_second(std::uint64_t k) {
  return std::rotl(k * kSecondFactor, 33) * kFirstFactor;
}

std::uint64_t finish(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
  h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
  return h ^ (h >> 33);
}

}  // namespace

ContentHash hash_content(std::string_view bytes, std::uint32_t seed) {
  const std::uint64_t size = bytes.size();
  std::uint64_t first = seed;
  std::uint64_t second = seed;
  for (; bytes.size() >= 16; bytes.remove_prefix(16)) {
    first ^= scramble_first(load(bytes.substr(0, 8)));
    first = (std::rotl(first, 27) + second) * 5 + 0x52DCE729;
    second ^= scramble_second(load(bytes.substr(8, 8)));
    second = (std::rotl(second, 31) + first) * 5 + 0x38495AB5;
  }
  if (bytes.size() > 8) second ^= scramble_second(load(bytes.substr(8)));
  first ^= scramble_first(load(bytes.substr(0, 8)));

  first ^= size;
  second ^= size;
  first += second;
  second += first;
  first = finish(first);
  second = finish(second);
  first += second;
  second += first;
  return {first, second};
}

std::string to_base32(const ContentHash& hash) {
  constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  for (unsigned bit = 0; bit < 128; bit += 5) {
    unsigned digit = 0;
    for (unsigned i = bit; i < bit + 5; ++i) {
      const std::uint64_t word = i < 64 ? hash.first : hash.second;
      const unsigned value = i < 128 ? static_cast<unsigned>(word >> (63 - i % 64)) & 1 : 0;
      digit = digit << 1 | value;
    }
    text += kDigits[digit];
  }
  return text;
}

}  // namespace dateline
