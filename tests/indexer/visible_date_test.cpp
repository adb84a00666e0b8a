#include "indexer/visible_date.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string first_date(std::string_view text, DayOrder order = DayOrder::Unknown) {
  const auto dates = find_visible_dates(text, order);
  return dates.empty() ? "none" : format_day(dates.front().time);
}

struct Case {
  const char* text;
  const char* day;
};

TEST(VisibleDate, ReadsTheDayInManyLanguages) {
  for (const Case& at : {
           Case{"Monday, March 20, 2023", "2023-03-20"},
           Case{"20th of March, 2023", "2023-03-20"},
           Case{"Mar. 20th 2023", "2023-03-20"},
           Case{"20-Mar-2023", "2023-03-20"},
           Case{"Mon Mar 20 09:30:00 UTC 2023", "2023-03-20"},
           Case{"20 Mar '23", "2023-03-20"},
           Case{"Montag, 20. März 2023, 09:30 Uhr", "2023-03-20"},
           Case{"le 1er août 2022", "2022-08-01"},
           Case{"20 de marzo de 2023", "2023-03-20"},
           Case{"20 marzo 2023", "2023-03-20"},
           Case{"20 de março de 2023", "2023-03-20"},
           Case{"20 maart 2023", "2023-03-20"},
           Case{"20 marca 2023", "2023-03-20"},
           Case{"20 марта 2023 г.", "2023-03-20"},
           Case{"20 березня 2023", "2023-03-20"},
           Case{"20 Mart 2023", "2023-03-20"},
           Case{"20 Maret 2023", "2023-03-20"},
           Case{"20. března 2023", "2023-03-20"},
           Case{"20 mars 2023", "2023-03-20"},
           Case{"20. marts 2023", "2023-03-20"},
           Case{"20. maaliskuuta 2023", "2023-03-20"},
           Case{"2023. március 20.", "2023-03-20"},
           Case{"20 martie 2023", "2023-03-20"},
           Case{"20 Μαρτίου 2023", "2023-03-20"},
           Case{"2023年3月20日", "2023-03-20"},
           Case{"2023년 3월 20일", "2023-03-20"},
           Case{"20 مارس 2023", "2023-03-20"},
           Case{"٢٠ مارس ٢٠٢٣", "2023-03-20"},
           Case{"20 มีนาคม 2566", "2023-03-20"},
           Case{"20 tháng 3, 2023", "2023-03-20"},
           Case{"20 במרץ 2023", "2023-03-20"},
           Case{"2023 m. kovo 20 d.", "2023-03-20"},
           Case{"2023. gada 20. martā", "2023-03-20"},
           Case{"2023ko martxoaren 20a", "2023-03-20"},
           Case{"1º de agosto de 2022", "2022-08-01"},
           Case{"20 hb Mac 2023", "2023-03-20"},
           Case{"20 Machi 2023", "2023-03-20"},
           Case{"20 Maart 2023", "2023-03-20"},
           Case{"20 ΜΑΡΤΙΟΥ 2023", "2023-03-20"},
           Case{"20 KASIM 2022", "2022-11-20"},
           Case{"20 მარტი, 2023", "2023-03-20"},
           Case{"20 մարտի 2023", "2023-03-20"},
           Case{"20 наурыз 2023", "2023-03-20"},
           Case{"20 مارس، 2023", "2023-03-20"},
           Case{"20 كانون الثاني 2023", "2023-01-20"},
           Case{"20 أكتوبر/تشرين الأول 2022", "2022-10-20"},
           Case{"۲۰ مارچ ۲۰۲۳", "2023-03-20"},
           Case{"20 मार्च 2023", "2023-03-20"},
           Case{"২০ জানুয়ারি ২০২৩", "2023-01-20"},
           Case{"20 மார்ச் 2023", "2023-03-20"},
           Case{"20 มี.ค. 2566", "2023-03-20"},
           Case{"20 มีนาคม พ.ศ. 2566", "2023-03-20"},
           Case{"令和5年3月20日", "2023-03-20"},
           Case{"平成31年3月20日", "2019-03-20"},
           Case{"2023/Mar/20", "2023-03-20"},
       })
    EXPECT_EQ(first_date(at.text), at.day) << at.text;
}

