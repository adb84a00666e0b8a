// From the bytes of a page to its article: the whole way, and the extractor alone on parsed pages.

#include <algorithm>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/corpus_fixture.hpp"
#include "indexer/article_extractor.hpp"
#include "indexer/charset.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/page_format.hpp"
#include "indexer/page_origin.hpp"

namespace dateline {
namespace {

/// Pages of a working extractor hold text in nearly all cases; the corpus has a few on purpose that
/// do not.
bool is_enough(std::size_t extracted, std::size_t pages) { return extracted * 10 >= pages * 9; }

void BM_ExtractPages(benchmark::State& state) {
  const auto pages = corpus_pages();
  if (!is_enough(corpus_articles().size(), pages.size()))
    return state.SkipWithError("too many pages without an article");
  std::size_t bytes = 0;
  for (const RawPage& page : pages) bytes += page.bytes.size();
  for (auto _ : state)
    for (const RawPage& page : pages) benchmark::DoNotOptimize(extract_page(page));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pages.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(BM_ExtractPages)->Unit(benchmark::kMillisecond);

struct ParsedPage {
  HtmlDocument document;
  PageOrigin origin;
};

std::vector<ParsedPage> parse_corpus() {
  std::vector<ParsedPage> parsed;
  for (const RawPage& page : corpus_pages()) {
    if (detect_page_format(page.path, page.bytes) != PageFormat::Html) continue;
    parsed.push_back({.document = HtmlDocument::parse(decode_to_utf8(page.bytes).text),
                      .origin = {.path = page.path, .modified = page.modified}});
  }
  return parsed;
}

void BM_ExtractArticles(benchmark::State& state) {
  const std::vector<ParsedPage> pages = parse_corpus();
  const auto extracted = static_cast<std::size_t>(
      std::count_if(pages.begin(), pages.end(), [](const ParsedPage& page) {
        return extract_article(page.document, page.origin).has_value();
      }));
  if (!is_enough(extracted, pages.size()))
    return state.SkipWithError("too many pages without an article");
  for (auto _ : state)
    for (const ParsedPage& page : pages)
      benchmark::DoNotOptimize(extract_article(page.document, page.origin));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pages.size()));
}
BENCHMARK(BM_ExtractArticles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
