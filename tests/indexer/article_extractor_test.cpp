#include "indexer/article_extractor.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kSaved = 1'700'000'000;  // 14 November 2023

Result<Article> try_extract(const std::string& html, std::string_view url = {}) {
  return extract_article(HtmlDocument::parse(html),
                         {.path = "page.html", .url = url, .modified = kSaved});
}

Article extract(const std::string& html, std::string_view url = {}) {
  auto article = try_extract(html, url);
  EXPECT_TRUE(article.has_value());
  return article.value_or(Article{});
}

constexpr const char* kFirst =
    "The harbour bridge opened to traffic again on Tuesday after a week of repairs to its southern "
    "pier, the city said.";
constexpr const char* kSecond =
    "Engineers replaced two bearings that the storm had torn loose, and tested the deck under full "
    "load overnight.";
constexpr const char* kThird =
    "The council expects the remaining work to take until the summer, and has set aside money for "
    "a second inspection.";

std::string paragraph(std::string_view text) { return "<p>" + std::string(text) + "</p>\n"; }
std::string three_paragraphs() {
  return paragraph(kFirst) + paragraph(kSecond) + paragraph(kThird);
}
std::string expected_body() { return std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird; }

TEST(ArticleExtractor, TakesTheTextAndNotTheFrame) {
  const Article article = extract(
      "<html lang=en><head><title>Bridge reopens - The Harbour Post</title><meta "
      "property='og:site_name' content='The Harbour Post'>"
      "<meta property='og:type' content='article'><link rel=canonical "
      "href='https://post.example/2023/03/14/bridge-reopens-after-storm?utm_source=x'></head>"
      "<body><nav><ul><li><a href=/>Home</a><li><a "
      "href=/city>City</a></ul></nav><article><header><h1>Bridge reopens</h1>"
      "<p class=standfirst>Two bearings had to be replaced before cars could cross again.</p>"
      "<p class=byline>By <a rel=author href=/staff/ada>Ada Stone</a></p><time "
      "datetime='2023-03-14T08:00:00+01:00'>14 March 2023</time></header>"
      "<figure><img src=a.jpg><figcaption>The bridge on Monday. Photo: Ben "
      "Rook</figcaption></figure><div class=article-body>" +
      three_paragraphs() +
      "</div><div class=tags><a href=/t/bridge>bridge</a></div></article>"
      "<aside class=related><h2>Related articles</h2><ul><li><a href=/x>Another story about "
      "something else entirely</a></ul></aside>"
      "<footer>Copyright 2023 The Harbour Post. All rights reserved.</footer></body></html>");
  EXPECT_EQ(article.title, "Bridge reopens");
  EXPECT_EQ(article.body, expected_body());
  EXPECT_EQ(article.lead, "Two bearings had to be replaced before cars could cross again.");
  EXPECT_THAT(article.authors, ElementsAre("Ada Stone"));
  EXPECT_EQ(article.site, "The Harbour Post");
  EXPECT_EQ(article.url, "https://post.example/2023/03/14/bridge-reopens-after-storm");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.kind, ArticleKind::Article);
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(format_day(article.published->time), "2023-03-14");
}

TEST(ArticleExtractor, RescuesTextUnderMisleadingNames) {
  for (const char* open : {"<form id=aspnetForm>", "<div hidden>", "<div class='sidebar'>",
                           "<div class='paywall premium'>", "<div style='display: none'>"}) {
    const Article article =
        extract("<h1>Bridge reopens</h1>" + std::string(open) + three_paragraphs());
    EXPECT_EQ(article.body, expected_body()) << open;
  }
}

TEST(ArticleExtractor, SplitsOneElementAtDoubleBreaks) {
  const Article article = extract("<title>Bridge reopens</title><div>" + std::string(kFirst) +
                                  "<br><br>" + kSecond + "<br>\n<br>" + kThird + "</div>");
  EXPECT_EQ(article.body, expected_body());
}

TEST(ArticleExtractor, AddsNoBlankInsideWords) {
  const Article article = extract(
      "<h1>Bridge reopens</h1><div><p><span class=dropcap>T</span>he harbour br<b>id</b>ge opened "
      "to traffic again, the city said.</p></div>");
  EXPECT_EQ(article.body, "The harbour bridge opened to traffic again, the city said.");
}

TEST(ArticleExtractor, KeepsTheFirstOfRepeatedBlocks) {
  const Article article =
      extract("<h1>Bridge reopens</h1><div>" + three_paragraphs() + paragraph(kSecond) + "</div>");
  EXPECT_EQ(article.body, expected_body());
}

