#include "indexer/gzip_stream.hpp"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compressed.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::compress;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Drained {
  std::string bytes;
  std::vector<std::string> errors;
  std::vector<StreamPosition> members;  ///< where chunks with inner == 0 came from
  std::vector<std::string> texts;       ///< of each member
};

Drained drain(GzipStream& stream) {
  Drained drained;
  constexpr int kMaxReads = 100000;
  for (int i = 0; i < kMaxReads; ++i) {
    const auto bytes = stream.read();
    if (!bytes) {
      drained.errors.push_back(bytes.error().message);
      continue;
    }
    if (bytes->empty()) return drained;
    EXPECT_LE(bytes->size(), GzipStream::kChunkBytes);
    if (stream.position().inner == 0) {
      drained.members.push_back(stream.position());
      drained.texts.emplace_back();
    }
    drained.bytes += *bytes;
    drained.texts.back() += *bytes;
  }
  ADD_FAILURE() << "no end";
  return drained;
}

Drained drain(std::string_view file, std::uint64_t offset = 0) {
  const test::ScratchFolder scratch;
  auto stream = GzipStream::open(scratch.write("file", file), offset);
  if (!stream) return {.errors = {stream.error().message}};
  return drain(*stream);
}

TEST(GzipStream, GivesPlainBytes) {
  const std::string large = test::noise(300'000);
  struct Case {
    const char* name;
    std::string file, expected;
  };
  const std::vector<Case> cases{
      {"empty file", "", ""},
      {"plain text", "words", "words"},
      {"plain text of many chunks", large, large},
      {"one byte of the magic number", "\x1F", "\x1F"},
      {"one member", compress("words"), "words"},
      {"an empty member", compress(""), ""},
      {"stored", compress("words", test::Framing::Gzip, 0), "words"},
      {"large member", compress(large), large},
      {"many members", compress("a") + compress("") + compress(large) + compress("b"),
       "a" + large + "b"},
      {"padding behind", compress("a") + std::string(70'000, '\0'), "a"},
      {"padding between", compress("a") + std::string(5, '\0') + compress("b"), "ab"},
      {"highly compressible", compress(std::string(3'000'000, 'x')), std::string(3'000'000, 'x')},
  };
  for (const Case& test : cases) {
    const Drained drained = drain(test.file);
    EXPECT_THAT(drained.errors, IsEmpty()) << test.name;
    EXPECT_TRUE(drained.bytes == test.expected) << test.name;
  }
}

TEST(GzipStream, TellsWhereBytesComeFrom) {
  const std::string a = compress("first");
  const std::string b = compress(test::noise(200'000));
  const test::ScratchFolder scratch;
  const std::string path = scratch.write("a.gz", a + b + compress("last"));
  auto stream = GzipStream::open(path);
  ASSERT_TRUE(stream);
  EXPECT_TRUE(stream->is_gzip());
  EXPECT_THAT(drain(*stream).members, ElementsAre(StreamPosition{0, 0}, StreamPosition{a.size(), 0},
                                                  StreamPosition{a.size() + b.size(), 0}));
  auto again = GzipStream::open(path, a.size());
  ASSERT_TRUE(again);
  EXPECT_THAT(drain(*again).texts, ElementsAre(test::noise(200'000), "last"));

  auto plain = GzipStream::open(scratch.write("a", "0123456789"), 4);
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->is_gzip());
  EXPECT_EQ(plain->read().value(), "456789");
  EXPECT_EQ(plain->position(), (StreamPosition{4, 0}));
}

TEST(GzipStream, DeliversWhatComesBeforeATruncation) {
  const std::string text = test::noise(150'000);
  const std::string whole = compress(text);
  for (const std::size_t lost :
       {std::size_t{1}, std::size_t{8}, std::size_t{100}, whole.size() / 2, whole.size() - 40}) {
    const Drained drained = drain(whole.substr(0, whole.size() - lost));
    EXPECT_THAT(drained.errors, ElementsAre("truncated: the file ends inside a gzip member"))
        << lost;
    EXPECT_TRUE(text.starts_with(drained.bytes)) << lost;
    EXPECT_GE(drained.bytes.size() + lost + 1000, text.size()) << lost;
  }
}

TEST(GzipStream, DamageCostsOneMember) {
  const std::string first = compress("first member");
  const std::string last = compress("last member");
  const std::string middle = compress(test::noise(100'000, 7) + std::string(100'000, 'x'));
  std::string flipped = middle;
  for (std::size_t i = 5'000; i < 5'200; ++i) flipped[i] = static_cast<char>(~flipped[i]);
  std::string bad_sum = compress("some words in the middle");
  bad_sum[bad_sum.size() - 6] = static_cast<char>(~bad_sum[bad_sum.size() - 6]);
  std::string bad_head = middle;
  bad_head[3] = '\xE0';
  // Its stored bytes hold a whole member and pieces of others.
  const std::string nested = compress("junk\x1F\x8B\x08" + first + "\x1F\x8B\x08\0\0\0\0\0\0\0junk",
                                      test::Framing::Gzip, 0);
  struct Case {
    const char* name;
    std::string middle;
    bool nested = false;
  };
  const std::vector<Case> cases{
      {"bytes changed", flipped},
      {"bytes lost", middle.substr(0, 3'000) + middle.substr(9'000)},
      {"cut off", middle.substr(0, middle.size() / 2)},
      {"cut off in its head", middle.substr(0, 6)},
      {"wrong check sum", bad_sum},
      {"reserved flags", bad_head},
      {"garbage", "garbage between members"},
      {"garbage with magic numbers", "\x1F\x8B\x08 \x1F\x8B \x1F\x8B\x08\x1F\x8B\x08..."},
      {"much garbage", test::noise(300'000, 3)},
      {"a member inside", nested.substr(0, nested.size() - 8) + "12345678", true},
  };
  for (const Case& test : cases) {
    const Drained drained = drain(first + test.middle + last);
    EXPECT_GE(drained.errors.size(), 1U) << test.name;
    if (!test.nested) {
      EXPECT_EQ(drained.errors.size(), 1U) << test.name;
    }
    ASSERT_GE(drained.texts.size(), 2U) << test.name;
    EXPECT_EQ(drained.texts.front(), "first member") << test.name;
    EXPECT_EQ(drained.texts.back(), "last member") << test.name;
    EXPECT_EQ(drained.members.back().offset, first.size() + test.middle.size()) << test.name;
  }
}

TEST(GzipStream, FindsHeadersAcrossItsBuffers) {
  const std::string last = compress("last member");
  for (std::size_t size = GzipStream::kChunkBytes - 40; size < GzipStream::kChunkBytes + 4;
       ++size) {
    const Drained drained = drain(compress("a") + std::string(size, '.') + last);
    ASSERT_THAT(drained.texts, ElementsAre("a", "last member")) << size;
  }
}

TEST(GzipStream, FilesOfFalseHeadersTakeLinearTime) {
  // Every header begins a stored block that reaches over the ones behind it.
  std::string unit("\x1F\x8B\x08\0\0\0\0\0\0\0\0\xFF\xFF\0\0", 15);
  std::string file = compress("a");
  while (file.size() < 4'000'000) file += unit;
  const Drained drained = drain(file);
  EXPECT_TRUE(drained.bytes.starts_with('a'));
  EXPECT_LT(drained.errors.size(), 1000U);
  EXPECT_LT(drained.bytes.size(), file.size() * 2);
}

TEST(GzipStream, BombsAreToldAndLeft) {
  std::string bomb = compress(std::string(100'000'000, '\0'), test::Framing::Gzip, 9);
  const test::ScratchFolder scratch;
  auto stream = GzipStream::open(scratch.write("bomb.gz", bomb + compress("last")));
  ASSERT_TRUE(stream);
  std::uint64_t bytes = 0;
  while (!stream->is_bomb()) {
    const auto chunk = stream->read();
    ASSERT_TRUE(chunk && !chunk->empty());
    bytes += chunk->size();
  }
  EXPECT_LT(bytes, 80'000'000U);
  stream->abandon_member();
  EXPECT_EQ(stream->read().value(), "last");
  EXPECT_EQ(stream->read().value(), "");
}

TEST(GzipStream, ReadsRegularFilesOnly) {
  const test::ScratchFolder scratch;
  ASSERT_EQ(mkfifo((scratch / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(GzipStream::open(scratch / "fifo").error().message, "a FIFO");
  EXPECT_EQ(GzipStream::open(scratch.path().string()).error().message, "a directory");
  EXPECT_EQ(GzipStream::open("/dev/null").error().message, "a device");
  EXPECT_THAT(GzipStream::open(scratch / "none").error().message, HasSubstr("No such file"));
  EXPECT_EQ(GzipStream::open(scratch / "none").error().code, ErrorCode::Input);
}

}  // namespace
}  // namespace dateline
