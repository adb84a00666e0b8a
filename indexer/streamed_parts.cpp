#include "indexer/streamed_parts.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace dateline {
namespace {

class PartPlacer {
 public:
  PartPlacer(const std::vector<HtmlNode>& nodes, std::span<const HtmlAttribute> attributes)
      : nodes_(nodes), attributes_(attributes) {}

  /// Whether any part has a placeholder.
  bool find() {
    std::unordered_map<std::string_view, NodeId> placeholders;
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      if (nodes_[id].tag != Tag::Template) continue;
      const std::string_view name = value_of(id, "id");
      if (name.starts_with("B:") || name.starts_with("P:"))
        placeholders.emplace(name.substr(2), id);
    }
    if (placeholders.empty()) return false;
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      const std::string_view name = value_of(id, "id");
      if (!name.starts_with("S:") || value_of(id, "hidden").data() == nullptr) continue;
      const auto found = placeholders.find(name.substr(2));
      if (found == placeholders.end()) continue;
      const NodeId placeholder = found->second;
      if (id < placeholder && placeholder < nodes_[id].end) continue;
      if (part_of_.emplace(placeholder, id).second) is_part_.insert(id);
    }
    return !part_of_.empty();
  }

  std::vector<HtmlNode> place() {
    struct Range {
      NodeId next;
      NodeId end;
    };
    std::vector<Range> open{{0, static_cast<NodeId>(nodes_.size())}};
    new_id_.resize(nodes_.size(), kNoNode);
    placed_.reserve(nodes_.size());
    while (!open.empty()) {
      Range& range = open.back();
      if (range.next == range.end) {
        open.pop_back();
        continue;
      }
      const NodeId id = range.next;
      if (is_part_.contains(id)) {
        range.next = nodes_[id].end;
        continue;
      }
      const auto found = part_of_.find(id);
      if (found == part_of_.end()) {
        ++range.next;
        add(id);
        continue;
      }
      range.next = nodes_[id].end;
      const NodeId part = found->second;
      part_of_.erase(found);
      new_id_[part] = new_id_[nodes_[id].parent];
      open.push_back({part + 1, nodes_[part].end});  // `range` is gone from here on
    }
    for (NodeId id = static_cast<NodeId>(placed_.size()); id-- > 1;) {
      HtmlNode& parent = placed_[placed_[id].parent];
      parent.end = std::max(parent.end, placed_[id].end);
    }
    return std::move(placed_);
  }

 private:
  /// Null data when the node has no such attribute.
  std::string_view value_of(NodeId id, std::string_view name) const {
    const HtmlNode& node = nodes_[id];
    for (const HtmlAttribute& attribute :
         attributes_.subspan(node.first_attribute, node.attribute_count))
      if (attribute.name == name) return attribute.value.data() == nullptr ? "" : attribute.value;
    return {};
  }

  void add(NodeId id) {
    constexpr std::uint16_t kMaxDepth = std::numeric_limits<std::uint16_t>::max();
    HtmlNode node = nodes_[id];
    new_id_[id] = static_cast<NodeId>(placed_.size());
    node.end = new_id_[id] + 1;
    if (node.parent != kNoNode) {
      node.parent = new_id_[node.parent];
      const std::uint16_t above = placed_[node.parent].depth;
      node.depth = above == kMaxDepth ? above : static_cast<std::uint16_t>(above + 1);
    }
    placed_.push_back(node);
  }

  const std::vector<HtmlNode>& nodes_;
  std::span<const HtmlAttribute> attributes_;
  std::unordered_map<NodeId, NodeId> part_of_;  ///< by placeholder
  std::unordered_set<NodeId> is_part_;
  std::vector<NodeId> new_id_;
  std::vector<HtmlNode> placed_;
};

}  // namespace

void place_streamed_parts(std::vector<HtmlNode>& nodes, std::span<const HtmlAttribute> attributes) {
  PartPlacer placer(nodes, attributes);
  if (placer.find()) nodes = placer.place();
}

}  // namespace dateline
