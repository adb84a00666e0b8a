#include "searcher/marked_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

TEST(MarkedText, MarksMoveWithWhatIsTakenOut) {
  const MarkedText marked = make_printable("a\xE2\x80\xAE b\xC2\xAD c", {{5, 6}, {9, 10}});
  EXPECT_EQ(marked.text, "a b c");
  EXPECT_THAT(marked.marks, ElementsAre(ByteRange{2, 3}, ByteRange{4, 5}));
}

TEST(MarkedText, APartHasWhatMarksCoverOfIt) {
  const std::vector<ByteRange> marks{{0, 3}, {4, 9}, {10, 15}, {18, 20}};
  const MarkedText part = make_printable_part("one two\nthree four\nfive", marks, {8, 18});
  EXPECT_EQ(part.text, "three four");
  EXPECT_THAT(part.marks, ElementsAre(ByteRange{0, 1}, ByteRange{2, 7}));
}

TEST(MarkedText, MarksWithoutOuterBlanks) {
  EXPECT_THAT(without_outer_blanks({.text = " ab  c ", .marks = {{0, 4}, {4, 5}, {5, 7}}}),
              ElementsAre(ByteRange{1, 3}, ByteRange{5, 6}));
}

}  // namespace
}  // namespace dateline
