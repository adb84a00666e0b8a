#include "indexer/block_wording.hpp"

#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using F = BlockFeature;

TextBlock block_of(std::string_view text) {
  TextBlock block;
  block.text = text;
  block.words = count_reader_words(text);
  block.chars = static_cast<std::uint32_t>(text.size());
  return block;
}

BlockFeatures read(const TextBlock& block, const MainTextHints& hints = {}) {
  BlockFeatures features;
  BlockWording(hints).read(block, features);
  return features;
}

TEST(BlockWording, ReadsCharacters) {
  struct Case {
    std::string_view name;
    std::string_view text;
    BlockFeature feature;
    float value;
  };
  for (const Case& it : {
           Case{"sentence", "The ferry sails.", F::EndsSentence, 1},
           Case{"label", "The ferry", F::EndsSentence, 0},
           Case{"colon", "What to bring:", F::EndsColon, 1},
           Case{"dots", "and so on ...", F::EndsEllipsis, 1},
           Case{"one sign of that", "and so on …", F::EndsEllipsis, 1},
           Case{"small letter", "of the ferry", F::Starts, 1},
           Case{"digit", "3 ferries", F::Starts, 2},
           Case{"capital", "The ferry", F::Starts, 3},
           Case{"other script", "Паром идёт", F::Starts, 4},
           Case{"sign", "* note", F::Starts, 5},
           Case{"nothing", "", F::Starts, 5},
           Case{"half of it digits", "12ab", F::Digits, 0.5F},
           Case{"half of the letters capitals", "AB cd", F::Capitals, 0.5F},
           Case{"a comma a word", "one, two,", F::Commas, 1},
           Case{"we of three words", "we sail daily", F::FirmWords, 1.0F / 3},
           Case{"you of two words", "your ferry", F::ReaderWords, 0.5F},
           Case{"call", "Book a demo with our team today", F::CallsToAct, 1},
           Case{"no call", "The minister booked a table", F::CallsToAct, 0},
           Case{"teaser", "Read more: Pilots strike", F::SaysJunk, 1},
           Case{"plain line", "The ferry sails at dawn", F::SaysJunk, 0},
       })
    EXPECT_FLOAT_EQ(read(block_of(it.text))[it.feature], it.value) << it.name;
}

TEST(BlockWording, ComparesWithWhatThePageStates) {
  const std::array<std::string, 1> titles{"northern ferry line returns"};
  const MainTextHints hints{.folded_titles = titles,
                            .declared_text = "The northern ferry sails again.",
                            .folded_site = "varnholm courier"};
  const BlockFeatures same = read(block_of("The northern ferry sails again."), hints);
  EXPECT_FLOAT_EQ(same[F::IsDeclared], 1);
  EXPECT_FLOAT_EQ(same[F::TitleOverlap], 0.5F);  // of northern, ferry, sails, again
  EXPECT_FLOAT_EQ(same[F::MentionsSite], 0);
  const BlockFeatures other = read(block_of("About the Varnholm Courier"), hints);
  EXPECT_FLOAT_EQ(other[F::IsDeclared], -1);
  EXPECT_FLOAT_EQ(other[F::MentionsSite], 1);
  EXPECT_FLOAT_EQ(read(block_of("anything"))[F::IsDeclared], 0);
}

TEST(BlockWording, TellsHeadingsThatLeadAway) {
  const MainTextHints hints;
  const BlockWording wording(hints);
  BlockFeatures features;
  EXPECT_FLOAT_EQ(wording.read(block_of("Related articles"), features), 2);
  EXPECT_FLOAT_EQ(wording.read(block_of("What changes"), features), 0);
}

TEST(BlockWording, LooksForPatternsInShortBlocksOnly) {
  std::string text = "Read more: ";
  for (int i = 0; i < 80; ++i) text += "word ";
  EXPECT_FLOAT_EQ(read(block_of(text))[F::SaysJunk], 0);
}

}  // namespace
}  // namespace dateline
