#include "tests/support/tree_outline.hpp"

#include <algorithm>
#include <vector>

#include <gumbo.h>

namespace dateline::test {
namespace {

class Outline {
 public:
  void text(std::string_view text) {
    for (const char c : text) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (space && (!in_text_ || out_.back() == ' ')) continue;
      separate(in_text_);
      if (!in_text_) out_ += '#';
      in_text_ = true;
      out_ += space ? ' ' : c;
    }
  }
  void open(std::string_view name) {
    separate(false);
    in_text_ = false;
    out_ += name;
  }
  void attribute(std::string_view name, std::string_view value) {
    out_ += '[';
    out_ += name;
    out_ += '=';
    out_ += value;
    out_ += ']';
  }
  void begin_children() { out_ += '('; }
  void end_children() {
    in_text_ = false;
    if (out_.back() == '(') {
      out_.pop_back();
    } else {
      out_ += ')';
    }
  }
  std::string take() { return std::move(out_); }

 private:
  void separate(bool joined) {
    if (!joined && !out_.empty() && out_.back() != '(') out_ += ' ';
  }

  std::string out_;
  bool in_text_ = false;
};

/// Those that test pages use; any other left out would show as a difference.
bool is_left_out(std::string_view name, std::string_view value) {
  return name.starts_with("on") || name == "srcset" || name == "width" || name == "target" ||
         value.starts_with("data:") || value.size() > 100;
}

std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece original = element.original_tag;
  gumbo_tag_from_original_text(&original);
  std::string name(original.data, original.length);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

/// Test pages are shallow: recursion is fine.
void write(Outline& out, const GumboNode& node) {
  const GumboVector* children = &node.v.element.children;
  switch (node.type) {
    case GUMBO_NODE_COMMENT:
      return;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      out.text(node.v.text.text);
      return;
    case GUMBO_NODE_DOCUMENT:
      out.open("document");
      children = &node.v.document.children;
      break;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: {
      const GumboElement& element = node.v.element;
      const bool html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
      if (html && (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE)) return;
      if (html && element.tag == GUMBO_TAG_LINK) {
        const GumboAttribute* rel = gumbo_get_attribute(&element.attributes, "rel");
        if (rel != nullptr && std::string_view(rel->value) == "stylesheet") return;
      }
      out.open(name_of(element));
      if (element.tag_namespace == GUMBO_NAMESPACE_SVG && element.tag == GUMBO_TAG_SVG) return;
      for (unsigned int i = 0; i < element.attributes.length; ++i) {
        const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
        if (!is_left_out(attribute.name, attribute.value)) {
          out.attribute(attribute.name, attribute.value);
        }
      }
    }
  }
  out.begin_children();
  for (unsigned int i = 0; i < children->length; ++i) {
    write(out, *static_cast<const GumboNode*>(children->data[i]));
  }
  out.end_children();
}

}  // namespace

std::string outline(const HtmlDocument& document) {
  const auto nodes = document.nodes();
  Outline out;
  std::vector<NodeId> open;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    for (; !open.empty() && nodes[open.back()].end <= id; open.pop_back()) out.end_children();
    const HtmlNode& node = nodes[id];
    if (node.tag == Tag::Text) {
      out.text(node.text);
      continue;
    }
    out.open(node.tag == Tag::Document ? "document" : node.text);
    for (const HtmlAttribute& attribute : document.attributes(id)) {
      if (!is_left_out(attribute.name, attribute.value)) {
        out.attribute(attribute.name, attribute.value);
      }
    }
    out.begin_children();
    open.push_back(id);
  }
  for (; !open.empty(); open.pop_back()) out.end_children();
  return out.take();
}

std::string outline_of_unbounded_parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  Outline out;
  write(out, *output->document);
  gumbo_destroy_output(&options, output);
  return out.take();
}

}  // namespace dateline::test
