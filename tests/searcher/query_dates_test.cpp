#include "searcher/query_dates.hpp"

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "common/date.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;

/// A Wednesday in a month of 31 days, late in the evening.
constexpr auto kNow = std::chrono::sys_days{std::chrono::year{2023} / 5 / 31} + 22h + 30min;

std::string print(const Result<DateInterval>& interval) {
  if (!interval) return "error: " + interval.error().message;
  const auto end = [](std::optional<std::int64_t> seconds) {
    if (!seconds) return std::string("open");
    return format_rfc3339(std::chrono::sys_seconds{std::chrono::seconds{*seconds}});
  };
  return end(interval->from) + " " + end(interval->until);
}

std::string read(std::string_view text, QueryClock clock = {.now = kNow}) {
  return print(parse_date_range(text, clock));
}

struct Row {
  std::string_view name;
  std::string_view text;
  std::string_view interval;
};

class DateRange : public testing::TestWithParam<Row> {};

TEST_P(DateRange, SpansTheTimeMeant) { EXPECT_EQ(read(GetParam().text), GetParam().interval); }

constexpr Row kRows[] = {
    {"Year", "2023", "2023-01-01T00:00:00Z 2024-01-01T00:00:00Z"},
    {"Month", "2023-02", "2023-02-01T00:00:00Z 2023-03-01T00:00:00Z"},
    {"December", "2023-12", "2023-12-01T00:00:00Z 2024-01-01T00:00:00Z"},
    {"Day", "2023-03-20", "2023-03-20T00:00:00Z 2023-03-21T00:00:00Z"},
    {"LeapDay", "2024-02-29", "2024-02-29T00:00:00Z 2024-03-01T00:00:00Z"},
    {"Compact", "20230320", "2023-03-20T00:00:00Z 2023-03-21T00:00:00Z"},
    {"Slashes", "2023/3/2", "2023-03-02T00:00:00Z 2023-03-03T00:00:00Z"},
    {"Minute", "2023-03-20T14:30", "2023-03-20T14:30:00Z 2023-03-20T14:31:00Z"},
    {"Second", "2023-03-20T14:30:05Z", "2023-03-20T14:30:05Z 2023-03-20T14:30:06Z"},
    {"Zone", "2023-03-20T01:30+05:30", "2023-03-19T20:00:00Z 2023-03-19T20:01:00Z"},
    {"Range", "2023-03-01..2023-03-20", "2023-03-01T00:00:00Z 2023-03-21T00:00:00Z"},
    {"MixedPrecision", "2019..2020-06", "2019-01-01T00:00:00Z 2020-07-01T00:00:00Z"},
    {"OneDayRange", "2023-03-01..2023-03-01", "2023-03-01T00:00:00Z 2023-03-02T00:00:00Z"},
    {"OpenStart", "..2019", "open 2020-01-01T00:00:00Z"},
    {"OpenEnd", "2019-11..", "2019-11-01T00:00:00Z open"},
    {"After", ">2019", "2020-01-01T00:00:00Z open"},
    {"From", ">=2019", "2019-01-01T00:00:00Z open"},
    {"Before", "<2019-11", "open 2019-11-01T00:00:00Z"},
    {"UpTo", "<=2019-11", "open 2019-12-01T00:00:00Z"},
    {"Today", "today", "2023-05-31T00:00:00Z 2023-06-01T00:00:00Z"},
    {"Yesterday", "Yesterday", "2023-05-30T00:00:00Z 2023-05-31T00:00:00Z"},
    {"SinceYesterday", "yesterday..", "2023-05-30T00:00:00Z open"},
    {"Days", "7d..", "2023-05-24T00:00:00Z open"},
    {"Weeks", "2w..", "2023-05-17T00:00:00Z open"},
    {"MonthsKeepToTheirEnd", "3M..", "2023-02-28T00:00:00Z open"},
    {"Years", "1y..", "2022-05-31T00:00:00Z open"},
    {"Hours", "6h..", "2023-05-31T16:30:00Z open"},
    {"MinutesAreNoMonths", "30m..", "2023-05-31T22:00:00Z open"},
    {"UntilDaysAgo", "..7d", "open 2023-05-25T00:00:00Z"},
    {"BetweenTwoAges", "2w..1w", "2023-05-17T00:00:00Z 2023-05-25T00:00:00Z"},
    {"ThisMonth", "may", "2023-05-01T00:00:00Z 2023-06-01T00:00:00Z"},
    {"LatestNovember", "Nov", "2022-11-01T00:00:00Z 2022-12-01T00:00:00Z"},
    {"MonthsByName", "january..march", "2023-01-01T00:00:00Z 2023-04-01T00:00:00Z"},
};
INSTANTIATE_TEST_SUITE_P(QueryDates, DateRange, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(QueryDates, RefusesWhatIsNoDate) {
  for (const std::string_view text : {"",
                                      "x",
                                      "23",
                                      "0000",
                                      "2023-",
                                      "2023-13",
                                      "2023-00",
                                      "2023-02-30",
                                      "2023-02-001",
                                      "2023-3-",
                                      "20231301",
                                      "2023.03",
                                      "2023-03-20T",
                                      "2023-03-20T25:00",
                                      "2023-03-20T10:00X",
                                      "2023-03-20T10:00+99:00",
                                      "d",
                                      "7",
                                      "7x",
                                      "1234567d",
                                      "999999y",
                                      "-7d",
                                      "99999-01",
                                      "2023-03-20-01",
                                      ">",
                                      "<",
                                      "2019...2020",
                                      "now",
                                      "7d",
                                      "2w"}) {
    const auto interval = parse_date_range(text, {.now = kNow});
    ASSERT_FALSE(interval) << text << " is " << print(interval);
    EXPECT_FALSE(interval.error().hint.empty()) << text;
    EXPECT_LE(interval.error().offset + interval.error().length, text.size()) << text;
  }
}

TEST(QueryDates, RefusesReversedRanges) {
  const auto interval = parse_date_range("2019-11-30..2019-11-01", {.now = kNow});
  ASSERT_FALSE(interval);
  EXPECT_EQ(interval.error().message, "the range \"2019-11-30..2019-11-01\" ends before it begins");
  EXPECT_EQ(interval.error().hint, "the earlier date comes first: 2019-11-01..2019-11-30");
}

TEST(QueryDates, ErrorsPointAtTheBadEnd) {
  const auto last = parse_date_range("2019..2020-13", {.now = kNow});
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().offset, 6U);
  EXPECT_EQ(last.error().length, 7U);
  const auto compared = parse_date_range(">=2020-13", {.now = kNow});
  ASSERT_FALSE(compared);
  EXPECT_EQ(compared.error().offset, 2U);
}

