#include "searcher/overview_text.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Facet sites() {
  return {.field = FacetField::Site,
          .values = {{"The Daily", 1200}, {"朝日新聞", 300}, {"Echo\x1B[2J", 1}},
          .other_values = 7,
          .without = 12};
}

Facet languages() { return {.field = FacetField::Language, .values = {{"en", 1500}, {"de", 20}}}; }

Timeline months(std::size_t count = 3) {
  Timeline timeline{.unit = TimelineUnit::Month, .undated = 4};
  for (std::size_t i = 0; i < count; ++i)
    timeline.buckets.push_back({.start = fmt::format("{:04}-{:02}", 2000 + i / 12, i % 12 + 1),
                                .matches = 10 * (i % 8 + 1),
                                .articles = 1000});
  return timeline;
}

std::string draw(const ResultPage& page, const TextStyle& style = {}) {
  std::string out;
  append_overview(out, page, style);
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(OverviewText, FacetsInAPipe) {
  EXPECT_EQ(draw({.facets = {sites(), languages()}}),
            "sites\n"
            "  The Daily  1,200 ####################\n"
            "  朝日新聞     300 #####\n"
            "  Echo [2J       1 #\n"
            "  7 more sites\n"
            "  12 without one\n"
            "\n"
            "languages\n"
            "  en  1,500 ####################\n"
            "  de     20 #\n"
            "\n");
}

TEST(OverviewText, FacetsStandSideBySideOnATerminal) {
  const std::string out = draw({.facets = {sites(), languages()}}, {.blocks = true, .columns = 80});
  const auto lines = lines_of(out);
  ASSERT_EQ(lines.size(), 7U) << out;
  EXPECT_EQ(lines[0], "sites                                    languages");
  EXPECT_EQ(lines[1], "  The Daily  1,200 ████████████████████    en  1,500 ████████████████████");
  EXPECT_EQ(lines[3], "  Echo [2J       1 ▏");
}

TEST(OverviewText, LongNamesAreCut) {
  const Facet facet{
      .field = FacetField::Section,
      .values = {{std::string(90, 'x'), 10}, {"東京東京東京東京東京東京東京東京東京", 5}}};
  for (const std::size_t columns : {20U, 40U, 80U}) {
    for (const std::string& line : lines_of(draw({.facets = {facet}}, {.columns = columns})))
      EXPECT_LE(display_width(line), columns) << line;
  }
  EXPECT_THAT(draw({.facets = {facet}}, {.columns = 40}), HasSubstr("xxx…"));
}

TEST(OverviewText, TimelineInAPipe) {
  Timeline timeline = months();
  timeline.buckets[1] = {.start = "2000-02", .matches = 40, .articles = 20'000};
  EXPECT_EQ(draw({.timeline = timeline}),
            "month    articles                                 per 1,000\n"
            "2000-01        10 ########                             10.0 #######\n"
            "2000-02        40 ##############################        2.0 #\n"
            "2000-03        30 #######################              30.0 ####################\n"
            "4 without a known month\n"
            "\n");
}

TEST(OverviewText, TimelineOfTheWholeArchiveHasNoShares) {
  Timeline timeline = months(2);
  for (TimelineBucket& bucket : timeline.buckets) bucket.articles = bucket.matches;
  timeline.undated = 0;
  EXPECT_EQ(draw({.timeline = timeline}, {.blocks = true, .columns = 40}),
            "month    articles\n"
            "2000-01        10 ███████████\n"
            "2000-02        20 ██████████████████████\n"
            "\n");
}

TEST(OverviewText, AFewArticlesAreNoPeak) {
  Timeline timeline = months();
  timeline.buckets.push_back({.start = "2000-04", .matches = 1, .articles = 1});
  EXPECT_THAT(draw({.timeline = timeline}), HasSubstr("30.0 ####################\n2000-04"));
}

TEST(OverviewText, RunsWithoutAMatchAreOneLine) {
  Timeline timeline = months(9);
  for (std::size_t i = 1; i < 6; ++i) timeline.buckets[i].matches = 0;
  timeline.buckets[7].matches = 0;
  const auto lines = lines_of(draw({.timeline = timeline}));
  ASSERT_EQ(lines.size(), 8U);
  EXPECT_EQ(lines[2], "  :      5 months without a match");
  EXPECT_THAT(lines[3], StartsWith("2000-07"));
  EXPECT_THAT(lines[4], StartsWith("2000-08         0"));
}

TEST(OverviewText, ManyBucketsAreColumnsOnATerminal) {
  const TextStyle terminal{.blocks = true, .columns = 80};
  const std::string out = draw({.timeline = months(120)}, terminal);
  const auto lines = lines_of(out);
  // Two panels of columns, axis and shares, a line between them, heading, undated, end.
  ASSERT_EQ(lines.size(), 2U * (6 + 1 + 3) + 1 + 3) << out;
  EXPECT_THAT(lines[0], HasSubstr("by month"));
  EXPECT_THAT(lines[1], StartsWith("  80       ▂█      ▂█"));
  EXPECT_EQ(lines[7].substr(0, 34), "     2000        2001        2002 ");
  EXPECT_THAT(lines[6], EndsWith("█▆██"));
  // So it is not elsewhere.
  EXPECT_EQ(lines_of(draw({.timeline = months(120)}, {.columns = 80})).size(), 123U);
  EXPECT_EQ(lines_of(draw({.timeline = months(30)}, terminal)).size(), 33U);
}

TEST(OverviewText, FitsTheTerminal) {
  for (const std::size_t columns : {40U, 80U, 200U}) {
    for (const bool color : {false, true}) {
      for (const std::size_t buckets : {3U, 39U, 41U, 500U, 4000U}) {
        const std::string out =
            draw({.facets = {sites(), languages(), sites(), languages(), sites()},
                  .timeline = months(buckets)},
                 {.color = color, .blocks = true, .columns = columns});
        for (std::string line : lines_of(out)) {
          for (const char* escape : {"\x1B[0m", "\x1B[1m", "\x1B[2m"})
            for (auto at = line.find(escape); at != std::string::npos; at = line.find(escape))
              line.erase(at, 4);
          EXPECT_THAT(line, Not(HasSubstr("\x1B")));
          EXPECT_LE(display_width(line), columns) << line;
        }
      }
    }
  }
}

TEST(OverviewText, IsEmptyWithoutAnOverview) {
  EXPECT_THAT(draw({}), IsEmpty());
  EXPECT_EQ(draw({.timeline = Timeline{.unit = TimelineUnit::Week, .undated = 2}}),
            "2 without a known day\n\n");
}

}  // namespace
}  // namespace dateline
