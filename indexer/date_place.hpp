#pragma once

// Where on the page a date stands, and what that is worth.

#include <cstdint>

#include "indexer/html_document.hpp"
#include "indexer/main_text.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// Answers from the marks of a page and the place of its headline and text. Every factor is 1 at
/// best.
class DatePlaces {
 public:
  /// `headline` is the element of the headline, or kNoNode. The arguments must outlive this.
  DatePlaces(const HtmlDocument& document, const PageText& page, NodeId headline,
             const MainText& text);

  /// What surrounds the node: next to nothing in teasers, comments and further articles, little in
  /// the page's frame.
  double weigh_surroundings(NodeId id) const;
  double weigh_surroundings(const TextBlock& block) const;

  /// Whether the node speaks of the page's own article: next to nothing in teasers, comments and
  /// further articles, else 1. kNoNode is the head.
  double weigh_owner(NodeId id) const;

  /// 1 between headline and text, less elsewhere.
  double weigh_place(NodeId id) const;

  /// Whether the block stands shortly before the text, and not before a headline further up.
  bool is_head(std::uint32_t block) const;
  bool is_tail(std::uint32_t block) const;
  /// Blocks from `block` to the text.
  std::uint32_t blocks_to_text(std::uint32_t block) const;

  /// All marks of the node and what it stands in.
  Marks marks_around(NodeId id) const;

 private:
  bool is_in_further_article(NodeId id) const;
  bool is_beside_headline(NodeId id) const;

  const HtmlDocument& document_;
  const PageText& page_;
  NodeId headline_;
  bool has_text_ = false;
  std::uint32_t first_block_ = 0;  ///< of the text
  std::uint32_t last_block_ = 0;
};

}  // namespace dateline