/// The zone of the process, until the end of the scope.
class LocalZone {
 public:
  explicit LocalZone(const char* zone) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    set(zone);
  }
  LocalZone(const LocalZone&) = delete;
  LocalZone& operator=(const LocalZone&) = delete;
  ~LocalZone() { set(before_ ? before_->c_str() : nullptr); }

 private:
  static void set(const char* zone) {
    if (zone == nullptr) {
      unsetenv("TZ");
    } else {
      setenv("TZ", zone, 1);
    }
    tzset();
  }
  std::optional<std::string> before_;
};

TEST(QueryDates, TodayIsTheDayOfThePlace) {
  const QueryClock here{.now = kNow, .zone = ClockZone::Local};
  // 22:30 in Greenwich is half past midnight, the first of June, two hours to the east.
  const LocalZone zone("EAST-2");
  EXPECT_EQ(read("today", here), "2023-06-01T00:00:00Z 2023-06-02T00:00:00Z");
  EXPECT_EQ(read("1d..", here), "2023-05-31T00:00:00Z open");
  EXPECT_EQ(read("june", here), "2023-06-01T00:00:00Z 2023-07-01T00:00:00Z");
  EXPECT_EQ(read("today"), "2023-05-31T00:00:00Z 2023-06-01T00:00:00Z");
}

TEST(QueryDates, TimesWithoutAZoneAreOfThePlace) {
  const QueryClock here{.now = kNow, .zone = ClockZone::Local};
  // Summer time begins on 26 March.
  const LocalZone zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(read("2023-03-20T10:00", here), "2023-03-20T09:00:00Z 2023-03-20T09:01:00Z");
  EXPECT_EQ(read("2023-03-27T10:00", here), "2023-03-27T08:00:00Z 2023-03-27T08:01:00Z");
  EXPECT_EQ(read("2023-03-20T10:00Z", here), "2023-03-20T10:00:00Z 2023-03-20T10:01:00Z");
  EXPECT_EQ(read("6h..", here), "2023-05-31T16:30:00Z open");
}

TEST(QueryDates, DaysStayDaysUnlessAMomentStandsBeside) {
  const QueryClock here{.now = kNow, .zone = ClockZone::Local};
  const LocalZone zone("EAST-2");
  EXPECT_TRUE(parse_date_range("2023-03-01..2023-03-20", here)->by_day);
  EXPECT_EQ(read("2023-03-01..2023-03-20", here), "2023-03-01T00:00:00Z 2023-03-21T00:00:00Z");
  EXPECT_FALSE(parse_date_range("2023-03-01..6h", here)->by_day);
  EXPECT_EQ(read("2023-03-01..6h", here), "2023-02-28T22:00:00Z 2023-05-31T16:30:00Z");
  EXPECT_FALSE(parse_date_range("6h..", here)->by_day);
}

TEST(QueryDates, EndsStayInsideTheCalendar) {
  EXPECT_TRUE(parse_date_range("..9999", {.now = kNow}));
  EXPECT_FALSE(parse_date_range(">9999", {.now = kNow}));
  EXPECT_FALSE(parse_date_range("<0001", {.now = kNow}));
}

TEST(QueryDates, OneDateSpansItsTime) {
  EXPECT_EQ(print(parse_date("2023", {.now = kNow})), "2023-01-01T00:00:00Z 2024-01-01T00:00:00Z");
  EXPECT_EQ(print(parse_date("6h", {.now = kNow})), "2023-05-31T16:30:00Z 2023-05-31T16:30:00Z");
  EXPECT_FALSE(parse_date("2019..2020", {.now = kNow}));
}

}  // namespace
}  // namespace dateline
