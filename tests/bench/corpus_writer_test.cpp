#include "bench/corpus_writer.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/content_hash.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string hash_of(const std::string& bytes) { return to_base32(hash_content(bytes)); }

TEST(WriteCorpus, JsonLinesAreTheSameBytesEverywhere) {
  const test::ScratchFolder scratch;
  const std::string file = scratch / "corpus.jsonl";
  const auto made = write_corpus({.articles = 300, .seed = 1, .out = file});
  ASSERT_TRUE(made) << made.error().message;
  const std::string bytes = read_file(file);
  EXPECT_EQ(made->articles, 300U);
  EXPECT_GT(made->copies, 5U);
  EXPECT_EQ(made->bytes, bytes.size());
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 300);
  // Changes with every change to the corpus; never with the machine, compiler or build.
  EXPECT_EQ(hash_of(bytes), "v6aok7faf2krxhkrfffpae3zqq");
}

TEST(WriteCorpus, PagesAreTheSameBytesEverywhere) {
  const test::ScratchFolder scratch;
  const auto made = write_corpus({.articles = 501, .seed = 1, .out = scratch / "pages"});
  ASSERT_TRUE(made) << made.error().message;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch.path() / "pages"))
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  ASSERT_EQ(files.size(), 501U);
  EXPECT_EQ(files.back(), scratch / "pages/00001/0000500.html");
  std::string bytes;
  for (const std::string& file : files) bytes += read_file(file);
  EXPECT_EQ(made->bytes, bytes.size());
  EXPECT_EQ(hash_of(bytes), "6dispbbynfuw7bbxx7f27ykh3q");
}

TEST(WriteCorpus, ALargerCorpusBeginsWithTheSmaller) {
  const test::ScratchFolder scratch;
  ASSERT_TRUE(write_corpus({.articles = 20, .seed = 7, .out = scratch / "a.jsonl"}));
  ASSERT_TRUE(write_corpus({.articles = 40, .seed = 7, .out = scratch / "b.jsonl"}));
  ASSERT_TRUE(write_corpus({.articles = 20, .seed = 8, .out = scratch / "c.jsonl"}));
  const std::string a = read_file(scratch / "a.jsonl");
  EXPECT_EQ(read_file(scratch / "b.jsonl").substr(0, a.size()), a);
  EXPECT_NE(read_file(scratch / "c.jsonl"), a);
}

TEST(WriteCorpus, ReplacesAFileButRefusesAFilledDirectory) {
  const test::ScratchFolder scratch;
  scratch.write("corpus.jsonl", "old");
  ASSERT_TRUE(write_corpus({.articles = 1, .out = scratch / "corpus.jsonl"}));
  EXPECT_THAT(read_file(scratch / "corpus.jsonl"), HasSubstr("made-0000000"));
  scratch.write("pages/mine.html", "mine");
  const auto refused = write_corpus({.articles = 1, .out = scratch / "pages"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Usage);
  EXPECT_THAT(refused.error().message, HasSubstr("is not empty"));
}

TEST(WriteCorpus, SaysWhatItCannotWrite) {
  const test::ScratchFolder scratch;
  scratch.write("file", "");
  for (const std::string& out : {scratch / "none/corpus.jsonl", scratch / "file/pages"}) {
    const auto made = write_corpus({.articles = 1, .out = out});
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("cannot write " + out));
  }
}

}  // namespace
}  // namespace dateline
