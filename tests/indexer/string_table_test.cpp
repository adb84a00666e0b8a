#include "indexer/string_table.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(StringTable, FindsWhatWasAddedAndNothingElse) {
  StringTable<int> table;
  EXPECT_EQ(table.find("a"), nullptr);
  EXPECT_EQ(table.find(""), nullptr);
  table.add("abc", 1);
  table.add("abd", 2);
  table.add("abc", 3);
  ASSERT_NE(table.find("abc"), nullptr);
  EXPECT_EQ(*table.find("abc"), 1);
  EXPECT_EQ(*table.find("abd"), 2);
  for (const char* other : {"", "ab", "abe", "abcd", "bbc"})
    EXPECT_EQ(table.find(other), nullptr) << other;
}

// Strings that differ in the middle alone share their hash.
TEST(StringTable, KeepsStringsOfTheSameHashApart) {
  std::vector<std::string> keys;
  for (int i = 0; i < 200; ++i)
    keys.push_back("beginning " + std::to_string(1000 + i) + std::string(80, 'x') + " the end");
  StringTable<int> table;
  for (std::size_t i = 0; i < keys.size(); ++i) table.add(keys[i], static_cast<int>(i));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    ASSERT_NE(table.find(keys[i]), nullptr);
    EXPECT_EQ(*table.find(keys[i]), static_cast<int>(i));
  }
}

}  // namespace
}  // namespace dateline
