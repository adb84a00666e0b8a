#include "indexer/page_section.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/html_tokens.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr std::size_t kMaxSectionBytes = 60;
constexpr std::uint32_t kMaxSectionWords = 4;

/// "breadcrumb", "Crumbs"
bool names_crumb(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i)
    if (ascii_lower(name[i]) == 'c' && starts_with_ignoring_case(name.substr(i), "crumb"))
      return true;
  return false;
}

class SectionFinder {
 public:
  SectionFinder(const HtmlDocument& document, const PageText& page, const PageIdentity& identity,
                NodeId headline, const MainText& text)
      : document_(document), page_(page), identity_(identity), headline_(headline) {
    if (!text.body.empty()) {
      begin_ = page.blocks[text.body.front()].first;
      end_ = page.blocks[text.body.back()].first;
    }
    if (headline_ == kNoNode || headline_ > begin_) headline_ = begin_;
  }

  std::string find() {
    std::string section = find_stated();
    if (section.empty()) section = find_breadcrumb();
    if (section.empty()) section = find_menu_word();
    return section;
  }

 private:
  /// Nodes above the headline and below the text that the article's own lines stand in.
  static constexpr NodeId kReachAbove = 40;
  static constexpr NodeId kReachBelow = 60;
  static constexpr NodeId kReachBelowHeadline = 400;

  std::string clean_section(std::string_view text) const {
    std::string name = clean_line(utf8_prefix(text, 200));
    const std::string folded = fold_words(name);
    const bool is_name = !folded.empty() && name.size() <= kMaxSectionBytes &&
                         count_reader_words(name) <= kMaxSectionWords &&
                         !is_start_page_label(folded) && !identity_.is_site_name(folded);
    return is_name ? name : std::string{};
  }

  std::string find_stated() const {
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size() && id < end_ + kReachBelow; ++id) {
      if (nodes[id].attribute_count == 0) continue;
      const auto property = document_.attribute(id, "itemprop");
      if (property && *property == "articleSection") {
        const auto content = document_.attribute(id, "content");
        if (std::string name = clean_section(content ? *content : inner_text(document_, id));
            !name.empty())
          return name;
      }
      if (nodes[id].tag != Tag::A || id + kReachAbove < headline_ || (id > begin_ && id < end_))
        continue;
      const auto rel = document_.attribute(id, "rel");
      const auto address = document_.attribute(id, "href");
      if ((rel && rel->find("category") != std::string_view::npos) ||
          (id > headline_ && address && address->find("/category/") != std::string_view::npos))
        if (std::string name = clean_section(inner_text(document_, id)); !name.empty()) return name;
    }
    return {};
  }

  std::string find_breadcrumb() const {
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size(); ++id) {
      if (nodes[id].attribute_count == 0 || page_.sums[id].chars == 0 || page_.sums[id].chars > 300)
        continue;
      const auto attributes = document_.attributes(id);
      if (std::none_of(attributes.begin(), attributes.end(), [](const HtmlAttribute& attribute) {
            return (attribute.name == "class" || attribute.name == "id" ||
                    attribute.name == "aria-label") &&
                   names_crumb(attribute.value);
          }))
        continue;
      std::string section;
      for (NodeId link = id + 1; link < nodes[id].end; ++link) {
        if (nodes[link].tag != Tag::A || is_home_link(document_, link)) continue;
        if (std::string name = clean_section(inner_text(document_, link)); !name.empty())
          section = std::move(name);
      }
      if (!section.empty()) return section;
    }
    return {};
  }

  /// A word beside the headline that is also an item of the menu above.
  std::string find_menu_word() const {
    const auto nodes = document_.nodes();
    std::unordered_map<std::string, NodeId> menu;  // folded text of short links, first seen at
    for (NodeId id = 0; id < nodes.size() && id < headline_; ++id) {
      if (nodes[id].tag != Tag::A || page_.sums[id].chars == 0 || page_.sums[id].chars > 40 ||
          is_home_link(document_, id) || (page_.own_marks[id] & kAuthor) != 0)
        continue;
      const auto address = document_.attribute(id, "href");
      if (address && address->find("/author/") != std::string_view::npos) continue;
      const std::string name = clean_section(inner_text(document_, id));
      if (!name.empty()) menu.emplace(fold_words(name), id);
    }
    if (menu.size() < 3) return {};
    const NodeId from = headline_ > kReachAbove ? headline_ - kReachAbove : 0;
    const NodeId to =
        std::min({begin_, headline_ + kReachBelowHeadline, static_cast<NodeId>(nodes.size())});
    std::string section;
    for (NodeId id = from; id < to; ++id) {
      if (nodes[id].tag != Tag::Text) continue;
      std::string_view rest = nodes[id].text;
      while (!rest.empty()) {
        const std::size_t bar = std::min(rest.find_first_of("|>/"), rest.size());
        const std::string name = clean_section(rest.substr(0, bar));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
        if (name.empty()) continue;
        const auto item = menu.find(fold_words(name));
        if (item == menu.end() || id < nodes[item->second].end || is_in_menu(id, menu)) continue;
        // Below the headline the first counts, above it the last.
        if (id > headline_) return section.empty() ? name : section;
        section = name;
      }
    }
    return section;
  }

  /// Whether the text is a menu item itself: another item stands in the same list.
  bool is_in_menu(NodeId id, const std::unordered_map<std::string, NodeId>& menu) const {
    constexpr int kLevels = 3;
    constexpr NodeId kMaxListNodes = 400;
    const auto nodes = document_.nodes();
    const std::string folded = fold_words(nodes[id].text, 200);
    NodeId list = nodes[id].parent;
    for (int level = 0; level < kLevels && list != kNoNode; ++level, list = nodes[list].parent) {
      const bool holds_article = list < headline_ && headline_ < nodes[list].end;
      if (holds_article || nodes[list].end - list > kMaxListNodes) return false;
      for (NodeId other = list; other < nodes[list].end; ++other) {
        if (nodes[other].tag != Tag::Text) continue;
        const std::string name = fold_words(nodes[other].text, 200);
        if (name != folded && menu.contains(name)) return true;
      }
    }
    return false;
  }

  const HtmlDocument& document_;
  const PageText& page_;
  const PageIdentity& identity_;
  NodeId headline_;
  NodeId begin_ = 0;
  NodeId end_ = 0;
};

}  // namespace

std::string find_page_section(const HtmlDocument& document, const PageText& page,
                              const PageIdentity& identity, NodeId headline, const MainText& text) {
  return SectionFinder(document, page, identity, headline, text).find();
}

}  // namespace dateline
