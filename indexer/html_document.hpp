#pragma once

// An HTML page as a flat tree: what the extractor reads. The HTML5 parser behind it stays in
// html_document.cpp.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_tag.hpp"

namespace dateline {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

struct HtmlAttribute {
  std::string_view name;   ///< lower case
  std::string_view value;  ///< character references resolved
};

/// Nodes stand in document order, so a node's descendants are the nodes [id + 1, end).
struct HtmlNode {
  Tag tag = Tag::Other;
  NodeId parent = kNoNode;
  /// One past the last descendant: the next sibling, if the parent's end lies beyond it.
  NodeId end = 0;
  std::uint16_t depth = 0;  ///< Document is 0
  std::string_view text;    ///< Text: the characters; otherwise the element's name in lower case
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
};

/// Bounds that keep a hostile page cheap; all are checked before the HTML parser sees the page.
struct HtmlLimits {
  /// Elements within more open ones lose their tags, not their text. The parser's time grows worse
  /// than quadratically with depth. Broken markup can make the tree up to three times as deep,
  /// because an element may be closed before those in it are.
  std::uint32_t max_depth = 400;
  /// Tags beyond this number of tags and attributes are lost, their text is not. The richest news
  /// pages have some 50,000.
  std::uint32_t max_parts = 150'000;
  /// Text beyond this is lost. News pages have a few hundred kilobytes at most.
  std::size_t max_text_bytes = std::size_t{4} << 20;
};

/// Which tree of a page that counts on scripts.
enum class TreeForm {
  Repaired,  ///< late parts stand where a script would put them, text only in noscript is text
  AsParsed,  ///< the tree as the standard has it
};

/// One parsed page. Move-only; the views in its nodes live as long as it does. Pure and re-entrant:
/// parse as many at once as there are threads.
class HtmlDocument {
 public:
  /// `html` is valid UTF-8. Never fails on markup, however broken: HTML5 says what every byte
  /// sequence means.
  static HtmlDocument parse(std::string_view html, const HtmlLimits& limits = {},
                            TreeForm form = TreeForm::Repaired);

  HtmlDocument(HtmlDocument&&) noexcept;
  HtmlDocument& operator=(HtmlDocument&&) noexcept;
  ~HtmlDocument();

  /// Node 0 is the Document. Not among them: script and style elements, comments, what an svg
  /// element holds, link elements that load something; attributes that script, style or size
  /// something and huge values (see html_prescan.cpp). White space within text is shrunk to one
  /// character but for pre, listing and textarea.
  std::span<const HtmlNode> nodes() const;
  std::span<const HtmlAttribute> attributes(NodeId node) const;
  std::optional<std::string_view> attribute(NodeId node, std::string_view name) const;

  /// Bodies of `<script type="application/ld+json">`, in document order, as written.
  std::span<const std::string> json_ld() const;

  /// Whether a limit cut something away.
  bool truncated() const;

 private:
  struct Impl;
  explicit HtmlDocument(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The text under `node` as a reader sees it on one line: blocks and `<br>` separated by a blank,
/// inline elements joined without one, white space collapsed.
std::string inner_text(const HtmlDocument& document, NodeId node);

}  // namespace dateline
