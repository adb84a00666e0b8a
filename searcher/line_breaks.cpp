#include "searcher/line_breaks.hpp"

#include <algorithm>
#include <string_view>

#include "common/utf8.hpp"

namespace dateline {
namespace {

/// What a reader takes for one character, by the greater part of the rules of UAX 29.
struct Cluster {
  ByteRange bytes;
  char32_t first = 0;
  std::size_t width = 0;
};

/// Clusters between which no line may end.
struct Unit {
  std::size_t first_cluster = 0;
  std::size_t end_cluster = 0;
  std::size_t width = 0;
  std::size_t blanks_before = 0;
};

/// Hostile text can join any number of characters into one.
constexpr std::size_t kMaxClusterWidth = 8;

constexpr char32_t kZeroWidthJoiner = 0x200D;

/// May not begin a line.
constexpr std::u32string_view kClosing =
    U")]}!,.:;?%»’”…‥·‐–—、。〃々〉》」』】〕〗〙〛〞〟ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ"
    U"ァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝～｡｣､･";

/// May not end a line.
constexpr std::u32string_view kOpening = U"([{«‘“〈《「『【〔〖〘〚〝（［｛｢";

bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

bool is_hangul(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xAC00 && c <= 0xD7FF);
}

Cluster cluster_at(std::string_view text, std::size_t at) {
  const auto width_of = [&](std::size_t begin, std::size_t size) {
    return display_width(text.substr(begin, size));
  };
  CodePoint c = decode_utf8(text, at);
  Cluster cluster{.bytes = {at, at + c.size}, .first = c.value, .width = width_of(at, c.size)};
  bool begins_flag = is_regional_indicator(c.value);
  while (cluster.bytes.end < text.size()) {
    const char32_t previous = c.value;
    c = decode_utf8(text, cluster.bytes.end);
    const std::size_t width = width_of(cluster.bytes.end, c.size);
    const bool is_flag = begins_flag && is_regional_indicator(c.value);
    const bool joins = width == 0 || is_combining_mark(c.value) || is_skin_tone(c.value) ||
                       is_flag || (previous == kZeroWidthJoiner && c.value != ' ');
    if (!joins || cluster.width + width > kMaxClusterWidth) break;
    begins_flag = false;
    cluster.width += width;
    cluster.bytes.end += c.size;
  }
  return cluster;
}

std::vector<Cluster> clusters_of(const MarkedText& marked, std::size_t mark_width) {
  std::vector<Cluster> clusters;
  auto opening = marked.marks.begin();
  auto closing = marked.marks.begin();
  for (std::size_t at = 0; at < marked.text.size();) {
    Cluster cluster = cluster_at(marked.text, at);
    at = cluster.bytes.end;
    for (; opening != marked.marks.end() && opening->begin < at; ++opening)
      cluster.width += mark_width;
    for (; closing != marked.marks.end() && closing->end <= at; ++closing)
      cluster.width += mark_width;
    clusters.push_back(cluster);
  }
  return clusters;
}

bool is_wide(const Cluster& cluster) {
  return cluster.first >= 0x1100 && !is_hangul(cluster.first) && [&] {
    std::string self;
    append_utf8(self, cluster.first);
    return display_width(self) == 2;
  }();
}

/// A blank that carries a combining mark shows.
bool is_blank(const Cluster& cluster) {
  return cluster.first == ' ' && cluster.bytes.end - cluster.bytes.begin == 1;
}

/// Whether a line may end between the clusters before `at` and at it, neither a blank.
bool can_break(const std::vector<Cluster>& clusters, std::size_t at) {
  const Cluster& left = clusters[at - 1];
  const Cluster& right = clusters[at];
  if (is_one_of(right.first, kClosing) || is_one_of(left.first, kOpening)) return false;
  if (is_one_of(left.first, U"-‐–—")) {
    const bool follows_word = at >= 2 && is_letter(clusters[at - 2].first);
    return follows_word && is_letter(right.first);
  }
  return is_wide(left) || is_wide(right);
}

std::vector<Unit> units_of(const std::vector<Cluster>& clusters) {
  std::vector<Unit> units;
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (is_blank(clusters[i])) {
      blanks += clusters[i].width;
      continue;
    }
    if (units.empty() || blanks > 0 || can_break(clusters, i))
      units.push_back({.first_cluster = i, .blanks_before = blanks});
    blanks = 0;
    units.back().end_cluster = i + 1;
    units.back().width += clusters[i].width;
  }
  return units;
}

}  // namespace

std::vector<ByteRange> break_lines(const MarkedText& marked, LineWidths widths,
                                   std::size_t mark_width) {
  const std::vector<Cluster> clusters = clusters_of(marked, mark_width);
  std::vector<ByteRange> lines;
  std::size_t used = 0;
  const auto room = [&] { return lines.size() <= 1 ? widths.first : widths.rest; };
  const auto begin_line = [&](const Cluster& cluster) {
    lines.push_back({cluster.bytes.begin, cluster.bytes.begin});
    used = 0;
  };
  for (const Unit& unit : units_of(clusters)) {
    const bool fits = !lines.empty() && used + unit.blanks_before + unit.width <= room();
    if (fits) {
      used += unit.blanks_before;
    } else {
      begin_line(clusters[unit.first_cluster]);
    }
    for (std::size_t i = unit.first_cluster; i < unit.end_cluster; ++i) {
      if (used + clusters[i].width > room() && used > 0) begin_line(clusters[i]);
      used += clusters[i].width;
      lines.back().end = clusters[i].bytes.end;
    }
  }
  return lines;
}

}  // namespace dateline
