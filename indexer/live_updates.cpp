#include "indexer/live_updates.hpp"

#include <algorithm>
#include <vector>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t kMinUpdates = 5;
/// "14:32 Ada Stone in Port Aske"
constexpr std::uint32_t kMaxStampWords = 8;
/// "Key post", "Pinned by the editor"
constexpr std::uint32_t kMaxBadgeWords = 4;

/// The updates: element ids in document order, none within another.
std::vector<NodeId> find_updates(const HtmlDocument& document, const PageText& page) {
  const auto nodes = document.nodes();
  std::vector<bool> has_time(nodes.size());
  std::vector<std::uint32_t> updates_in(nodes.size());
  bool found = false;
  const auto is_update = [&](NodeId id) {
    const Tag tag = nodes[id].tag;
    return has_time[id] &&
           (tag == Tag::Article || tag == Tag::Div || tag == Tag::Section || tag == Tag::Li);
  };
  for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 1;) {
    if (nodes[id].tag == Tag::Time) has_time[id] = true;
    const NodeId parent = nodes[id].parent;
    if (has_time[id]) has_time[parent] = true;
    if (is_update(id) && page.sums[id].mass > 0) found |= ++updates_in[parent] >= kMinUpdates;
  }
  std::vector<NodeId> updates;
  if (!found) return updates;
  for (NodeId id = 1; id < nodes.size();) {
    const bool is_one = is_update(id) && updates_in[nodes[id].parent] >= kMinUpdates;
    if (is_one) updates.push_back(id);
    id = is_one ? nodes[id].end : id + 1;
  }
  return updates;
}

bool holds_time(const HtmlDocument& document, const TextBlock& block) {
  const auto nodes = document.nodes();
  for (NodeId id = nodes[block.first].parent; id != kNoNode && id >= block.element;
       id = nodes[id].parent)
    if (nodes[id].tag == Tag::Time) return true;
  return false;
}

bool is_update_label(const TextBlock& block, bool holds_time) {
  if (block.is_prose() || ends_sentence(block.text)) return false;
  if (holds_time) return block.words <= kMaxStampWords;
  return block.words <= kMaxBadgeWords && block.strong_chars < block.chars;
}

}  // namespace

void mark_live_updates(const HtmlDocument& document, PageText& page) {
  const std::vector<NodeId> updates = find_updates(document, page);
  std::size_t i = 0;
  for (const NodeId update : updates) {
    const NodeId end = document.nodes()[update].end;
    while (i < page.blocks.size() && page.blocks[i].first < update) ++i;
    bool below_heading = false;
    for (; i < page.blocks.size() && page.blocks[i].first < end; ++i) {
      TextBlock& block = page.blocks[i];
      const bool is_heading = block.heading > 0;
      const bool is_stamp = holds_time(document, block);
      if (!is_heading && (!is_update_label(block, is_stamp) || (below_heading && !is_stamp))) break;
      if (!is_heading) block.marks |= mark::kUtility;
      below_heading |= is_heading;
    }
  }
}

}  // namespace dateline
