#include "common/content_hash.hpp"

#include <set>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(ContentHash, MatchesPublishedVectors) {
  EXPECT_EQ(hash_bytes(""), (Hash128{0, 0}));
  EXPECT_EQ(hash_bytes("The quick brown fox jumps over the lazy dog"),
            (Hash128{0xe34bbc7bbc071b6c, 0x7a433ca9c49a9347}));
}

TEST(ContentHash, EveryLengthHasItsOwnName) {
  std::set<std::string> names;
  for (std::size_t size = 0; size < 100; ++size) {
    const std::string name = to_base32(hash_bytes(std::string(size, 'a')));
    EXPECT_EQ(name.size(), 26U);
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos);
    names.insert(name);
  }
  EXPECT_EQ(names.size(), 100U);
}

}  // namespace
}  // namespace dateline
