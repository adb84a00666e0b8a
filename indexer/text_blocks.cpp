#include "indexer/text_blocks.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

/// A marked element with more than this share of the page's prose is no junk, whatever its name
/// says.
constexpr double kRescueShare = 0.4;
/// For names that fit a whole discussion or footer, which may outweigh a short article.
constexpr double kStubbornRescueShare = 0.8;
constexpr Marks kStubborn = kComment | kRelated | kFooter | kFollowUp;
/// Names that layouts give to parts of the text as well.
constexpr Marks kMisleading = kNavigation | kFrame;
/// The same for a name that several elements share.
constexpr double kRepeatedNameShare = 0.4;
/// When the marks leave less than this of the page's prose, the names mislead: they are believed
/// only for elements with little of it.
constexpr double kMinFreeShare = 0.2;
constexpr double kLateRescueShare = 0.08;

/// A standfirst or header with more of the prose than this is the text itself.
constexpr double kMaxDeckShare = 0.3;

/// Marked inline elements up to this many characters are dropped from the text around them.
constexpr std::uint32_t kMaxInlineJunk = 200;

/// A table with longer cells is a layout.
constexpr std::uint32_t kMaxDataCell = 400;

bool is_skipped(Tag tag) {
  switch (tag) {
    case Tag::Head:
    case Tag::Script:
    case Tag::Style:
    case Tag::Svg:
    case Tag::Iframe:
    case Tag::Object:
    case Tag::Embed:
    case Tag::Select:
    case Tag::Option:
    case Tag::Textarea:
    case Tag::Template:
    case Tag::Audio:
    case Tag::Video:
    case Tag::Canvas:
    case Tag::Button:
    case Tag::Noscript:
    case Tag::Frameset:
      return true;
    default:
      return false;
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

/// Whether an id is made of the words of a text: four and more parts.
bool is_slug(std::string_view id) {
  return std::count(id.begin(), id.end(), '-') + std::count(id.begin(), id.end(), '_') >= 4;
}

Marks read_marks(const HtmlDocument& document, NodeId id, const HtmlNode& node, NameMemo& memo) {
  Marks marks = 0;
  for (const HtmlAttribute& attribute : document.attributes(id)) {
    const std::string_view name = attribute.name;
    // A heading's id repeats its words, and says nothing about its part.
    if (name == "id" && (heading_level(node.tag) > 0 || is_slug(attribute.value))) continue;
    if (name == "class" || name == "id" || name == "data-component" || name == "data-testid" ||
        name == "data-hook") {
      marks |= memo.marks_of(attribute.value);
    } else if (name == "hidden") {
      marks |= kHidden;
    } else if (name == "aria-hidden") {
      if (attribute.value == "true") marks |= kHidden;
    } else if (name == "style") {
      marks |= marks_of_style(attribute.value);
    } else if (name == "role") {
      marks |= marks_of_role(attribute.value);
    } else if (name == "itemprop") {
      marks |= marks_of_item_property(attribute.value);
    } else if (name == "rel") {
      if (attribute.value.find("author") != std::string_view::npos) marks |= kByline | kAuthor;
    }
  }
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
    default:
      return marks | marks_of_tag(node.tag);
  }
}

std::uint32_t count_code_points_fast(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

/// Bytes of the white space at `i`: 1, 2 for a no-break space, 0 for anything else.
std::size_t space_at(std::string_view text, std::size_t i) {
  if (is_ascii_space(text[i])) return 1;
  return text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0' ? 2 : 0;
}

/// What the walk must know of an element before it enters it.
struct Outline {
  std::uint32_t widest_cell = 0;
  std::uint32_t rows = 0;
  bool has_table = false;
  bool has_heading = false;
};

/// Walks the flat tree once and cuts its text into blocks.
class BlockReader {
 public:
  BlockReader(const HtmlDocument& document, PageText& page) : document_(document), page_(page) {}

  void read() {
    measure();
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size();) {
      close_until(id);
      id = enter(id, nodes[id]);
    }
    close_until(static_cast<NodeId>(nodes.size()));
    flush();
  }

 private:
  struct Open {
    NodeId id;
    NodeId end;
  };

  /// Marks, and sums from the leaves up: children stand behind their parent in the array.
  void measure() {
    const auto nodes = document_.nodes();
    page_.sums.resize(nodes.size());
    page_.own_marks.resize(nodes.size());
    outlines_.resize(nodes.size());
    is_in_list_.resize(nodes.size());
    for (NodeId id = 1; id < nodes.size(); ++id)
      is_in_list_[id] = nodes[id].tag == Tag::Li ||
                        (nodes[id].parent != kNoNode && is_in_list_[nodes[id].parent]);
    NameMemo memo;
    for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
      const HtmlNode& node = nodes[id];
      NodeSums& sums = page_.sums[id];
      Outline& outline = outlines_[id];
      if (node.tag == Tag::Text) {
        sums.chars = count_code_points_fast(trim_ascii(node.text));
      } else {
        page_.own_marks[id] = read_marks(document_, id, node, memo);
        if (node.tag == Tag::A && is_link(id)) sums.link_chars = sums.chars;
        if (node.tag == Tag::Td || node.tag == Tag::Th)
          outline.widest_cell = std::max(outline.widest_cell, sums.chars);
        if (node.tag == Tag::Tr) ++outline.rows;
      }
      if (node.parent == kNoNode || is_skipped(node.tag)) continue;
      NodeSums& above = page_.sums[node.parent];
      above.chars += sums.chars;
      above.link_chars += sums.link_chars;
      Outline& outline_above = outlines_[node.parent];
      outline_above.widest_cell = std::max(outline_above.widest_cell, outline.widest_cell);
      outline_above.rows += outline.rows;
      outline_above.has_table |= outline.has_table || node.tag == Tag::Table;
      outline_above.has_heading |= outline.has_heading || heading_level(node.tag) > 0;
    }
  }

  /// Handles one node; returns the next to visit, its first child unless the element is left out.
  NodeId enter(NodeId id, const HtmlNode& node) {
    if (node.tag == Tag::Text) {
      append(id, node.text);
      return id + 1;
    }
    if (is_skipped(node.tag)) {
      if (node.tag == Tag::Iframe || node.tag == Tag::Video || node.tag == Tag::Embed)
        saw_image_ = true;
      if (is_block_level(node) && node.tag != Tag::Head) flush();
      return node.end;
    }
    switch (node.tag) {
      case Tag::Br:
        line_break();
        return node.end;
      case Tag::Img:
      case Tag::Picture:
        saw_image_ = true;
        break;
      case Tag::Hr:
        flush();
        return node.end;
      default:
        break;
    }
    const bool is_block = is_block_level(node);
    if (!is_block && (page_.own_marks[id] & (kHidden | kUtility | kShare | kAd)) != 0 &&
        page_.sums[id].chars <= kMaxInlineJunk)
      return node.end;
    open(id, node, is_block);
    return id + 1;
  }

  void open(NodeId id, const HtmlNode& node, bool is_block) {
    if (in_data_table_ > 0) {
      if (node.tag == Tag::Tr) {
        flush();
      } else if (node.tag == Tag::Td || node.tag == Tag::Th) {
        space_pending_ = true;
      } else if (is_block) {
        space_pending_ = true;
      }
    } else if (is_block) {
      flush();
    }
    if (is_block) block_elements_.push_back(id);
    if (node.tag == Tag::Table && is_data_table(id)) ++in_data_table_;
    count(id, node.tag, +1);
    open_.push_back({id, node.end});
  }

  void close_until(NodeId id) {
    const auto nodes = document_.nodes();
    while (!open_.empty() && open_.back().end <= id) {
      const Open closing = open_.back();
      open_.pop_back();
      const HtmlNode& node = nodes[closing.id];
      const bool is_block = is_block_level(node);
      if (is_block && (in_data_table_ == 0 || node.tag == Tag::Tr || node.tag == Tag::Table))
        flush();
      else if (is_block)
        space_pending_ = true;
      count(closing.id, node.tag, -1);
      if (node.tag == Tag::Table && is_data_table(closing.id)) --in_data_table_;
      if (is_block) block_elements_.pop_back();
    }
  }

  void count(NodeId id, Tag tag, int step) {
    switch (tag) {
      case Tag::A:
        if (is_link(id)) links_ += step;
        break;
      case Tag::Em:
      case Tag::I:
        emphasis_ += step;
        break;
      case Tag::B:
      case Tag::Strong:
        strong_ += step;
        break;
      case Tag::Li:
      case Tag::Dd:
      case Tag::Dt:
        lists_ += step;
        break;
      case Tag::Blockquote:
        quotes_ += step;
        break;
      case Tag::Pre:
        preformatted_ += step;
        break;
      case Tag::P:
        paragraphs_ += step;
        break;
      default:
        if (heading_level(tag) > 0) {
          headings_ += step;
          heading_ = step > 0 ? heading_level(tag) : heading_;
        }
    }
  }

  /// Footnote marks and headings that link to themselves are text; in a list such links are a table
  /// of contents.
  bool is_link(NodeId id) const {
    const auto address = document_.attribute(id, "href");
    if (!address || address->empty()) return false;
    return address->front() != '#' || is_in_list_[id];
  }

  bool is_data_table(NodeId id) const {
    const Outline& outline = outlines_[id];
    return !outline.has_table && !outline.has_heading && outline.rows >= 2 &&
           outline.widest_cell <= kMaxDataCell;
  }

  void append(NodeId id, std::string_view text) {
    if (block_.text.empty() && trim_ascii(text).empty()) return;
    std::size_t before = block_.text.size();
    for (std::size_t i = 0; i < text.size();) {
      if (const std::size_t space = space_at(text, i); space > 0) {
        if (text[i] == '\n' && preformatted_ > 0) ++breaks_pending_;
        space_pending_ = true;
        i += space;
        continue;
      }
      std::size_t end = i + 1;
      while (end < text.size() && space_at(text, end) == 0) ++end;
      if (block_.text.empty()) {
        begin_block(id);
        before = block_.text.size();
      } else if (breaks_pending_ > 0) {
        block_.text += '\n';
      } else if (space_pending_) {
        block_.text += ' ';
      }
      breaks_pending_ = 0;
      space_pending_ = false;
      block_.text.append(text, i, end - i);
      i = end;
    }
    const std::uint32_t chars =
        count_code_points_fast(std::string_view(block_.text).substr(before));
    block_.chars += chars;
    if (links_ > 0) block_.link_chars += chars;
    if (emphasis_ > 0) block_.emphasis_chars += chars;
    if (strong_ > 0) block_.strong_chars += chars;
  }

  void begin_block(NodeId id) {
    block_.first = id;
    block_.element = block_elements_.empty() ? 0 : block_elements_.back();
    block_.heading = headings_ > 0 ? heading_ : std::uint8_t{0};
    block_.in_list = lists_ > 0;
    block_.in_quote = quotes_ > 0;
    block_.in_table = in_data_table_ > 0;
    block_.in_paragraph = paragraphs_ > 0;
    block_.after_image = saw_image_;
    saw_image_ = false;
  }

  void line_break() {
    if (in_data_table_ > 0) {
      space_pending_ = true;
    } else if (++breaks_pending_ >= 2 && preformatted_ == 0) {
      flush();
    }
  }

  void flush() {
    space_pending_ = false;
    breaks_pending_ = 0;
    if (block_.text.empty()) return;
    block_.words = count_reader_words(block_.text);
    if (block_.words > 0) {
      const bool is_prose =
          block_.heading == 0 && block_.link_chars * 2 < block_.chars &&
          (block_.words >= 25 || (block_.words >= 8 && has_sentence_end(block_.text)));
      if (is_prose) {
        const std::uint32_t free_chars = block_.chars - block_.link_chars;
        block_.mass = block_.in_list ? free_chars / 2 : free_chars;
      }
      page_.blocks.push_back(std::move(block_));
    }
    block_ = {};
  }

  const HtmlDocument& document_;
  PageText& page_;
  std::vector<Outline> outlines_;
  std::vector<bool> is_in_list_;
  std::vector<Open> open_;
  std::vector<NodeId> block_elements_;
  TextBlock block_;
  bool space_pending_ = false;
  bool saw_image_ = false;
  int breaks_pending_ = 0;
  int links_ = 0;
  int emphasis_ = 0;
  int strong_ = 0;
  int lists_ = 0;
  int quotes_ = 0;
  int preformatted_ = 0;
  int paragraphs_ = 0;
  int headings_ = 0;
  int in_data_table_ = 0;
  std::uint8_t heading_ = 0;
};

