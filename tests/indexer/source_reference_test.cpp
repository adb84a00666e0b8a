#include "indexer/source_reference.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(FindSourceUrl, NeedsALabelAndAnAddress) {
  EXPECT_EQ(find_source_url("Read More at https://news.example.org/a-b"),
            "https://news.example.org/a-b");
  EXPECT_EQ(find_source_url("Source: http://news.example.org/a."), "http://news.example.org/a");
  EXPECT_EQ(find_source_url(
                "This article was originally published at https://news.example.org/x (in English)"),
            "https://news.example.org/x");
  for (const char* line :
       {"", "https://news.example.org/a", "The report is at https://news.example.org/a",
        "Source: our own", "Read more at our site"})
    EXPECT_EQ(find_source_url(line), "") << line;
}

TEST(FindNewsAgency, ReadsDatelineAndCredit) {
  EXPECT_EQ(find_news_agency("LONDON, March 20 (Reuters) - The bridge opened.", "", {}), "Reuters");
  EXPECT_EQ(find_news_agency("PARIS (AFP) — The bridge opened.", "", {}), "AFP");
  EXPECT_EQ(find_news_agency("NIZHMAR (Meridian) - The river rose.", "(Meridian Press)", {}),
            "Meridian Press");
  EXPECT_EQ(find_news_agency("The bridge opened.", "dpa", {}), "dpa");
  const std::vector<std::string> authors{"Reuters"};
  EXPECT_EQ(find_news_agency("The bridge opened.", "", authors), "Reuters");
  const std::vector<std::string> credits{"By Ada Stone, Meridian Press"};
  EXPECT_EQ(find_news_agency("NIZHMAR (Meridian) - The river rose.", "", {}, credits),
            "Meridian Press");
  EXPECT_EQ(find_news_agency("LONDON (Reuters) - The bridge opened.", "", {}, credits), "Reuters");
  EXPECT_EQ(find_news_agency("The mayor (Green) said so.", "He left.", {}), "");
  EXPECT_EQ(find_news_agency("", "", {}), "");
}

}  // namespace
}  // namespace dateline
