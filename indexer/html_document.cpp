#include "indexer/html_document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <deque>
#include <utility>

#include <gumbo.h>

#include "indexer/html_prescan.hpp"
#include "indexer/html_tokens.hpp"
#include "indexer/noscript_text.hpp"
#include "indexer/page_skeleton.hpp"
#include "indexer/parse_arena.hpp"
#include "indexer/parser_assertion.hpp"
#include "indexer/streamed_parts.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node.v.element.children;
    default:
      return nullptr;
  }
}

/// `node` is an element.
bool is_element(const GumboNode& node, GumboNamespaceEnum space, GumboTag tag) {
  return node.v.element.tag == tag && node.v.element.tag_namespace == space;
}

Tag tag_of(GumboTag tag) {
  static const auto table = [] {
    std::array<Tag, GUMBO_TAG_UNKNOWN + 1> tags{};
    for (std::size_t i = 0; i < tags.size(); ++i) {
      tags[i] = find_tag(gumbo_normalized_tagname(static_cast<GumboTag>(i)));
    }
    return tags;
  }();
  return table[static_cast<std::size_t>(tag)];
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

char lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

struct HtmlDocument::Impl {
  PageSkeleton skeleton;
  std::deque<std::string> copies;  ///< of what is the parser's own
  std::vector<HtmlNode> nodes;
  std::vector<HtmlAttribute> attributes;
  std::vector<PageSkeleton::ParsedAttribute> parsed_attributes;  ///< of one element
  std::vector<std::string> json_ld;
  bool truncated = false;

  void parse();
  bool build_tree(std::string_view markup);
  void flatten(const GumboNode& document);
  void add_text(std::string_view parsed, NodeId parent, std::size_t depth);
  NodeId add(const GumboNode& node, NodeId parent, std::size_t depth);
  void add_attributes(const GumboElement& element, HtmlNode& node);
  std::string_view name_of_unknown(GumboStringPiece original);
  std::string_view text_of(std::string_view parsed);
  std::string_view keep(std::string_view text) { return copies.emplace_back(text); }
};

/// The parser's memory goes at the end: its tree is several times as big as ours.
void HtmlDocument::Impl::parse() {
  if (build_tree(skeleton.markup())) return;
  // Every assertion that pages are known to break is about tables, forms or foreign content.
  skeleton.rename_fragile_tags();
  if (build_tree(skeleton.markup())) return;
  truncated = true;
  [[maybe_unused]] const bool is_built = build_tree({});
}

/// False when the parser gave up.
bool HtmlDocument::Impl::build_tree(std::string_view markup) {
  struct Parse {
    ParseArena arena = {};
    GumboOptions options = kGumboDefaultOptions;
    std::string_view markup;
    const GumboOutput* output = nullptr;
  };
  Parse parse{.markup = markup};
  parse.options.allocator = [](void* self, std::size_t size) {
    return static_cast<ParseArena*>(self)->allocate(size);
  };
  parse.options.deallocator = [](void* self, void* block) {
    static_cast<ParseArena*>(self)->release(block);
  };
  parse.options.userdata = &parse.arena;
  parse.options.max_errors = 0;
  const bool is_parsed = outlives_assertions(
      [](void* context) {
        auto& self = *static_cast<Parse*>(context);
        self.output =
            gumbo_parse_with_options(&self.options, self.markup.data(), self.markup.size());
      },
      &parse);
  if (is_parsed) flatten(*parse.output->document);
  return is_parsed;
}

void HtmlDocument::Impl::flatten(const GumboNode& document) {
  struct Open {
    const GumboVector* children;
    unsigned int next;
    NodeId node;
  };
  attributes = skeleton.attributes();
  nodes.reserve(skeleton.markup().size() / 5 + 8);
  std::vector<Open> open;
  open.push_back({children_of(document), 0, add(document, kNoNode, 0)});
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.children->length) {
      nodes[top.node].end = static_cast<NodeId>(nodes.size());
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(top.children->data[top.next++]);
    if (child.type == GUMBO_NODE_COMMENT) continue;
    if (children_of(child) == nullptr) {
      add_text(child.v.text.text, top.node, open.size());
      continue;
    }
    if (is_element(child, GUMBO_NAMESPACE_HTML, GUMBO_TAG_SCRIPT) ||
        is_element(child, GUMBO_NAMESPACE_HTML, GUMBO_TAG_STYLE))
      continue;
    const NodeId node = add(child, top.node, open.size());
    if (is_element(child, GUMBO_NAMESPACE_SVG, GUMBO_TAG_SVG)) continue;
    const GumboVector* children = children_of(child);
    if (children->length > 0) open.push_back({children, 0, node});
  }
}

