#include "indexer/text_rules.hpp"

#include <algorithm>
#include <unordered_map>

#include "indexer/block_patterns.hpp"
#include "indexer/main_container.hpp"
#include "indexer/standfirst.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

/// Bytes of a block that patterns look at: they all speak of short lines or of a line's start.
constexpr std::size_t kFoldedBytes = 600;

/// Under this many words the page is taken whole rather than in the part that looked best.
constexpr std::uint32_t kMinWords = 25;

/// A pull quote or embedded post is text also inside these.
constexpr Marks kKeptInside = kFrame | kCaption | kByline | kShare;

struct Line {
  std::uint32_t index = 0;  ///< into PageText::blocks
  std::string folded;
  bool is_title = false;
  bool dropped = false;
};

class TextFinder {
 public:
  TextFinder(const HtmlDocument& document, const PageText& page, const MainTextHints& hints)
      : document_(document), page_(page), hints_(hints) {}

  RuledText find() {
    container_ = choose_main_container(document_, page_, hints_.folded_titles);
    collect(container_);
    if (count_prose_words() < kMinWords && container_ != 0) {
      container_ = 0;
      collect(container_);
    }
    find_link_lists();
    cut_at_stop_heading();
    cut_at_second_headline();
    filter();
    trim_head();
    trim_tail();
    const bool has_prose = !lines_.empty();
    if (!has_prose) take_everything();
    RuledText ruled{.text = result(), .fates = std::move(fates_), .has_prose = has_prose};
    for (const std::uint32_t i : ruled.text.body) ruled.fates[i] = BlockFate::Kept;
    if (!ruled.text.body.empty()) take_text_above(document_, page_, hints_, ruled.text);
    return ruled;
  }

 private:
  const TextBlock& block(const Line& line) const { return page_.blocks[line.index]; }
  const TextBlock& block(std::size_t at) const { return page_.blocks[lines_[at].index]; }

  void collect(NodeId container) {
    lines_.clear();
    fates_.assign(page_.blocks.size(), BlockFate::Outside);
    const HtmlNode& node = document_.nodes()[container];
    const auto first =
        std::lower_bound(page_.blocks.begin(), page_.blocks.end(), container,
                         [](const TextBlock& at, NodeId id) { return at.first < id; });
    for (auto at = first; at != page_.blocks.end() && at->first < node.end; ++at) {
      const bool overruled = (at->marks & kHard) == 0 && (at->marks & (kBody | kKeep)) != 0 &&
                             at->is_prose() && (at->marks & (kFrame | kFooter | kCaption)) == 0 &&
                             at->words >= 40;
      const bool is_title = at->heading > 0 && hints_.is_title(fold_words(at->text, kFoldedBytes));
      const bool is_kept = (at->marks & kKeep) != 0 && (at->marks & kJunk & ~kKeptInside) == 0;
      if ((at->marks & kJunk) != 0 && !overruled && !is_title && !is_kept) continue;
      Line line{.index = static_cast<std::uint32_t>(at - page_.blocks.begin())};
      line.folded = fold_words(at->text, kFoldedBytes);
      line.is_title = is_title || hints_.is_title(line.folded);
      lines_.push_back(std::move(line));
    }
  }

  std::uint32_t count_prose_words() const {
    std::uint32_t words = 0;
    for (const Line& line : lines_)
      if (block(line).is_prose()) words += block(line).words;
    return words;
  }

  double mass_of(std::size_t begin, std::size_t end) const {
    double mass = 0;
    for (std::size_t i = begin; i < end; ++i)
      if (!lines_[i].dropped) mass += block(i).mass;
    return mass;
  }

  void drop(std::size_t i, BlockFate fate) {
    lines_[i].dropped = true;
    fates_[lines_[i].index] = fate;
  }

  void cut(std::size_t from, BlockFate fate) {
    for (std::size_t i = from; i < lines_.size(); ++i) fates_[lines_[i].index] = fate;
    lines_.resize(from);
  }

