#include "common/date.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Date, ReadsIso8601AsPagesWriteIt) {
  struct Case {
    std::string_view text;
    std::string_view expected;  ///< RFC 3339, a blank, the precision; empty for no date
  };
  constexpr auto kCases = std::to_array<Case>({
      {"2023", "2023-01-01T00:00:00Z year"},
      {"2023-03", "2023-03-01T00:00:00Z month"},
      {"2023-03-20", "2023-03-20T00:00:00Z day"},
      {" 20230320", "2023-03-20T00:00:00Z day"},
      {"20230320T0930Z", "2023-03-20T09:30:00Z minute"},
      {"2023-03-20T09:30:15Z", "2023-03-20T09:30:15Z second"},
      {"2023-03-20 09:30:15.123+0530", "2023-03-20T09:30:15+05:30 second"},
      {"2023-03-20T09:30-05:00", "2023-03-20T09:30:00-05:00 minute"},
      {"2023-03-20 09:30:00 UTC", "2023-03-20T09:30:00Z second"},
      {"2023-03-20T24:00:00Z", "2023-03-21T00:00:00Z second"},
      {"2023-03-20 and more", "2023-03-20T00:00:00Z day"},
      {"2023-03-20T09:30 CET", "2023-03-20T09:30:00Z minute"},
      {"2024-02-29", "2024-02-29T00:00:00Z day"},
      {"2023-02-29", ""},
      {"2023-13-01", ""},
      {"2023-03-201", ""},
      {"2023-03-20T25:00", ""},
      {"202303", ""},
      {"23-03-20", ""},
      {"", ""},
      {"soon", ""},
  });
  for (const Case& test : kCases) {
    const auto time = parse_iso8601(test.text);
    const std::string actual =
        time ? format_rfc3339(*time) + ' ' + std::string(to_string(time->precision)) : "";
    EXPECT_EQ(actual, test.expected) << test.text;
  }
}

TEST(Date, KeepsTheDayOfTheReader) {
  const auto time = parse_iso8601("2023-03-20T00:30:00+09:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(format_day(*time), "2023-03-20");
  EXPECT_EQ(format_rfc3339(time->utc()), "2023-03-19T15:30:00Z");
}

TEST(Date, PrintsAsMuchOfTheDayAsIsKnown) {
  EXPECT_EQ(format_day(*make_timestamp(1999)), "1999");
  EXPECT_EQ(format_day(*make_timestamp(1999, 7)), "1999-07");
  EXPECT_EQ(format_day(*make_timestamp(1999, 7, 4)), "1999-07-04");
  EXPECT_FALSE(make_timestamp(1999, 2, 30));
}

}  // namespace
}  // namespace dateline