/// Adds the parser's text and what is in it: subtrees are text to the parser.
void HtmlDocument::Impl::add_text(std::string_view parsed, NodeId parent, std::size_t depth) {
  struct Open {
    std::string_view rest;
    NodeId node;
  };
  std::vector<Open> open{{parsed, parent}};
  while (true) {
    if (open.back().rest.empty()) {
      if (open.size() == 1) return;
      nodes[open.back().node].end = static_cast<NodeId>(nodes.size());
      open.pop_back();
      continue;
    }
    const PageSkeleton::Piece piece = skeleton.first_piece(open.back().rest);
    open.back().rest.remove_prefix(piece.size);
    const NodeId above = open.back().node;
    const auto level =
        static_cast<std::uint16_t>(std::min<std::size_t>(depth + open.size() - 1, 0xFFFF));
    const auto id = static_cast<NodeId>(nodes.size());
    if (!piece.text.empty())
      nodes.push_back({.tag = Tag::Text,
                       .parent = above,
                       .end = id + 1,
                       .depth = level,
                       .text = text_of(piece.text)});
    if (!piece.subtree) continue;
    const auto element = static_cast<NodeId>(nodes.size());
    nodes.push_back(
        {.tag = piece.subtree->tag,
         .parent = above,
         .end = element + 1,
         .depth = level,
         .text = tag_name(piece.subtree->tag),
         .first_attribute = static_cast<std::uint32_t>(piece.subtree->attributes.first),
         .attribute_count = static_cast<std::uint32_t>(piece.subtree->attributes.count)});
    if (!piece.subtree->content.empty()) open.push_back({piece.subtree->content, element});
  }
}

NodeId HtmlDocument::Impl::add(const GumboNode& node, NodeId parent, std::size_t depth) {
  const NodeId id = static_cast<NodeId>(nodes.size());
  HtmlNode flat{.parent = parent,
                .end = id + 1,
                .depth = static_cast<std::uint16_t>(std::min<std::size_t>(depth, 0xFFFF))};
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      flat.tag = Tag::Document;
      break;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: {
      const GumboElement& element = node.v.element;
      if (element.tag == GUMBO_TAG_UNKNOWN) {
        flat.text = name_of_unknown(element.original_tag);
        flat.tag = find_tag(flat.text);
      } else {
        flat.text = gumbo_normalized_tagname(element.tag);
        flat.tag = tag_of(element.tag);
      }
      add_attributes(element, flat);
      break;
    }
    default:
      break;
  }
  nodes.push_back(flat);
  return id;
}

void HtmlDocument::Impl::add_attributes(const GumboElement& element, HtmlNode& node) {
  if (element.attributes.length == 0) {
    if (element.original_tag.data == nullptr) return;  // the parser's own
    const auto position =
        static_cast<std::size_t>(element.original_tag.data - skeleton.markup().data());
    const auto range = skeleton.attributes_at(position);
    node.first_attribute = static_cast<std::uint32_t>(range.first);
    node.attribute_count = static_cast<std::uint32_t>(range.count);
    return;
  }
  parsed_attributes.clear();
  for (unsigned int i = 0; i < element.attributes.length; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
    parsed_attributes.push_back({attribute.name, attribute.value});
  }
  const std::size_t own = attributes.size();
  const auto range = skeleton.attributes_of(parsed_attributes, attributes);
  for (std::size_t i = own; i < attributes.size(); ++i) {
    attributes[i].name = keep(attributes[i].name);
    attributes[i].value = keep(attributes[i].value);
  }
  node.first_attribute = static_cast<std::uint32_t>(range.first);
  node.attribute_count = static_cast<std::uint32_t>(range.count);
}

