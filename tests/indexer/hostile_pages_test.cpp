// Shapes of page that make parsers and extractors slow, deep or big. How long they take is for
// bench/; here each must come out as a sound article, or as none.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {
namespace {

constexpr std::size_t kBytes = 60'000;

std::string repeat(std::string_view unit, std::size_t bytes = kBytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

/// `#` in the unit is the number of the repetition.
std::string count_up(std::string_view unit, std::size_t bytes = kBytes) {
  std::string text;
  for (int i = 0; text.size() < bytes; ++i)
    for (const char c : unit) c == '#' ? text += std::to_string(i) : text += c;
  return text;
}

void expect_sound(const std::string& name, const std::string& bytes) {
  for (const char* const path : {"page.html", "page.txt"}) {
    const auto article = extract_page({.path = path, .bytes = bytes});
    if (!article) continue;
    EXPECT_EQ(clean_blocks(article->body), article->body) << name << ' ' << path;
    EXPECT_EQ(clean_blocks(article->lead), article->lead) << name << ' ' << path;
    EXPECT_EQ(clean_line(article->title), article->title) << name << ' ' << path;
  }
}

TEST(HostilePages, OfOneUnitOverAndOver) {
  const std::string_view units[] = {
      "<div>",
      "<span>x",
      "<b>x",
      "<b><p>x",
      "<font color=1>x<p>",
      "<a href=x>y</a> ",
      "<a href=/some/long/name-of-an-article>word word</a> ",
      "<table><tr><td>",
      "<table>x<tr>",
      "<table><p>x",
      "<select><option>a",
      "<svg><path d=M0>",
      "<svg><p>x",
      "<math><mi>x",
      "<br>",
      "x<br>",
      "<p>",
      "<li>x",
      "<dt>a<dd>b",
      "<h1>The title of a page</h1>",
      "<h2>x</h2>",
      "<title>a | b</title>",
      "<blockquote>x",
      "<i><b>x</b></i>",
      "<form><div>x</form>",
      "<template>x",
      "<button>x",
      "<nobr>x<p>",
      "<x-y>a</z-z>",
      "<ruby>a<rt>b",
      "<frameset>x",
      "<isindex prompt=x>",
      "<pre>\n x  y\n</pre>",
      "<textarea>x</textarea>",
      "<noscript><p>x</p></noscript>",
      "<noscript><div>",
      "<iframe src=x>x</iframe>",
      "<style>a{}</style><p>x</p>",
      "<b><div></b><p>word",
      "<a><p></a><b></p>x",
      "<table><b>x<tr>",
      "<table><a href=x>x",
      "<html lang=en><body class=x>",
      "<![CDATA[x",
      "</br>",
      "</p>",
      "<!-- x -->",
      "<",
      "<x",
      "</",
      "<p a=\"",
      "&",
      "&amp;",
      "&star;",
      "&#x41;",
      "&foo ",
      "&copy ",
      "word ",
      "x",
      "A man walked home, and it rained. ",
      "\xE6\xBC\xA2\xE5\xAD\x97",
      "\xE0\xB8\x81",
      "e\xCC\x81",
      "\xCC\x81",
      "\xE2\x80\xAE",
      "\xE2\x80\x8B",
      "\xC2\xA0",
      "\x01",
      "\xFF\xC3(\xE2\x82 ",
      "\xE9t\xE9 ",
      "\n",
      " ",
      "x\n\n",
      "# Title\n\n",
      "Title\n=====\n\n",
      "By Ann Bee\n",
      "From: Ann Bee\n",
      "a < b > c\n",
      ". . . ",
      "12 March 2021, ",
      "01/02/2021 ",
      "<time datetime=2020-01-02>2 January 2020</time> ",
      "<div class=byline>By Ann Bee</div>",
      "<a rel=author href=/a>Ann Bee</a>",
      "<meta name=author content='Ann Bee'>",
      "http://example.com/a?b=c ",
      "ann@example.com ",
      "<script><!--<script>",
      "<div><p>The same block of text with more than eight words in it, always.</p></div>",
      "<template id=B:1></template><div hidden id=S:1><p>x</p></div>",
      "<h2>Related stories</h2><p>x y z.</p>",
      "<p>He said that the word was good, and the rest of it was not so very good.</p>",
      "<nav class=breadcrumb><a href=/a>Section</a></nav>",
      "<div class=comment><span class=author>Ann Bee</span><p>This is a comment.</p></div>",
      "<div class=update><time datetime=2020-01-02T10:00:00Z>10:00</time><h2>Update</h2></div>",
      "<article><h2><a href=/x>Some words here</a></h2><p>A teaser of ten words.</p></article>",
      "<figure><img><figcaption>some words here</figcaption></figure>",
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>",
  };
  for (const std::string_view unit : units) expect_sound(std::string(unit), repeat(unit));
}

TEST(HostilePages, OfNothingTwice) {
  for (const std::string_view unit :
       {"<p class='n#-ad m# share-it'>words here</p>",
        "<div id=i# style='display:none'>text #</div>", "<font color=#>x<p>",
        "<a href=/# title=t#>x", "<x#>y</x#>", "<meta name=n# content=#>",
        "<template id=B:#></template><div hidden id=S:#><template id=P:#></template>x</div>"})
    expect_sound(std::string(unit), count_up(unit));
}

TEST(HostilePages, WithOneHugePart) {
  const std::string json = "<script type=application/ld+json>";
  const std::string end = "</script><p>A man walked home, and it rained on him all of the way.";
  expect_sound("attributes", "<p" + count_up(" a#=b") + ">x");
  expect_sound("class names", "<p class='" + count_up("c#-ad ") + "'>x");
  expect_sound("open brackets", json + repeat("[") + end);
  expect_sound("open objects", json + repeat("{\"a\":") + end);
  expect_sound("body in data", json + "{\"@type\":\"NewsArticle\",\"articleBody\":\"" +
                                   repeat("A man. ") + "\"}" + end);
  expect_sound("graph", json + "{\"@graph\":[" +
                            count_up("{\"@id\":\"x#\",\"author\":{\"@id\":\"x#\"}},") + "{}]}" +
                            end);
  expect_sound("UTF-16", "\xFF\xFE" + repeat(std::string_view("<\0p\0>\0x\0", 8)));
}

TEST(HostilePages, KeepAnArticleBesideAFloodOfBlocks) {
  const std::string text = "A man walked home in the rain, and it rained on him all of the way.";
  const std::string head = "<title>A walk in the rain</title><h1>A walk in the rain</h1>";
  for (const std::string_view unit :
       {"<p>x", "<li>item", "<h2>x</h2>", "<p><a href=/x>word</a>", "<br><br>x"}) {
    const auto article =
        extract_page({.path = "page.html",
                      .bytes = head + "<article>" + repeat("<p>" + text, 400) + "</article><div>" +
                               repeat(unit, 300'000) + "</div>"});
    ASSERT_TRUE(article) << unit;
    EXPECT_EQ(article->title, "A walk in the rain") << unit;
    EXPECT_NE(article->body.find(text), std::string::npos) << unit;
  }
}

TEST(HostilePages, KeepTextAndTagsWithinTheirLimits) {
  const auto document = HtmlDocument::parse(repeat("<p>word &star; ", 5'000),
                                            {.max_parts = 100, .max_text_bytes = 1'000});
  EXPECT_TRUE(document.truncated());
  EXPECT_LE(document.nodes().size(), 210U);
  EXPECT_LE(inner_text(document, 0).size(), 1'000U);
  EXPECT_FALSE(HtmlDocument::parse("<p>word", {.max_parts = 1, .max_text_bytes = 4}).truncated());
  const auto flood = extract_page({.path = "page.html", .bytes = repeat("<p>word ", 6U << 20)});
  ASSERT_TRUE(flood);
  EXPECT_LE(flood->words, std::uint32_t{kMaxTextBlocks});
}

}  // namespace
}  // namespace dateline
