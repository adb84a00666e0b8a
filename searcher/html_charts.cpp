#include "searcher/html_charts.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "common/number_text.hpp"
#include "searcher/html_text.hpp"

namespace dateline {
namespace {

/// Units of the drawing, which is stretched to the width of the page.
constexpr double kBarStep = 10;
constexpr double kPlotHeight = 100;

/// More labels do not fit beside each other on a telephone.
constexpr std::size_t kMaxLabels = 4;

std::string_view heading_of(FacetField field) {
  switch (field) {
    case FacetField::Site:
      return "Sites";
    case FacetField::Author:
      return "Authors";
    case FacetField::Section:
      return "Sections";
    case FacetField::Language:
      return "Languages";
    case FacetField::Year:
      break;
  }
  return "Years";
}

std::string_view column_of(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::Year:
      return "Year";
    case TimelineUnit::Month:
      return "Month";
    case TimelineUnit::Week:
      return "Week of";
    case TimelineUnit::Day:
      break;
  }
  return "Day";
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// The least number of one digit and zeros behind it, 3, 7 and 9 left out, that is not below
/// `value`.
double axis_end(double value) {
  double power = 1;
  while (power * 10 <= value) power *= 10;
  for (const double step : {1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0})
    if (step * power >= value) return step * power;
  return power * 10;
}

struct Totals {
  std::uint64_t matches = 0;
  std::uint64_t articles = 0;
};

Totals add_up(const std::vector<TimelineBucket>& buckets) {
  Totals totals;
  for (const TimelineBucket& bucket : buckets) {
    totals.matches += bucket.matches;
    totals.articles += bucket.articles;
  }
  return totals;
}

double expected_matches(const TimelineBucket& bucket, const Totals& totals) {
  return ratio(static_cast<double>(bucket.articles), static_cast<double>(totals.articles)) *
         static_cast<double>(totals.matches);
}

std::string percentage(const TimelineBucket& bucket) {
  const double share =
      ratio(static_cast<double>(bucket.matches), static_cast<double>(bucket.articles));
  return bucket.articles == 0 ? "–" : fmt::format("{:.1f}%", 100 * share);
}

void append_bars(std::string& out, const std::vector<TimelineBucket>& buckets, double top) {
  // Bars of many buckets would be all gap.
  constexpr std::size_t kManyBuckets = 120;
  const double gap = buckets.size() > kManyBuckets ? 0 : 1.5;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const TimelineBucket& bucket = buckets[i];
    if (bucket.matches == 0) continue;
    const double height = kPlotHeight * static_cast<double>(bucket.matches) / top;
    fmt::format_to(std::back_inserter(out),
                   R"(<rect x="{:.1f}" y="{:.2f}" width="{:.1f}" height="{:.2f}">)"
                   "<title>{}: {} of {}</title></rect>\n",
                   static_cast<double>(i) * kBarStep + gap / 2, kPlotHeight - height,
                   kBarStep - gap, height, html_text(bucket.start), group_digits(bucket.matches),
                   group_digits(bucket.articles));
  }
}

void append_expected_line(std::string& out, const std::vector<TimelineBucket>& buckets,
                          const Totals& totals, double top) {
  out += "<path d=\"";
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const double y = kPlotHeight * (1 - expected_matches(buckets[i], totals) / top);
    const double x = static_cast<double>(i) * kBarStep;
    if (i == 0) {
      fmt::format_to(std::back_inserter(out), "M0 {:.2f}", y);
    } else {
      fmt::format_to(std::back_inserter(out), "V{:.2f}", y);
    }
    fmt::format_to(std::back_inserter(out), "H{:.0f}", x + kBarStep);
  }
  out += "\"/>\n";
}

/// Labels stand in the page, not in the drawing, where they would be stretched with it.
void append_labels(std::string& out, const std::vector<TimelineBucket>& buckets) {
  const std::size_t count = std::min(kMaxLabels, buckets.size());
  out += "<div class=\"periods\" aria-hidden=\"true\">";
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = count == 1 ? 0 : i * (buckets.size() - 1) / (count - 1);
    const double middle =
        100 * (static_cast<double>(at) + 0.5) / static_cast<double>(buckets.size());
    // Among many the first and the last would stick out of the page.
    const bool is_wide = buckets.size() <= kMaxLabels;
    const std::string place = i == 0 && !is_wide ? "style=\"left:0\""
                              : i == count - 1 && !is_wide
                                  ? "style=\"right:0\""
                                  : fmt::format("class=\"middle\" style=\"left:{:.2f}%\"", middle);
    fmt::format_to(std::back_inserter(out), "<span {}>{}</span>", place,
                   html_text(buckets[at].start));
  }
  out += "</div>\n";
}

