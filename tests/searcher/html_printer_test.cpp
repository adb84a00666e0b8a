#include "searcher/html_printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/html_style.hpp"
#include "searcher/html_text.hpp"
#include "tests/searcher/made_pages.hpp"
#include "tests/support/page_markup.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string print(const ResultPage& page, const QueryLine& line = {.text = "ferry vote"}) {
  HtmlPrinter printer;
  std::string out = test::print(printer, page, line);
  EXPECT_THAT(test::markup_faults(out), IsEmpty());
  return out;
}

TEST(HtmlPrinter, OnePageThatLoadsNothing) {
  const std::string out = print(test::full_page());
  EXPECT_THAT(out, StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n"));
  EXPECT_THAT(out, HasSubstr("\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                             "'unsafe-inline'; base-uri 'none'; form-action 'none'\""));
  EXPECT_THAT(out, HasSubstr("<title>ferry vote – Dateline</title>"));
  for (const char* loading : {"<script", "<link", "<img", "src=", "@import", "url("})
    EXPECT_THAT(out, Not(HasSubstr(loading)));
}

TEST(HtmlPrinter, AHitWithAllThereIs) {
  const std::string out = print(test::full_page());
  for (const char* part :
       {"<h1 id=\"heading-1\" dir=\"auto\">ferry vote</h1>", "about 12,345 articles match",
        "<li value=\"1\">",
        "<h3 lang=\"en\" dir=\"auto\"><a href=\"https://news.example/ferry?a=1&amp;b=2\" "
        "rel=\"noreferrer\"><mark>Ferry</mark> <mark>vote</mark> &quot;delayed&quot;, "
        "again</a></h3>",
        "<time datetime=\"2023-03-20\">20 March 2023</time>", "<bdi>The Daily</bdi>",
        "<bdi>Jane Doe</bdi></li><li><bdi>Omar Haddad</bdi>", "1,612 words",
        "<a href=\"file:///news/ferry%201.html\" rel=\"noreferrer\">saved page</a>",
        "<p lang=\"en\" dir=\"auto\">The <mark>ferry</mark> was late.…</p>",
        "<p lang=\"en\" dir=\"auto\">…A <mark>vote</mark> followed.</p>",
        "<summary>+2 copies</summary>", ">Vote on ferry put off</a>",
        "<time datetime=\"2023-03\">March 2023</time>", "(no headline)",
        "<summary>Score 8.250</summary>",
        "<th scope=\"row\"><bdi>recent</bdi></th><td></td><td class=\"n\">2.750</td>",
        "<li>elect* has more than 200 forms</li>"})
    EXPECT_THAT(out, HasSubstr(part));
}

TEST(HtmlPrinter, APlaceInAnArchiveIsNoLink) {
  const std::string out = print(test::full_page());
  EXPECT_THAT(out, HasSubstr("<h3 lang=\"ja\" dir=\"auto\">港のフェリー</h3>"));
  EXPECT_THAT(out, HasSubstr("<bdi>/news/crawl.warc.gz#1024</bdi>"));
  EXPECT_THAT(out, HasSubstr("<strong>stub</strong>"));
}

TEST(HtmlPrinter, NearMissesStandApart) {
  const std::string out = print(test::full_page());
  const std::size_t rule = out.find("<section class=\"near\">");
  EXPECT_LT(out.find("<li value=\"2\">"), rule);
  EXPECT_GT(out.find("<li value=\"3\">"), rule);
  ASSERT_NE(rule, std::string::npos);
  ResultPage none;
  none.hits = {{.rank = 1, .is_partial = true}};
  EXPECT_THAT(print(none), Not(HasSubstr(">Matches<")));
}

TEST(HtmlPrinter, FacetsAreListsWithBars) {
  const std::string out = print(test::full_page());
  EXPECT_THAT(out, HasSubstr("<li><bdi>Harbour &amp; Hill</bdi> <span class=\"n\">10</span>"
                             "<span class=\"bar\" style=\"inline-size:25.0%\"></span></li>"));
  EXPECT_THAT(out, HasSubstr("<p>7 more, 3 matches without one</p>"));
}

TEST(HtmlPrinter, ATimelineIsDrawnAndTold) {
  const std::string out = print(test::full_page());
  EXPECT_THAT(out, HasSubstr("aria-label=\"Matches by month, 2022-12 to 2023-03. Most, 75, in "
                             "2023-03. All numbers stand in the table below.\""));
  // The axis ends at 80; a quarter of the archive's articles are of the first month.
  EXPECT_THAT(out, HasSubstr("<rect x=\"30.8\" y=\"6.25\" width=\"8.5\" height=\"93.75\">"
                             "<title>2023-03: 75 of 200</title></rect>"));
  EXPECT_THAT(out, HasSubstr("d=\"M0 68.75H10V100.00H20V68.75H30V37.50H40\""));
  EXPECT_THAT(out, HasSubstr("<tr><th scope=\"row\">2023-03</th><td class=\"n\">75</td>"
                             "<td class=\"n\">200</td><td class=\"n\">37.5%</td></tr>"));
  EXPECT_THAT(out, HasSubstr("<td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">–</td>"));
  EXPECT_THAT(out, HasSubstr("4 without a date"));
}

TEST(HtmlPrinter, EmptyChartsAreNone) {
  ResultPage page;
  page.facets = {{.field = FacetField::Section}};
  page.timeline = Timeline{};
  const std::string out = print(page);
  EXPECT_THAT(out, Not(HasSubstr("<svg")));
  page.timeline->buckets = {{"2023", 0, 0}};
  EXPECT_THAT(print(page), HasSubstr("<svg"));
}

TEST(HtmlPrinter, SaysWhyNothingMatches) {
  const std::string out = print(test::empty_page());
  EXPECT_THAT(out, HasSubstr("no article matches"));
  EXPECT_THAT(out, HasSubstr("<bdi>xylophone</bdi></th><td class=\"n\">0</td>"
                             "<td class=\"n\">12</td>"));
  EXPECT_THAT(out, HasSubstr("Did you mean <strong>climate summit</strong>? (2 articles)"));
}

TEST(HtmlPrinter, ABatchIsOnePage) {
  HtmlPrinter printer;
  const ResultPage full = test::full_page();
  const ResultPage empty = test::empty_page();
  const Query query;
  const QueryLine first{.id = "q1", .text = "ferry <vote>"};
  const QueryLine second{.id = "q2", .text = "xylophone"};
  std::string out;
  printer.begin(out);
  printer.print(out,
                {.line = first, .query = query, .page = full, .databases = {}, .is_batch = true});
  printer.print_error(out, {.id = "x", .text = "foo:bar"},
                      {.code = ErrorCode::QuerySyntax, .message = "no <field>", .hint = "a hint"});
  printer.print(out,
                {.line = second, .query = query, .page = empty, .databases = {}, .is_batch = true});
  printer.print_count(out, {.id = "q3", .text = "tunnel"}, 1, 1ms);
  EXPECT_EQ(out, "");
  printer.end(out);
  EXPECT_THAT(test::markup_faults(out), IsEmpty());
  for (const char* part :
       {"<h1>Answers to a batch of queries</h1>",
        "<td>q1</td><th scope=\"row\"><a href=\"#query-1\"><bdi>ferry &lt;vote&gt;</bdi></a></th>"
        "<td>about 12,345 articles match</td>",
        "<a href=\"#query-2\"><bdi>foo:bar</bdi></a></th><td>no answer</td>",
        "<h2 id=\"heading-3\" dir=\"auto\">xylophone</h2>",
        "<strong>Error:</strong> no &lt;field&gt;", "a hint", "<h4 lang=\"en\"",
        "1 article matches"})
    EXPECT_THAT(out, HasSubstr(part));
}

TEST(HtmlPrinter, AnArticleIsAPage) {
  ShownArticle shown{.article = {.id = "a1",
                                 .source = {.path = "/a.html"},
                                 .url = "https://news.example/a",
                                 .title = "Tunnel opens",
                                 .authors = {"Ada Quill", "Bo Reed"},
                                 .published = ArticleDate{.time = *make_timestamp(2023)},
                                 .language = "en",
                                 .lead = "The lead.",
                                 .body = "First tunnel.\n\nSecond tunnel.",
                                 .words = 4},
                     .title_marks = {{0, 6}},
                     .body_marks = {{6, 12}, {22, 28}}};
  HtmlPrinter printer;
  std::string out;
  printer.print_article(out, shown);
  printer.end(out);
  EXPECT_THAT(test::markup_faults(out), IsEmpty());
  for (const char* part :
       {"<title>Tunnel opens – Dateline</title>",
        "<h1 lang=\"en\" dir=\"auto\"><mark>Tunnel</mark> opens</h1>",
        "<dd><bdi>Ada Quill</bdi>, <bdi>Bo Reed</bdi></dd>", "<time datetime=\"2023\">2023</time>",
        "<p lang=\"en\" dir=\"auto\">The lead.</p>",
        "<p lang=\"en\" dir=\"auto\">First <mark>tunnel</mark>.</p>\n"
        "<p lang=\"en\" dir=\"auto\">Second <mark>tunnel</mark>.</p>",
        "<a href=\"https://news.example/a\" rel=\"noreferrer\">"})
    EXPECT_THAT(out, HasSubstr(part));
}

TEST(HtmlPrinter, NothingToTellIsNoPage) {
  HtmlPrinter printer;
  std::string out;
  printer.begin(out);
  printer.end(out);
  EXPECT_EQ(out, "");
}

TEST(HtmlText, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(html_text("<a href=\"x\" b='y'>&amp;\x1B"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp; ");
  EXPECT_EQ(html_element("p", "\" onload=\"", "x"), "<p dir=\"auto\">x</p>");
  EXPECT_EQ(html_element("p", "de", "x"), "<p lang=\"de\" dir=\"auto\">x</p>");
  EXPECT_EQ(html_link("", "x"), "x");
}

TEST(HtmlText, DatesAsFarAsTheyAreKnown) {
  const auto date = [](const char* text) {
    return html_date(ArticleDate{.time = *parse_iso8601(text)});
  };
  EXPECT_EQ(date("2023"), "<time datetime=\"2023\">2023</time>");
  EXPECT_EQ(date("2023-12"), "<time datetime=\"2023-12\">December 2023</time>");
  EXPECT_EQ(date("2023-03-05"), "<time datetime=\"2023-03-05\">5 March 2023</time>");
  EXPECT_EQ(date("2023-03-20T23:30:00-05:00"),
            "<time datetime=\"2023-03-20T23:30:00-05:00\">20 March 2023</time>");
  EXPECT_EQ(html_date(std::nullopt), "undated");
}

TEST(PageMarkup, FindsWhatIsWrong) {
  for (const char* bad :
       {"<script>x</script>", "<p onclick=\"x\"></p>", "<p>", "<p></div>",
        "<a href=\"javascript:x\">y</a>", "<a href=x>y</a>", "<p>a > b</p>", "<p>a & b</p>",
        "<p style=\"background:url(x)\"></p>", "<p id=\"a\"></p><p id=\"a\"></p>",
        "<a href=\"https://x/&quot y\">z</a>"})
    EXPECT_THAT(test::markup_faults(bad), Not(IsEmpty())) << bad;
  EXPECT_THAT(test::markup_faults("<p class=\"a\">b &amp; <mark>c</mark></p>"), IsEmpty());
}

}  // namespace
}  // namespace dateline
