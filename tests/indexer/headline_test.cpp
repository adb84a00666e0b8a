#include "indexer/headline.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

constexpr const char* kText =
    "<p>The harbour bridge opened to traffic again on Tuesday after a week of repairs to its "
    "southern pier, the city said.</p><p>Engineers replaced two bearings that the storm had torn "
    "loose, and tested the deck under full load overnight.</p>";

struct Page {
  std::string title_tag;
  std::string og_title;
  std::string body;  ///< "TEXT" stands for the article's text
  std::string site = "The Lantern";
  std::string json_title = {};
};

Headline headline_of(const Page& at) {
  std::string body = at.body;
  if (const std::size_t text = body.find("TEXT"); text != std::string::npos)
    body.replace(text, 4, kText);
  std::string html = "<html><head><title>" + at.title_tag + "</title>";
  if (!at.og_title.empty()) html += "<meta property='og:title' content=\"" + at.og_title + "\">";
  if (!at.site.empty()) html += "<meta property='og:site_name' content='" + at.site + "'>";
  html += "</head><body>" + body + "</body></html>";
  const HtmlDocument document = HtmlDocument::parse(html);
  const PageText page = read_text_blocks(document);
  const PageMetadata metadata = read_page_metadata(document);
  JsonLdFacts facts;
  facts.headline = at.json_title;
  PageIdentity identity = identify_page(metadata, facts, {});
  complete_identity(document, page, metadata, identity);
  return find_headline(document, page, metadata, facts, identity);
}

TEST(FindHeadline, ChoosesAmongThePagesTitles) {
  struct Case {
    const char* name;
    Page page;
    const char* title;
  };
  for (const Case& at : {
           Case{"heading that metadata repeats",
                {"Bridge opens again | The Lantern", "Bridge opens again",
                 "<h1>Bridge opens again</h1>TEXT"},
                "Bridge opens again"},
           Case{"heading before a title written for search engines",
                {"Harbour bridge news and traffic 2023", "Harbour bridge news and traffic 2023",
                 "<h1>After the storm, the harbour bridge is back</h1>TEXT"},
                "After the storm, the harbour bridge is back"},
           Case{"title of the CMS before a heading about something else",
                {"Bridge opens again | The Lantern", "Bridge opens again",
                 "<h1>Our daily column</h1>TEXT"},
                "Bridge opens again"},
           Case{"no heading at all",
                {"Bridge opens again - The Lantern", "", "<div>TEXT</div>"},
                "Bridge opens again"},
           Case{"logo as first heading",
                {"Bridge opens again - The Lantern", "",
                 "<h1><a href='/'>The Lantern</a></h1><h2>Bridge opens again</h2>TEXT"},
                "Bridge opens again"},
           Case{"second-level heading that ends the title tag",
                {"Harbour Diary » Archive » Bridge opens again", "",
                 "<h1>Harbour Diary</h1><h2>Bridge opens again</h2>TEXT", ""},
                "Bridge opens again"},
           Case{
               "heading of a teaser list",
               {"Bridge opens again - The Lantern", "",
                "<div class=related><h1>Ferry runs late</h1></div><h1>Bridge opens again</h1>TEXT"},
               "Bridge opens again"},
           Case{"lone heading in a side column",
                {"Bridge news", "",
                 "<div class=sidebar><h1>Bridge opens again after a week</h1></div>TEXT"},
                "Bridge opens again after a week"},
           Case{"h1 of every section",
                {"Bridge opens again - The Lantern", "Bridge opens again",
                 "<h1>Bridge opens again</h1>TEXT<h1>What comes next</h1>TEXT"},
                "Bridge opens again"},
       })
    EXPECT_EQ(headline_of(at.page).text, at.title) << at.name;
}

TEST(FindHeadline, CleansTheHeading) {
  struct Case {
    const char* name;
    Page page;
    const char* title;
  };
  for (const Case& at : {
           Case{"kicker in an element of its own",
                {"Bridge opens again", "Bridge opens again",
                 "<h1><span class=kicker>Harbour</span> Bridge opens again</h1>TEXT"},
                "Bridge opens again"},
           Case{"kicker that metadata leaves out",
                {"Bridge opens again", "Bridge opens again",
                 "<h1>Harbour news: Bridge opens again</h1>TEXT"},
                "Bridge opens again"},
           Case{"number that belongs to the headline",
                {"8 Ways to cross the river - The Lantern", "Ways to cross the river",
                 "<h1>8 Ways to cross the river</h1>TEXT"},
                "8 Ways to cross the river"},
           Case{
               "second line that metadata repeats",
               {"Bridge opens again: what drivers need to know", "",
                "<h1>Bridge opens again: <span class=subtitle>what drivers need to know</span></h1>"
                "TEXT"},
               "Bridge opens again: what drivers need to know"},
           Case{
               "second line that is the standfirst",
               {"Bridge opens again", "",
                "<h1>Bridge opens again <span class=subtitle>Two bearings were replaced</span></h1>"
                "TEXT"},
               "Bridge opens again"},
           Case{"lines that only markup parts",
                {"Bridge opens again after the storm", "",
                 "<h1>Bridge opens <span>again</span><span>after the storm</span></h1>TEXT"},
                "Bridge opens again after the storm"},
           Case{"rubric behind a bar",
                {"Why the bridge matters | Opinion", "Why the bridge matters | Opinion",
                 "<h1>Why the bridge matters | Opinion</h1>TEXT"},
                "Why the bridge matters"},
           Case{"site in the heading",
                {"Bridge opens again - The Lantern", "",
                 "<h1>Bridge opens again - The Lantern</h1>TEXT"},
                "Bridge opens again"},
           Case{"twice escaped",
                {"Bolts &amp;amp; bearings", "", "<h1>Bolts &amp;amp; bearings</h1>TEXT"},
                "Bolts & bearings"},
       })
    EXPECT_EQ(headline_of(at.page).text, at.title) << at.name;
}

TEST(FindHeadline, TellsEveryWayThePageWritesItsTitle) {
  const Headline headline = headline_of({"Bridge is open - The Lantern", "The bridge is open again",
                                         "<h1>Bridge opens again</h1>TEXT"});
  EXPECT_NE(headline.heading, kNoNode);
  EXPECT_EQ(headline.folded_variants.front(), "bridge opens again");
  EXPECT_EQ(headline.folded_variants.size(), 3U);
}

TEST(FindHeadline, IsEmptyWithoutAnyTitle) {
  EXPECT_EQ(headline_of({"", "", "TEXT", ""}).text, "");
}

}  // namespace
}  // namespace dateline