/// Views into the markup where the name is lower case there.
std::string_view HtmlDocument::Impl::name_of_unknown(GumboStringPiece original) {
  if (original.data == nullptr) return {};
  gumbo_tag_from_original_text(&original);
  const std::string_view name(original.data, original.length);
  if (std::none_of(name.begin(), name.end(), is_upper)) return name;
  std::string& copy = copies.emplace_back(name);
  std::transform(copy.begin(), copy.end(), copy.begin(), lower);
  return copy;
}

std::string_view HtmlDocument::Impl::text_of(std::string_view parsed) {
  if (!std::all_of(parsed.begin(), parsed.end(), is_html_space)) return skeleton.text_of(parsed);
  // Most are one of these.
  for (const std::string_view common : {" ", "\n"})
    if (parsed == common) return common;
  return keep(parsed);
}

HtmlDocument HtmlDocument::parse(std::string_view html, const HtmlLimits& limits, TreeForm form) {
  PrescannedPage page = prescan_html(html, limits);
  auto impl = std::make_unique<Impl>();
  impl->skeleton = std::move(page.skeleton);
  impl->json_ld = std::move(page.json_ld);
  impl->truncated = page.truncated;
  impl->parse();
  if (form == TreeForm::Repaired) {
    place_streamed_parts(impl->nodes, impl->attributes);
    show_noscript_text(impl->nodes);
  }
  return HtmlDocument(std::move(impl));
}

HtmlDocument::HtmlDocument(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HtmlDocument::HtmlDocument(HtmlDocument&&) noexcept = default;
HtmlDocument& HtmlDocument::operator=(HtmlDocument&&) noexcept = default;
HtmlDocument::~HtmlDocument() = default;

std::span<const HtmlNode> HtmlDocument::nodes() const { return impl_->nodes; }

std::span<const HtmlAttribute> HtmlDocument::attributes(NodeId node) const {
  const HtmlNode& element = impl_->nodes[node];
  return std::span(impl_->attributes).subspan(element.first_attribute, element.attribute_count);
}

std::optional<std::string_view> HtmlDocument::attribute(NodeId node, std::string_view name) const {
  for (const HtmlAttribute& attribute : attributes(node)) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

std::span<const std::string> HtmlDocument::json_ld() const { return impl_->json_ld; }

bool HtmlDocument::truncated() const { return impl_->truncated; }

std::string inner_text(const HtmlDocument& document, NodeId node) {
  const std::span<const HtmlNode> nodes = document.nodes();
  std::string text;
  bool gap = false;
  const auto append = [&](std::string_view run) {
    for (std::size_t i = 0; i < run.size();) {
      if (const std::size_t space = space_at(run, i); space > 0) {
        gap = true;
        i += space;
        continue;
      }
      const std::size_t begin = i++;
      while (i < run.size() && space_at(run, i) == 0) ++i;
      if (gap && !text.empty()) text += ' ';
      gap = false;
      text.append(run, begin, i - begin);
    }
  };
  // A block ends where the walk passes its end; the ends of open blocks nest.
  std::vector<NodeId> block_ends;
  for (NodeId id = node; id < nodes[node].end;) {
    for (; !block_ends.empty() && block_ends.back() <= id; block_ends.pop_back()) gap = true;
    const HtmlNode& current = nodes[id];
    switch (current.tag) {
      case Tag::Text:
        append(current.text);
        break;
      case Tag::Script:
      case Tag::Style:
      case Tag::Svg:
      case Tag::Template:
        if (id == node) break;
        id = current.end;
        continue;
      default:
        if (is_block(current.tag)) {
          gap = true;
          block_ends.push_back(current.end);
        }
    }
    ++id;
  }
  return text;
}

}  // namespace dateline
