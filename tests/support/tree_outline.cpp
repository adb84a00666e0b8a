#include "tests/support/tree_outline.hpp"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include <gumbo.h>

#include "indexer/html_prescan.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline::test {
namespace {

/// Parts texts for the parser. Where it is text itself it is left out again.
constexpr std::string_view kComment = "<!---->";

class Outline {
 public:
  void text(std::string_view text) {
    for (const char c : text) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!in_text_) {
        separate();
        out_ += '#';
        in_text_ = true;
      }
      if (!space) {
        out_ += c;
      } else if (out_.back() != ' ') {
        out_ += ' ';
      }
    }
  }
  void open(std::string_view name) {
    separate();
    in_text_ = false;
    out_ += name;
  }
  void attributes(std::vector<HtmlAttribute> attributes) {
    std::sort(attributes.begin(), attributes.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const HtmlAttribute& attribute : attributes) {
      out_ += '[';
      out_ += attribute.name;
      out_ += '=';
      out_ += attribute.value;
      out_ += ']';
    }
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

  void note_misnested() { misnested_ = true; }
  bool misnested() const { return misnested_; }

 private:
  void separate() {
    if (!out_.empty() && out_.back() != '(') out_ += ' ';
  }

  std::string out_;
  bool in_text_ = false;
  bool misnested_ = false;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_ascii_lower);
  return out;
}

/// As written, without its quotes.
std::string_view source_of(const GumboAttribute& attribute) {
  if (attribute.original_value.data == attribute.original_name.data) return {};  // none
  std::string_view source(attribute.original_value.data, attribute.original_value.length);
  if (source.size() >= 2 && (source.front() == '"' || source.front() == '\'') &&
      source.back() == source.front())
    source = source.substr(1, source.size() - 2);
  return source;
}

/// The end of its source: to the name of an attribute the parser joins those before it that stand
/// twice and have no value.
std::string name_of(const GumboAttribute& attribute) {
  std::string name(attribute.original_name.data, attribute.original_name.length);
  const std::size_t space = name.find_last_of(" \t\n\f\r");
  if (space != std::string::npos) name.erase(0, space + 1);
  return lower(name);
}

std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece original = element.original_tag;
  gumbo_tag_from_original_text(&original);
  return lower({original.data, original.length});
}

/// Length of the element whose content is not markup and whose start tag was just read.
std::size_t raw_length(std::string_view rest, std::string_view name) {
  if (equals_ignoring_case(name, "script")) return find_script_end(rest, 0);
  if (equals_ignoring_case(name, "plaintext")) return rest.size();
  for (const std::string_view raw :
       {"style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"})
    if (equals_ignoring_case(name, raw)) return find_end_tag(rest, 0, raw);
  return 0;
}

/// The parser files text that stands right before `</form>` behind the form, where the standard
/// (13.2.6.4.7) leaves it in the form. A comment before the tag makes it end the text there.
std::string part_text_from_form_ends(std::string_view html) {
  std::string out;
  TagToken tag;
  const auto is_form_end = [](std::string_view rest) {
    return starts_with_ignoring_case(rest, "</form");
  };
  for (std::size_t i = 0; i < html.size();) {
    const std::size_t markup = std::min(html.find('<', i), html.size());
    out += html.substr(i, markup - i);
    i = markup;
    const std::string_view rest = html.substr(i);
    const std::size_t name = rest.starts_with("</") ? 2 : 1;
    if (rest.size() <= name) {
      out += rest;
      break;
    }
    if (is_form_end(rest)) out += kComment;
    std::size_t size = 1;
    std::size_t raw = 0;
    if (is_ascii_letter(rest[name])) {
      scan_tag(html, i, tag);
      size = tag.source.size();
      if (name == 1) raw = raw_length(rest.substr(size), tag.name);
    } else if (rest[1] == '!' || rest[1] == '?' || name == 2) {
      size = end_of_comment(html, i) - i;
    }
    out += rest.substr(0, size);
    // Raw text where the parser reads the tag before it at all.
    for (const std::size_t end = size + raw; size < end; ++size) {
      if (is_form_end(rest.substr(size))) out += kComment;
      out += rest[size];
    }
    i += size;
  }
  return out;
}

/// Whether the element's end tag bears another name: the parser takes one unknown name for another.
bool is_closed_by_stranger(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN || element.original_end_tag.length == 0) return false;
  GumboStringPiece start = element.original_tag;
  GumboStringPiece end = element.original_end_tag;
  gumbo_tag_from_original_text(&start);
  gumbo_tag_from_original_text(&end);
  return !equals_ignoring_case({end.data, end.length}, lower({start.data, start.length}));
}

std::string without_comments(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t comment = std::min(text.find(kComment, i), text.size());
    out += text.substr(i, comment - i);
    i = comment + kComment.size();
  }
  return out;
}

/// Pages are shallow: recursion is fine.
void write(Outline& out, const GumboNode& node) {
  const GumboVector* children = &node.v.element.children;
  switch (node.type) {
    case GUMBO_NODE_COMMENT:
      return;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      out.text(without_comments(node.v.text.text));
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
        if (rel != nullptr && names_resource(source_of(*rel))) return;
      }
      if (is_closed_by_stranger(element)) out.note_misnested();
      out.open(name_of(element));
      if (element.tag_namespace == GUMBO_NAMESPACE_SVG && element.tag == GUMBO_TAG_SVG) {
        Outline unread;
        for (unsigned int i = 0; i < children->length; ++i)
          write(unread, *static_cast<const GumboNode*>(children->data[i]));
        if (unread.misnested()) out.note_misnested();
        return;
      }
      std::deque<std::string> names;
      std::vector<HtmlAttribute> attributes;
      for (unsigned int i = 0; i < element.attributes.length; ++i) {
        const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
        const std::string name = name_of(attribute);
        const bool is_known = std::any_of(names.begin(), names.end(),
                                          [&](const auto& other) { return other == name; });
        if (is_known || !is_read_attribute(name, source_of(attribute))) continue;
        names.push_back(name);
        attributes.push_back({.name = names.back(), .value = attribute.value});
      }
      out.attributes(std::move(attributes));
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
    const auto attributes = document.attributes(id);
    out.attributes({attributes.begin(), attributes.end()});
    out.begin_children();
    open.push_back(id);
  }
  for (; !open.empty(); open.pop_back()) out.end_children();
  return out.take();
}

UnboundedTree parse_unbounded(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::string parted = part_text_from_form_ends(html);
  GumboOutput* output = gumbo_parse_with_options(&options, parted.data(), parted.size());
  Outline out;
  write(out, *output->document);
  gumbo_destroy_output(&options, output);
  const bool misnested = out.misnested();
  return {.outline = out.take(), .misnests_unknown_elements = misnested};
}

std::string outline_of_unbounded_parse(std::string_view html) {
  return parse_unbounded(html).outline;
}

}  // namespace dateline::test
