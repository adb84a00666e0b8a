#include "indexer/main_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html_document.hpp"
#include "indexer/page_reading.hpp"

namespace dateline {
namespace {

constexpr std::string_view kFirst =
    "<p>The ferry between the two towns sails again from Monday, the harbour office said on "
    "Friday, "
    "after eleven months without any service at all.</p>";
constexpr std::string_view kSecond =
    "<p>Boats leave every forty minutes from six in the morning until midnight, and carry bicycles "
    "without a surcharge for the first time in years.</p>";
constexpr std::string_view kThird =
    "<p>A return costs four halvs, as it did before the engine fire of last spring, which nobody "
    "wants to see again in these waters.</p>";

struct Choice {
  HtmlDocument document;
  PageReading read;
  TextChoice choice;

  explicit Choice(std::string_view html)
      : document(HtmlDocument::parse(html)),
        read(read_parsed_page(document, {.path = "page.html"})),
        choice(find_main_text(document, read.page, read.text_hints())) {}

  std::string body() const { return join_blocks(read.page, choice.text.body); }
};

std::string page_of(std::string_view text, std::string_view head = "") {
  return std::string(head) +
         "<title>Ferry line returns to the northern harbour</title><body><nav><a href=/a>Home</a> "
         "<a href=/b>World</a> <a href=/c>Sport</a></nav><main><h1>Ferry line returns to the "
         "northern harbour</h1><article>" +
         std::string(text) +
         "</article></main><footer>All rights reserved. Varnholm Courier</footer>";
}

std::string article_text() {
  return std::string(kFirst) + std::string(kSecond) + std::string(kThird);
}

TEST(MainText, IsTheParagraphsWithoutTheFrame) {
  const std::string body = Choice(page_of(article_text())).body();
  EXPECT_TRUE(body.starts_with("The ferry between")) << body;
  EXPECT_TRUE(body.ends_with("in these waters.")) << body;
  EXPECT_EQ(std::count(body.begin(), body.end(), '\n'), 4) << body;
}

TEST(MainText, KeepsHeadingsOfItsOwnButNotTheTitle) {
  const std::string body = Choice(page_of(std::string(kFirst) + "<h2>What changes</h2>" +
                                          std::string(kSecond) + std::string(kThird)))
                               .body();
  EXPECT_NE(body.find("What changes"), std::string::npos) << body;
  EXPECT_EQ(body.find("Ferry line returns"), std::string::npos) << body;
}

TEST(MainText, LeavesNoHeadingBare) {
  const std::string body =
      Choice(page_of(article_text() + "<h2>Most read</h2><ul><li><a href=/1>Pilots strike over "
                                      "night shifts</a><li><a href=/2>Bridge closes</a></ul>"))
          .body();
  EXPECT_EQ(body.find("Most read"), std::string::npos) << body;
}

TEST(MainText, IsInPageOrderAndApartFromTheLead) {
  const Choice found(
      page_of("<p class=standfirst>After eleven months the boats are back.</p>" + article_text()));
  const auto& text = found.choice.text;
  EXPECT_TRUE(std::is_sorted(text.body.begin(), text.body.end()));
  EXPECT_EQ(text.begin, text.body.front());
  for (const std::uint32_t index : text.lead)
    EXPECT_FALSE(std::binary_search(text.body.begin(), text.body.end(), index));
}

TEST(MainText, GivesWayToTheDeclaredTextOfAnEmptyPage) {
  std::string declared;
  for (int i = 0; i < 12; ++i)
    declared += "The ferry sails again from Monday after eleven months ashore. ";
  const std::string head = R"(<script type="application/ld+json">{"@type":"NewsArticle",)"
                           R"("articleBody":")" +
                           declared + R"("}</script>)";
  EXPECT_TRUE(Choice(page_of("<p>Loading</p>", head)).choice.text.use_declared_text);
  EXPECT_FALSE(Choice(page_of(article_text())).choice.text.use_declared_text);
}

TEST(MainText, TakesWhatAPageWithoutProseShows) {
  const Choice found("<body><ul><li>Boat to Sandrey<li>Boat to Varnholm</ul>");
  EXPECT_EQ(found.body(), "Boat to Sandrey\n\nBoat to Varnholm");
}

TEST(MainText, OfAPageWithoutTextIsEmpty) {
  EXPECT_TRUE(Choice("").choice.text.body.empty());
  EXPECT_TRUE(Choice("<img src=a>").choice.text.body.empty());
}

}  // namespace
}  // namespace dateline
