#include "indexer/html_prescan.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html_document.hpp"
#include "tests/support/tree_outline.hpp"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// The skeleton with all it leaves out put back: values without their quotes, text as it is.
std::string readable(PageSkeleton skeleton) {
  std::vector<HtmlAttribute> attributes = skeleton.attributes();
  const std::string_view markup = skeleton.markup();
  std::string out;
  const auto write = [&](PageSkeleton::AttributeRange range) {
    for (const auto& [name, value] : std::span(attributes).subspan(range.first, range.count)) {
      out += ' ';
      out += name;
      if (!value.empty()) out += '=';
      out += value;
    }
  };
  bool in_tag = false;
  PageSkeleton::AttributeRange unnumbered;
  for (std::size_t i = 0; i < markup.size(); ++i) {
    if (markup[i] == '<') {
      in_tag = true;
      unnumbered = skeleton.attributes_at(i);
    }
    if (in_tag && (markup[i] == ' ' || markup[i] == '>')) write(std::exchange(unnumbered, {}));
    if (markup[i] == '>') in_tag = false;
    if (!in_tag || markup[i] != ' ') {
      out += markup[i];
      continue;
    }
    const std::size_t end = markup.find_first_of(" >", i + 1);
    const PageSkeleton::ParsedAttribute parsed{.name = markup.substr(i + 1, end - i - 1)};
    const bool is_number = parsed.name.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number) {
      out += ' ';
      continue;
    }
    write(skeleton.attributes_of({&parsed, 1}, attributes));
    i = end - 1;
  }
  return std::string(skeleton.text_of(out));
}

std::string prescan(std::string_view html) { return readable(prescan_html(html, {}).skeleton); }

std::string repeat(std::string_view unit, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += unit;
  return text;
}

TEST(Prescan, LeavesOutWhatNobodyReads) {
  struct Case {
    const char* name;
    const char* html;
    const char* expected;
  };
  const Case cases[] = {
      {"script", "a<script src=x>if (a < b) '</p>'</script>b", "ab"},
      {"style", "a<style>p { }</style>b", "ab"},
      {"comment", "a<!-- <p> -->b", "ab"},
      {"contents of svg", "<svg class=x><title>a</title><path d='M0'/></svg>b", "<svg></svg>b"},
      {"svg within svg", "<svg><svg></svg><g>a</g></svg>b", "<svg></svg>b"},
      {"empty svg", "<svg/>b", "<svg/>b"},
      {"svg broken out of", "<svg><g><p>a</p>", "<svg></svg><p>a</p>"},
      {"svg closed from outside", "<div><svg><g>a</div>b", "<div><svg><g></div>b"},
      {"text in html in svg", "<svg><g><title>a</title></g></svg>b", "<svg></svg>b"},
      {"handlers", "<p onclick='a()' class=b>", "<p class=b>"},
      {"pictures in addresses", "<img src='data:image/png;base64,AAAA' alt=b />", "<img alt=b />"},
      {"stylesheet", "<p><link rel=stylesheet href=a><link rel=canonical href=b>",
       "<p><link rel=canonical href=b>"},
      {"white space", "a  b \n\t c", "a b\nc"},
      {"unclosed tag", "a<p class='b", "a"},
      {"unclosed comment", "a<!-- b", "a"},
      {"unclosed script", "a<script>b</p>", "a"},
  };
  for (const Case& c : cases) EXPECT_EQ(prescan(c.html), c.expected) << c.name;
}

TEST(Prescan, KeepsTheRestAsItIs) {
  const char* const pages[] = {
      "<!DOCTYPE html PUBLIC \"a\" 'b'><p class=a id=b data-c=d hidden>x & y</P>",
      "<textarea>a  <!-- b --> <p></textarea>",
      "<title>a <script> b</title>",
      "<pre>a  b\n\n  c</pre>",
      "<xmp><p></xmp><iframe><p></iframe>",
      "<plaintext></plaintext><script>",
      "a < b << c <3 </",
      "<math><mi>x</mi><![CDATA[a < b]]></math>",
      "<svg><desc><p>a</p></desc></svg>b",
      "<select><option>a<option>b</select>",
  };
  for (const char* const page : pages) EXPECT_EQ(prescan(page), page);
}

TEST(Prescan, DropsHugeAttributes) {
  const std::string big(3000, 'x');
  EXPECT_EQ(prescan("<p data-x=" + big + " style='" + big + "'>"), "<p>");
  EXPECT_EQ(prescan("<p class=" + big + ">"), "<p class=" + big + ">");
}

