#pragma once

// The trees of text_model.cpp. Their source file is written by scripts/fit-text-model.

#include <cstdint>
#include <span>

namespace dateline {

struct TextModelNode {
  std::uint8_t feature;  ///< BlockFeature, or kTextModelLeaf
  std::uint16_t below;   ///< from this node to that for smaller values; the other stands behind it
  float value;           ///< values below this one go to `below`; of a leaf, what it adds
};
inline constexpr std::uint8_t kTextModelLeaf = 255;

/// Trees one after the other, each in breadth-first order.
std::span<const TextModelNode> text_model_nodes();

/// Where each tree begins.
std::span<const std::uint16_t> text_model_roots();

}  // namespace dateline
