#include "indexer/standfirst.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/block_patterns.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

using namespace mark;

/// Blocks above the text that may belong to it.
constexpr std::uint32_t kReach = 20;

/// Between a headline and the text there may be more.
constexpr std::uint32_t kReachToTitle = 150;

/// A longer standfirst is the text's beginning, whatever it is called.
constexpr std::uint32_t kMaxLeadWords = 60;

constexpr std::size_t kFoldedBytes = 600;

enum class Part { None, Lead, Text };

/// A sentence or a second headline: not a counter, a list of names or the beginning of a list.
bool reads_like_standfirst(const TextBlock& block) {
  if (block.text.ends_with(':') || block.text.find(" | ") != std::string::npos) return false;
  if (block.words > kMaxLeadWords) return false;
  return block.heading > 1 ||
         (block.in_paragraph && (ends_sentence(block.text) || block.words >= 8));
}

/// `is_below_title`: nothing stands between it and the headline, and it stands apart from the text.
Part part_of(const TextBlock& block, const MainTextHints& hints, std::string_view description,
             bool is_below_title) {
  if (block.words < 4 || block.link_share() > 0.3 || (block.marks & (kJunk & ~kByline)) != 0)
    return Part::None;
  const std::string folded = fold_words(block.text, kFoldedBytes);
  if (hints.is_title(folded) || is_byline(folded) || is_date_line(block, folded) ||
      is_interface_label(folded) || is_photo_credit(folded) || is_author_note(folded) ||
      is_prompt(folded) || block.in_table)
    return Part::None;
  const std::string_view start = std::string_view(folded).substr(0, 60);
  const bool is_summary =
      description.size() > 20 && folded.size() > 20 &&
      (description.starts_with(start) || folded.starts_with(description.substr(0, 60)));
  const bool is_byline_part = (block.marks & kByline) != 0;
  if (is_summary || ((block.marks & kDeck) != 0 && !is_byline_part)) return Part::Lead;
  if (is_byline_part) return Part::None;
  const Part otherwise = is_below_title && reads_like_standfirst(block) ? Part::Lead : Part::None;
  if (!block.is_prose()) return otherwise;
  if ((block.marks & kBody) != 0 && block.in_paragraph) return Part::Text;
  if ((block.marks & kHeader) != 0) return Part::Lead;
  return block.in_paragraph && block.words >= 25 && !block.after_image ? Part::Text : otherwise;
}

/// The headings and list items that stand among paragraphs from `first` on, with them.
std::vector<std::uint32_t> fill_gaps(const PageText& page, std::uint32_t first, std::uint32_t end) {
  std::vector<std::uint32_t> blocks;
  for (std::uint32_t i = first; i < end; ++i) {
    const TextBlock& block = page.blocks[i];
    if ((block.marks & kJunk) != 0 || block.link_share() > 0.5) continue;
    const bool is_text = block.is_prose() || block.heading > 1 ||
                         ((block.in_list || block.in_paragraph) && block.words >= 3);
    const std::string folded = fold_words(block.text, kFoldedBytes);
    if (!is_text || is_interface_label(folded) || is_photo_credit(folded) ||
        is_date_line(block, folded) || is_byline(folded))
      continue;
    blocks.push_back(i);
  }
  return blocks;
}

}  // namespace

bool is_date_line(const TextBlock& block, std::string_view folded) {
  if (block.words >= 16) return false;
  const auto dates = find_visible_dates(block.text, DayOrder::Unknown, 3);
  if (dates.empty()) return false;
  std::size_t bytes = 0;
  for (const VisibleDate& date : dates) bytes += date.length;
  return bytes * 3 >= block.text.size() || block.words <= 8 || starts_date_label(folded) ||
         !ends_sentence(block.text);
}

void take_text_above(const HtmlDocument& document, const PageText& page, const MainTextHints& hints,
                     MainText& text) {
  const std::uint32_t begin = text.lead.empty() ? text.body.front() : text.lead.front();
  const std::string description = fold_words(hints.description, kFoldedBytes);
  std::uint32_t from = begin > kReach ? begin - kReach : 0;
  bool has_title = false;
  for (std::uint32_t i = begin > kReachToTitle ? begin - kReachToTitle : 0; i < begin; ++i)
    if (page.blocks[i].heading > 0 &&
        hints.is_title(fold_words(page.blocks[i].text, kFoldedBytes))) {
      from = i + 1;
      has_title = true;
    }
  const auto nodes = document.nodes();
  const NodeId text_parent = nodes[page.blocks[text.body.front()].element].parent;
  std::vector<std::uint32_t> lead;
  std::vector<std::uint32_t> above;
  for (std::uint32_t i = from; i < begin; ++i) {
    const TextBlock& block = page.blocks[i];
    if (block.text == page.blocks[text.body.front()].text) continue;
    const bool is_below_title =
        has_title && i == from && nodes[block.element].parent != text_parent;
    switch (part_of(block, hints, description, is_below_title)) {
      case Part::Lead:
        lead.push_back(i);
        break;
      case Part::Text:
        if (has_title) above.push_back(i);
        break;
      case Part::None:
        break;
    }
  }
  if (!text.lead.empty()) lead.clear();
  std::uint32_t lead_words = 0;
  for (const std::uint32_t i : lead) lead_words += page.blocks[i].words;
  if (lead.size() > 2 || lead_words > kMaxLeadWords) {
    above.insert(above.end(), lead.begin(), lead.end());
    std::sort(above.begin(), above.end());
    lead.clear();
  }
  if (above.size() >= 2) above = fill_gaps(page, above.front(), begin);
  text.body.insert(text.body.begin(), above.begin(), above.end());
  if (text.lead.empty()) text.lead = std::move(lead);
}

}  // namespace dateline
