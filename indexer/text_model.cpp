#include "indexer/text_model.hpp"

#include "indexer/text_model_trees.hpp"

namespace dateline {

float weigh_text_block(const BlockFeatures& features) {
  const auto nodes = text_model_nodes();
  const auto& values = features.values();
  float sum = 0;
  for (const std::uint16_t root : text_model_roots()) {
    std::size_t at = root;
    while (nodes[at].feature != kTextModelLeaf)
      at += nodes[at].below + std::size_t{!(values[nodes[at].feature] < nodes[at].value)};
    sum += nodes[at].value;
  }
  return sum;
}

}  // namespace dateline
