#include "indexer/text_blocks.hpp"

#include <array>
#include <utility>

#include "indexer/element_marks.hpp"
#include "indexer/mark_rescue.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

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

std::uint32_t count_code_points_fast(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

constexpr std::array<bool, 256> kBeginsSpace = [] {
  std::array<bool, 256> begins{};
  for (const char c : {' ', '\t', '\n', '\r', '\f', '\xC2'})
    begins[static_cast<unsigned char>(c)] = true;
  return begins;
}();

/// Where the words from `begin` on end that single blanks part: what a block takes as it stands.
std::size_t end_of_words(std::string_view text, std::size_t begin) {
  std::size_t end = begin + 1;
  while (true) {
    while (end < text.size() && !kBeginsSpace[static_cast<unsigned char>(text[end])]) ++end;
    if (end == text.size()) return end;
    const bool parts_words =
        text[end] == ' ' && end + 1 < text.size() && space_at(text, end + 1) == 0;
    if (!parts_words && space_at(text, end) > 0) return end;
    ++end;
  }
}

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
    bool is_link;
    bool is_data_table;
  };

  /// Marks, and sums from the leaves up: children stand behind their parent in the array.
  void measure() {
    const auto nodes = document_.nodes();
    page_.sums.resize(nodes.size());
    page_.own_marks.resize(nodes.size());
    NameMemo memo;
    for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
      const HtmlNode& node = nodes[id];
      NodeSums& sums = page_.sums[id];
      if (node.tag == Tag::Text) {
        sums.chars = count_code_points_fast(trim_ascii(node.text));
      } else {
        page_.own_marks[id] = read_element_marks(document_, id, memo);
        if (node.tag == Tag::A && is_link(id)) sums.link_chars = sums.chars;
      }
      if (node.parent == kNoNode || is_skipped(node.tag)) continue;
      NodeSums& above = page_.sums[node.parent];
      above.chars += sums.chars;
      above.link_chars += sums.link_chars;
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
    const Open opened{.id = id,
                      .end = node.end,
                      .is_link = node.tag == Tag::A && is_link(id),
                      .is_data_table = node.tag == Tag::Table && is_data_table(id)};
    in_data_table_ += opened.is_data_table;
    links_ += opened.is_link;
    count(node.tag, +1);
    open_.push_back(opened);
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
      count(node.tag, -1);
      links_ -= closing.is_link;
      in_data_table_ -= closing.is_data_table;
      if (is_block) block_elements_.pop_back();
    }
  }

  void count(Tag tag, int step) {
    switch (tag) {
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
    return address->front() != '#' || is_in_list(id);
  }

  bool is_in_list(NodeId id) const {
    const auto nodes = document_.nodes();
    for (; id != kNoNode; id = nodes[id].parent)
      if (nodes[id].tag == Tag::Li) return true;
    return false;
  }

  /// Every node is visited for one table at most: of those around it the innermost.
  bool is_data_table(NodeId table) const {
    const auto nodes = document_.nodes();
    std::uint32_t rows = 0;
    for (NodeId id = table + 1; id < nodes[table].end;) {
      const Tag tag = nodes[id].tag;
      if (is_skipped(tag)) {
        id = nodes[id].end;
        continue;
      }
      const bool is_cell = tag == Tag::Td || tag == Tag::Th;
      if (tag == Tag::Table || heading_level(tag) > 0 ||
          (is_cell && page_.sums[id].chars > kMaxDataCell))
        return false;
      rows += tag == Tag::Tr;
      ++id;
    }
    return rows >= 2;
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
      const std::size_t end = end_of_words(text, i);
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
    block_.in_pre = preformatted_ > 0;
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
    if (block_.words > 0 && page_.blocks.size() < kMaxTextBlocks) {
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
  rescue_misnamed_elements(document, page);
  return page;
}

}  // namespace dateline
