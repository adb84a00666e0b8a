#pragma once

// What a text block shows of itself, of its place in the page and of its neighbours: the numbers
// that text_model.cpp weighs to tell the article's text from the page around it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/main_text.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/text_rules.hpp"

namespace dateline {

/// Counts are ln(1 + n), shares lie between 0 and 1, questions are 0 or 1, distances are in blocks
/// and end at 50. The order is part of the fitted model: after a change it is fitted anew.
enum class BlockFeature : std::uint8_t {
  // The block itself.
  Words,
  Chars,
  LinkShare,
  EmphasisShare,
  StrongShare,
  Heading,  ///< its level, 0 for none
  InList,
  InTable,
  InParagraph,
  InPre,
  AfterImage,
  EndsSentence,
  EndsColon,
  EndsEllipsis,
  Sentences,
  Commas,      ///< a word
  Digits,      ///< share of the bytes
  Capitals,    ///< share of the ASCII letters
  Starts,      ///< 1 small letter, 2 digit, 3 capital, 4 beyond ASCII, 5 a sign
  Separators,  ///< bars and slashes
  Breaks,      ///< lines in it
  ElementTag,  ///< 1 p, 2 div, 3 li, 4 cell, 5 section, 6 figure, 7 quotation
  JunkMarks,   ///< how many marks call it something else
  HardMarks,
  MarkCaption,
  MarkFrame,
  MarkFooter,
  MarkDeck,
  MarkBody,
  MarkHeader,
  MarkHidden,
  // What it says.
  TitleOverlap,   ///< share of its longer words that stand in a title
  IsDeclared,     ///< 1 in the text of JSON-LD, -1 not in it, 0 without such a text
  IsRepeated,     ///< the page had it before
  RepeatedLater,  ///< the page has it again
  SaysJunk,       ///< how many patterns of block_patterns.hpp it meets
  CallsToAct,
  FirmWords,    ///< share of we, our, us
  ReaderWords,  ///< share of you, your
  MentionsSite,
  // Its place.
  InContainer,
  ParentShare,       ///< of the page's running text, under its element's parent
  GrandparentShare,  ///< and further up
  ThirdShare,
  FourthShare,
  ParentLinks,  ///< share of links in the text under the parent
  GrandparentLinks,
  ParentBlocks,  ///< siblings, itself included
  LikeShare,     ///< of the page's running text, in elements of its tag and class
  LikeCount,
  LikeWords,  ///< mean
  KindShare,  ///< the same with the elements around it compared as well
  KindCount,
  KindWords,
  KindLinks,
  MassBefore,  ///< share of the ruled text's running text before it
  MassAfter,
  ProseBefore,  ///< blocks of it
  ProseAfter,
  BlocksToBegin,  ///< distance from the first block of the ruled text, negative above it
  BlocksToEnd,
  FromTitle,  ///< distance from the headline, -1 above it
  SinceProse,
  ToProse,
  SinceLongProse,
  ToLongProse,
  SinceHeading,
  UnderHeading,  ///< level of the heading above
  UnderStop,     ///< that heading leads away: 1 perhaps, 2 surely
  SinceStop,     ///< distance from such a heading
  WindowLinks,   ///< in the three blocks on either side
  WindowWords,
  StepsToBefore,  ///< in the tree, to the nearest running text above that the rules kept; up to 20
  StepsToAfter,
  BodyShare,    ///< of the page's running text, in the ruled text
  ListItems,    ///< blocks in its list
  ListLinks,    ///< share of links in its list
  ListOrdered,  ///< 1 in ol
  // What the rules made of it, and its neighbours.
  Rule,  ///< kRuledText, kRuledLead or 0
  Fate,  ///< BlockFate
  FateBefore,
  FateAfter,
  RuleBefore,
  RuleAfter,
  RuleNear,  ///< how many of the three blocks on either side are text
  WordsBefore,
  WordsAfter,
  LinksBefore,
  LinksAfter,
  HeadingBefore,
  HeadingAfter,
  SentenceAfter,
  ListAfter,
  kCount
};
inline constexpr std::size_t kBlockFeatureCount = static_cast<std::size_t>(BlockFeature::kCount);

/// Values of BlockFeature::Rule.
inline constexpr float kRuledLead = 1;
inline constexpr float kRuledText = 2;

class BlockFeatures {
 public:
  float& operator[](BlockFeature feature) { return values_[static_cast<std::size_t>(feature)]; }
  float operator[](BlockFeature feature) const {
    return values_[static_cast<std::size_t>(feature)];
  }
  const std::array<float, kBlockFeatureCount>& values() const { return values_; }

 private:
  std::array<float, kBlockFeatureCount> values_{};
};

/// The blocks from `begin` on that are in reach of the text.
struct BlockWindow {
  std::size_t begin = 0;
  std::vector<BlockFeatures> features;
};

/// The window spans the container and thirty blocks on either side of the ruled text. Linear in the
/// page.
BlockWindow read_block_features(const HtmlDocument& document, const PageText& page,
                                const MainTextHints& hints, const RuledText& ruled);

}  // namespace dateline
