#include "searcher/overview_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "common/utf8.hpp"
#include "searcher/text_paint.hpp"

namespace dateline {
namespace {

/// Where lines are not filled.
constexpr std::size_t kUsualColumns = 80;

/// Of the narrowest facet that stands beside another.
constexpr std::size_t kFacetColumns = 38;
constexpr std::size_t kWidestFacet = 60;
constexpr std::size_t kFacetGap = 2;
constexpr std::size_t kLongestFacetBar = 20;
constexpr std::size_t kShortestBar = 6;

/// A timeline of more lines is drawn in columns.
constexpr std::size_t kMostLines = 40;
constexpr std::size_t kChartRows = 6;
constexpr std::size_t kShareRows = 3;

/// So many buckets without a match are one line.
constexpr std::size_t kEmptyRun = 4;

constexpr std::array<std::string_view, 9> kEighthsAcross{"",  "▏", "▎", "▍", "▌",
                                                         "▋", "▊", "▉", "█"};
constexpr std::array<std::string_view, 9> kEighthsUp{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kEighths = 8;

/// How many steps of `steps` the value is of the most; what is more than nothing is one at least.
std::size_t scale(double value, double most, std::size_t steps) {
  if (value <= 0 || most <= 0 || steps == 0) return 0;
  const double share = value / most * static_cast<double>(steps);
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(share)), 1, steps);
}

std::string bar(double value, double most, std::size_t width, const TextStyle& style) {
  if (!style.blocks) return std::string(scale(value, most, width), '#');
  const std::size_t eighths = scale(value, most, width * kEighths);
  std::string out;
  for (std::size_t i = 0; i < eighths / kEighths; ++i) out += kEighthsAcross.back();
  return out + std::string(kEighthsAcross[eighths % kEighths]);
}

std::size_t columns_of(const TextStyle& style) {
  return style.columns == 0 ? kUsualColumns : style.columns;
}

// ---- facets ----

using Lines = std::vector<std::string>;

std::string_view plural_of(FacetField field) {
  switch (field) {
    case FacetField::Site:
      return "sites";
    case FacetField::Author:
      return "authors";
    case FacetField::Section:
      return "sections";
    case FacetField::Language:
      return "languages";
    case FacetField::Year:
      break;
  }
  return "years";
}

/// What is said below the values, in a facet of so many columns.
void append_facet_notes(Lines& lines, const Facet& facet, std::size_t columns,
                        const TextStyle& style) {
  const auto note = [&](const std::string& text) {
    lines.push_back(faint(cut_to_width("  " + text, columns), style));
  };
  if (facet.other_values > 0)
    note(fmt::format("{} more {}", group_digits(facet.other_values), plural_of(facet.field)));
  if (facet.without > 0) note(fmt::format("{} without one", group_digits(facet.without)));
}

Lines draw_facet(const Facet& facet, std::size_t columns, const TextStyle& style) {
  std::vector<std::string> names;
  std::vector<std::string> counts;
  std::size_t longest_name = 0;
  std::size_t longest_count = 0;
  std::uint64_t most = 0;
  for (const FacetValue& value : facet.values) {
    names.push_back(printable(value.value));
    counts.push_back(group_digits(value.matches));
    longest_name = std::max(longest_name, display_width(names.back()));
    longest_count = std::max(longest_count, counts.back().size());
    most = std::max(most, value.matches);
  }
  // Two blanks before the name, between name and count and before the bar.
  const std::size_t taken = longest_count + 5;
  const std::size_t room = columns > taken ? columns - taken : 0;
  const std::size_t for_name =
      std::min(longest_name, room > 2 * kShortestBar ? room - kShortestBar : room / 2);
  const std::size_t for_bar = std::min(kLongestFacetBar, room - std::min(room, for_name));
  Lines lines{bold(plural_of(facet.field), style)};
  for (std::size_t i = 0; i < names.size(); ++i)
    lines.push_back(fmt::format("  {}  {} {}",
                                pad_right(cut_to_width(names[i], for_name), for_name),
                                pad_left(counts[i], longest_count),
                                bar(static_cast<double>(facet.values[i].matches),
                                    static_cast<double>(most), for_bar, style)));
  append_facet_notes(lines, facet, columns, style);
  return lines;
}

/// Width of a line of ours: without escapes.
std::size_t width_of(std::string_view line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1B') {
      i = std::min(line.find('m', i), line.size());
    } else {
      plain += line[i];
    }
  }
  return display_width(plain);
}

