#include "indexer/page_url.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(PageUrl, ResolvesAgainstTheBase) {
  EXPECT_EQ(resolve_url("https://a.example/x", ""), "https://a.example/x");
  EXPECT_EQ(resolve_url("//a.example/x", ""), "https://a.example/x");
  EXPECT_EQ(resolve_url("/x", "https://a.example/y/z?q"), "https://a.example/x");
  for (const char* reference : {"", "x", "/x", "javascript:void(0)", "mailto:a@b.example"})
    EXPECT_EQ(resolve_url(reference, ""), "") << reference;
}

TEST(PageUrl, DropsTrackingAlone) {
  EXPECT_EQ(strip_tracking("https://a.example/x?id=3&utm_source=y&fbclid=z#top"),
            "https://a.example/x?id=3");
  EXPECT_EQ(strip_tracking("https://a.example/x?utm_source=y"), "https://a.example/x");
  EXPECT_EQ(strip_tracking("https://a.example/x"), "https://a.example/x");
}

TEST(PageUrl, KnowsOneSite) {
  EXPECT_TRUE(is_same_site("www.example.org", "amp.example.org"));
  EXPECT_TRUE(is_same_site("news.example.co.uk", "example.co.uk"));
  EXPECT_FALSE(is_same_site("one.co.uk", "two.co.uk"));
  EXPECT_FALSE(is_same_site("", ""));
  EXPECT_EQ(domain_label("www.example.co.uk"), "example");
  EXPECT_EQ(domain_label("example.org"), "example");
}

TEST(FindUrlDate, ReadsDaysAndMonths) {
  struct Case {
    const char* url;
    const char* day;
  };
  for (const Case& at :
       {Case{"https://a.example/2023/03/20/x", "2023-03-20"},
        Case{"https://a.example/2023-3-20-x", "2023-03-20"},
        Case{"https://a.example/x-20230320.html", "2023-03-20"},
        Case{"https://a.example/2023/0320/x", "2023-03-20"},
        Case{"https://a.example/x/20-03-2023", "2023-03-20"},
        Case{"https://a.example/2023/03/x", "2023-03"}, Case{"https://a.example/x-2023", "none"},
        Case{"https://a.example/id/1202303209", "none"},
        Case{"https://a.example/2023/13/40/x", "none"}, Case{"https://2023-03-20.example/", "none"},
        Case{"", "none"}}) {
    const auto date = find_url_date(at.url);
    EXPECT_EQ(date ? format_day(*date) : "none", at.day) << at.url;
  }
}

}  // namespace
}  // namespace dateline