  void cut_head(std::size_t end) {
    for (std::size_t i = 0; i < end; ++i) fates_[lines_[i].index] = BlockFate::Head;
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  /// Lists that are links, with the heading or lead-in above them.
  void find_link_lists() {
    const auto nodes = document_.nodes();
    const NodeId end = nodes[container_].end;
    std::vector<NodeId> outer_list(end - container_, kNoNode);
    for (NodeId id = container_ + 1; id < end; ++id) {
      NodeId list = outer_list[nodes[id].parent - container_];
      if (list == kNoNode &&
          (nodes[id].tag == Tag::Ul || nodes[id].tag == Tag::Ol || nodes[id].tag == Tag::Dl))
        list = id;
      outer_list[id - container_] = list;
    }
    std::vector<bool> has_prose(end - container_, false);
    for (const Line& line : lines_) {
      const NodeId list = outer_list[block(line).first - container_];
      if (list != kNoNode && block(line).is_prose()) has_prose[list - container_] = true;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const NodeId list = outer_list[block(i).first - container_];
      if (list == kNoNode || has_prose[list - container_]) continue;
      const NodeSums& sums = page_.sums[list];
      if (sums.link_chars <= 0.7 * sums.chars) continue;
      const bool is_first = i == 0 || outer_list[block(i - 1).first - container_] != list;
      drop(i, BlockFate::LinkList);
      if (is_first && i > 0 && !lines_[i - 1].is_title &&
          (block(i - 1).heading > 1 ||
           (block(i - 1).words < 14 && block(i - 1).text.ends_with(':'))))
        drop(i - 1, BlockFate::LinkList);
    }
  }

  static bool looks_like_heading(const TextBlock& at) {
    return at.heading > 0 || (at.words <= 12 && at.strong_chars * 10 >= at.chars * 9) ||
           at.words <= 4;
  }

  /// Drops what stands under headings that lead away from the article.
  void cut_at_stop_heading() {
    double after = mass_of(0, lines_.size());
    const double total = after;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const TextBlock& at = block(i);
      if (!lines_[i].dropped) after -= at.mass;
      if (i == 0 || total == 0 || at.in_table) continue;
      if (is_paywall_prompt(lines_[i].folded) && after < 0.25 * total) {
        ends_at_wall_ = true;
        cut(i, BlockFate::BehindStop);
        return;
      }
      if (!looks_like_heading(at)) continue;
      if (at.heading > 0 && is_closing_heading(lines_[i].folded) && after < 0.2 * total) {
        cut(i, BlockFate::BehindStop);
        return;
      }
      if (!is_stop_heading(lines_[i].folded)) continue;
      if (after < 0.3 * total) {
        cut(i, BlockFate::BehindStop);
        return;
      }
      drop_section(i);
    }
  }