void append_facets(std::string& out, const std::vector<Facet>& facets, const TextStyle& style) {
  const std::size_t columns = columns_of(style);
  const std::size_t fitting =
      std::max<std::size_t>(1, (columns + kFacetGap) / (kFacetColumns + kFacetGap));
  // In a pipe one below the other: lines are for programs too.
  const std::size_t beside = style.columns == 0 ? 1 : std::min(fitting, facets.size());
  const std::size_t each = std::min(kWidestFacet, (columns - kFacetGap * (beside - 1)) / beside);
  for (std::size_t first = 0; first < facets.size(); first += beside) {
    std::vector<Lines> blocks;
    std::size_t rows = 0;
    for (std::size_t i = first; i < std::min(first + beside, facets.size()); ++i) {
      blocks.push_back(draw_facet(facets[i], each, style));
      rows = std::max(rows, blocks.back().size());
    }
    for (std::size_t row = 0; row < rows; ++row) {
      std::string line;
      std::size_t column = 0;
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (row >= blocks[i].size()) continue;
        const std::size_t begin = i * (each + kFacetGap);
        line.append(begin - column, ' ');
        line += blocks[i][row];
        column = begin + width_of(blocks[i][row]);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + '\n';
    }
    out += '\n';
  }
}

// ---- the timeline ----

double share_of(const TimelineBucket& bucket) {
  constexpr double kOf = 1000;
  if (bucket.articles == 0) return 0;
  return kOf * static_cast<double>(bucket.matches) / static_cast<double>(bucket.articles);
}

std::string format_share(double share) {
  constexpr double kLarge = 100;
  return share < kLarge ? fmt::format("{:.1f}", share)
                        : group_digits(static_cast<std::uint64_t>(std::llround(share)));
}

class TimelineDrawing {
 public:
  TimelineDrawing(const Timeline& timeline, const TextStyle& style)
      : timeline_(timeline), style_(style), columns_(columns_of(style)) {
    std::uint64_t most_articles = 0;
    double any_share = 0;
    for (const TimelineBucket& bucket : timeline.buckets)
      most_articles = std::max(most_articles, bucket.articles);
    for (const TimelineBucket& bucket : timeline.buckets) {
      most_matches_ = std::max(most_matches_, bucket.matches);
      // One article of three is no peak where others are thousands.
      constexpr std::uint64_t kTelling = 20;
      if (bucket.articles * kTelling >= most_articles)
        most_share_ = std::max(most_share_, share_of(bucket));
      any_share = std::max(any_share, share_of(bucket));
      // The whole archive has the same share of itself everywhere.
      has_shares_ = has_shares_ || bucket.matches != bucket.articles;
    }
    if (most_share_ == 0) most_share_ = any_share;
  }

  void append(std::string& out) const {
    const Lines lines = draw_lines();
    if (style_.blocks && style_.columns >= kFacetColumns && lines.size() > kMostLines) {
      append_chart(out);
    } else {
      for (const std::string& line : lines) out += line + '\n';
    }
    if (timeline_.undated > 0)
      out += faint(fmt::format("{} without a known {}", group_digits(timeline_.undated), unit()),
                   style_) +
             '\n';
    out += '\n';
  }

 private:
  std::string_view unit() const {
    return timeline_.unit == TimelineUnit::Week ? "day" : to_string(timeline_.unit);
  }

  double most() const { return static_cast<double>(most_matches_); }

  // ---- one line a bucket ----

