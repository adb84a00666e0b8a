#include "indexer/live_updates.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kNews = "The ferry has left the rocks and is being towed to the quay.";

std::vector<std::string> marked_lines(const std::string& html) {
  const HtmlDocument document = HtmlDocument::parse(html);
  PageText page = read_text_blocks(document);
  mark_live_updates(document, page);
  std::vector<std::string> lines;
  for (const TextBlock& block : page.blocks)
    if ((block.marks & mark::kUtility) != 0) lines.push_back(block.text);
  return lines;
}

std::string updates(int count, const std::string& head) {
  std::string html;
  for (int i = 0; i < count; ++i)
    html += "<article>" + head + "<p>" + std::string(kNews) + " " + std::to_string(i) +
            "</p></article>";
  return html;
}

TEST(LiveUpdates, MarksTimesWritersAndBadges) {
  EXPECT_THAT(
      marked_lines("<h1>Ferry aground</h1><p>An hour of waiting and of coffee is over now.</p>" +
                   updates(4, "<div><time>14:32</time></div>") +
                   updates(1,
                           "<div>Key post</div><div><time>13:05</time> <span>Ada "
                           "Stone</span></div><h3>Towed</h3>")),
      ElementsAre("14:32", "14:32", "14:32", "14:32", "Key post", "13:05 Ada Stone"));
}

TEST(LiveUpdates, KeepsTheText) {
  EXPECT_THAT(marked_lines(updates(6, "<h3>Towed</h3><div>In short</div>")), IsEmpty());
  EXPECT_THAT(marked_lines(updates(6, "<p>Good news. <time>14:32</time>.</p>")), IsEmpty());
  EXPECT_THAT(
      marked_lines(updates(6, "<p><b>Towed at last</b></p><p>In short <time>now</time>.</p>")),
      IsEmpty());
}

TEST(LiveUpdates, AFewTeasersAreNoRow) {
  EXPECT_THAT(marked_lines(updates(4, "<div><time>14:32</time></div>")), IsEmpty());
  EXPECT_THAT(marked_lines("<p>" + std::string(kNews) + "</p><time>14:32</time>"), IsEmpty());
  EXPECT_THAT(marked_lines(""), IsEmpty());
}

}  // namespace
}  // namespace dateline