TEST(VisibleDate, ReadsNumbersAlone) {
  for (const Case& at :
       {Case{"2023-03-20", "2023-03-20"}, Case{"2023/3/20", "2023-03-20"},
        Case{"20.03.2023", "2023-03-20"}, Case{"20. 3. 2023", "2023-03-20"},
        Case{"20/03/2023", "2023-03-20"}, Case{"03/20/2023", "2023-03-20"},
        Case{"20.03.23", "2023-03-20"}, Case{"2023.03.20", "2023-03-20"},
        Case{"2.3.23 20:19", "2023-03-02"}, Case{"2.3.23, 20.19 Uhr", "2023-03-02"},
        Case{"20.03.98", "1998-03-20"}, Case{"20\u00B703\u00B72023", "2023-03-20"}})
    EXPECT_EQ(first_date(at.text), at.day) << at.text;
}

TEST(VisibleDate, SettlesTheOrderByHabit) {
  EXPECT_EQ(first_date("03/04/2023", DayOrder::DayFirst), "2023-04-03");
  EXPECT_EQ(first_date("03/04/2023", DayOrder::MonthFirst), "2023-03-04");
  EXPECT_EQ(first_date("03.04.2023", DayOrder::MonthFirst), "2023-04-03")
      << "dots are always day first";
  EXPECT_TRUE(find_visible_dates("03/04/2023").front().is_ambiguous);
  EXPECT_EQ(find_visible_dates("20/04/2023").front().order, DayOrder::DayFirst);
  EXPECT_EQ(find_visible_dates("04/20/2023").front().order, DayOrder::MonthFirst);
}

TEST(VisibleDate, KnowsAMonthAlone) {
  const auto dates = find_visible_dates("March 2023");
  ASSERT_EQ(dates.size(), 1U);
  EXPECT_EQ(dates.front().time.precision, DatePrecision::Month);
  EXPECT_EQ(format_day(dates.front().time), "2023-03");
}

TEST(VisibleDate, TakesNoOtherNumbersForDates) {
  for (const char* text : {"", "call 555 2023 1234", "Monday (20 March)", "31 February 2023",
                           "99/99/2023", "version 1.2.3", "1.11.23", "1/11/23 of it", "10:30",
                           "since 1999", "192.168.10.2023", "$20, 3 items", "may be 2 or 3"})
    EXPECT_EQ(first_date(text), "none") << text;
}

TEST(VisibleDate, FindsAllWithTheirPlaces) {
  const std::string text = "Published 3 May 2021, updated 4 May 2021";
  const auto dates = find_visible_dates(text);
  ASSERT_EQ(dates.size(), 2U);
  EXPECT_EQ(text.substr(dates[0].offset, dates[0].length), "3 May 2021");
  EXPECT_EQ(text.substr(dates[1].offset, dates[1].length), "4 May 2021");
}

TEST(VisibleDate, FindsThemFarInsideLongTexts) {
  const std::string filler(5000, 'a');
  for (const char* date : {"20 March 2023", "2023-03-20", "Montag, den 20. März 2023", "20.03.23"})
    for (const std::string& text : {filler + ' ' + date, filler + ' ' + date + ' ' + filler,
                                    date + std::string(" ") + filler}) {
      const auto dates = find_visible_dates(text);
      ASSERT_EQ(dates.size(), 1U) << date;
      EXPECT_EQ(format_day(dates.front().time), "2023-03-20") << date;
    }
}

TEST(VisibleDate, StaysBoundedOnLongInput) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "1.2.";
  EXPECT_LE(find_visible_dates(text).size(), 50U);
}

TEST(ReadInOrder, SwapsWhatWasOpen) {
  const VisibleDate open = find_visible_dates("03/04/2023").front();
  EXPECT_EQ(format_day(read_in_order(open, DayOrder::MonthFirst).time), "2023-03-04");
  EXPECT_EQ(format_day(read_in_order(open, DayOrder::DayFirst).time), "2023-04-03");
  const VisibleDate sure = find_visible_dates("3 April 2023").front();
  EXPECT_EQ(format_day(read_in_order(sure, DayOrder::MonthFirst).time), "2023-04-03");
}

TEST(UsualDayOrder, FollowsTheLanguage) {
  EXPECT_EQ(usual_day_order("en-US"), DayOrder::MonthFirst);
  EXPECT_EQ(usual_day_order("en-GB"), DayOrder::DayFirst);
  EXPECT_EQ(usual_day_order("de"), DayOrder::DayFirst);
  EXPECT_EQ(usual_day_order("en"), DayOrder::Unknown);
  EXPECT_EQ(usual_day_order(""), DayOrder::Unknown);
}

}  // namespace
}  // namespace dateline