void append_chart(std::string& out, const Timeline& timeline, const Totals& totals) {
  const auto& buckets = timeline.buckets;
  double highest = 1;
  for (const TimelineBucket& bucket : buckets)
    highest =
        std::max({highest, static_cast<double>(bucket.matches), expected_matches(bucket, totals)});
  const double top = axis_end(highest);
  const auto most = std::max_element(
      buckets.begin(), buckets.end(),
      [](const TimelineBucket& a, const TimelineBucket& b) { return a.matches < b.matches; });
  // A few bars as wide as the page would look like blocks.
  fmt::format_to(std::back_inserter(out),
                 "<div class=\"chart\" style=\"max-inline-size:{}rem\">\n"
                 "<div class=\"axis\" aria-hidden=\"true\"><span>{}</span><span>0</span></div>\n"
                 "<div class=\"plot\"><svg viewBox=\"0 0 {:.0f} {:.0f}\" "
                 "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Matches by {}, {} to {}. "
                 "Most, {}, in {}. All numbers stand in the table below.\">\n",
                 4 + 5 * buckets.size(), group_digits(static_cast<std::uint64_t>(top)),
                 static_cast<double>(buckets.size()) * kBarStep, kPlotHeight,
                 to_string(timeline.unit), html_text(buckets.front().start),
                 html_text(buckets.back().start), group_digits(most->matches),
                 html_text(most->start));
  append_bars(out, buckets, top);
  append_expected_line(out, buckets, totals, top);
  out += "</svg></div>\n";
  append_labels(out, buckets);
  out +=
      "</div>\n<p class=\"legend\"><span class=\"bar-key\"></span> matches "
      "<span class=\"line-key\"></span> matches, were they spread as the whole archive is</p>\n";
}

void append_numbers(std::string& out, const Timeline& timeline) {
  fmt::format_to(std::back_inserter(out),
                 "<details><summary>Numbers</summary>\n<table><thead><tr><th scope=\"col\">{}</th>"
                 "<th scope=\"col\" class=\"n\">Matches</th>"
                 "<th scope=\"col\" class=\"n\">Articles in the archive</th>"
                 "<th scope=\"col\" class=\"n\">Share</th></tr></thead>\n<tbody>\n",
                 column_of(timeline.unit));
  for (const TimelineBucket& bucket : timeline.buckets)
    fmt::format_to(std::back_inserter(out),
                   "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                   "<td class=\"n\">{}</td></tr>\n",
                   html_text(bucket.start), group_digits(bucket.matches),
                   group_digits(bucket.articles), percentage(bucket));
  out += "</tbody></table></details>\n";
}

}  // namespace

void append_html_facet(std::string& out, const Facet& facet, int level) {
  std::uint64_t most = 1;
  for (const FacetValue& value : facet.values) most = std::max(most, value.matches);
  fmt::format_to(
      std::back_inserter(out),
      "<section class=\"facet\"><h{0} class=\"section-name\">{1}</h{0}>\n<ul role=\"list\">\n",
      level, heading_of(facet.field));
  for (const FacetValue& value : facet.values)
    fmt::format_to(std::back_inserter(out),
                   "<li><bdi>{}</bdi> <span class=\"n\">{}</span>"
                   "<span class=\"bar\" style=\"inline-size:{:.1f}%\"></span></li>\n",
                   html_text(value.value), group_digits(value.matches),
                   100 * ratio(static_cast<double>(value.matches), static_cast<double>(most)));
  out += "</ul>\n";
  std::vector<std::string> rest;
  if (facet.other_values > 0) rest.push_back(group_digits(facet.other_values) + " more");
  if (facet.without > 0) rest.push_back(group_digits(facet.without) + " matches without one");
  if (!rest.empty()) fmt::format_to(std::back_inserter(out), "<p>{}</p>\n", fmt::join(rest, ", "));
  out += "</section>\n";
}

void append_html_timeline(std::string& out, const Timeline& timeline, int level) {
  fmt::format_to(std::back_inserter(out),
                 "<section class=\"timeline\"><h{0} class=\"section-name\">Over time</h{0}>\n",
                 level);
  if (!timeline.buckets.empty()) {
    append_chart(out, timeline, add_up(timeline.buckets));
    append_numbers(out, timeline);
  }
  if (timeline.undated > 0)
    fmt::format_to(std::back_inserter(out), "<p>{} without a date, or with one too coarse</p>\n",
                   group_digits(timeline.undated));
  out += "</section>\n";
}

}  // namespace dateline
