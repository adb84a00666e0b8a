#include "indexer/noscript_text.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text_blocks.hpp"

namespace dateline {
namespace {

constexpr std::string_view kNotice = "<p>Please enable JavaScript to use this site.</p>";

std::string paragraphs(int count) {
  std::string html;
  for (int i = 0; i < count; ++i)
    html += "<p>The harbour bridge opened to traffic again on Tuesday after a week of repairs.</p>";
  return html;
}

std::size_t count_blocks(const std::string& html) {
  return read_text_blocks(HtmlDocument::parse(html)).blocks.size();
}

struct Case {
  std::string_view name;
  std::string html;
  std::size_t blocks;
};

TEST(NoscriptText, IsTextWhereThePageShowsLittleElse) {
  const std::string notice(kNotice);
  for (const Case& it : {
           Case{"a page without", paragraphs(3), 3},
           Case{"the only text", "<body><noscript>" + paragraphs(10) + "</noscript>", 10},
           Case{"beside a menu",
                "<body><a href=/>Home</a><noscript>" + paragraphs(10) + "</noscript>", 11},
           Case{"beside a summary",
                "<body>" + paragraphs(1) + "<noscript>" + paragraphs(10) + "</noscript>", 11},
           Case{"a copy of the text",
                "<body>" + paragraphs(10) + "<noscript>" + paragraphs(10) + "</noscript>", 10},
           Case{"a notice", "<body><noscript>" + notice + "</noscript>", 0},
           Case{"a notice and the text",
                "<body><noscript>" + notice + "</noscript><noscript>" + paragraphs(10) +
                    "</noscript>",
                10},
           Case{"in the head",
                "<head><noscript><style>p{}</style></noscript></head><body>" + notice, 1},
       })
    EXPECT_EQ(count_blocks(it.html), it.blocks) << it.name;
}

}  // namespace
}  // namespace dateline
