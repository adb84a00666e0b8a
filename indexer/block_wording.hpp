#pragma once

// The features of a block that its own text and markup tell: see block_features.hpp.

#include <string_view>
#include <unordered_set>

#include "indexer/block_features.hpp"
#include "indexer/main_text.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// One a page; the hints live as long as it does.
class BlockWording {
 public:
  explicit BlockWording(const MainTextHints& hints);

  /// Fills in the features from Words to MentionsSite, repetitions aside. Returns what the block
  /// says as a heading: 2 when it surely leads away from the article, 1 perhaps, 0 not.
  float read(const TextBlock& block, BlockFeatures& features) const;

 private:
  const MainTextHints& hints_;
  std::unordered_set<std::string_view> title_words_;
};

}  // namespace dateline
