#include "indexer/text_model_trees.hpp"

#include <array>

namespace dateline {
namespace {
constexpr std::array<TextModelNode, 1> kNodes{{{255, 0, 0}}};
constexpr std::array<std::uint16_t, 1> kRoots{0};
}  // namespace
std::span<const TextModelNode> text_model_nodes() { return kNodes; }
std::span<const std::uint16_t> text_model_roots() { return kRoots; }
}  // namespace dateline
