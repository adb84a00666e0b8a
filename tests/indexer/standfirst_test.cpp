#include "indexer/standfirst.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/page_extraction.hpp"

namespace dateline {
namespace {

constexpr std::string_view kText =
    "<div class=c3><p>The harbour bridge opened to traffic again on Tuesday after a week of "
    "repairs to its southern pier, the city said.</p><p>Engineers replaced two bearings that the "
    "storm had torn loose, and tested the deck overnight.</p></div>";

std::string lead_below_headline(std::string_view between) {
  const auto article = extract_page(
      {.path = "page.html",
       .bytes = "<title>Bridge reopens after the storm</title><body><main><h1>Bridge reopens after "
                "the storm</h1>" +
                std::string(between) + std::string(kText) + "</main>"});
  return article ? article->lead : "no article";
}

struct Case {
  std::string_view name;
  std::string_view between;
  std::string_view lead;
};

TEST(Standfirst, StandsBelowTheHeadlineUnderAnyName) {
  for (const Case& it : {
           Case{"named", "<div class=standfirst>Two bearings had to be replaced first.</div>",
                "Two bearings had to be replaced first."},
           Case{"second headline", "<h2 class=u>Two bearings replaced</h2>", ""},
           Case{"longer second headline", "<h2 class=u>Two bearings had to be replaced</h2>",
                "Two bearings had to be replaced"},
           Case{"sentence", "<p class=c1>Two bearings had to be replaced.</p>",
                "Two bearings had to be replaced."},
           Case{"line without a stop",
                "<p class=c1>Two bearings had to be replaced before the first tram</p>",
                "Two bearings had to be replaced before the first tram"},
           Case{"above a byline",
                "<p class=c1>Two bearings had to be replaced.</p><p class=c2>By Ada Stone</p>",
                "Two bearings had to be replaced."},
           Case{"below a byline", "<p>By Ada Stone</p><p class=c1>Two bearings were replaced.</p>",
                ""},
           Case{"counters", "<p class=c1>Read 5343 times so far | 32 comments by readers</p>", ""},
           Case{"names", "<p class=c1>Ada Stone, Ben Rook, Cy Marl</p>", ""},
           Case{"beginning of a list", "<h3 class=u>This story is also told here:</h3>", ""},
           Case{"link", "<p><a href=/x>Another story about something else entirely.</a></p>", ""},
           Case{"date", "<p class=c1>Tuesday, 14 March 2023</p>", ""},
       })
    EXPECT_EQ(lead_below_headline(it.between), it.lead) << it.name;
}

TEST(Standfirst, IsNoParagraphOfTheText) {
  const auto article = extract_page(
      {.path = "page.html",
       .bytes = "<title>Bridge reopens</title><body><h1>Bridge reopens</h1><p>Two bearings had to "
                "be replaced.</p><p>The harbour bridge opened to traffic again on Tuesday after a "
                "week of repairs to its southern pier, the city said.</p>"});
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->lead, "");
  EXPECT_TRUE(article->body.starts_with("Two bearings")) << article->body;
}

}  // namespace
}  // namespace dateline
