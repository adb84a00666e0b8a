#include "indexer/shown_dates.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "common/utf8.hpp"
#include "indexer/date_label.hpp"
#include "indexer/stated_dates.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;
using std::chrono::local_days;

// A time element is right in 0.83-0.95 where the page has one, 0.79-0.90 where it is the first.
constexpr double kTimeWeight = 2.4;
constexpr double kNearVisibleWeight = 2.6;
constexpr double kNamedVisibleWeight = 1.8;
constexpr double kFarVisibleWeight = 0.9;
constexpr double kDatelineWeight = 1.2;
constexpr double kFarLineWeight = 0.4;
constexpr double kLabelledWeight = 0.7;
constexpr double kChangeWeight = 2.2;
constexpr double kProseWeight = 0.15;

constexpr std::size_t kMaxTimes = 300;
constexpr std::size_t kLabelBytes = 40;
constexpr std::size_t kOpeningBlocks = 3;
constexpr std::size_t kMaxBeforeDateline = 12;

local_days day_of(const VisibleDate& date) {
  return std::chrono::floor<std::chrono::days>(date.time.local);
}

/// The label a time element stands behind: its own text, or the text node before it.
DateRole role_of_element(const HtmlDocument& document, const PageText& page, NodeId id,
                         DateRole otherwise) {
  const auto nodes = document.nodes();
  if (page.sums[id].chars > 0 && page.sums[id].chars < 100) {
    const DateRole role = role_of_label(fold_words(inner_text(document, id)), DateRole::Unknown);
    if (role != DateRole::Unknown) return role;
  }
  for (NodeId before = id; before-- > 0 && id - before <= 6;) {
    if (nodes[before].tag != Tag::Text || trim_ascii(nodes[before].text).empty()) continue;
    std::string_view text = nodes[before].text;
    if (text.size() > kLabelBytes) text.remove_prefix(text.size() - kLabelBytes);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80)
      text.remove_prefix(1);
    return role_of_label(fold_words(text), otherwise);
  }
  return otherwise;
}

/// "entry-date published updated" is how themes name the date of an article that never changed.
bool is_named_published(const HtmlDocument& document, NodeId id) {
  const auto names = document.attribute(id, "class");
  return names && names->find("published") != std::string_view::npos;
}

/// The element of a block that states the day the block shows, one with a role before others;
/// nullptr if none does.
const DatedElement* find_element(const PageText& page, std::uint32_t block, local_days day,
                                 std::span<const DatedElement> elements) {
  const NodeId begin = page.blocks[block].first;
  const NodeId end = block + 1 < page.blocks.size() ? page.blocks[block + 1].first : kNoNode;
  const NodeId before = block > 0 ? page.blocks[block - 1].first : 0;
  auto element =
      std::lower_bound(elements.begin(), elements.end(), before,
                       [](const DatedElement& at, NodeId node) { return at.node < node; });
  const DatedElement* found = nullptr;
  for (; element != elements.end() && element->node < end; ++element) {
    if (element->end <= begin || element->day != day) continue;
    if (element->role != DateRole::Unknown) return &*element;
    found = &*element;
  }
  return found;
}

/// "3 May 2021 - The council ...": the date that a paragraph at the start of the text opens with.
/// Paragraphs of several days are a chronicle.
void add_dateline(const PageText& page, const MainText& text, DayOrder order,
                  DateCollector& dates) {
  std::optional<VisibleDate> found;
  for (std::size_t i = 0; i < std::min(text.body.size(), kOpeningBlocks); ++i) {
    const std::string_view opening = utf8_prefix(page.blocks[text.body[i]].text, 60);
    for (const VisibleDate& date : find_visible_dates(opening, order, 1)) {
      if (date.offset > kMaxBeforeDateline) continue;
      if (found && day_of(*found) != day_of(date)) return;
      found = date;
    }
  }
  if (found) dates.add(found->time, {.evidence = DateEvidence::Text, .weight = kDatelineWeight});
}

}  // namespace

std::vector<DatedLine> find_dated_lines(const PageText& page) {
  std::vector<DatedLine> lines;
  std::size_t seen = 0;
  for (std::uint32_t i = 0; i < page.blocks.size() && seen < kMaxTimes; ++i) {
    const TextBlock& block = page.blocks[i];
    const std::uint32_t max_words = (block.marks & (kDate | kByline)) != 0 ? 80 : 40;
    if (block.words > max_words || block.text.size() > 1000) continue;
    const auto dates = find_visible_dates(block.text, DayOrder::Unknown, 4);
    seen += !dates.empty();
    for (const VisibleDate& date : dates)
      if (date.time.precision >= DatePrecision::Day) lines.push_back({.block = i, .date = date});
  }
  return lines;
}

