#include "indexer/glass_table.hpp"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline::glass {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(GlassTable, AnEmptyTableIsOneBlock) {
  const test::ScratchFolder scratch;
  const auto root = TableWriter(scratch / "t.glass", 0).finish();
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(root->blocks, 1U);
  EXPECT_EQ(root->items, 0U);
  EXPECT_EQ(root->levels_above_leaves, 0U);
  EXPECT_EQ(fs::file_size(scratch / "t.glass"), kBlockBytes);
}

TEST(GlassTable, GrowsByLevels) {
  const test::ScratchFolder scratch;
  TableWriter writer(scratch / "t.glass", 0);
  for (int i = 0; i < 100'000; ++i) {
    std::string key = std::to_string(i);
    key.insert(0, 200 - key.size(), '0');
    writer.add(key, "tag");
  }
  const auto root = writer.finish();
  ASSERT_TRUE(root);
  EXPECT_EQ(root->items, 100'000U);
  EXPECT_GE(root->levels_above_leaves, 2U);
  EXPECT_EQ(fs::file_size(scratch / "t.glass"), root->blocks * kBlockBytes);
}

TEST(GlassTable, FailuresAreKeptUntilTheEnd) {
  const test::ScratchFolder scratch;
  TableWriter missing(scratch / "nowhere/t.glass", 0);
  missing.add("key", std::string(100'000, 'x'));
  const auto failed = missing.finish();
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("nowhere/t.glass: No such file"));
  scratch.write("there.glass", "x");
  EXPECT_FALSE(TableWriter(scratch / "there.glass", 0).finish());
}

}  // namespace
}  // namespace dateline::glass