/// Adds each node's value to its parent's, leaves first.
template <class Get>
void sum_up(const HtmlDocument& document, PageText& page, Get get) {
  const auto nodes = document.nodes();
  for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 1;)
    if (nodes[id].parent != kNoNode) get(page.sums[nodes[id].parent]) += get(page.sums[id]);
}

/// Takes `junk` marks off elements with more than `share` of the page's prose.
void rescue_marked(const HtmlDocument& document, PageText& page, Marks junk, double share) {
  const double total = page.sums[0].mass;
  if (total == 0) return;
  for (NodeId id = 0; id < document.nodes().size(); ++id)
    if ((page.own_marks[id] & junk) != 0 && page.sums[id].mass > share * total)
      page.own_marks[id] &= ~junk;
}

/// A body cut in pieces bears one name many times: names that together hold a good part of the
/// prose mislead as well.
void rescue_repeated_names(const HtmlDocument& document, PageText& page) {
  const auto nodes = document.nodes();
  const double total = page.sums[0].mass;
  std::unordered_map<std::string_view, double> mass_of_name;
  const auto name_of = [&](NodeId id) {
    return document.attribute(id, "class").value_or(std::string_view{});
  };
  const auto is_marked = [&](NodeId id) {
    return (page.own_marks[id] & kMisleading) != 0 && page.sums[id].mass > 0;
  };
  for (NodeId id = 0; id < nodes.size(); ++id)
    if (is_marked(id) && !name_of(id).empty()) mass_of_name[name_of(id)] += page.sums[id].mass;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    if (!is_marked(id)) continue;
    const auto found = mass_of_name.find(name_of(id));
    if (found != mass_of_name.end() && found->second > kRepeatedNameShare * total)
      page.own_marks[id] &= ~(kMisleading);
  }
}

