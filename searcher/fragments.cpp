#include "searcher/fragments.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/paragraphs.hpp"
#include "searcher/passage.hpp"

namespace dateline {
namespace {

/// What a second mention in one passage is worth, and what one is that another passage has shown.
constexpr double kRepeatShare = 0.05;
constexpr double kShownShare = 0.3;

/// What a passage is worth less for terms at its two ends than for neighbours.
constexpr double kSpreadShare = 0.1;

std::vector<ByteRange> marks_within(ByteRange range, const TermMatch* first,
                                    const TermMatch* last) {
  std::vector<ByteRange> marks;
  for (; first != last; ++first)
    if (first->range.begin >= range.begin && first->range.end <= range.end)
      marks.push_back({first->range.begin - range.begin, first->range.end - range.begin});
  return merged(std::move(marks));
}

bool overlap(ByteRange a, ByteRange b) { return a.begin < b.end && b.begin < a.end; }

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace

Highlighter::Highlighter(std::vector<SoughtTerm> terms, Stemmers& stemmers)
    : finder_(std::move(terms), stemmers) {}

void Highlighter::read(std::string_view text, FieldId field, std::size_t number,
                       std::string_view language) {
  const std::size_t first = matches_.size();
  finder_.find(
      {.text = text, .field = field, .is_first_paragraph = number == 1, .language = language},
      matches_);
  if (matches_.size() > first)
    paragraphs_.push_back(
        {.field = field, .number = number, .text = text, .first = first, .last = matches_.size()});
}

void Highlighter::read_body(std::string_view body, std::string_view language) {
  if (!finder_.seeks_in(FieldId::Text, true)) return;
  for_each_paragraph(body,
                     [&](std::string_view paragraph, std::size_t /*begin*/, std::size_t number) {
                       read(paragraph, FieldId::Text, number, language);
                       return true;
                     });
}

/// Whether one passage can show a match of every side.
bool Highlighter::shows_all(const Paragraph& paragraph, const FragmentLimits& limits) {
  counts_.assign(finder_.weights().size(), 0);
  std::size_t sides = 0;
  std::size_t end = 0;
  for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
    if (counts_[matches_[i].side]++ > 0) continue;
    ++sides;
    end = std::max(end, matches_[i].range.end);
  }
  return sides == counts_.size() &&
         (limits.whole_paragraphs ||
          end - matches_[paragraph.first].range.begin <= limits.max_bytes);
}

std::vector<ByteRange> Highlighter::mark(std::string_view text, FieldId field,
                                         std::string_view language) {
  paragraphs_.clear();
  matches_.clear();
  if (field == FieldId::Text) {
    read_body(text, language);
  } else {
    read(text, field, 0, language);
  }
  std::vector<ByteRange> ranges;
  for (const Paragraph& paragraph : paragraphs_) {
    const auto offset = static_cast<std::size_t>(paragraph.text.data() - text.data());
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i)
      ranges.push_back({matches_[i].range.begin + offset, matches_[i].range.end + offset});
  }
  return merged(std::move(ranges));
}

// A window is worth the weights of the different sides it shows; those shown before count little.
// Of equals the earliest wins.
void Highlighter::consider(std::size_t number, const FragmentLimits& limits, Window& best) {
  const Paragraph& paragraph = paragraphs_[number];
  double score = 0;
  const auto add = [&](std::size_t i) {
    const std::uint32_t side = matches_[i].side;
    score += counts_[side]++ == 0 ? worth_[side] : worth_[side] * kRepeatShare;
  };
  const auto remove = [&](std::size_t i) {
    const std::uint32_t side = matches_[i].side;
    score -= --counts_[side] == 0 ? worth_[side] : worth_[side] * kRepeatShare;
  };
  std::size_t end = paragraph.first;
  for (std::size_t first = paragraph.first; first < paragraph.last; ++first) {
    if (is_shown_[first] != 0) {
      end = std::max(end, first + 1);
      continue;
    }
    const std::size_t begin = matches_[first].range.begin;
    while (end < paragraph.last && is_shown_[end] == 0 &&
           (end == first || limits.whole_paragraphs ||
            matches_[end].range.end - begin <= limits.max_bytes))
      add(end++);
    const double spread = limits.whole_paragraphs
                              ? 0
                              : static_cast<double>(matches_[end - 1].range.end - begin) /
                                    static_cast<double>(limits.max_bytes);
    const double value = score * (1 - kSpreadShare * std::min(spread, 1.0));
    if (value > best.score)
      best = {.paragraph = number, .first = first, .last = end - 1, .score = value};
    remove(first);
  }
}

Highlighter::Window Highlighter::best_window(const FragmentLimits& limits) {
  Window best;
  for (std::size_t number = 0; number < paragraphs_.size(); ++number)
    consider(number, limits, best);
  return best;
}