  /// A lone h1 deep in the text begins something else: the next article, a message of the
  /// publisher.
  void cut_at_second_headline() {
    const double total = mass_of(0, lines_.size());
    double before = 0;
    std::size_t from = 0;
    int headlines = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (block(i).heading == 1 && !lines_[i].is_title && before > 0) {
        ++headlines;
        if (before > 0.4 * total) from = i;
      }
      if (!lines_[i].dropped) before += block(i).mass;
    }
    if (headlines == 1 && from > 0) cut(from, BlockFate::BehindHeadline);
  }

  /// Drops a heading and the linked or short lines under it. Prose ends the section, so no mass is
  /// lost.
  void drop_section(std::size_t heading) {
    drop(heading, BlockFate::UnderStop);
    for (std::size_t i = heading + 1; i < lines_.size(); ++i) {
      const TextBlock& at = block(i);
      if (lines_[i].dropped || (at.heading > 0 && at.link_share() < 0.5)) return;
      if (at.is_prose() || (at.link_share() < 0.5 && at.words > 6)) return;
      drop(i, BlockFate::UnderStop);
    }
  }

  void filter() {
    mark_duplicates();
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (!lines_[i].dropped && is_junk_line(i)) drop(i, BlockFate::Junk);
    std::erase_if(lines_, [](const Line& line) { return line.dropped && !line.is_title; });
  }

  /// Text that the page holds twice (for wide and narrow screens): of equal blocks the first stays.
  /// A short line alone may well be repeated on purpose. So may a text whose copies stand beside
  /// the first and make up much of the page: a second version has a container of its own.
  void mark_duplicates() {
    constexpr std::uint32_t kNotableWords = 8;
    constexpr std::uint32_t kLongWords = 15;
    constexpr double kMaxShareBeside = 0.4;
    std::unordered_map<std::string_view, std::size_t> seen;  // the first line of each text
    std::vector<std::size_t> repeated;
    std::vector<bool> is_repeated(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i)
      is_repeated[i] = !lines_[i].dropped && block(i).words >= kNotableWords &&
                       !seen.emplace(block(i).text, i).second;
    std::uint32_t all_words = 0;
    std::uint32_t words_beside = 0;
    const auto is_beside_first = [&](std::size_t i) {
      const auto parent = [&](std::size_t at) {
        return document_.nodes()[block(at).element].parent;
      };
      return parent(seen.at(block(i).text)) == parent(i);
    };
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].dropped) continue;
      all_words += block(i).words;
      const bool has_company =
          (i > 0 && is_repeated[i - 1]) || (i + 1 < lines_.size() && is_repeated[i + 1]);
      if (!is_repeated[i] || (!has_company && block(i).words < kLongWords)) continue;
      repeated.push_back(i);
      if (is_beside_first(i)) words_beside += block(i).words;
    }
    const bool keeps_beside = words_beside > kMaxShareBeside * all_words;
    for (const std::size_t i : repeated)
      if (!keeps_beside || !is_beside_first(i)) drop(i, BlockFate::Junk);
  }

  /// "Related: Another story", as far as it is linked at all.
  static bool is_labelled_link(const TextBlock& at) {
    constexpr std::size_t kMaxLabelBytes = 60;
    const std::size_t colon = at.text.find(':');
    return at.words <= 30 && at.link_chars > 0 && colon < kMaxLabelBytes &&
           is_read_more_label(fold_words(std::string_view(at.text).substr(0, colon)));
  }

  bool is_junk_line(std::size_t i) const {
    const Line& line = lines_[i];
    const TextBlock& at = block(i);
    if (line.is_title) return false;
    if (line.folded.empty()) return true;
    if (at.words <= 12 && !at.in_table &&
        (is_interface_label(line.folded) || is_builder_chrome(line.folded)))
      return true;
    if (at.words <= 60 && starts_read_more(line.folded) &&
        (at.link_share() > 0.5 || (at.link_share() > 0.3 && !ends_sentence(at.text)) ||
         (at.words < 14 && at.text.find(':') != std::string::npos && !ends_sentence(at.text))))
      return true;
    if (is_labelled_link(at) || is_consent_notice(line.folded)) return true;
    if (at.in_table) return at.link_share() > 0.8 && at.chars > 200;
    if (at.link_share() > 0.85 && !at.in_quote && !at.in_list && (at.words >= 4 || at.chars < 60)) {
      const bool is_sentence = at.words >= 10 && ends_sentence(at.text);
      const bool heads_prose = at.heading > 0 && i + 1 < lines_.size() &&
                               block(i + 1).words >= 25 && block(i + 1).is_prose();
      if (!is_sentence && !heads_prose) return true;
    }
    if (at.heading == 0 && at.words < 25 && is_photo_credit(line.folded) && !at.in_list &&
        (!at.is_prose() || at.after_image))
      return true;
    if (at.after_image && !at.is_prose() && at.heading == 0 && at.words < 25 && !at.in_list &&
        !at.in_quote && !has_prose_sibling(i))
      return true;
    return false;
  }

  /// Whether a prose block before or after stands at the same level.
  bool has_prose_sibling(std::size_t i) const {
    const auto nodes = document_.nodes();
    const NodeId parent = nodes[block(i).element].parent;
    const auto is_sibling = [&](std::size_t j) {
      return block(j).is_prose() && nodes[block(j).element].parent == parent;
    };
    for (std::size_t j = i; j > 0 && i - j < 3; --j)
      if (is_sibling(j - 1)) return true;
    for (std::size_t j = i + 1; j < lines_.size() && j - i <= 3; ++j)
      if (is_sibling(j)) return true;
    return false;
  }

  bool is_head_junk(std::size_t i) const {
    const TextBlock& at = block(i);
    const std::string& folded = lines_[i].folded;
    if (lines_[i].is_title || at.heading == 1) return true;
    if (is_date_line(at, folded) || is_interface_label(folded)) return true;
    if (is_byline(folded) && !ends_sentence(at.text)) return true;
    if (is_affiliate_notice(folded)) return true;
    if ((at.marks & kHeader) != 0 && (at.marks & kBody) == 0 && !at.is_prose()) return true;
    return false;
  }

  /// The headline's position, when it stands in the first half of the text.
  void drop_before_title() {
    const double total = mass_of(0, lines_.size());
    double before = 0;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (before > 0.3 * total) break;
      if (lines_[i].is_title && block(i).heading > 0) cut = i + 1;
      before += block(i).mass;
    }
    cut_head(cut);
  }

  void trim_head() {
    drop_before_title();
    std::size_t first = 0;
    while (first < lines_.size() && (!block(first).is_prose() || is_head_junk(first))) ++first;
    if (first == lines_.size()) {  // no prose at all: keep what there is
      std::erase_if(lines_, [](const Line& line) { return line.is_title; });
      return;
    }
    first = walk_back(first);
    first = take_deck(first);
    cut_head(first);
    std::erase_if(lines_, [](const Line& line) { return line.is_title; });
  }

  /// Headings, and short first lines of a declared body, belong to the prose that follows them.
  std::size_t walk_back(std::size_t first) const {
    const auto nodes = document_.nodes();
    const NodeId parent = nodes[block(first).element].parent;
    std::size_t start = first;
    while (start > 0) {
      const std::size_t i = start - 1;
      const TextBlock& at = block(i);
      if (is_head_junk(i) || (at.marks & kDeck) != 0) break;
      const bool is_heading = at.heading >= 2 && at.heading <= 4 && at.words < 14;
      const bool is_sibling = nodes[at.element].parent == parent && at.link_share() < 0.3;
      const bool is_text = at.in_paragraph || at.in_list || at.in_quote;
      if (!is_heading && !(is_text && (is_sibling || (at.marks & kBody) != 0) && at.words >= 3))
        break;
      start = i;
    }
    return start;
  }

  /// Prose marked as standfirst above the text proper is the lead, when the text does not stand
  /// beside it.
  std::size_t take_deck(std::size_t first) {
    const auto nodes = document_.nodes();
    const double total = mass_of(first, lines_.size());
    std::size_t at = first;
    double taken = 0;
    while (at + 1 < lines_.size() && at < first + 3) {
      const TextBlock& deck = block(at);
      const bool is_named = (deck.marks & kDeck) != 0;
      const bool is_header = (deck.marks & kHeader) != 0 && (deck.marks & kBody) == 0;
      if (!is_named && !is_header && deck.heading == 0) break;
      if ((deck.marks & kDeck) == 0 && deck.heading > 0) break;
      if (deck.words > 120 || taken + deck.mass > 0.35 * total) break;
      // Beside the paragraphs of the text it is their first.
      std::size_t next = at + 1;
      while (next + 1 < lines_.size() && !block(next).is_prose()) ++next;
      if (is_named && !is_header &&
          nodes[deck.element].parent == nodes[block(next).element].parent &&
          (block(next).marks & kDeck) == 0 && nodes[deck.element].tag == Tag::P)
        break;
      taken += deck.mass;
      ++at;
    }
    for (std::size_t i = first; i < at; ++i) lead_.push_back(lines_[i].index);
    while (at < lines_.size() && at > first && !block(at).is_prose() && is_head_junk(at)) ++at;
    return at;
  }

  bool is_tail_junk(std::size_t i) const {
    const TextBlock& at = block(i);
    const std::string& folded = lines_[i].folded;
    if (at.in_table) return false;
    if (at.heading > 0 || at.link_share() > 0.6) return true;
    if (at.words < 6 && !ends_sentence(at.text) && !at.in_list) return true;
    if (is_paywall_prompt(folded) || is_affiliate_notice(folded) || at.text.ends_with(':'))
      return true;
    if (at.words <= 90 && is_author_note(folded)) return true;
    if (is_contact_line(folded) || is_sign_off(folded) || is_prompt(folded) ||
        is_tag_line(folded) || is_rights_line(folded))
      return true;
    if (starts_source_label(folded) && at.words < 30) return true;
    if (at.words < 16 && is_date_line(at, folded) && !ends_sentence(at.text)) return true;
    if (at.words < 16 && starts_date_label(folded) && is_date_line(at, folded)) return true;
    if (is_byline(folded) && !ends_sentence(at.text)) return true;
    const bool is_italic = at.emphasis_chars * 10 >= at.chars * 9;
    if (is_italic &&
        (at.text.find('@') != std::string::npos || contains_words(folded, "subscribe") ||
         contains_words(folded, "twitter") || at.link_chars > 0))
      return true;
    return false;
  }

  void trim_tail() {
    std::uint32_t words = 0;
    for (const Line& line : lines_) words += block(line).words;
    const double limit = words * (words < 150 ? 0.4 : 0.2);
    std::uint32_t popped = 0;
    while (lines_.size() > 1 && is_tail_junk(lines_.size() - 1)) {
      popped += block(lines_.size() - 1).words;
      if (popped > limit) break;
      ends_at_wall_ |= is_paywall_prompt(lines_.back().folded);
      cut(lines_.size() - 1, BlockFate::Tail);
    }
  }

  /// For want of prose: the headings and teasers of a listing, or whatever the page shows at all.
  void take_everything() {
    for (const Marks junk : {kJunk, kHidden | kUtility, Marks{0}}) {
      for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
        const TextBlock& at = page_.blocks[i];
        const std::string folded = fold_words(at.text, kFoldedBytes);
        if ((at.marks & junk) != 0 || is_interface_label(folded)) continue;
        lines_.push_back({.index = i, .folded = folded});
      }
      if (!lines_.empty()) return;
    }
  }

  MainText result() {
    MainText text;
    text.container = container_;
    text.lead = std::move(lead_);
    for (const Line& line : lines_)
      if (!line.dropped) text.body.push_back(line.index);
    if (!text.body.empty()) text.begin = text.body.front();
    text.ends_at_wall = ends_at_wall_;
    return text;
  }

  const HtmlDocument& document_;
  const PageText& page_;
  const MainTextHints& hints_;
  NodeId container_ = 0;
  std::vector<Line> lines_;
  std::vector<BlockFate> fates_;
  std::vector<std::uint32_t> lead_;
  bool ends_at_wall_ = false;
};

}  // namespace

RuledText find_text_by_rules(const HtmlDocument& document, const PageText& page,
                             const MainTextHints& hints) {
  return TextFinder(document, page, hints).find();
}

}  // namespace dateline
