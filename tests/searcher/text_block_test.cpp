#include "searcher/text_block.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(TextBlock, ColoursAndLinksEndWithEachLine) {
  std::string out;
  const std::size_t column =
      append_block(out, {.text = "one two three four five", .marks = {{8, 18}}},
                   {.columns = 20,
                    .indent = 4,
                    .first_column = 4,
                    .color = kTitleColor,
                    .link = "https://a.example/",
                    .link_id = "hit1"},
                   {.color = true, .hyperlinks = true});
  EXPECT_EQ(out,
            "\x1B]8;id=hit1;https://a.example/\x1B\\\x1B[1mone two \x1B[0m\x1B[1;33mthree\x1B[0m"
            "\x1B]8;;\x1B\\\n    "
            "\x1B]8;id=hit1;https://a.example/\x1B\\\x1B[1;33mfour\x1B[0m\x1B[1m five\x1B[0m"
            "\x1B]8;;\x1B\\");
  EXPECT_EQ(column, 13U);
}

TEST(TextBlock, ALinkOfOneLineNeedsNoId) {
  std::string out;
  append_block(out, {.text = "one"}, {.columns = 20, .link = "https://a.example/", .link_id = "x"},
               {.hyperlinks = true});
  EXPECT_EQ(out, "\x1B]8;;https://a.example/\x1B\\one\x1B]8;;\x1B\\");
}

TEST(TextBlock, StarsStandOnceAroundWhatIsWrapped) {
  std::string out;
  const std::size_t column = append_block(
      out, {.text = "one two three four five", .marks = {{8, 18}}}, {.columns = 16}, {});
  EXPECT_EQ(out, "one two **three\nfour** five");
  EXPECT_EQ(column, 11U);
}

TEST(TextBlock, WithoutAWidthAllIsOneLine) {
  std::string out;
  EXPECT_EQ(append_block(out, {.text = std::string(500, 'x')}, {.first_column = 2}, {}), 502U);
  EXPECT_EQ(out, std::string(500, 'x'));
}

TEST(TextBlock, Measure) {
  EXPECT_EQ(measure({.columns = 0}, 100), 0U);
  EXPECT_EQ(measure({.columns = 29}, 100), 0U) << "too narrow for words";
  EXPECT_EQ(measure({.columns = 30}, 100), 30U);
  EXPECT_EQ(measure({.columns = 200}, 100), 100U);
}

TEST(TextBlock, WrappedLinesHang) {
  EXPECT_EQ(wrap_lines("12 articles, 2.0 ms (135 articles in the index)\n  did you mean: it\n",
                       {.columns = 40}),
            "12 articles, 2.0 ms (135 articles in the\n    index)\n  did you mean: it\n");
}

}  // namespace
}  // namespace dateline
