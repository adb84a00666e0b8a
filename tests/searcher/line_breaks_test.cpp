#include "searcher/line_breaks.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "tests/support/random_choice.hpp"

namespace dateline {
namespace {

using testing::ElementsAreArray;

std::vector<std::string> lines_of(const MarkedText& marked, LineWidths widths,
                                  std::size_t mark_width = 0) {
  std::vector<std::string> lines;
  for (const ByteRange line : break_lines(marked, widths, mark_width))
    lines.push_back(marked.text.substr(line.begin, line.end - line.begin));
  return lines;
}

TEST(LineBreaks, Table) {
  struct Case {
    const char* name;
    const char* text;
    std::size_t width;
    std::vector<std::string> lines;
  };
  const std::vector<Case> cases{
      {"nothing", "", 20, {}},
      {"blanks only", "   ", 20, {}},
      {"what fits", "one two", 20, {"one two"}},
      {"exactly", "one two three fou", 17, {"one two three fou"}},
      {"one too many", "one two three four", 17, {"one two three", "four"}},
      {"blanks around", "  one two   three four ", 16, {"one two   three", "four"}},
      {"a long word",
       "a abcdefghijklmnopqrstuvwxyz b",
       16,
       {"a", "abcdefghijklmnop", "qrstuvwxyz b"}},
      {"a hyphen between letters",
       "the well-known-singer came",
       16,
       {"the well-known-", "singer came"}},
      {"a minus is no hyphen", "temperature is -12 today", 17, {"temperature is", "-12 today"}},
      {"a dash between words", "waiting here—forever more", 16, {"waiting here—", "forever more"}},
      {"a dash begins no line", "waiting for it – forever", 16, {"waiting for it –", "forever"}},
      {"Chinese",
       "月球南极冰图首次公布斜坡上的四个谜",
       16,
       {"月球南极冰图首次", "公布斜坡上的四个", "谜"}},
      {"no full stop begins a line", "月球南极冰图首次。公布", 16, {"月球南极冰图首", "次。公布"}},
      {"no bracket ends a line", "月球南极冰图首「次」公布", 16, {"月球南极冰图首", "「次」公布"}},
      {"small kana", "フェリーはしけんちゅ", 18, {"フェリーはしけん", "ちゅ"}},
      {"numbers among ideographs", "航天局2026年公布的冰图", 16, {"航天局2026年公布", "的冰图"}},
      {"Korean breaks at blanks", "한국어 문장은 띄어쓰기", 16, {"한국어 문장은", "띄어쓰기"}},
      {"combining marks stay",
       "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
       "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
       16,
       {"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
        "e\u0301e\u0301e\u0301e\u0301",
        "e\u0301"}},
      {"a blank with an accent shows",
       "abcdefghijklmnop \u0301",
       16,
       {"abcdefghijklmnop", " \u0301"}},
      {"a family stays together",
       "abcdefghijklmn👩‍👩‍👧b",
       16,
       {"abcdefghijklmn", "👩‍👩‍👧b"}},
      {"flags in pairs", "abcdefghijklmno🇩🇪🇫🇷", 16, {"abcdefghijklmno", "🇩🇪🇫🇷"}},
  };
  for (const Case& test : cases)
    EXPECT_THAT(lines_of({.text = test.text}, {test.width, test.width}),
                ElementsAreArray(test.lines))
        << test.name;
}

TEST(LineBreaks, TheFirstLineMayBeShorter) {
  EXPECT_THAT(lines_of({.text = "one two three four five six"}, {16, 20}),
              ElementsAreArray({"one two three", "four five six"}));
}

TEST(LineBreaks, StarsTakeRoom) {
  const MarkedText marked{.text = "one two three four", .marks = {{8, 13}}};
  EXPECT_THAT(lines_of(marked, {18, 18}, 0), ElementsAreArray({"one two three four"}));
  EXPECT_THAT(lines_of(marked, {18, 18}, 2), ElementsAreArray({"one two three", "four"}));
  EXPECT_THAT(lines_of(marked, {16, 16}, 2), ElementsAreArray({"one two", "three four"}));
}

TEST(LineBreaks, EveryTextFitsEveryWidthAndKeepsItsCharacters) {
  constexpr std::array<const char*, 30> kParts{
      "a",
      "word",
      "ferry",
      "Überfahrt",
      "-",
      "—",
      "(",
      ")",
      "“",
      "”",
      " ",
      " ",
      "  ",
      "东",
      "京。",
      "「",
      "」",
      "ェ",
      "한국",
      "é",
      "e\u0301",
      "\u0301",
      "👩‍👩‍👧",
      "👍🏽",
      "🇩🇪",
      "\u200D",
      "ا",
      "नमस्ते",
      "ไทย",
      "https://news.example/2026/02/18/a-very-long-address"};
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    test::RandomChoice choice(seed);
    MarkedText marked;
    for (std::size_t i = choice.below(60); i > 0; --i) {
      const std::size_t begin = marked.text.size();
      marked.text += choice.of(kParts);
      if (choice.percent(20)) marked.marks.push_back({begin, marked.text.size()});
    }
    marked.marks = without_outer_blanks(marked);
    const LineWidths widths{.first = kMinLineWidth + choice.below(60),
                            .rest = kMinLineWidth + choice.below(60)};
    const std::size_t mark_width = choice.percent(50) ? 2 : 0;
    std::size_t at = 0;
    std::size_t number = 0;
    for (const ByteRange line : break_lines(marked, widths, mark_width)) {
      ASSERT_LE(at, line.begin) << seed;
      ASSERT_LT(line.begin, line.end) << seed;
      ASSERT_EQ(marked.text.substr(at, line.begin - at).find_first_not_of(' '), std::string::npos)
          << seed << ": only blanks are left out";
      const std::string text = marked.text.substr(line.begin, line.end - line.begin);
      ASSERT_TRUE(is_valid_utf8(text)) << seed;
      std::size_t width = display_width(text);
      for (const ByteRange mark : marked.marks) {
        width += mark.begin >= line.begin && mark.begin < line.end ? mark_width : 0;
        width += mark.end > line.begin && mark.end <= line.end ? mark_width : 0;
      }
      ASSERT_LE(width, number == 0 ? widths.first : widths.rest) << seed << ": " << text;
      at = line.end;
      ++number;
    }
    ASSERT_EQ(marked.text.find_first_not_of(' ', at), std::string::npos) << seed;
  }
}

}  // namespace
}  // namespace dateline