TEST(ArticleExtractor, CutsWhatFollowsAStopHeading) {
  const Article article = extract("<h1>Bridge reopens</h1><div>" + three_paragraphs() +
                                  "<h3>You may also like</h3><p><a href=/x>A very different story "
                                  "about apples and pears</a></p></div>");
  EXPECT_EQ(article.body, expected_body());
}

TEST(ArticleExtractor, KeepsHeadingsListsAndTablesOfTheText) {
  const Article article = extract(
      "<h1>Bridge reopens</h1><article>" + paragraph(kFirst) +
      "<h2>What was done</h2><ul><li>Two bearings replaced</li><li>Deck tested</li></ul>" +
      paragraph(kSecond) +
      "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2022</td><td>4m</td></tr></table>" +
      paragraph(kThird) + "</article>");
  EXPECT_THAT(article.body, HasSubstr("What was done"));
  EXPECT_THAT(article.body, HasSubstr("Deck tested"));
  EXPECT_THAT(article.body, HasSubstr("2022 4m"));
}

TEST(ArticleExtractor, DayShownToReadersWinsOverTheUtcDay) {
  const Article article = extract(
      "<html lang=en><meta property='article:published_time' "
      "content='2023-03-14T23:30:00Z'><h1>Bridge reopens</h1><p class=date>15 March 2023</p><div>" +
      three_paragraphs() + "</div>");
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(format_day(article.published->time), "2023-03-15");
}

TEST(ArticleExtractor, UpdatedIsNotPublished) {
  const Article article = extract(
      "<html lang=en><h1>Bridge reopens</h1><p>Updated 16 March 2023</p><p>Published 14 March "
      "2023</p><div>" +
      three_paragraphs() + "</div>");
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(format_day(article.published->time), "2023-03-14");
  ASSERT_TRUE(article.modified.has_value());
  EXPECT_EQ(format_day(article.modified->time), "2023-03-16");
}

TEST(ArticleExtractor, HeadlineIsTheHeadingThatMetadataConfirms) {
  struct Case {
    const char* name;
    const char* head;
    const char* heading;
    const char* title;
  };
  for (const Case& at : {
           Case{"heading over shortened metadata", "<title>Bridge reopens | The Lantern</title>",
                "<h1>Bridge reopens after the storm</h1>", "Bridge reopens after the storm"},
           Case{"logo is no headline",
                "<title>Bridge reopens today - The Lantern</title><meta property=og:site_name "
                "content='The Lantern'>",
                "<h1>The Lantern</h1><h2 class=entry-title>Bridge reopens today</h2>",
                "Bridge reopens today"},
           Case{"kicker goes", "<title>Bridge reopens today</title>",
                "<h1>Harbour: Bridge reopens today</h1>", "Bridge reopens today"},
           Case{"marked kicker goes", "<title>Bridge reopens</title>",
                "<h1><span class=kicker>Harbour</span>Bridge reopens</h1>", "Bridge reopens"},
           Case{"no heading",
                "<title>Bridge reopens today - The Lantern</title><meta property=og:site_name "
                "content='The Lantern'>",
                "", "Bridge reopens today"},
           Case{"references resolved twice", "<title>Bread &amp;amp; salt festival</title>",
                "<h1>Bread &amp;amp; salt festival</h1>", "Bread & salt festival"},
       })
    EXPECT_EQ(extract("<head>" + std::string(at.head) + "</head><body>" + at.heading + "<div>" +
                      three_paragraphs() + "</div>")
                  .title,
              at.title)
        << at.name;
}

TEST(ArticleExtractor, SiteIsReadFromLogoAndTitle) {
  const Article article = extract(
      "<title>Bridge reopens - The Harbour Post</title><a href=/>The Harbour Post</a><h1>Bridge "
      "reopens</h1><div>" +
      three_paragraphs() + "</div>");
  EXPECT_EQ(article.site, "The Harbour Post");
}

TEST(ArticleExtractor, SectionIsTheBreadcrumbsLast) {
  const Article article = extract(
      "<title>Bridge reopens</title><div class=breadcrumbs><a href=/>Home</a> <a href=/c>City</a> "
      "Bridge reopens</div><h1>Bridge reopens</h1><div>" +
      three_paragraphs() + "</div>");
  EXPECT_EQ(article.section, "City");
}

