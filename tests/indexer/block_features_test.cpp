#include "indexer/block_features.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html_document.hpp"
#include "indexer/page_reading.hpp"
#include "indexer/text_rules.hpp"

namespace dateline {
namespace {

using F = BlockFeature;

constexpr std::string_view kPage =
    "<title>Ferry line returns to the northern harbour</title><body>"
    "<nav><a href=/a>Home</a> <a href=/b>World</a></nav>"
    "<main><h1>Ferry line returns to the northern harbour</h1>"
    "<p class=t>The ferry between the two towns sails again from Monday, the harbour office said "
    "on "
    "Friday, after eleven months without any service at all.</p>"
    "<h2>What changes</h2>"
    "<p class=t>Boats leave every forty minutes from six in the morning until midnight, and carry "
    "bicycles without a surcharge for the first time in years.</p>"
    "<ol><li>Buy a ticket at the pier</li><li>Wait behind the yellow line</li></ol>"
    "<p class=t>A return costs four halvs, as it did before the engine fire of last spring, which "
    "nobody wants to see again in these waters.</p>"
    "<h3>Related articles</h3><p><a href=/c>Pilots strike over night shifts</a></p>"
    "<p class=f>Buy a ticket at the pier</p></main>";

/// The page's blocks with their features; the document stays alive beside them.
struct Reading {
  HtmlDocument document;
  PageReading read;
  RuledText ruled;
  BlockWindow window;

  explicit Reading(std::string_view html)
      : document(HtmlDocument::parse(html)),
        read(read_parsed_page(document, {.path = "page.html"})),
        ruled(find_text_by_rules(document, read.page, read.text_hints())),
        window(read_block_features(document, read.page, read.text_hints(), ruled)) {}

  /// The features of the first block that begins with `start`.
  const BlockFeatures& of(std::string_view start) const {
    const auto& blocks = read.page.blocks;
    const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const TextBlock& block) {
      return block.text.starts_with(start);
    });
    return window.features.at(static_cast<std::size_t>(found - blocks.begin()) - window.begin);
  }
};

TEST(BlockFeatures, CoverTheContainerAndWhatIsInReach) {
  const Reading reading(kPage);
  EXPECT_EQ(reading.window.begin, 0U);
  EXPECT_EQ(reading.window.features.size(), reading.read.page.blocks.size());
}

TEST(BlockFeatures, EndThirtyBlocksBeyondTheText) {
  std::string html(kPage);
  html += "<div class=list>";
  for (int i = 0; i < 100; ++i)
    html += "<div><a href=/x>Another story " + std::to_string(i) + "</a></div>";
  html += "</div>";
  const Reading reading(html);
  EXPECT_LE(reading.window.features.size(), reading.ruled.text.body.back() + std::size_t{31});
  EXPECT_LT(reading.window.features.size(), reading.read.page.blocks.size());
}

TEST(BlockFeatures, ReadAPageWithoutTextAsAnEmptyWindow) {
  EXPECT_TRUE(Reading("").window.features.empty());
  EXPECT_TRUE(Reading("<body><img src=a>").window.features.empty());
}

TEST(BlockFeatures, TellWhereABlockStands) {
  const Reading reading(kPage);
  struct Case {
    std::string_view name;
    std::string_view block;
    BlockFeature feature;
    float value;
  };
  const float ln3 = std::log1p(2.0F);
  for (const Case& it : {
           Case{"title", "Ferry line", F::FromTitle, 0},
           Case{"above the title", "Home", F::FromTitle, -1},
           Case{"below the title", "The ferry between", F::FromTitle, 1},
           Case{"level of the heading above", "Boats leave", F::UnderHeading, 2},
           Case{"distance from the heading", "Boats leave", F::SinceHeading, 1},
           Case{"far from any", "Home", F::SinceHeading, 50},
           Case{"under a heading that leads away", "Pilots strike", F::UnderStop, 2},
           Case{"before it", "A return costs", F::UnderStop, 0},
           Case{"links", "Pilots strike", F::LinkShare, 1},
           Case{"ordered list", "Wait behind", F::ListOrdered, 1},
           Case{"items of the list", "Wait behind", F::ListItems, ln3},
           Case{"no list", "Boats leave", F::ListItems, 0},
           Case{"first of two", "Buy a ticket", F::RepeatedLater, 1},
           Case{"first of two, seen before", "Buy a ticket", F::IsRepeated, 0},
           Case{"text by the rules", "Boats leave", F::Rule, 2},
           Case{"not text by the rules", "Home", F::Rule, 0},
           Case{"fate", "Boats leave", F::Fate, 1},
           Case{"neighbour's heading", "Boats leave", F::HeadingBefore, 2},
           Case{"first block has no neighbour", "Home", F::RuleBefore, -1},
           Case{"next running text", "What changes", F::ToProse, 1},
           Case{"in the container", "Boats leave", F::InContainer, 1},
       })
    EXPECT_FLOAT_EQ(reading.of(it.block)[it.feature], it.value) << it.name;
}

TEST(BlockFeatures, CompareElementsOfOneSort) {
  const Reading reading(kPage);
  const BlockFeatures& text = reading.of("Boats leave");
  EXPECT_FLOAT_EQ(text[F::LikeCount], std::log1p(3.0F));
  EXPECT_FLOAT_EQ(text[F::KindCount], std::log1p(3.0F));
  EXPECT_GT(text[F::KindShare], 0.9F);
  EXPECT_LT(reading.of("Pilots strike")[F::KindShare], 0.1F);
}

TEST(BlockFeatures, CountTheTextBeforeAndBehind) {
  const Reading reading(kPage);
  EXPECT_FLOAT_EQ(reading.of("The ferry between")[F::MassBefore], 0);
  EXPECT_FLOAT_EQ(reading.of("A return costs")[F::ProseAfter], 0);
  EXPECT_GT(reading.of("Boats leave")[F::MassBefore], 0.2F);
  EXPECT_GT(reading.of("Boats leave")[F::MassAfter], 0.2F);
}

}  // namespace
}  // namespace dateline