void inherit_marks(const HtmlDocument& document, PageText& page) {
  const auto nodes = document.nodes();
  std::vector<Marks> inherited(nodes.size());
  for (NodeId id = 0; id < nodes.size(); ++id) {
    inherited[id] = page.own_marks[id];
    if (nodes[id].parent != kNoNode) inherited[id] |= inherited[nodes[id].parent];
  }
  for (TextBlock& block : page.blocks) block.marks = inherited[block.first];
}

void sum_free_mass(const HtmlDocument& document, PageText& page) {
  inherit_marks(document, page);
  for (NodeSums& sums : page.sums) sums.free_mass = 0;
  for (const TextBlock& block : page.blocks)
    if ((block.marks & kJunk) == 0) page.sums[block.first].free_mass += block.mass;
  sum_up(document, page, [](NodeSums& sums) -> std::uint32_t& { return sums.free_mass; });
}

}  // namespace

bool is_block_level(const HtmlNode& node) {
  // Custom elements are containers far more often than not.
  if (node.tag == Tag::Other) return false;
  return node.tag != Tag::Br && is_block(node.tag);
}

PageText read_text_blocks(const HtmlDocument& document) {
  PageText page;
  if (document.nodes().empty()) return page;
  BlockReader(document, page).read();
  for (const TextBlock& block : page.blocks) page.sums[block.first].mass += block.mass;
  sum_up(document, page, [](NodeSums& sums) -> std::uint32_t& { return sums.mass; });
  rescue_marked(document, page, kDeck | kHeader, kMaxDeckShare);
  rescue_marked(document, page, kJunk & ~kStubborn, kRescueShare);
  rescue_repeated_names(document, page);
  rescue_marked(document, page, kJunk, kStubbornRescueShare);
  sum_free_mass(document, page);
  for (const Marks junk : {kJunk & ~kStubborn & ~kAd & ~kCaption, kJunk}) {
    if (page.sums[0].free_mass >= kMinFreeShare * page.sums[0].mass) break;
    rescue_marked(document, page, junk, kLateRescueShare);
    sum_free_mass(document, page);
  }
  return page;
}

}  // namespace dateline
