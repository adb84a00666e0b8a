#include "indexer/html_document.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;

/// The tree in one line: `body(p(#a b(#c)))`, attributes left out, text marked by #.
std::string outline(const HtmlDocument& document) {
  const auto nodes = document.nodes();
  std::string out;
  std::vector<NodeId> open;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    for (; !open.empty() && nodes[open.back()].end <= id; open.pop_back()) out += ')';
    if (!out.empty() && out.back() != '(') out += ' ';
    const HtmlNode& node = nodes[id];
    out += node.tag == Tag::Document ? "document" : node.tag == Tag::Text ? "#" : "";
    out += node.text;
    if (node.end > id + 1) {
      out += '(';
      open.push_back(id);
    }
  }
  out.append(open.size(), ')');
  return out;
}

std::string outline_of_body(std::string_view body) {
  const auto text = outline(HtmlDocument::parse("<!doctype html><body>" + std::string(body)));
  constexpr std::string_view before = "document(html(head body(";
  return text.substr(before.size(), text.size() - before.size() - 3);
}

NodeId find(const HtmlDocument& document, Tag tag) {
  const auto nodes = document.nodes();
  for (NodeId id = 0; id < nodes.size(); ++id) {
    if (nodes[id].tag == tag) return id;
  }
  return kNoNode;
}

TEST(HtmlTag, FindsEveryNameInAnyCase) {
  for (std::size_t i = static_cast<std::size_t>(Tag::A); i < kTagCount; ++i) {
    const Tag tag = static_cast<Tag>(i);
    EXPECT_EQ(find_tag(tag_name(tag)), tag) << tag_name(tag);
  }
  EXPECT_EQ(find_tag("BlockQuote"), Tag::Blockquote);
  EXPECT_EQ(find_tag(""), Tag::Other);
  EXPECT_EQ(find_tag("amp-img"), Tag::Other);
  EXPECT_EQ(find_tag("divv"), Tag::Other);
}

TEST(HtmlDocument, ReadsBrokenMarkupAsHtml5Says) {
  struct Case {
    const char* name;
    const char* html;
    const char* expected;
  };
  const Case cases[] = {
      {"nesting", "<div><p>a<b>c</b></p></div>", "div(p(#a b(#c)))"},
      {"implied end of p", "<p>a<p>b<div>c</div>", "p(#a) p(#b) div(#c)"},
      {"implied table parts", "<table><td>x</table>", "table(tbody(tr(td(#x))))"},
      {"misnested formatting", "<b>1<i>2</b>3</i>", "b(#1 i(#2)) i(#3)"},
      {"character references", "a &amp; b &eacute;", "#a & b \xC3\xA9"},
      {"unknown element in capitals", "<My-Box>x</My-Box>", "my-box(#x)"},
      {"noscript as elements", "<noscript><p>x</p></noscript>", "noscript(p(#x))"},
      {"template contents", "<template><p>x</p></template>", "template(p(#x))"},
  };
  for (const Case& c : cases) EXPECT_EQ(outline_of_body(c.html), c.expected) << c.name;
}

TEST(HtmlDocument, EmptyPageHasHeadAndBody) {
  EXPECT_EQ(outline(HtmlDocument::parse("")), "document(html(head body))");
}

TEST(HtmlDocument, NodesStateTheirPlaceInTheTree) {
  const auto document = HtmlDocument::parse("<body><div><p>a</p><p>b</p></div><ul></ul>");
  const auto nodes = document.nodes();
  const NodeId div = find(document, Tag::Div);
  const NodeId ul = find(document, Tag::Ul);
  ASSERT_NE(ul, kNoNode);
  EXPECT_EQ(nodes[0].tag, Tag::Document);
  EXPECT_EQ(nodes[0].parent, kNoNode);
  EXPECT_EQ(nodes[0].end, nodes.size());
  EXPECT_EQ(nodes[div].end, ul);
  EXPECT_EQ(nodes[div].depth, 3);
  for (NodeId id = 1; id < nodes.size(); ++id) {
    const HtmlNode& parent = nodes[nodes[id].parent];
    EXPECT_LT(nodes[id].parent, id);
    EXPECT_GT(parent.end, id);
    EXPECT_GE(parent.end, nodes[id].end);
    EXPECT_EQ(nodes[id].depth, parent.depth + 1);
  }
}

TEST(HtmlDocument, AttributesAreLowerCaseAndResolved) {
  const auto document =
      HtmlDocument::parse("<p CLASS=\"a &lt; b\" Data-X='1' hidden class=second>x</p>");
  const NodeId p = find(document, Tag::P);
  ASSERT_NE(p, kNoNode);
  EXPECT_EQ(document.attribute(p, "class"), "a < b");
  EXPECT_EQ(document.attribute(p, "data-x"), "1");
  EXPECT_EQ(document.attribute(p, "hidden"), "");
  EXPECT_EQ(document.attribute(p, "id"), std::nullopt);
  EXPECT_EQ(document.attributes(p).size(), 3U);
}

TEST(HtmlDocument, ElementsUnknownToTheParserKeepTheirTag) {
  const auto document = HtmlDocument::parse("<PICTURE><dialog>x");
  EXPECT_NE(find(document, Tag::Picture), kNoNode);
  EXPECT_NE(find(document, Tag::Dialog), kNoNode);
}

TEST(HtmlDocument, StaysValidWhenMoved) {
  auto document = HtmlDocument::parse("<p id=x>short</p>");
  const std::vector<HtmlDocument> home = [&] {
    std::vector<HtmlDocument> documents;
    documents.push_back(std::move(document));
    return documents;
  }();
  const NodeId p = find(home[0], Tag::P);
  EXPECT_EQ(home[0].attribute(p, "id"), "x");
  EXPECT_EQ(inner_text(home[0], p), "short");
}

TEST(InnerText, SeparatesBlocksAndJoinsInlines) {
  struct Case {
    const char* name;
    const char* html;
    const char* expected;
  };
  const Case cases[] = {
      {"inline", "<span>T</span>he <b>e</b>nd", "The end"},
      {"blocks", "<div><p>a</p><p>b</p></div>c", "a b c"},
      {"text after a block", "<section>a<h2>b</h2>c</section>d", "a b c d"},
      {"br", "a<br>b", "a b"},
      {"cells", "<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
      {"white space", " \n a \t&nbsp; b\xC2\xA0", "a b"},
      {"template", "a<template>b</template>c", "ac"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) {
    const auto document = HtmlDocument::parse(std::string("<body>") + c.html);
    EXPECT_EQ(inner_text(document, find(document, Tag::Body)), c.expected) << c.name;
  }
}

// Breaks an assertion that Debian builds gumbo with.
TEST(HtmlDocument, APageThatBreaksTheParserKeepsItsText) {
  const HtmlDocument document = HtmlDocument::parse(
      "<p>Before</p><math><tr><mtext><select><input><![CDATA[c]]>$</select></math><p>Behind</p>");
  const std::string text = inner_text(document, 0);
  EXPECT_NE(text.find("Before"), std::string::npos) << text;
  EXPECT_NE(text.find("Behind"), std::string::npos) << text;
}

}  // namespace
}  // namespace dateline
