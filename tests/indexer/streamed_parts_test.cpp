#include "indexer/streamed_parts.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/page_extraction.hpp"

namespace dateline {
namespace {

/// What a reader sees of the page; checks on the way that the tree is sound.
std::string text_of(std::string_view html) {
  const HtmlDocument document = HtmlDocument::parse(html);
  const auto nodes = document.nodes();
  for (NodeId id = 1; id < nodes.size(); ++id) {
    const NodeId parent = nodes[id].parent;
    EXPECT_LT(parent, id);
    EXPECT_LE(nodes[id].end, nodes[parent].end);
    EXPECT_GT(nodes[id].end, id);
    EXPECT_EQ(nodes[id].depth, nodes[parent].depth + 1);
  }
  EXPECT_EQ(nodes[0].end, nodes.size());
  return inner_text(document, 0);
}

struct Case {
  std::string_view name;
  std::string_view html;
  std::string_view text;
};

TEST(StreamedParts, GoWhereTheirPlaceholderStands) {
  for (const Case& it : {
           Case{"none", "<p>one<p>two", "one two"},
           Case{"a part",
                "<p>one</p><template id=B:0></template><p>three</p><div hidden id=S:0><p>two</div>",
                "one two three"},
           Case{"a part within a part",
                "<p>one</p><template id='B:0'></template><p>four</p><div hidden id='S:1'><p>three"
                "</div><div hidden id='S:0'><p>two<template id='P:1'></template></div>",
                "one two three four"},
           Case{"several, out of order",
                "<template id=B:0></template><template id=B:a></template><p>three</p><div hidden "
                "id=S:a>two</div><div hidden id=S:0>one</div>",
                "onetwo three"},
           Case{"no placeholder", "<p>one</p><div hidden id=S:0><p>two</div><p>three",
                "one two three"},
           Case{"no part", "<p>one</p><template id=B:0></template><p>two", "one two"},
           Case{"shown already", "<template id=B:0></template><p>one</p><div id=S:0><p>two</div>",
                "one two"},
           Case{"placeholder within its own part",
                "<p>one</p><div hidden id=S:0><template id=B:0></template><p>two</div>", "one two"},
           Case{"a part of the same name again",
                "<template id=B:0></template><p>two</p><div hidden id=S:0><p>one</div><div hidden "
                "id=S:0><p>three</div>",
                "one two three"},
           Case{"parts that hold each other",
                "<p>one</p><div hidden id=S:0><template id=B:1></template></div><div hidden "
                "id=S:1><template id=B:0></template></div>",
                "one"},
           Case{"an empty part",
                "<p>one</p><template id=B:0></template><p>two</p><div hidden id=S:0></div>",
                "one two"},
       })
    EXPECT_EQ(text_of(it.html), it.text) << it.name;
}

TEST(StreamedParts, AreTheArticle) {
  const auto article = extract_page(
      {.path = "page.html",
       .bytes =
           "<title>Bridge reopens</title><body><nav><a href=/>Home</a> <a href=/city>City</a></nav>"
           "<main><h1>Bridge reopens</h1><template id='B:0'></template><div>Loading</div></main>"
           "<footer><p>The Harbour Post has been printed on the quay since the year of the great "
           "storm, and always will be, its owners say.</p></footer><div hidden id='S:0'><p>The "
           "harbour bridge opened to traffic again on Tuesday after a week of repairs to its "
           "southern pier, the city said.</p><template id='P:1'></template></div><div hidden "
           "id='S:1'><p>Engineers replaced two bearings that the storm had torn loose, and tested "
           "the deck overnight.</p></div></body>"});
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->body,
            "The harbour bridge opened to traffic again on Tuesday after a week of repairs to its "
            "southern pier, the city said.\n\nEngineers replaced two bearings that the storm had "
            "torn loose, and tested the deck overnight.");
}

}  // namespace
}  // namespace dateline