  Lines draw_lines() const {
    constexpr std::string_view kMatches = "articles";
    constexpr std::string_view kShares = "per 1,000";
    const auto& buckets = timeline_.buckets;
    if (buckets.empty()) return {};
    const std::size_t label = display_width(printable(buckets.front().start));
    const std::size_t count = std::max(kMatches.size(), group_digits(most_matches_).size());
    const std::size_t taken = label + 2 + count + 1 + (has_shares_ ? 2 + kShares.size() + 1 : 0);
    const std::size_t room = columns_ > taken ? columns_ - taken : 0;
    constexpr std::size_t kLongestBar = 50;
    constexpr std::size_t kShortestPair = 20;
    const bool has_pair = has_shares_ && room >= kShortestPair;
    const std::size_t bar_room = std::min(kLongestBar, has_pair ? room * 3 / 5 : room);
    const std::size_t share_room = has_pair ? std::min(kLongestBar / 2, room - bar_room) : 0;

    std::string heading =
        fmt::format("{}  {}", pad_right(std::string(to_string(timeline_.unit)), label),
                    pad_left(std::string(kMatches), count));
    if (has_shares_) heading += std::string(1 + bar_room + 2, ' ') + std::string(kShares);
    Lines lines{faint(heading, style_)};
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      const std::size_t empty = empty_run(i);
      if (empty >= kEmptyRun) {
        lines.push_back(faint(fmt::format("{}  {} {}s without a match",
                                          pad_right(style_.blocks ? "  ⋮" : "  :", label), empty,
                                          to_string(timeline_.unit)),
                              style_));
        i += empty - 1;
        continue;
      }
      const TimelineBucket& bucket = buckets[i];
      std::string line = fmt::format(
          "{}  {} {}", printable(bucket.start), pad_left(group_digits(bucket.matches), count),
          pad_right(bar(static_cast<double>(bucket.matches), most(), bar_room, style_), bar_room));
      if (has_shares_) {
        const double share = share_of(bucket);
        line += "  ";
        std::string beside = pad_left(format_share(share), kShares.size());
        if (share > 0 && share_room > 0)
          beside += ' ' + bar(share, most_share_, share_room, style_);
        line += faint(beside, style_);
      }
      if (!has_shares_) line.erase(line.find_last_not_of(' ') + 1);
      lines.push_back(std::move(line));
    }
    return lines;
  }

  std::size_t empty_run(std::size_t begin) const {
    std::size_t end = begin;
    while (end < timeline_.buckets.size() && timeline_.buckets[end].matches == 0) ++end;
    return end - begin;
  }

  // ---- one column a bucket ----

  void append_chart(std::string& out) const {
    const std::size_t margin =
        std::max(group_digits(most_matches_).size(), format_share(most_share_).size()) + 1;
    const std::size_t room = columns_ - margin;
    const std::size_t count = timeline_.buckets.size();
    constexpr std::size_t kWidestColumn = 3;
    const std::size_t wide = std::clamp<std::size_t>(room / count, 1, kWidestColumn);
    const std::size_t panel = room / wide;
    out += faint(fmt::format("articles by {}{}", to_string(timeline_.unit),
                             has_shares_ ? "; below, per 1,000" : ""),
                 style_) +
           '\n';
    for (std::size_t begin = 0; begin < count; begin += panel) {
      if (begin > 0) out += '\n';
      const std::size_t end = std::min(begin + panel, count);
      append_rows(
          out, {begin, end, wide, margin, kChartRows}, group_digits(most_matches_),
          [&](const TimelineBucket& bucket) {
            return static_cast<double>(bucket.matches) / std::max(1.0, most());
          },
          false);
      out += faint(axis({begin, end, wide, margin, 0}), style_) + '\n';
      if (has_shares_)
        append_rows(
            out, {begin, end, wide, margin, kShareRows}, format_share(most_share_),
            [&](const TimelineBucket& bucket) {
              return most_share_ > 0 ? share_of(bucket) / most_share_ : 0;
            },
            true);
    }
  }

  struct Panel {
    std::size_t begin;  ///< buckets
    std::size_t end;
    std::size_t wide;    ///< columns of each
    std::size_t margin;  ///< columns before the first
    std::size_t rows;
  };

  template <class ShareOfMost>
  void append_rows(std::string& out, const Panel& panel, const std::string& most,
                   ShareOfMost&& share_of_most, bool is_faint) const {
    for (std::size_t row = panel.rows; row-- > 0;) {
      std::string line = pad_left(row + 1 == panel.rows ? most : "", panel.margin - 1) + ' ';
      for (std::size_t i = panel.begin; i < panel.end; ++i) {
        const std::size_t eighths =
            scale(share_of_most(timeline_.buckets[i]), 1, panel.rows * kEighths);
        const std::size_t below = std::min(eighths, row * kEighths);
        const std::string_view block = kEighthsUp[std::min(kEighths, eighths - below)];
        for (std::size_t k = 0; k + (panel.wide > 1 ? 1 : 0) < panel.wide; ++k) line += block;
        if (panel.wide > 1) line += ' ';
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += (is_faint ? faint(line, style_) : line) + '\n';
    }
  }

  /// Where years begin, and of days months, as far as there is room.
  std::string axis(const Panel& panel) const {
    std::string line(panel.margin, ' ');
    for (std::size_t i = panel.begin; i < panel.end; ++i) {
      const std::size_t column = panel.margin + (i - panel.begin) * panel.wide;
      const std::string name = tick(i, i == panel.begin);
      if (name.empty() || column < line.size() + (i == panel.begin ? 0 : 1)) continue;
      if (column + name.size() > columns_) continue;
      line.append(column - line.size(), ' ');
      line += name;
    }
    return line;
  }

  std::string tick(std::size_t i, bool is_first) const {
    constexpr std::size_t kYear = 4;
    constexpr std::size_t kMonth = 7;
    const std::size_t kept = timeline_.unit == TimelineUnit::Day ? kMonth : kYear;
    std::string name = printable(std::string_view(timeline_.buckets[i].start).substr(0, kept));
    if (is_first) return name;
    const bool is_new =
        name != printable(std::string_view(timeline_.buckets[i - 1].start).substr(0, kept));
    if (timeline_.unit == TimelineUnit::Year) return name.ends_with('0') ? name : std::string();
    return is_new ? name : std::string();
  }

  const Timeline& timeline_;
  const TextStyle& style_;
  std::size_t columns_;
  std::uint64_t most_matches_ = 0;
  double most_share_ = 0;
  bool has_shares_ = false;
};

}  // namespace

void append_overview(std::string& out, const ResultPage& page, const TextStyle& style) {
  if (!page.facets.empty()) append_facets(out, page.facets, style);
  if (page.timeline) TimelineDrawing(*page.timeline, style).append(out);
}

}  // namespace dateline
