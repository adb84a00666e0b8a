#include "indexer/text_blocks.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts_of(const std::string& html) {
  const HtmlDocument document = HtmlDocument::parse(html);
  std::vector<std::string> texts;
  for (const TextBlock& block : read_text_blocks(document).blocks) texts.push_back(block.text);
  return texts;
}

TEST(TextBlocks, EndAtBlocksAndDoubleBreaks) {
  EXPECT_THAT(texts_of("a<p>b<div>c</div>d"), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(texts_of("a<br>b<br><br>c<br> <br>d"), ElementsAre("a\nb", "c", "d"));
  EXPECT_THAT(texts_of("<b>a</b>b <i>c</i>&nbsp;<span> d</span>"), ElementsAre("ab c d"));
}

TEST(TextBlocks, LeaveOutWhatIsNotText) {
  EXPECT_THAT(texts_of("<script>a</script><style>b</style><svg><text>c</text></svg><button>d</"
                       "button><select><option>e</select>f"),
              ElementsAre("f"));
  EXPECT_THAT(
      texts_of("word<span class=sr-only> hidden</span> more <span aria-hidden=true>x</span>"),
      ElementsAre("word more"));
  EXPECT_THAT(texts_of("<p>* * *<p>-"), ElementsAre());
}

TEST(TextBlocks, KeepARowOfDataTogether) {
  EXPECT_THAT(texts_of("<table><tr><th>Year<th>Cost</tr><tr><td><p>2022</p><td>4m</tr></table>"),
              ElementsAre("Year Cost", "2022 4m"));
  EXPECT_THAT(texts_of("<table><tr><td><h2>Left</h2><td>Right</tr><tr><td>Below</tr></table>"),
              ElementsAre("Left", "Right", "Below"))
      << "a table with headings is a layout";
}

TEST(TextBlocks, CountLinksButNotAnchorsInThePage) {
  const HtmlDocument document = HtmlDocument::parse(
      "<p>ab<a href=/x>cd</a><p><a href='#y'>ef</a><ul><li><a href='#z'>gh</a></ul>");
  const PageText page = read_text_blocks(document);
  ASSERT_EQ(page.blocks.size(), 3U);
  EXPECT_EQ(page.blocks[0].link_share(), 0.5);
  EXPECT_EQ(page.blocks[1].link_share(), 0);
  EXPECT_EQ(page.blocks[2].link_share(), 1) << "a table of contents is links";
}

TEST(TextBlocks, BelieveNamesOnlyOfSmallParts) {
  const std::string prose =
      "<p>The harbour bridge opened to traffic again on Tuesday after a week of repairs, the city "
      "said.</p>";
  const HtmlDocument document = HtmlDocument::parse("<div class=sidebar>" + prose + prose + prose +
                                                    "</div><div class=sidebar>" + prose + "</div>");
  const PageText page = read_text_blocks(document);
  ASSERT_EQ(page.blocks.size(), 4U);
  EXPECT_EQ(page.blocks[0].marks & mark::kJunk, 0U);
}

TEST(TextBlocks, EndAtTheirLimit) {
  std::string html;
  for (std::size_t i = 0; i < kMaxTextBlocks + 50; ++i) html += "<p>word";
  const PageText page = read_text_blocks(HtmlDocument::parse(html));
  EXPECT_EQ(page.blocks.size(), kMaxTextBlocks);
}

}  // namespace
}  // namespace dateline
