#include "indexer/noscript_text.hpp"

#include <cstddef>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Under this many bytes it is a notice: "Please enable JavaScript."
constexpr std::size_t kMinBytes = 500;
/// How many times as much as is shown.
constexpr std::size_t kFarMore = 2;

bool is_never_shown(Tag tag) {
  return tag == Tag::Head || tag == Tag::Script || tag == Tag::Style || tag == Tag::Template ||
         tag == Tag::Svg || tag == Tag::Select || tag == Tag::Textarea || tag == Tag::Noscript;
}

/// Bytes of text in [begin, end) that are neither linked nor in elements that show none.
std::size_t count_text(const std::vector<HtmlNode>& nodes, NodeId begin, NodeId end) {
  std::size_t bytes = 0;
  for (NodeId id = begin; id < end;) {
    const HtmlNode& node = nodes[id];
    if (node.tag == Tag::Text) bytes += trim_ascii(node.text).size();
    id = node.tag == Tag::A || is_never_shown(node.tag) ? node.end : id + 1;
  }
  return bytes;
}

}  // namespace

void show_noscript_text(std::vector<HtmlNode>& nodes) {
  std::size_t shown = 0;
  bool is_counted = false;
  for (NodeId id = 0; id < nodes.size();) {
    HtmlNode& node = nodes[id];
    if (node.tag == Tag::Head) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::Noscript) {
      const std::size_t bytes = count_text(nodes, id + 1, node.end);
      if (bytes >= kMinBytes && !is_counted) {
        shown = count_text(nodes, 0, static_cast<NodeId>(nodes.size()));
        is_counted = true;
      }
      if (bytes >= kMinBytes && bytes > kFarMore * shown) {
        node.tag = Tag::Div;
        node.text = tag_name(Tag::Div);
      }
      id = node.end;
      continue;
    }
    ++id;
  }
}

}  // namespace dateline