Highlighter::Chosen Highlighter::cut(const Window& window, const FragmentLimits& limits) const {
  const Paragraph& paragraph = paragraphs_[window.paragraph];
  if (limits.whole_paragraphs)
    return {.paragraph = window.paragraph, .range = {0, paragraph.text.size()}};
  const ByteRange core{matches_[window.first].range.begin, matches_[window.last].range.end};
  // Between the passages of this paragraph that are chosen already.
  ByteRange free{0, paragraph.text.size()};
  bool begins_inside = false;
  bool ends_inside = false;
  for (const Chosen& other : chosen_) {
    if (other.paragraph != window.paragraph) continue;
    if (other.range.end <= core.begin && other.range.end >= free.begin) {
      free.begin = other.range.end;
      begins_inside = other.cut_after;
    } else if (other.range.begin >= core.end && other.range.begin <= free.end) {
      free.end = other.range.begin;
      ends_inside = other.cut_before;
    }
  }
  const Passage passage =
      passage_around(paragraph.text.substr(free.begin, free.end - free.begin),
                     {core.begin - free.begin, core.end - free.begin}, limits.max_bytes);
  const ByteRange range{passage.range.begin + free.begin, passage.range.end + free.begin};
  return {.paragraph = window.paragraph,
          .range = range,
          .cut_before = passage.cut_before || (begins_inside && passage.range.begin == 0),
          .cut_after = passage.cut_after || (ends_inside && range.end == free.end)};
}

void Highlighter::choose(const FragmentLimits& limits) {
  chosen_.clear();
  is_shown_.assign(matches_.size(), 0);
  worth_ = finder_.weights();
  counts_.assign(worth_.size(), 0);
  while (chosen_.size() < limits.count) {
    const Window window = best_window(limits);
    if (window.score <= 0) break;
    const Chosen chosen = cut(window, limits);
    const Paragraph& paragraph = paragraphs_[window.paragraph];
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      if (!overlap(matches_[i].range, chosen.range)) continue;
      is_shown_[i] = 1;
      const std::uint32_t side = matches_[i].side;
      worth_[side] = std::min(worth_[side], finder_.weights()[side] * kShownShare);
    }
    chosen_.push_back(chosen);
  }
  std::sort(chosen_.begin(), chosen_.end(), [](const Chosen& a, const Chosen& b) {
    return std::tie(a.paragraph, a.range) < std::tie(b.paragraph, b.range);
  });
}

Fragment Highlighter::to_fragment(const Chosen& chosen) const {
  const Paragraph& paragraph = paragraphs_[chosen.paragraph];
  return {.field = paragraph.field,
          .paragraph = paragraph.number,
          .text = on_one_line(
              paragraph.text.substr(chosen.range.begin, chosen.range.end - chosen.range.begin)),
          .marks = marks_within(chosen.range, matches_.data() + paragraph.first,
                                matches_.data() + paragraph.last),
          .cut_before = chosen.cut_before,
          .cut_after = chosen.cut_after};
}

void Highlighter::add_byline(const Article& article, std::vector<Fragment>& fragments) {
  if (!finder_.seeks_in(FieldId::Author, false)) return;
  Fragment byline{.field = FieldId::Author};
  for (const std::string& name : article.authors) {
    const std::size_t begin = byline.text.empty() ? 0 : byline.text.size() + 2;
    if (begin > 0) byline.text += ", ";
    byline.text += name;
    for (const ByteRange& range : mark(name, FieldId::Author, article.language))
      byline.marks.push_back({begin + range.begin, begin + range.end});
  }
  if (!byline.marks.empty()) fragments.push_back(std::move(byline));
}

Highlights Highlighter::highlight(const Article& article, const FragmentLimits& limits) {
  Highlights highlights{.title = mark(article.title, FieldId::Title, article.language)};
  if (limits.count == 0) return highlights;
  add_byline(article, highlights.fragments);
  paragraphs_.clear();
  matches_.clear();
  std::size_t complete = 0;
  const auto read_until_shown = [&](std::string_view text, FieldId field, std::size_t number) {
    const std::size_t known = paragraphs_.size();
    read(text, field, number, article.language);
    if (paragraphs_.size() > known && shows_all(paragraphs_.back(), limits)) ++complete;
    return complete < limits.count;
  };
  if (read_until_shown(article.lead, FieldId::Lead, 0) && finder_.seeks_in(FieldId::Text, true))
    for_each_paragraph(article.body,
                       [&](std::string_view paragraph, std::size_t /*begin*/, std::size_t number) {
                         return read_until_shown(paragraph, FieldId::Text, number);
                       });
  choose(limits);
  for (const Chosen& chosen : chosen_) highlights.fragments.push_back(to_fragment(chosen));
  if (!chosen_.empty()) return highlights;

  Paragraph opening{.field = FieldId::Lead, .text = article.lead};
  if (opening.text.empty()) {
    opening = {.number = 1};
    for_each_paragraph(article.body, [&](std::string_view paragraph, std::size_t, std::size_t) {
      opening.text = paragraph;
      return false;
    });
  }
  if (opening.text.empty()) return highlights;
  Passage passage{.range = {0, opening.text.size()}};
  if (!limits.whole_paragraphs) passage = passage_around(opening.text, {}, limits.max_bytes);
  paragraphs_.push_back(opening);
  highlights.fragments.push_back(to_fragment({.paragraph = 0,
                                              .range = passage.range,
                                              .cut_before = passage.cut_before,
                                              .cut_after = passage.cut_after}));
  return highlights;
}

}  // namespace dateline
