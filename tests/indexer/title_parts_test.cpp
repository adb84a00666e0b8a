#include "indexer/title_parts.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(SplitTitle, CutsAtSeparators) {
  EXPECT_THAT(split_title("Bridge opens - City | The Lantern"),
              ElementsAre("The Lantern", "City", "Bridge opens"));
  EXPECT_THAT(split_title("Bridge: open again"), ElementsAre("Bridge", "Bridge: open again"));
  EXPECT_THAT(split_title("Well-known bridge"), ElementsAre("Well-known bridge"));
}

TEST(FoldTitleParts, GivesBeginningsEndsAndPieces) {
  EXPECT_THAT(fold_title_parts("The Lantern » City » Bridge opens"),
              UnorderedElementsAre("the lantern", "city bridge opens", "city", "the lantern city",
                                   "bridge opens"));
  EXPECT_THAT(fold_title_parts("Bridge opens：海港新聞"), Contains("bridge opens"));
  EXPECT_THAT(fold_title_parts("Bridge opens"), IsEmpty());
}

TEST(FindTitleCut, KnowsFirstAndLast) {
  const std::string title = "Lantern: Bridge - open | City";
  EXPECT_EQ(find_first_title_cut(title)->offset, 7U);
  EXPECT_EQ(find_last_title_cut(title)->offset, 22U);
  EXPECT_FALSE(find_last_title_cut("Bridge: open"));
}

}  // namespace
}  // namespace dateline