TEST(ArticleExtractor, PromptToPayMakesAStub) {
  const Article article = extract(
      "<meta property=og:type content=article><script "
      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-03-14\"}</"
      "script>"
      "<h1>Bridge reopens</h1><div>" +
      three_paragraphs() + "<p>To continue reading, subscribe to the Post.</p></div>");
  EXPECT_EQ(article.kind, ArticleKind::Stub);
  EXPECT_EQ(article.body, expected_body());
}

TEST(ArticleExtractor, StructuredDataStandsInForAMissingText) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += std::string("<p>") + kFirst + "</p>";
  const Article article = extract(
      "<script "
      "type='application/"
      "ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\",\"articleBody\":\"" +
      text + "\"}</script><h1>Bridge</h1><p>Loading the story.</p>");
  EXPECT_TRUE(article.body.starts_with(kFirst));
}

TEST(ArticleExtractor, CaptionsAndNoticesAreNoText) {
  const Article article = extract(
      "<h1>Bridge reopens</h1><div><p>This page contains affiliate links, from which we may earn a "
      "commission.</p>"
      "<p>The bridge on Monday. Picture: Ben Rook</p>" +
      three_paragraphs() +
      "<p><b>Related:</b> <a href=/x>Another bridge altogether</a></p><p>Ada Stone is a reporter "
      "at the Post.</p></div>");
  EXPECT_EQ(article.body, expected_body());
}

TEST(ArticleExtractor, SeveralParagraphsAboveTheTextBelongToIt) {
  const std::string above = paragraph(std::string(kFirst) + " So it began.") +
                            paragraph(std::string(kSecond) + " So it went on for a whole week.");
  std::string below;
  for (const char* end : {"", " Twice.", " Thrice.", " Again.", " And again."})
    below += paragraph(kThird + std::string(end));
  const Article article = extract("<h1>Bridge reopens</h1><section>" + above +
                                  "</section><div class=article-body>" + below + "</div>");
  EXPECT_TRUE(article.body.starts_with(kFirst)) << article.body;
}

TEST(ArticleExtractor, NoDateLiesInTheFuture) {
  const Article article = extract(
      "<meta property='article:published_time' content='2031-01-01T10:00:00Z'><h1>Bridge "
      "reopens</h1>" +
      three_paragraphs());
  EXPECT_FALSE(article.published.has_value());
}

TEST(ArticleExtractor, ListingIsAPage) {
  std::string html = "<title>City news</title><body>";
  for (int i = 0; i < 12; ++i)
    html += "<article><h2><a href=/a" + std::to_string(i) +
            ">A headline of some length about topic</a></h2></article>";
  EXPECT_EQ(extract(html, "https://post.example/").kind, ArticleKind::Page);
}

TEST(ArticleExtractor, RefusesPagesWithoutText) {
  for (const char* html :
       {"", "<html><body></body></html>", "<script>var a = 'text';</script>", "<img src=a.png>"}) {
    const auto article = try_extract(html);
    ASSERT_FALSE(article.has_value()) << html;
    EXPECT_EQ(article.error().code, ErrorCode::Input);
    EXPECT_EQ(article.error().message, "no readable text");
  }
}

TEST(ArticleExtractor, SurvivesHostilePages) {
  std::string long_text;
  while (long_text.size() < 10'000'000) long_text += "word and more words. ";
  EXPECT_GT(extract("<p>" + long_text).body.size(), 4'000'000U);

  std::string tiny;
  for (int i = 0; i < 100'000; ++i) tiny += "<p>a";
  EXPECT_TRUE(try_extract(tiny).has_value());

  std::string lists;
  for (int i = 0; i < 20'000; ++i) lists += "<ul><li><a href=x>link</a>";
  EXPECT_TRUE(try_extract(lists + three_paragraphs()).has_value());

  std::string authors;
  for (int i = 0; i < 10'000; ++i)
    authors += "<a rel=author>Ada Stone</a><meta name=author content='Ben Rook'>";
  EXPECT_LE(extract(authors + three_paragraphs()).authors.size(), 20U);

  std::string json = "<script type='application/ld+json'>";
  for (int i = 0; i < 100'000; ++i) json += "{\"@graph\":[";
  EXPECT_TRUE(try_extract(json + "</script>" + three_paragraphs()).has_value());

  std::string times;
  for (int i = 0; i < 50'000; ++i) times += "<time datetime=2023-01-01>1 January 2023</time>";
  EXPECT_TRUE(try_extract(times + three_paragraphs()).has_value());
}

}  // namespace
}  // namespace dateline
