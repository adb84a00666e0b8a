#include "common/utf8.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Utf8, MalformedSequencesBecomeOneReplacementEach) {
  struct Case {
    const char* name;
    std::string_view bytes;
    std::string_view text;
  };
  using namespace std::string_view_literals;
  constexpr auto kCases = std::to_array<Case>({
      {"ascii", "abc"sv, "abc"sv},
      {"two bytes", "caf\xC3\xA9"sv, "café"sv},
      {"four bytes", "\xF0\x9F\x98\x80"sv, "😀"sv},
      {"stray continuation", "a\x80z"sv, "a\uFFFDz"sv},
      {"overlong slash", "\xC0\xAF"sv, "\uFFFD\uFFFD"sv},
      {"surrogate", "\xED\xA0\x80"sv, "\uFFFD\uFFFD\uFFFD"sv},
      {"cut at the end", "x\xE2\x82"sv, "x\uFFFD"sv},
      {"above the last plane", "\xF4\x90\x80\x80"sv, "\uFFFD\uFFFD\uFFFD\uFFFD"sv},
      {"a real replacement character", "\xEF\xBF\xBD"sv, "\uFFFD"sv},
      {"nul", "a\0b"sv, "ab"sv},
  });
  for (const Case& test : kCases) {
    EXPECT_EQ(make_valid_utf8(test.bytes), test.text) << test.name;
    EXPECT_TRUE(is_valid_utf8(make_valid_utf8(test.bytes))) << test.name;
  }
  EXPECT_FALSE(is_valid_utf8("a\x80z"));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
  EXPECT_TRUE(is_valid_utf8("\xEF\xBF\xBD"));
}

TEST(Utf8, PrefixNeverEndsInsideACodePoint) {
  const std::string_view text = "aé€😀";
  for (std::size_t size = 0; size <= text.size() + 1; ++size) {
    const std::string_view prefix = utf8_prefix(text, size);
    EXPECT_LE(prefix.size(), size);
    EXPECT_TRUE(is_valid_utf8(prefix)) << size;
  }
}

TEST(Utf8, DisplayWidthCountsWideAndCombiningCharacters) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("東京"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(Utf8, CleanLineKeepsTextAndNothingElse) {
  struct Case {
    const char* name;
    std::string_view raw;
    std::string_view clean;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"blanks collapse", "  a \t\n b\u00A0\u2003c ", "a b c"},
      {"soft hyphen joins", "Verfassungs\u00ADgericht", "Verfassungsgericht"},
      {"zero width space joins", "news\u200Bpaper\uFEFF", "newspaper"},
      {"decomposed becomes composed", "cafe\u0301", "café"},
      {"hangul jamo compose", "\u1112\u1161\u11AB", "한"},
      {"escape sequence is disarmed", "a\x1B]0;evil\x07z", "a]0;evilz"},
      {"bidi override goes", "abc\u202Egnp.exe", "abcgnp.exe"},
      {"C1 control goes", "a\u009Bz", "az"},
      {"joiners of Persian stay", "می\u200Cخواهم", "می\u200Cخواهم"},
      {"line separator is a blank", "a\u2028b", "a b"},
      {"empty", "", ""},
      {"only blanks", " \n\t ", ""},
  });
  for (const Case& test : kCases) EXPECT_EQ(clean_line(test.raw), test.clean) << test.name;
}

TEST(Utf8, CleanBlocksKeepsParagraphsApart) {
  EXPECT_EQ(clean_blocks("\n one \r\n two\t x \n \n\n three\u2029four\n"),
            "one\ntwo x\n\nthree\n\nfour");
  EXPECT_EQ(clean_blocks("\n\n"), "");
  const std::string once = clean_blocks("a \n\n\u00AD\n\n b\ncaf\u0065\u0301");
  EXPECT_EQ(once, "a\n\nb\ncafé");
  EXPECT_EQ(clean_blocks(once), once);
}

TEST(Utf8, PrintableHasNoControls) {
  EXPECT_EQ(printable("a\x1B[2Jb\r\nc\u202Ed\x7F"), "a [2Jb  cd ");
  EXPECT_EQ(printable("\xFFz"), "\uFFFDz");
  EXPECT_EQ(printable("\u0645\u06CC\u200C\u0631\u0648\u062F"),
            "\u0645\u06CC\u200C\u0631\u0648\u062F")
      << "Persian needs its joiners";
  EXPECT_EQ(printable("\u200Dpay\u200Dpal\u00E9\u200C\u200D\u200C!"), "paypal\u00E9\u200C!");
}

TEST(Utf8, NormalizesOnlyWhatNeedsIt) {
  EXPECT_EQ(normalize_nfc("plain"), "plain");
  EXPECT_EQ(normalize_nfc("A\u030Angstrom \u212B"), "Ångstrom Å");
  EXPECT_EQ(normalize_nfc("か\u3099"), "が");
}

TEST(Utf8, LowersBeyondAscii) { EXPECT_EQ(to_lower("ÉCOLE Ω ЖУК"), "école ω жук"); }

}  // namespace
}  // namespace dateline