TEST(Prescan, CutsWithoutMakingNewMarkup) {
  struct Case {
    const char* name;
    const char* html;
  };
  const Case cases[] = {
      {"tag", "a<<!-- x -->p>b"},
      {"end tag", "a<<script></script>/p>b"},
      {"reference", "a&am<!-- x -->p;b"},
      {"numeric reference", "a&#3<style></style>8;b"},
      {"comment", "a<<!-- x -->!-- b -->c"},
      {"numeric reference before a digit", "a&#3<!-- x -->8"},
      {"reference before a semicolon", "a&amp<!-- x -->;b"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(test::outline(HtmlDocument::parse(c.html)), test::outline_of_unbounded_parse(c.html))
        << c.name;
  }
}

TEST(Prescan, KeepsJsonLd) {
  const auto page = prescan_html(
      "<script type=application/ld+json>1</script>"
      "<script type=' Application/LD+JSON; charset=utf-8'>2</script>"
      "<script type='application/ld&#x2B;json'> {\"a\": \"<!-- </p>\"} </script>"
      "<script type=application/json>3</script><script>4</script>"
      "<svg><script type=application/ld+json>5</script></svg>",
      {});
  EXPECT_THAT(page.json_ld, ElementsAre("1", "2", " {\"a\": \"<!-- </p>\"} "));
}

// What the parser makes of the prescanned page is what it makes of the page itself.
TEST(Prescan, DoesNotChangeTheTree) {
  struct Case {
    const char* name;
    const char* html;
  };
  const Case cases[] = {
      {"page",
       "<!doctype html><html lang=en><head><meta charset=utf-8><title>A &amp; b</title>"
       "<style>p{}</style><script>var a = '<p>';</script></head><body class=x onload=y()>"
       "<header><nav><ul><li><a href=/>Home</a><li><a href=/a>A</a></ul></nav></header>"
       "<article><h1>A <em>b</em></h1><p>One<p>Two <svg><path d=M0></svg> three<br>four"
       "<table><tr><td>a<td>b</table></article><script src=z></script></body></html>"},
      {"misnested formatting", "<p><b>1<i>2</b>3</i>4<p>5"},
      {"unclosed formatting", "<div><b><font color=red>1</div><div>2</div><p>3"},
      {"links in links", "<a href=1>x<a href=2>y<div>z</a>w</div>"},
      {"text in a table", "<table>a<tr>b<td>c</td>d</tr><p>e</table>f"},
      {"table in a table", "<table><tr><td><table><tr><td>a</table>b</table>c"},
      {"cells without a table", "<div><tr><td>a</td></tr><caption>b</div>c"},
      {"nested forms", "<form><div><form>a</form>b</div></form><form>c</form>"},
      {"form across cells", "<table><tr><form><td>a</td></form><td>b</td></table><form>c</form>d"},
      {"form closed from outside", "<div><form>a</div><form>b</form><form>c</form>"},
      {"markup in a select", "<select><div>a<option>b<title>c</select>d"},
      {"input in a select", "<p><select><option>a<input>b"},
      {"select in a cell", "<table><tr><td><select><option>a<td>b</table>c"},
      {"buttons", "<button>a<p>b<button>c</button>d"},
      {"lists", "<ul><li>a<ul><li>b</ul><li>c<div><li>d</ul>e"},
      {"definitions", "<dl><dt>a<dd>b<p>c<dt>d</dl>"},
      {"headings", "<h1>a<h2>b</h1>c</h2>d"},
      {"ruby", "<ruby>a<rt>b<rp>c</ruby>d"},
      {"templates", "<template><tr><td>a</template><td>b<template>c"},
      {"title in svg", "<p><svg><title>a</title></svg>b"},
      {"style in svg", "<svg><style>a<b>c</style></svg>d"},
      {"script in svg", "<svg><script>a<p>b</script></svg>c"},
      {"cdata in svg", "<svg><![CDATA[a</svg>b]]></svg>c"},
      {"svg in a paragraph left open", "<p>a<svg><g><text>b<p>c"},
      {"font breaks out of svg", "<svg><font color=red>a</svg>b<svg><font>c</font></svg>d"},
      {"svg in math", "<math><mi>a</mi><annotation-xml><svg><p>b</svg></annotation-xml></math>c"},
      {"html in math", "<math><mtext><p>a</p></mtext><mi><b>x</mi></math>c"},
      {"style in math", "<math><style>a<b>c</b></style></math>d"},
      {"noscript", "<head><noscript><link rel=x><img></noscript></head>a"},
      {"frames", "<frameset><frame><noframes><p>a</noframes></frameset>"},
      {"second body", "<body class=a>b<body class=c id=d>e<html lang=f>"},
      {"after the end", "<body>a</body></html>b<p>c"},
      {"unknown elements", "<my-box><p>a<your-box>b</p></your-box></my-box>c"},
      {"quirks", "<p>a<table><tr><td>b</table>c"},
      {"end tags of nothing", "</div>a</p>b</br>c</x></svg></table>d"},
      {"nobr", "<nobr>a<nobr>b</nobr>c"},
      {"object", "<p><b>a<object><p>b</object>c"},
      {"comments in odd places",
       "<!-- a --><!doctype html><!-- b --><table><!-- c --><tr><!-- d -->"},
      {"escaped script", "<script><!-- <script></script> --></script>a<p>"},
      {"references",
       "a&amp;b &lt;p&gt; &nbsp;&copy;&COPY &notit; &notin; &#65;&#x42 &#128;&#0; &#xD800;&#1; &x; "
       "&#xF0000;&#983041;&; && &#; &#x; &NotEqualTilde;c"},
      {"references that are white space", "<p>&#32;a&#10;<pre>&#10;b</pre><table>&#13;<tr>&Tab;"},
      {"references in values",
       "<a href='?a=1&amp;b=2&copy=3&lang;&reg&x' title=\"&eacute;&hellip;'\" "
       "alt=a&quot;'&eacute;b>"
       "c</a>"},
      {"line ends", "<p title='a\r\nb\rc'>a\r\nb\rc\n<pre>\r\n a\r b</pre>"},
      {"characters the parser replaces",
       "a\x01\x7F\xC2\x80\xC2\xA0\xEF\xB7\x90\xEF\xBF\xBF\xEF\xBC\x81"
       "<p title='a\x02\xC2\x9F' a\x03b=c>"},
      {"private-use characters", "\xF3\xB0\x80\x80 a <b>\xF4\x80\x80\x81</b>"},
      {"equal attributes in other words",
       "<font size=1 color='a'><font COLOR=a size='1'><font size=&#49; color=a>"
       "<font color=&#97; size=1><font size=1 color=&eacute;><p>x"},
      {"attribute twice", "<p id=a ID=b class=c>d"},
      {"values for two bodies",
       "<body id=a&eacute; class=''><body class=&eacute; id=b title=&egrave;>"},
      {"hidden input in a table",
       "<table><input type=hidden><input type=HIDDEN a=b><input type=text>"},
      {"isindex", "<isindex prompt='\xF3\xB0\x80\x85 a' action=b>c"},
      {"text of a text area", "<textarea>\n\n a &lt; </p> b</textarea>c"},
      {"script before the head", "<html> <script>a</script> <head class=b> <title>c</title>"},
      {"style and text before the head", "<!-- a -->b<style></style><head class=c>d"},
      {"text before the end of a form", "<div><form>a <!-- b --> c</form>d <b>e</form></div>f"},
      {"attribute without value twice", "<p a a b=c d><p a a a e>"},
      {"end tag from within svg", "<b><p>a<svg><g></b>b</p>c"},
      {"form closed from within svg", "<form><p><svg></form><p>a<table>"},
      {"formatting in svg", "<a><svg><desc><p><b></p><a>a</desc></svg>b"},
      {"title of svg closed from outside", "<i><svg><title></i>a</svg>b<span><svg><title></span>c"},
      {"element of a block's name in svg",
       "<cite><svg><object></cite>a<option><svg><main></option>b"},
      {"glyph in math", "<math><mtext><mglyph><style></style>a</math>b"},
      {"white space behind cells without a table", "<td> a"},
      {"comment among texts in a table", "<table>a<!-- b --> <tr></x>c</y> <td>"},
      {"comment among white space in a table", "<table> <!-- a --> <b><table> <!-- b --> < c"},
      {"comment behind pre", "<pre><!-- a -->\nb</pre><pre><script></script>\nc</pre>"},
      {"script among columns", "<table><colgroup><script></script> <col></x> <tr>"},
      {"script in noscript in the head", "<noscript><script></script><style></style><noscript>a"},
      {"paragraph in noscript in the head", "<noscript><p></noscript><body><div>a</div>"},
      {"frames in place of blocks", "<div><p> <frameset><title>a</title><frame> b<html class=c>"},
      {"frames too late", "<p>a<frameset><frame>"},
      {"frames behind text in svg", "<svg>a</svg><frameset><frame>"},
      {"dialog in a paragraph", "<body><p><dialog>a<section>b</section>"},
      {"main closed from outside", "<body><cite><main>a</cite>b<p>c"},
      {"table in a paragraph", "<!doctype html><p><my-box><table></table></my-box>a"},
      {"form in a table in a paragraph", "<table><p><my-box><form></my-box>a"},
      {"formatting behind an object left open", "<b><div><object></div>a</b>b"},
      {"formatting four times", "<b><b><b><b id=a><b><p>a</b></b></b>b"},
      {"link behind a second body", "<p><a>a<div><img><body>b<a>c</a>d"},
      {"select among the parts of a table", "<table><select><col><svg>a</select><tr>b"},
      {"rows in a template of blocks", "<template><div><tr>a<svg>b</template>c"},
      {"nothing", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(test::outline(HtmlDocument::parse(c.html)), test::outline_of_unbounded_parse(c.html))
        << c.name;
  }
}

// The parser takes an element it does not know for any other one.
TEST(Prescan, ClosesUnknownElementsByName) {
  EXPECT_EQ(test::outline(HtmlDocument::parse("<a-a><b-b>1</a-a>2<c-c>3</d-d>4</c-c>5")),
            "document(html(head body(a-a(b-b(#1)) #2 c-c(#34) #5)))");
}

TEST(Prescan, CutsTagsBeyondTheDepthButNoText) {
  const HtmlLimits limits{.max_depth = 5};
  const auto page =
      prescan_html("<div><div><div><div><div>a<div>b<i>c</i></div>d</div>e</div>f", limits);
  EXPECT_EQ(readable(page.skeleton), "<div><div><div><div><div>a bc d</div>e</div>f");
  EXPECT_TRUE(page.truncated);
  EXPECT_FALSE(prescan_html("<div><div><div><div><div>a</div>", limits).truncated);
}

TEST(Prescan, CutsTagsBeyondTheNumberButNoText) {
  const auto page = prescan_html("<p>a<p>b<p class=x>c<p>d", {.max_parts = 4});
  EXPECT_EQ(readable(page.skeleton), "<p>a<p>b<p class=x>c d");
  EXPECT_TRUE(page.truncated);
}

// Each of these takes the bare parser seconds to hours, or all memory.
TEST(Prescan, BoundsTheParsersWorkOnHostilePages) {
  const std::string_view units[] = {
      "<div>",
      "<span>",
      "<b>",
      "<font color=1>",
      "<a href=x>",
      "<table>",
      "<ul><li>",
      "<svg>",
      "<math>",
      "<math><mi>",
      "<svg><desc>",
      "<select>",
      "<option>",
      "<select><optgroup><option>",
      "<form>",
      "<form><div></form>",
      "<button>",
      "<p><button>",
      "<template>",
      "<template><td>",
      "<frameset>",
      "<x-y>",
      "<x><y></x>",
      "<p>",
      "<",
      "</div>",
      "</p>",
      "<applet>",
      "<marquee>",
      "<object>",
      "<table><tr><td>",
      "<table><td>",
      "<table><caption>",
      "<table>x<tr>",
      "<b><p>x",
      "<a><p>x",
      "<font size=1><p>x",
      "<font size=1><div>x</div>",
      "<b><p>x</b>",
      "<span><div></span>",
      "<ruby><rt>",
      "<dd><div>",
      "<isindex>",
      "<nobr><p>x",
      "<s><tt><u><p>x",
      "<math><annotation-xml encoding='text/html'><div>",
      "<svg><foreignObject><table><td>",
      "<table><select><tr>",
      "<h1><h2>",
      "<dialog>",
      "<picture><a0>",
      "<iframe>",
      "<plaintext>",
      "<li><b>x",
      "<td>",
      "<body a=1>",
      "<noscript>",
      "<td><i></div>",
      "<a><table><a>x",
  };
  constexpr std::size_t kTimes = 5'000;
  for (const std::string_view unit : units) {
    const auto document = HtmlDocument::parse(repeat(unit, kTimes));
    std::uint32_t depth = 0;
    for (const HtmlNode& node : document.nodes())
      depth = std::max<std::uint32_t>(depth, node.depth);
    EXPECT_LE(depth, 3 * HtmlLimits{}.max_depth) << unit;
    EXPECT_LE(document.nodes().size(), 2 * HtmlLimits{}.max_parts) << unit;
  }
}

TEST(Prescan, BoundsReopenedFormatting) {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<font color=" + std::to_string(i) + "><p>x";
  const auto document = HtmlDocument::parse(html);
  EXPECT_LE(document.nodes().size(), 2 * HtmlLimits{}.max_parts);
  EXPECT_TRUE(document.truncated());
}

TEST(Prescan, BoundsAttributesOfTheRootElements) {
  std::string html;
  for (int i = 0; i < 100; ++i) html += "<body a" + std::to_string(i) + "=1>";
  EXPECT_THAT(prescan(html), HasSubstr("a31=1"));
  EXPECT_THAT(prescan(html), Not(HasSubstr("a32=1")));
}

}  // namespace
}  // namespace dateline
