#include "searcher/hit_details_text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "common/url.hpp"
#include "common/utf8.hpp"
#include "searcher/text_paint.hpp"

namespace dateline {
namespace {

constexpr std::size_t kIndent = 4;

// ---- the score ----

void append_explanation(std::string& out, const Hit& hit, const TextStyle& style) {
  // Less is 0.00.
  constexpr double kShown = 0.005;
  std::string line = std::string(kIndent, ' ') + fmt::format("{:.2f} =", hit.score);
  std::size_t width = line.size();
  bool is_first = true;
  for (const ScorePart& part : hit.explanation) {
    if (std::abs(part.score) < kShown) continue;
    const std::string_view sign = part.score < 0 ? "- " : is_first ? "" : "+ ";
    is_first = false;
    const std::string text =
        fmt::format("{}{:.2f} {}", sign, std::abs(part.score), printable(part.what));
    const std::size_t needed = 1 + display_width(text);
    if (style.columns > 0 && width + needed > style.columns) {
      out += faint(line, style) + '\n';
      line.assign(kIndent + 1, ' ');
      width = line.size();
    }
    line += ' ' + text;
    width += needed;
  }
  out += faint(line, style) + '\n';
}

// ---- the copies ----

using Moment = std::chrono::sys_seconds;

/// When an article may have been published: from `earliest` to just before `latest`.
struct Publication {
  Moment earliest;
  Moment latest;
};

Publication publication_of(const Timestamp& time) {
  using namespace std::chrono;
  const Moment begin = time.utc();
  const sys_days day = floor<days>(begin);
  switch (time.precision) {
    case DatePrecision::Year:
      return {begin, begin + (sys_days{year_month_day{day} + years{1}} - day)};
    case DatePrecision::Month:
      return {begin, begin + (sys_days{year_month_day{day} + months{1}} - day)};
    case DatePrecision::Day:
      return {begin, begin + days{1}};
    case DatePrecision::Minute:
      return {begin, begin + minutes{1}};
    case DatePrecision::Second:
      break;
  }
  return {begin, begin + seconds{1}};
}

/// `2023-03-20 09:30Z`: in one zone, so that one sees who was first; coarser dates as far as they
/// are known.
std::string date_text(const std::optional<ArticleDate>& date) {
  if (!date) return "----";
  const Timestamp& time = date->time;
  if (time.precision < DatePrecision::Day) return "~" + format_day(time);
  if (time.precision == DatePrecision::Day) return format_day(time);
  std::string text = format_rfc3339(time.utc());
  constexpr std::size_t kDay = 10;
  constexpr std::size_t kMinute = 16;
  return text.substr(0, kDay) + ' ' + text.substr(kDay + 1, kMinute - kDay - 1) + 'Z';
}

struct Line {
  const std::optional<ArticleDate>* published;
  std::string site;
  std::string address;  ///< empty for the hit itself
};

std::string site_of(std::string_view site, std::string_view url) {
  return printable(site.empty() ? host_of(url) : site);
}

std::vector<Line> lines_of(const Hit& hit) {
  std::vector<Line> lines;
  const Article& article = hit.article;
  const Line itself{
      .published = &article.published, .site = site_of(article.site, article.url), .address = {}};
  const auto is_before = [](const std::optional<ArticleDate>& a,
                            const std::optional<ArticleDate>& b) {
    return a && (!b || a->time.utc() < b->time.utc());
  };
  bool stands = false;
  for (const Copy& copy : hit.copies) {
    if (!stands && is_before(article.published, copy.published)) {
      lines.push_back(itself);
      stands = true;
    }
    lines.push_back({.published = &copy.published,
                     .site = site_of(copy.site, copy.url),
                     .address = printable(copy.url.empty() ? to_string(copy.source) : copy.url)});
  }
  if (!stands) lines.push_back(itself);
  return lines;
}

void append_copies(std::string& out, const Hit& hit, const TextStyle& style) {
  const std::vector<Line> lines = lines_of(hit);
  std::optional<Moment> all_out;
  for (const Line& line : lines) {
    if (!*line.published) continue;
    const Moment latest = publication_of((*line.published)->time).latest;
    all_out = std::min(all_out.value_or(latest), latest);
  }
  const auto may_be_first = [&](const Line& line) {
    return *line.published && publication_of((*line.published)->time).earliest < *all_out;
  };
  const bool is_certain =
      std::count_if(lines.begin(), lines.end(), may_be_first) == 1 &&
      std::all_of(lines.begin(), lines.end(), [](const Line& line) { return *line.published; });
  std::size_t longest_date = 0;
  std::size_t longest_site = 0;
  for (const Line& line : lines) {
    longest_date = std::max(longest_date, date_text(*line.published).size());
    longest_site = std::max(longest_site, display_width(line.site));
  }
  constexpr std::size_t kMark = 6;
  for (const Line& line : lines) {
    const std::string_view mark = !may_be_first(line) ? "" : is_certain ? "first" : "first?";
    std::string text =
        fmt::format("{}{}  {}  {}", std::string(kIndent, ' '), pad_right(std::string(mark), kMark),
                    pad_right(date_text(*line.published), longest_date), line.site);
    const std::string place = line.address.empty() ? "(this one)" : line.address;
    const std::size_t column = 2 * kIndent + kMark + longest_date + longest_site + 2;
    if (style.columns > 0 && column + display_width(place) > style.columns) {
      text += '\n' + std::string(kIndent + kMark + 2, ' ') + place;
    } else {
      text = pad_right(std::move(text), column - 2) + "  " + place;
    }
    out += faint(text, style) + '\n';
  }
}

}  // namespace

void append_hit_details(std::string& out, const Hit& hit, const TextStyle& style) {
  if (!hit.explanation.empty()) append_explanation(out, hit, style);
  if (!hit.copies.empty()) append_copies(out, hit, style);
}

}  // namespace dateline