DayOrder learn_day_order(std::span<const DatedLine> lines,
                         std::span<const std::chrono::local_days> stated, DayOrder usual) {
  for (const DatedLine& line : lines)
    if (line.date.order != DayOrder::Unknown) return line.date.order;
  // A date of numbers that is a known day in one order alone was written in that order.
  std::vector<local_days> known(stated.begin(), stated.end());
  for (const DatedLine& line : lines)
    if (line.date.is_spelled) known.push_back(day_of(line.date));
  std::sort(known.begin(), known.end());
  const auto is_known = [&](local_days day) {
    return std::binary_search(known.begin(), known.end(), day);
  };
  for (const DatedLine& line : lines) {
    if (!line.date.is_ambiguous) continue;
    const bool day_first = is_known(day_of(line.date));
    const bool month_first = is_known(day_of(read_in_order(line.date, DayOrder::MonthFirst)));
    if (day_first != month_first) return day_first ? DayOrder::DayFirst : DayOrder::MonthFirst;
  }
  return usual;
}

std::vector<DatedElement> add_dated_elements(const HtmlDocument& document, const PageText& page,
                                             const DatePlaces& places, DayOrder order,
                                             DateCollector& dates) {
  std::vector<DatedElement> elements;
  const auto nodes = document.nodes();
  std::size_t seen = 0;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    const HtmlNode& node = nodes[id];
    if (node.tag == Tag::Text) continue;
    const bool is_time = node.tag == Tag::Time || node.tag == Tag::Abbr;
    const bool is_named = (page.own_marks[id] & kDate) != 0;
    if (!is_time && !is_named) continue;
    if (++seen > kMaxTimes) break;
    std::optional<Timestamp> time;
    for (const char* name :
         {"datetime", "content", "data-datetime", "data-timestamp", "data-date", "title"}) {
      const auto value = document.attribute(id, name);
      if (!value) continue;
      time = parse_stated_date(*value, order);
      if (time) break;
    }
    // The text of blocks is read line by line.
    const bool states_date = is_time || time;
    if (!time && (is_time || !is_block_level(node)) && page.sums[id].chars > 0 &&
        page.sums[id].chars < 80)
      time = parse_stated_date(inner_text(document, id), order);
    if (!time) continue;
    DateRole role = DateRole::Unknown;
    if ((places.marks_around(id) & kUpdated) != 0) role = DateRole::Modified;
    if (document.attribute(id, "pubdate") || is_named_published(document, id))
      role = DateRole::Published;
    role = role_of_element(document, page, id, role);
    const double place = places.weigh_place(id) * places.weigh_surroundings(id);
    if (states_date)
      dates.add(time,
                {.evidence = DateEvidence::Time, .role = role, .weight = kTimeWeight * place});
    else
      dates.add(
          time,
          {.evidence = DateEvidence::Text, .role = role, .weight = kNamedVisibleWeight * place});
    elements.push_back({.node = id,
                        .end = node.end,
                        .day = std::chrono::floor<std::chrono::days>(time->local),
                        .role = role});
  }
  return elements;
}

void add_dated_lines(const PageText& page, const MainText& text, std::span<const DatedLine> lines,
                     std::span<const DatedElement> elements, const DatePlaces& places,
                     DayOrder order, DateCollector& dates) {
  for (const DatedLine& line : lines) {
    const TextBlock& block = page.blocks[line.block];
    const VisibleDate& date = line.date;
    const std::string before = fold_words(std::string_view(block.text).substr(0, date.offset));
    const VisibleDate read = read_in_order(date, order);
    const DatedElement* element = find_element(page, line.block, day_of(read), elements);
    // The nearer it stands to the date, the more it says.
    DateRole role = DateRole::Unknown;
    if (line.block > 0 && page.blocks[line.block - 1].words <= 4)
      role = role_of_label(fold_words(page.blocks[line.block - 1].text, 200), role);
    if ((block.marks & kUpdated) != 0) role = DateRole::Modified;
    if (element != nullptr && element->role != DateRole::Unknown) role = element->role;
    const std::size_t tail = before.size() > 60 ? before.size() - 60 : 0;
    role = role_of_label(std::string_view(before).substr(tail), role);
    const bool is_line = block.words <= 25 || (block.marks & kDate) != 0;
    DateCandidate candidate{.evidence = DateEvidence::Text, .role = role};
    if (places.is_head(line.block) && is_line) {
      candidate.weight = kNearVisibleWeight - 0.05 * places.blocks_to_text(line.block);
      if ((block.marks & kDate) != 0 || element != nullptr) candidate.weight *= 1.1;
    } else if ((block.marks & kDate) != 0) {
      candidate.weight = kNamedVisibleWeight * places.weigh_place(block.first);
    } else if (places.is_tail(line.block) && is_line) {
      candidate.weight = kFarVisibleWeight;
    } else if (is_line && block.words <= 16) {
      candidate.weight = kFarLineWeight;
    } else if (role == DateRole::Unknown) {
      continue;  // what the text tells of
    } else {
      candidate.weight = kProseWeight;
    }
    candidate.weight *= places.weigh_surroundings(block);
    // Wherever a page says what a date is of, it speaks of itself.
    if (role != DateRole::Unknown && places.weigh_owner(block.first) == 1)
      candidate.weight =
          std::max(candidate.weight, role == DateRole::Modified ? kChangeWeight : kLabelledWeight);
    if (role == DateRole::Published) candidate.weight *= 1.2;
    if (date.is_ambiguous && order == DayOrder::Unknown) candidate.weight *= 0.7;
    dates.add(read.time, candidate);
  }
  add_dateline(page, text, order, dates);
}

}  // namespace dateline
