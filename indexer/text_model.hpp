#pragma once

// The judgement whether a block is the article's text, learnt from annotated pages.

#include "indexer/block_features.hpp"

namespace dateline {

/// Log odds above which a block is text: a little below even, as missing text is worse than a stray
/// line.
inline constexpr float kMinTextLogOdds = -0.2F;

/// Log odds that the block is text of the article: gradient-boosted regression trees (Friedman,
/// "Greedy function approximation", 2001) over its features, fitted by scripts/fit-text-model.
float weigh_text_block(const BlockFeatures& features);

}  // namespace dateline
