#include "indexer/mark_rescue.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text_blocks.hpp"

namespace dateline {
namespace {

constexpr std::string_view kNote =
    "<p>The pilot boat stayed alongside until the ferry had been made fast at the quay.</p>";

std::string boxes(int count, std::string_view attributes) {
  std::string html;
  for (int i = 0; i < count; ++i)
    html += "<div " + std::string(attributes) + ">" + std::string(kNote) + "</div>";
  return html;
}

/// Prose blocks that are taken for text.
int count_free(const std::string& html) {
  int count = 0;
  for (const TextBlock& block : read_text_blocks(HtmlDocument::parse(html)).blocks)
    count += block.is_prose() && (block.marks & mark::kJunk) == 0;
  return count;
}

struct Case {
  std::string_view name;
  std::string html;
  int free;
};

TEST(MarkRescue, BelievesNamesOnlyOfSmallParts) {
  for (const Case& it : {
           Case{"a side column", boxes(4, "class=text") + boxes(1, "class=sidebar"), 4},
           Case{"a side column that is the page", boxes(1, "class=sidebar"), 1},
           Case{"text cut into widgets", boxes(2, "class=text") + boxes(4, "class='row widget'"),
                6},
           Case{
               "widgets of many kinds",
               boxes(4, "class=text") + boxes(1, "class='widget a'") + boxes(1, "class='widget b'"),
               4},
           Case{"captions", boxes(4, "class=text") + boxes(4, "class=caption"), 4},
           Case{"a slide show that is the article",
                boxes(1, "class=text") + boxes(4, "class='slider left'") +
                    boxes(4, "class='slider right'"),
                9},
           Case{"readers' comments", boxes(4, "class=text") + boxes(4, "class=comment"), 4},
           Case{"a ticker's entries", boxes(4, "class=text") + boxes(4, "class=match-comment"), 8},
       })
    EXPECT_EQ(count_free(it.html), it.free) << it.name;
}

}  // namespace
}  // namespace dateline
