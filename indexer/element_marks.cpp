#include "indexer/element_marks.hpp"

#include <algorithm>
#include <string_view>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

bool contains_ignoring_blanks(std::string_view style, std::string_view wanted) {
  std::size_t matched = 0;
  for (const char c : style) {
    if (is_ascii_space(c)) continue;
    if (ascii_lower(c) == wanted[matched]) {
      if (++matched == wanted.size()) return true;
    } else {
      matched = ascii_lower(c) == wanted[0] ? 1 : 0;
    }
  }
  return false;
}

Marks marks_of_style(std::string_view style) {
  for (const std::string_view hiding :
       {"display:none", "visibility:hidden", "left:-999", "top:-999", "text-indent:-999"})
    if (contains_ignoring_blanks(style, hiding)) return kHidden;
  return 0;
}

Marks marks_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "toolbar" ||
      role == "banner")
    return kNavigation;
  if (role == "complementary") return kFrame;
  if (role == "contentinfo") return kFooter;
  if (role == "dialog" || role == "alertdialog") return kOverlay;
  if (role == "search" || role == "alert" || role == "tooltip") return kUtility;
  return 0;
}

Marks marks_of_item_property(std::string_view property) {
  if (property.find("articleBody") != std::string_view::npos) return kBody;
  if (property.find("datePublished") != std::string_view::npos) return kByline | kDate;
  if (property.find("dateModified") != std::string_view::npos) return kByline | kDate | kUpdated;
  if (property.find("author") != std::string_view::npos) return kByline | kAuthor;
  if (property.find("headline") != std::string_view::npos) return kHeadline;
  if (property == "comment" || property == "commentText") return kComment;
  if (property == "caption") return kCaption;
  return 0;
}

Marks marks_of_tag(Tag tag) {
  switch (tag) {
    case Tag::Nav:
      return kNavigation;
    case Tag::Aside:
      return kFrame;
    case Tag::Footer:
      return kFooter;
    case Tag::Form:
      return kNewsletter;
    case Tag::Dialog:
      return kOverlay;
    case Tag::Figcaption:
      return kCaption;
    case Tag::Header:
      return kHeader;
    default:
      return 0;
  }
}

/// Parts of AMP pages (https://amp.dev/documentation/components) that are never the article's.
Marks marks_of_amp_element(std::string_view name) {
  if (!name.starts_with("amp-")) return 0;
  name.remove_prefix(4);
  if (name == "ad" || name == "sticky-ad" || name == "auto-ads" || name == "embed") return kAd;
  if (name == "consent" || name == "user-notification" || name == "app-banner") return kOverlay;
  if (name == "sidebar") return kNavigation;
  if (name == "social-share") return kShare;
  if (name == "list") return kRelated;
  if (name == "next-page") return kFollowUp;
  return 0;
}

/// Whether an id is made of the words of a text: four and more parts.
bool is_slug(std::string_view id) {
  return std::count_if(id.begin(), id.end(), [](char c) { return c == '-' || c == '_'; }) >= 4;
}

/// Pages have a million attributes a second and most say nothing: the length of the name tells.
Marks marks_of_attribute(const HtmlAttribute& attribute, Tag tag, NameMemo& memo) {
  const auto& [name, value] = attribute;
  switch (name.size()) {
    case 2:
      // A heading's id repeats its words, and says nothing about its part.
      return name == "id" && heading_level(tag) == 0 && !is_slug(value) ? memo.marks_of(value) : 0;
    case 3:
      return name == "rel" && value.find("author") != std::string_view::npos ? kByline | kAuthor
                                                                             : 0;
    case 4:
      return name == "role" ? marks_of_role(value) : 0;
    case 5:
      if (name == "class") return memo.marks_of(value);
      return name == "style" ? marks_of_style(value) : 0;
    case 6:
      return name == "hidden" ? kHidden : 0;
    case 8:
      return name == "itemprop" ? marks_of_item_property(value) : 0;
    case 9:
      return name == "data-hook" ? memo.marks_of(value) : 0;
    case 11:
      if (name == "aria-hidden") return value == "true" ? kHidden : 0;
      return name == "data-testid" ? memo.marks_of(value) : 0;
    case 14:
      return name == "data-component" ? memo.marks_of(value) : 0;
    default:
      return 0;
  }
}

}  // namespace

Marks read_element_marks(const HtmlDocument& document, NodeId id, NameMemo& memo) {
  const HtmlNode& node = document.nodes()[id];
  Marks marks = 0;
  for (const HtmlAttribute& attribute : document.attributes(id))
    marks |= marks_of_attribute(attribute, node.tag, memo);
  switch (node.tag) {
    case Tag::Html:
    case Tag::Body:
      return 0;
    case Tag::Main:
      return marks & kBody;
    // Themes list an article's tags, author and format among its names.
    case Tag::Article:
      return marks & (kBody | kRelated | kComment | kAd | kFollowUp | kHidden | kNewsletter);
    // An embedded post is quoted, not shared.
    case Tag::Blockquote:
      return (marks & ~kShare) | kKeep;
    case Tag::Other:
      return marks | marks_of_amp_element(node.text);
    default:
      return marks | marks_of_tag(node.tag);
  }
}

std::uint8_t heading_level(Tag tag) {
  switch (tag) {
    case Tag::H1:
      return 1;
    case Tag::H2:
      return 2;
    case Tag::H3:
      return 3;
    case Tag::H4:
      return 4;
    case Tag::H5:
      return 5;
    case Tag::H6:
      return 6;
    default:
      return 0;
  }
}

}  // namespace dateline
