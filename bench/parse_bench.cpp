// How fast a page becomes a tree: the pass in front of the parser, the parse as a whole, and what
// hostile pages cost. The pages are generated: a menu, an article of n paragraphs, scripts, icons
// and related links, in the proportions of news pages (scripts are most of the bytes).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "indexer/html_document.hpp"
#include "indexer/html_prescan.hpp"

namespace dateline {
namespace {

std::string repeat(std::string_view unit, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += unit;
  return text;
}

std::string make_page(std::size_t paragraphs) {
  const std::string script =
      "<script>" + repeat("window.dataLayer.push({\"a\": '<p>', b: 1 < 2});\n", 20) + "</script>\n";
  std::string page =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Ferry stops"
      "</title>\n<link rel=\"stylesheet\" href=\"/a.css\">\n<style>" +
      repeat("p { margin: 0 }\n", 50) + "</style>\n" + repeat(script, 3) +
      "</head>\n<body class=\"page news\">\n<nav><ul>\n" +
      repeat(
          "  <li class=\"menu-item\"><a href=\"/section/\" data-track=\"nav\">Section</a></li>\n",
          30) +
      "</ul></nav>\n<article itemprop=\"articleBody\">\n<h1>Ferry stops</h1>\n";
  for (std::size_t i = 0; i < paragraphs; ++i) {
    page +=
        "<div class=\"block\">\n    <p>The <a href=\"/ferry/\">ferry</a> between the two towns "
        "stopped on Monday, the company said, because a bridge &amp; a road have opened.</p>\n";
    if (i % 4 == 0) page += script;
    if (i % 5 == 0) {
      page += "<figure><svg viewBox=\"0 0 9 9\">" + repeat("<path d=\"M0 0h9v9\"/>", 10) +
              "</svg><img src=\"a.jpg\" srcset=\"a.jpg 1x, b.jpg 2x\" alt=\"Ferry\"></figure>\n";
    }
    page += "</div>\n";
  }
  return page + "</article>\n" +
         repeat("<div class=\"card\"><a href=\"/story/\"><h3>Another story</h3></a></div>\n", 30) +
         "</body>\n</html>\n";
}

void BM_Prescan(benchmark::State& state) {
  const std::string page = make_page(static_cast<std::size_t>(state.range(0)));
  if (prescan_html(page, {}).skeleton.markup().find("<script") != std::string::npos) {
    state.SkipWithError("a script was left");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(prescan_html(page, {}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
}
BENCHMARK(BM_Prescan)->Arg(10)->Arg(100);

void BM_Parse(benchmark::State& state) {
  const auto paragraphs = static_cast<std::size_t>(state.range(0));
  const std::string page = make_page(paragraphs);
  const auto document = HtmlDocument::parse(page);
  const auto found = std::count_if(document.nodes().begin(), document.nodes().end(),
                                   [](const HtmlNode& node) { return node.tag == Tag::P; });
  if (static_cast<std::size_t>(found) != paragraphs || document.truncated()) {
    state.SkipWithError("not the page's paragraphs");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(HtmlDocument::parse(page));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Parse)->Arg(10)->Arg(100);

void BM_InnerText(benchmark::State& state) {
  const auto document = HtmlDocument::parse(make_page(100));
  const std::size_t bytes = inner_text(document, 0).size();
  for (auto _ : state) benchmark::DoNotOptimize(inner_text(document, 0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(BM_InnerText);

/// Each costs the bare parser seconds or minutes.
void parse_hostile(benchmark::State& state, std::string_view unit) {
  const std::string page = repeat(unit, 500'000 / unit.size());
  for (auto _ : state) benchmark::DoNotOptimize(HtmlDocument::parse(page));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
}
BENCHMARK_CAPTURE(parse_hostile, nested, "<div>")->Name("BM_ParseHostile/nested");
BENCHMARK_CAPTURE(parse_hostile, formatting, "<b><p>x")->Name("BM_ParseHostile/formatting");
BENCHMARK_CAPTURE(parse_hostile, tables, "<table><td>")->Name("BM_ParseHostile/tables");
BENCHMARK_CAPTURE(parse_hostile, attributes, "<p a b c d e f>")->Name("BM_ParseHostile/attributes");

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
