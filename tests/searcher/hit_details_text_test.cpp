#include "searcher/hit_details_text.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::optional<ArticleDate> dated(const char* date) {
  const auto time = parse_iso8601(date);
  if (!time) return std::nullopt;
  return ArticleDate{.time = *time};
}

Hit make_hit(const char* date) {
  Hit hit{.rank = 1, .score = 6.5};
  hit.article.site = "Mirror";
  hit.article.published = dated(date);
  return hit;
}

Copy make_copy(const char* site, const char* date) {
  return {.id = site,
          .title = "Flood",
          .url = std::string("https://") + site + ".example/flood",
          .source = {.path = "/pages/flood"},
          .site = site,
          .published = dated(date)};
}

std::string print(const Hit& hit, const TextStyle& style = {}) {
  std::string out;
  append_hit_details(out, hit, style);
  return out;
}

TEST(HitDetailsText, IsEmptyForAPlainHit) { EXPECT_THAT(print(make_hit("2023")), IsEmpty()); }

TEST(HitDetailsText, SaysWhatTheScoreIsMadeOf) {
  Hit hit = make_hit("2023");
  hit.explanation = {{"title:flood", "title", 5.25},
                     {"wat*", "text", 2.75},
                     {"recency", "date", 0.0004},
                     {"kind", "is", -1.5}};
  EXPECT_EQ(print(hit), "    6.50 = 5.25 title:flood + 2.75 wat* - 1.50 kind\n");
  EXPECT_EQ(print(hit, {.columns = 40}),
            "    6.50 = 5.25 title:flood + 2.75 wat*\n"
            "      - 1.50 kind\n");
  EXPECT_EQ(print(hit, {.color = true}),
            "\x1B[2m    6.50 = 5.25 title:flood + 2.75 wat* - 1.50 kind\x1B[0m\n");
}

TEST(HitDetailsText, ListsCopiesAndTheHitByDate) {
  Hit hit = make_hit("2023-03-20T10:00:00+02:00");
  hit.copies = {make_copy("Courier", "2023-03-20T07:30:00Z"),
                make_copy("Herald", "2023-03-20T09:15:00Z"), make_copy("Voice", "2023-03-22")};
  EXPECT_EQ(print(hit),
            "    first   2023-03-20 07:30Z  Courier  https://Courier.example/flood\n"
            "            2023-03-20 08:00Z  Mirror   (this one)\n"
            "            2023-03-20 09:15Z  Herald   https://Herald.example/flood\n"
            "            2023-03-22         Voice    https://Voice.example/flood\n");
  EXPECT_THAT(print(hit, {.columns = 60}), HasSubstr("Courier\n            https://Courier"));
}

TEST(HitDetailsText, MarksTheHitThatHadItFirst) {
  Hit hit = make_hit("2023-03-19T10:00:00Z");
  hit.copies = {make_copy("Courier", "2023-03-20")};
  EXPECT_THAT(print(hit), HasSubstr("first   2023-03-19 10:00Z  Mirror "));
}

TEST(HitDetailsText, DoesNotSayWhatDatesDoNotTell) {
  const auto count = [](std::string_view text, std::string_view what) {
    int found = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
      ++found;
    return found;
  };
  // Some time of that day, or at ten.
  Hit hit = make_hit("2023-03-20T10:00:00Z");
  hit.copies = {make_copy("Courier", "2023-03-20"), make_copy("Herald", "2023-03-21")};
  EXPECT_EQ(count(print(hit), "first?"), 2);
  // The one without a date may have been before.
  hit.copies = {make_copy("Herald", "2023-03-21"), make_copy("Voice", "")};
  EXPECT_EQ(count(print(hit), "first?"), 1);
  EXPECT_THAT(print(hit), HasSubstr("----"));
  hit = make_hit("");
  hit.copies = {make_copy("Voice", "")};
  EXPECT_THAT(print(hit), Not(HasSubstr("first")));
  hit = make_hit("2023-03");
  hit.copies = {make_copy("Courier", "2023-03-20")};
  EXPECT_EQ(count(print(hit), "first?"), 2);
  EXPECT_THAT(print(hit), HasSubstr("~2023-03 "));
}

TEST(HitDetailsText, IsPrintable) {
  Hit hit = make_hit("2023");
  hit.explanation = {{"a\x1B[2J", "text", 6.5}};
  hit.copies = {make_copy("Cou\x1B]0;rier", "2023-03-20")};
  hit.copies.front().url.clear();
  hit.copies.front().source.path = "/pages/\x1B[31m";
  EXPECT_THAT(print(hit), Not(HasSubstr("\x1B")));
}

}  // namespace
}  // namespace dateline
