#include "common/content_hash.hpp"

#include <bit>
#include <cstring>

namespace dateline {
namespace {

constexpr std::uint64_t kFirst = 0x87c37b91114253d5;
constexpr std::uint64_t kSecond = 0x4cf5ad432745937f;

std::uint64_t load_little_endian(const char* bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i)
    value = (value << 8) | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

std::uint64_t mix_low(std::uint64_t word) { return std::rotl(word * kFirst, 31) * kSecond; }
std::uint64_t mix_high(std::uint64_t word) { return std::rotl(word * kSecond, 33) * kFirst; }

std::uint64_t finish(std::uint64_t value) {
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
  return value ^ (value >> 33);
}

}  // namespace

Hash128 hash_bytes(std::string_view bytes) {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::string_view rest = bytes;
  for (; rest.size() >= 16; rest.remove_prefix(16)) {
    low ^= mix_low(load_little_endian(rest.data(), 8));
    low = (std::rotl(low, 27) + high) * 5 + 0x52dce729;
    high ^= mix_high(load_little_endian(rest.data() + 8, 8));
    high = (std::rotl(high, 31) + low) * 5 + 0x38495ab5;
  }
  if (rest.size() > 8) high ^= mix_high(load_little_endian(rest.data() + 8, rest.size() - 8));
  if (!rest.empty())
    low ^= mix_low(load_little_endian(rest.data(), rest.size() < 8 ? rest.size() : 8));
  low ^= bytes.size();
  high ^= bytes.size();
  low += high;
  high += low;
  low = finish(low);
  high = finish(high);
  low += high;
  high += low;
  return {low, high};
}

std::string to_base32(const Hash128& hash) {
  constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  std::uint64_t low = hash.low;
  std::uint64_t high = hash.high;
  for (int i = 0; i < 26; ++i) {
    out.push_back(kAlphabet[low & 31]);
    low = (low >> 5) | (high << 59);
    high >>= 5;
  }
  return out;
}

}  // namespace dateline
