#include "common/content_hash.hpp"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

void append_little_endian(std::string& out, std::uint64_t value) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

// SMHasher's verification of a hash function: the keys 0, 0 1, 0 1 2, ... with falling seeds, then
// the hash of all their hashes. The value is the one SMHasher lists for MurmurHash3 F.
TEST(ContentHash, PassesSmhasherVerification) {
  std::string key;
  std::string hashes;
  for (std::uint32_t i = 0; i < 256; ++i) {
    const ContentHash hash = hash_content(key, 256 - i);
    append_little_endian(hashes, hash.first);
    append_little_endian(hashes, hash.second);
    key += static_cast<char>(i);
  }
  EXPECT_EQ(hash_content(hashes).first & 0xFFFFFFFF, 0x6384BA69U);
}

TEST(ContentHash, HashesKnownTexts) {
  EXPECT_EQ(hash_content(""), (ContentHash{0, 0}));
  EXPECT_EQ(hash_content("hello"), (ContentHash{0xCBD8A7B341BD9B02, 0x5B1E906A48AE1D19}));
}

TEST(ContentHash, PrintsAs26LowerCaseCharacters) {
  EXPECT_EQ(to_base32({0, 0}), std::string(26, 'a'));
  EXPECT_EQ(to_base32({~0ULL, ~0ULL}), std::string(25, '7') + "4");
  // RFC 4648: base32("foobar") is MZXW6YTBOI.
  EXPECT_EQ(to_base32({0x666F6F6261720000, 0}).substr(0, 10), "mzxw6ytboi");
}

}  // namespace
}  // namespace dateline
