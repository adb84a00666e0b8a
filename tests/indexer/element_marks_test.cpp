#include "indexer/element_marks.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using namespace mark;

struct Case {
  std::string_view html;
  Marks marks;
};

/// Of the first element below body.
Marks marks_in(std::string_view html) {
  const HtmlDocument document = HtmlDocument::parse(html);
  const auto nodes = document.nodes();
  NameMemo memo;
  for (NodeId id = 0; id < nodes.size(); ++id)
    if (nodes[id].parent != kNoNode && nodes[nodes[id].parent].tag == Tag::Body)
      return read_element_marks(document, id, memo);
  ADD_FAILURE() << html;
  return 0;
}

TEST(ElementMarks, ComeFromTagsAttributesAndNames) {
  for (const Case& it : {
           Case{"<div>a</div>", 0},
           Case{"<aside>a</aside>", kFrame},
           Case{"<div class=newsletter>a</div>", kNewsletter},
           Case{"<div hidden>a</div>", kHidden},
           Case{"<div role=dialog>a</div>", kOverlay},
           Case{"<div itemprop=articleBody>a</div>", kBody},
           Case{"<div style='display: none'>a</div>", kHidden},
           Case{"<amp-consent>a</amp-consent>", kOverlay},
           Case{"<amp-sidebar>a</amp-sidebar>", kNavigation},
           Case{"<amp-ad>a</amp-ad>", kAd},
           Case{"<amp-img>a</amp-img>", 0},
           Case{"<x-list>a</x-list>", 0},
       })
    EXPECT_EQ(marks_in(it.html), it.marks) << it.html;
}

}  // namespace
}  // namespace dateline
