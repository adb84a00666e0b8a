#include "searcher/text_paint.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(TextPaint, CutsAtTheWidth) {
  EXPECT_EQ(cut_to_width("Hoja", 4), "Hoja");
  EXPECT_EQ(cut_to_width("Hojas", 4), "Hoj…");
  EXPECT_EQ(cut_to_width("東京新聞", 6), "東京…");
  EXPECT_EQ(cut_to_width("Hoja", 0), "");
}

TEST(TextPaint, FillsToTheWidth) {
  EXPECT_EQ(pad_right("東京", 6), "東京  ");
  EXPECT_EQ(pad_left("12", 4), "  12");
  EXPECT_EQ(pad_left("12345", 4), "12345");
}

TEST(TextPaint, PaintsOnlyWithColour) {
  EXPECT_EQ(faint("text", {}), "text");
  EXPECT_EQ(faint("text", {.color = true}), "\x1B[2mtext\x1B[0m");
  EXPECT_EQ(bold("", {.color = true}), "");
}

}  // namespace
}  // namespace dateline
