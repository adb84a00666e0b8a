#include "indexer/text_rules.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

constexpr const char* kFirst =
    "The harbour bridge opened to traffic again on Tuesday after a week of repairs to its southern "
    "pier, the city said.";
constexpr const char* kSecond =
    "Engineers replaced two bearings that the storm had torn loose, and tested the deck under full "
    "load overnight.";
constexpr const char* kThird =
    "The council expects the remaining work to take until the summer, and has set aside money for "
    "a second inspection.";

std::string paragraph(std::string_view text) { return "<p>" + std::string(text) + "</p>"; }

TEST(TextRules, DropSecondCopiesButNotFiller) {
  struct Case {
    std::string name, page;
    std::ptrdiff_t copies;
  };
  const std::string titles[] = {"bridge reopens"};
  const std::string text = paragraph(kFirst);
  const std::string twice = text + text;
  const std::string others = paragraph(kSecond) + paragraph(kThird);
  for (const Case& c :
       {Case{"twice", twice, 2}, Case{"over and over", twice + twice + text, 5},
        Case{"under headings", text + "<h2>Part two</h2>" + text + "<h2>Part three</h2>" + text, 3},
        Case{"around another paragraph", twice + paragraph(kSecond) + twice, 4},
        Case{"a stray copy", text + others + text, 1},
        Case{"for wide and narrow screens", "<div>" + text + "</div><div>" + text + "</div>", 1},
        Case{"for three widths",
             "<div>" + text + others + "</div><div>" + text + others + "</div><div>" + text +
                 others + "</div>",
             1}}) {
    const HtmlDocument document =
        HtmlDocument::parse("<h1>Bridge reopens</h1><article>" + c.page + "</article>");
    const PageText page = read_text_blocks(document);
    const RuledText ruled = find_text_by_rules(document, page, {.folded_titles = titles});
    const auto is_copy = [&](std::uint32_t i) { return page.blocks[i].text == kFirst; };
    EXPECT_EQ(std::count_if(ruled.text.body.begin(), ruled.text.body.end(), is_copy), c.copies)
        << c.name;
  }
}

}  // namespace
}  // namespace dateline
