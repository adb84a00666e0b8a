#include "indexer/publication_date.hpp"

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/article_extractor.hpp"
#include "indexer/html_document.hpp"

namespace dateline {
namespace {

// 1 July 2023, when the pages of these tests were saved.
constexpr std::int64_t kSaved = 1'688'169'600;

const std::string kText =
    "<div class=story-body><p>The council of Sandrey has voted to reopen the old harbour bridge to "
    "trams, after two years in which engineers replaced every bearing and most of the deck.</p>"
    "<p>Trams will cross every ten minutes, said the head of works, and nobody will have to walk "
    "around the harbour any more when the ferry lies in its dock for repairs.</p>"
    "<p>The work cost four million, a little less than was planned, because the steel could be "
    "bought before its price rose, and because the old piers were found to be sound.</p></div>";

const std::string kHeadline = "<h1>Harbour bridge reopens to trams</h1>";

ArticleDates dates_of(const std::string& html) {
  const auto article =
      extract_article(HtmlDocument::parse(html), {.path = "page.html", .modified = kSaved});
  if (!article) return {};
  return {.published = article->published, .modified = article->modified};
}

std::string day_of(const std::optional<ArticleDate>& date) {
  return date ? format_day(date->time) : "none";
}

struct PageCase {
  const char* name;
  std::string html;
  const char* published;
  const char* modified = "none";
};

void expect_dates(const std::vector<PageCase>& cases) {
  for (const PageCase& at : cases) {
    const ArticleDates dates = dates_of(at.html);
    EXPECT_EQ(day_of(dates.published), at.published) << at.name;
    EXPECT_EQ(day_of(dates.modified), at.modified) << at.name;
  }
}

std::string json_ld(const std::string& members) {
  return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," + members + "}</script>";
}
std::string meta(const std::string& name, const std::string& value) {
  return "<meta property='" + name + "' content='" + value + "'>";
}
std::string page(const std::string& between, const std::string& head = {},
                 const std::string& after = {}) {
  return "<html lang=en-GB><head>" + head + "</head><body><article>" + kHeadline + between + kText +
         after + "</article></body></html>";
}

TEST(PublicationDate, ReadsEveryKindOfStatement) {
  expect_dates({
      {"json-ld", page("", json_ld("\"datePublished\":\"2023-03-14T09:00:00+02:00\"")),
       "2023-03-14"},
      {"json-ld of instructions",
       page("",
            "<script type='application/ld+json'>{\"@type\":\"HowTo\",\"name\":\"x\","
            "\"datePublished\":\"2023-03-14\"}</script>"),
       "2023-03-14"},
      {"meta", page("", meta("article:published_time", "2023-03-14T09:00:00Z")), "2023-03-14"},
      {"meta in words", page("", meta("article:published_time", "Di., 14.03.2023 - 14:45")),
       "2023-03-14"},
      {"meta in seconds", page("", meta("article:published_time", "1678788000")), "2023-03-14"},
      {"microdata", page("<span itemprop=datePublished content=2023-03-14></span>"), "2023-03-14"},
      {"time element", page("<time datetime=2023-03-14T08:00>yesterday</time>"), "2023-03-14"},
      {"time element's text", page("<time>14 March 2023</time>"), "2023-03-14"},
      {"line", page("<p>14 March 2023, 10:30</p>"), "2023-03-14"},
      {"named element inside a line",
       page("<p>By the harbour desk, which has followed the bridge since the day it was closed, "
            "with "
            "pictures by our readers <span class=story__date>Tuesday, 14 March 2023</span></p>"),
       "2023-03-14"},
      {"opening of the text",
       "<html lang=en><h1>Harbour bridge reopens</h1><div><p>SANDREY, 14 March 2023 - The trams "
       "are "
       "back, and the harbour is loud again.</p>" +
           kText + "</div>",
       "2023-03-14"},
      {"address", page("", "<link rel=canonical href=https://lantern.example/2023/03/14/bridge>"),
       "2023-03-14"},
      {"address with a month in words",
       page("", "<link rel=canonical href=https://lantern.example/city/2023/mar/14/bridge>"),
       "2023-03-14"},
      {"month of the address",
       page("", "<link rel=canonical href=https://lantern.example/2023/03/bridge>"), "2023-03"},
      {"change alone", page("<p>Last updated 14 March 2023</p>"), "2023-03-14", "2023-03-14"},
      {"nothing", page(""), "none"},
  });
}

TEST(PublicationDate, KeepsToWhatThePageSaysOfADate) {
  expect_dates({
      {"published before updated", page("<p>Published 14 March 2023, updated 16 March 2023</p>"),
       "2023-03-14", "2023-03-16"},
      {"updated before published",
       page("<p>Updated 16 March 2023</p><p>First published 14 March 2023</p>"), "2023-03-14",
       "2023-03-16"},
      {"labels in lines of their own",
       page("<div>Published</div><div>14 March 2023</div><div>Updated</div><div>16 March "
            "2023</div>"),
       "2023-03-14", "2023-03-16"},
      {"an element says what its line does not",
       page("<p><time class=entry-date>14 March 2023</time> <time class=modified>16 March "
            "2023</time></p>"),
       "2023-03-14", "2023-03-16"},
      {"named for both, as what never changed",
       page("<p><time class='entry-date published updated' datetime=2023-03-14T09:00>14 March "
            "2023</time></p>"),
       "2023-03-14"},
      {"changed on the day it came out",
       page("<p>Updated 14 March 2023</p>", meta("article:published_time", "2023-03-14T09:00:00Z")),
       "2023-03-14", "2023-03-14"},
      {"named for a change inside a line",
       page("<p>Ann Reed Senior Analyst<span class=modified-at>Updated 16 March 2023</span></p>",
            meta("article:published_time", "2023-03-01T09:00:00Z")),
       "2023-03-01", "2023-03-16"},
      {"a headline is no label",
       "<html lang=en><article><h1>Council published harbour plan</h1><p class=date><time "
       "datetime=2023-03-14>14 March 2023</time></p>" +
           kText + "</article>",
       "2023-03-14"},
      {"labelled at the foot of the page",
       page("<nav>Timetable of 2 May 2023</nav>") +
           "<footer>This page was last edited on 14 March 2023</footer>",
       "2023-03-14", "2023-03-14"},
      {"a stamp beats the shown day of a late change",
       page("<p>Updated 16 May 2023</p>", meta("article:published_time", "2023-03-14T09:00:00Z")),
       "2023-03-14", "2023-05-16"},
  });
}

TEST(PublicationDate, TakesTheDayThatReadersAreShown) {
  expect_dates({
      {"evening in UTC",
       page("<p class=date>15 March 2023</p>",
            meta("article:published_time", "2023-03-14T23:30:00Z")),
       "2023-03-15"},
      {"morning in UTC",
       page("<p class=date>13 March 2023</p>",
            meta("article:published_time", "2023-03-14T02:30:00Z")),
       "2023-03-13"},
      {"zone of another stamp where nothing is shown",
       page("", meta("article:published_time", "2023-03-15T01:30:00Z") +
                    json_ld("\"datePublished\":\"2023-03-14T20:30:00-05:00\"")),
       "2023-03-14"},
      {"shown day against a zone",
       page("<p class=date>15 March 2023</p>",
            meta("article:published_time", "2023-03-15T01:30:00Z") +
                json_ld("\"datePublished\":\"2023-03-14T20:30:00-05:00\"")),
       "2023-03-15"},
      {"day of the last save, days after the stamp",
       page("<p class=date>16 March 2023</p>",
            meta("article:published_time", "2023-03-14T09:00:00Z") +
                meta("article:modified_time", "2023-03-16T09:00:00Z")),
       "2023-03-16", "2023-03-16"},
      {"day of the last save, months after the stamp",
       page("<p class=date>16 May 2023</p>",
            meta("article:published_time", "2023-03-14T09:00:00Z") +
                meta("article:modified_time", "2023-05-16T09:00:00Z")),
       "2023-03-14", "2023-05-16"},
      {"stamps that move with every save",
       page("", meta("article:published_time", "2023-03-14T09:00:00Z") +
                    meta("article:modified_time", "2023-05-16T09:00:00Z")) +
           "<meta itemprop=datePublished content=2023-05-16T09:00:00Z>",
       "2023-03-14", "2023-05-16"},
      {"lines beside the headline, whatever they are part of",
       "<html lang=en><article><h1>Harbour bridge reopens to trams</h1><footer class=meta>14 March "
       "2023 | <a href=#c class=comments>3 comments</a></footer>" +
           kText + "</article>",
       "2023-03-14"},
  });
}

TEST(PublicationDate, LearnsTheOrderOfDayAndMonth) {
  const auto us = [](const std::string& between, const std::string& head = {}) {
    return "<html lang=en-US><head>" + head + "</head><article>" + kHeadline + between + kText +
           "</article>";
  };
  expect_dates({
      {"British", page("<p>03/04/2023</p>"), "2023-04-03"},
      {"American", us("<p>03/04/2023</p>"), "2023-03-04"},
      {"proved by another date", us("<p>03/04/2023</p><p class=date>Updated 16/04/2023</p>"),
       "2023-04-03", "2023-04-16"},
      {"settled by a stamp",
       us("<p>03/04/2023</p>", meta("article:modified_time", "2023-04-03T09:00:00Z")), "2023-04-03",
       "2023-04-03"},
      {"settled by words", us("<p>03/04/2023</p>") + "<aside>3 April 2023</aside>", "2023-04-03"},
  });
}

TEST(PublicationDate, LeavesOutWhatIsNotTheArticles) {
  expect_dates({
      {"teasers", page("") + "<div class=related><p>1 May 2023</p><p>2 May 2023</p></div>", "none"},
      {"prose",
       page("<p>It was closed on 3 May 2021 after a barge had run into its northern pier, "
            "which engineers had called a matter of time for many years before, and no one "
            "then knew for how long.</p>"),
       "none"},
      {"microdata of a list",
       page("", meta("date", "2023-03-14")) +
           "<div><meta itemprop=datePublished content=2023-06-01><meta itemprop=datePublished "
           "content=2023-06-02><meta itemprop=datePublished content=2023-06-03></div>",
       "2023-03-14"},
      {"a number of the headline in the address",
       page("<p>28 March 2023</p>",
            "<link rel=canonical href=https://lantern.example/2023/03/10-things-about-trams>"),
       "2023-03-28"},
      {"far lines of another month than the address",
       page("", "<link rel=canonical href=https://lantern.example/2023/03/bridge>",
            "<p>" + std::string("Tickets until 2 June 2023</p>")),
       "2023-03"},
      {"a chronicle",
       "<html lang=en><h1>The harbour bridge, year by year</h1><div><p>3 May 2021 - A barge runs "
       "into the northern pier in thick fog, and the trams that cross the harbour every ten "
       "minutes stop at once, for longer than anybody thinks.</p><p>8 June 2021 - The first of "
       "the engineers goes down to see what is left of the pier, and comes up again with nothing "
       "good to tell to the council or to the press.</p>" +
           kText + "</div>",
       "none"},
      {"relative", page("<p>3 hours ago</p>"), "none"},
      {"copyright", page("", "", "<footer>Copyright 2023 The Lantern</footer>"), "none"},
      {"telephone", page("<p>Call 14 03 2023 11</p>"), "none"},
  });
}

TEST(PublicationDate, KeepsToTheBounds) {
  expect_dates({
      {"the day after the page was saved", page("<p class=date>2 July 2023</p>"), "2023-07-02"},
      {"later", page("<p class=date>4 July 2023</p>"), "none"},
      {"stated later", page("", meta("article:published_time", "2024-01-05T09:00:00Z")), "none"},
      {"before the web", page("<p class=date>4 July 1991</p>"), "none"},
      {"start of the epoch", page("", meta("article:published_time", "1970-01-01T00:00:00Z")),
       "none"},
      {"default stamp against a line",
       page("<p>14 March 2023</p>", meta("article:published_time", "2023-01-01T00:00:00Z")),
       "2023-03-14"},
  });
}

TEST(PublicationDate, SaysWhereItComesFromAndHowPreciseItIs) {
  const ArticleDates stamped = dates_of(
      page("<p>14 March 2023</p>", meta("article:published_time", "2023-03-14T09:30:00Z")));
  ASSERT_TRUE(stamped.published.has_value());
  EXPECT_EQ(stamped.published->evidence, DateEvidence::Meta) << "an instant says more than a day";
  EXPECT_EQ(stamped.published->time.precision, DatePrecision::Second);
  const ArticleDates shown = dates_of(page("<p>14 March 2023</p>"));
  ASSERT_TRUE(shown.published.has_value());
  EXPECT_EQ(shown.published->evidence, DateEvidence::Text);
  EXPECT_EQ(shown.published->time.precision, DatePrecision::Day);
}

std::string choose(const std::vector<DateCandidate>& candidates) {
  return day_of(choose_dates({.all = candidates, .url_month = {}}).published);
}

DateCandidate candidate(const char* time, DateEvidence evidence, double weight,
                        DateRole role = DateRole::Unknown) {
  return {.time = *parse_iso8601(time), .evidence = evidence, .role = role, .weight = weight};
}

TEST(ChooseDates, AddsUpKindsOfEvidence) {
  using enum DateEvidence;
  EXPECT_EQ(choose({}), "none");
  EXPECT_EQ(choose({candidate("2023-03-14", JsonLd, 3), candidate("2023-03-15", Meta, 2),
                    candidate("2023-03-15", Text, 2)}),
            "2023-03-15")
      << "two kinds beat a stronger one";
  EXPECT_EQ(choose({candidate("2023-03-14", JsonLd, 3), candidate("2023-03-15", Text, 2),
                    candidate("2023-03-15", Text, 2)}),
            "2023-03-14")
      << "one kind has one vote";
  EXPECT_EQ(choose({candidate("2023-03-14", JsonLd, 3), candidate("2023-03-15", Text, 2),
                    candidate("2023-03-15", Time, 2)}),
            "2023-03-14")
      << "a time element and the text it shows are one kind";
  EXPECT_EQ(choose({candidate("2023-03-14", Text, 0.04), candidate("2023-03-15", Text, 0.04)}),
            "none")
      << "one of many teasers";
}

TEST(ChooseDates, ModifiedIsNeverBeforePublished) {
  using enum DateEvidence;
  const ArticleDates dates =
      choose_dates({.all = {candidate("2023-03-14", JsonLd, 3, DateRole::Published),
                            candidate("2023-03-12", Meta, 2, DateRole::Modified)},
                    .url_month = {}});
  EXPECT_EQ(day_of(dates.published), "2023-03-14");
  EXPECT_EQ(day_of(dates.modified), "none");
}

}  // namespace
}  // namespace dateline
