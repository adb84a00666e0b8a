// From articles to the database: building documents, and a whole run of the writer.

#include <memory>
#include <optional>

#include <benchmark/benchmark.h>
#include <xapian.h>

#include "bench/corpus_fixture.hpp"
#include "common/database.hpp"
#include "indexer/document_builder.hpp"

namespace dateline {
namespace {

void report_rates(benchmark::State& state, std::span<const Article> articles) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body_bytes(articles)));
}

void BM_BuildDocuments(benchmark::State& state) {
  const auto articles = corpus_articles();
  DocumentBuilder builder;
  for (const Article& article : articles)
    if (builder.build(article).termlist_count() == 0)
      return state.SkipWithError("a document has no terms");
  for (auto _ : state)
    for (const Article& article : articles) benchmark::DoNotOptimize(builder.build(article));
  report_rates(state, articles);
}
BENCHMARK(BM_BuildDocuments)->Unit(benchmark::kMillisecond);

/// Of the first articles of the corpus; the commit is part of it, removing the database is not.
void BM_IndexArticles(benchmark::State& state) {
  const auto all = corpus_articles();
  const auto count = std::min(all.size(), static_cast<std::size_t>(state.range(0)));
  const auto articles = all.first(count);
  {
    const TemporaryFolder folder;
    index_articles(articles, folder / "db");
    const auto database = open_for_reading(folder / "db");
    if (!database || database->get_doccount() != count)
      return state.SkipWithError("not every article is in the database");
  }
  for (auto _ : state) {
    state.PauseTiming();
    auto folder = std::make_unique<TemporaryFolder>();
    state.ResumeTiming();
    index_articles(articles, *folder / "db");
    state.PauseTiming();
    folder.reset();
    state.ResumeTiming();
  }
  report_rates(state, articles);
}
BENCHMARK(BM_IndexArticles)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
