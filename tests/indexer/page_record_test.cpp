#include "indexer/page_record.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::StartsWith;

PageRecord sample() {
  return {.size = 123'456'789'012,
          .modified = -5,
          .hash = {.first = 1, .second = std::numeric_limits<std::uint64_t>::max()},
          .outcome = PageOutcome::Failed,
          .reason = std::string("no text\0in it", 13),
          .failed_records = 7,
          .long_path = "/a/\xFF/b"};
}

TEST(PageRecord, ComesBackAsItWas) {
  for (const PageRecord& record : {sample(), PageRecord{}})
    EXPECT_EQ(decode_page_record(encode_page_record(record, 99)), record);
}

TEST(PageRecord, ALaterOneSortsBehind) {
  PageRecord large = sample();
  large.size = std::numeric_limits<std::uint64_t>::max();
  std::string before;
  for (const std::uint64_t sequence :
       {0ULL, 1ULL, 127ULL, 128ULL, 255ULL, 256ULL, 65'536ULL, 1ULL << 40,
        std::numeric_limits<unsigned long long>::max()}) {
    const std::string low = encode_page_record(PageRecord{}, sequence);
    EXPECT_LT(before, low) << sequence;
    before = std::max(low, encode_page_record(large, sequence));
  }
}

TEST(PageRecord, DamagedBytesAreNone) {
  const std::string bytes = encode_page_record(sample(), 99);
  const std::size_t fixed = bytes.size() - sample().reason.size() - sample().long_path.size();
  for (std::size_t size = 0; size < fixed + sample().reason.size(); ++size)
    EXPECT_FALSE(decode_page_record(bytes.substr(0, size))) << size;
  std::string outcome = bytes;
  outcome[8 + 8 + 8 + 16] = '\x09';
  EXPECT_FALSE(decode_page_record(outcome));
}

TEST(PageRecord, KeysTellPathsApart) {
  const std::string head(kMaxKeyPath, 'x');
  EXPECT_NE(page_record_key(head + "a"), page_record_key(head + "b"));
  EXPECT_NE(page_record_key("/a\x01"
                            "b"),
            page_record_key("/a\x01"
                            "c"));
  EXPECT_NE(page_record_key("/a\x01"), page_record_key("/a"));
  for (const std::string& path : {head + "a", std::string(4000, 'y'), std::string("/a\x01z")}) {
    EXPECT_TRUE(is_long_path_key(page_record_key(path)));
    EXPECT_EQ(path_of_key(page_record_key(path)), page_key_head(path));
    EXPECT_LE(page_record_key(path).size(), 245U);
    EXPECT_THAT(page_record_key(path), StartsWith(page_record_key_prefix(page_key_head(path))));
  }
  EXPECT_FALSE(is_long_path_key(page_record_key(head)));
  EXPECT_EQ(path_of_key(page_record_key(head)), head);
}

}  // namespace
}  // namespace dateline
