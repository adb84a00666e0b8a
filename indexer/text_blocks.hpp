#pragma once

// A page as a line of text blocks, and what is known of each element: the ground every choice of
// main text stands on.

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/attribute_names.hpp"
#include "indexer/html_document.hpp"

namespace dateline {

/// Blocks beyond this number are lost. The richest news pages have some 5,000.
inline constexpr std::size_t kMaxTextBlocks = 20'000;

/// Text between two block borders: elements displayed as blocks, or two `<br>` in a row. Inline
/// elements add no blank.
struct TextBlock {
  std::string text;    ///< white space collapsed; "\n" for a single `<br>`; cells of a data table
                       ///< parted by " | "
  NodeId element = 0;  ///< the block-level element it stands in
  NodeId first = 0;    ///< its first text node
  std::uint32_t chars = 0;           ///< code points
  std::uint32_t link_chars = 0;      ///< of these inside links
  std::uint32_t emphasis_chars = 0;  ///< of these in italics
  std::uint32_t strong_chars = 0;    ///< of these in bold
  std::uint32_t words = 0;
  std::uint32_t mass = 0;    ///< weight as running text; 0 when it does not read like prose
  Marks marks = 0;           ///< of all elements around it, rescued ones left out
  std::uint8_t heading = 0;  ///< 1-6 inside h1-h6, else 0
  bool in_list = false;
  bool in_quote = false;
  bool in_table = false;      ///< a row of a data table
  bool in_paragraph = false;  ///< inside p
  bool in_pre = false;        ///< inside pre: a program listing, a table drawn with signs
  bool after_image = false;   ///< a picture or video stands between the block before and this one

  double link_share() const { return chars == 0 ? 0 : static_cast<double>(link_chars) / chars; }
  bool is_prose() const { return mass > 0; }
};

/// What is known of one node, summed over everything under it.
struct NodeSums {
  std::uint32_t chars = 0;
  std::uint32_t link_chars = 0;
  std::uint32_t mass = 0;       ///< of all blocks in it
  std::uint32_t free_mass = 0;  ///< of the blocks in it that bear no junk mark
};

struct PageText {
  std::vector<TextBlock> blocks;  ///< in document order
  std::vector<NodeSums> sums;     ///< one a node
  std::vector<Marks>
      own_marks;  ///< one a node: of the element itself, junk marks gone where it was rescued
  std::vector<Marks> marks;  ///< one a node: its own and those of all elements around it

  bool contains(const HtmlNode& node, NodeId id, const TextBlock& block) const {
    return id <= block.first && block.first < node.end;
  }
};

/// Linear in the page. An element that is marked as junk but holds most of the page's prose is
/// rescued: it loses the mark, its marked descendants keep theirs.
PageText read_text_blocks(const HtmlDocument& document);

/// Whether HTML displays the element as a block of its own.
bool is_block_level(const HtmlNode& node);

}  // namespace dateline
