// Queries answered from a database of the corpus, with ten hits and their fragments.

#include <chrono>
#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/corpus_fixture.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"

namespace dateline {
namespace {

enum class Expect { Matches, None };

void BM_ParseQuery(benchmark::State& state, std::string_view text) {
  if (!parse_query(text, {})) return state.SkipWithError("the query is not understood");
  for (auto _ : state) benchmark::DoNotOptimize(parse_query(text, {}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(BM_ParseQuery, word, "ferry");
BENCHMARK_CAPTURE(
    BM_ParseQuery, all_forms,
    R"(title:ferry (inquiry OR "court of appeal") -election sandrey w/5 star elect*)");

void BM_Search(benchmark::State& state, std::string_view text, Expect expected) {
  auto searcher = Searcher::open({corpus_database()});
  if (!searcher) return state.SkipWithError(searcher.error().message.c_str());
  const auto query = parse_query(text, {});
  if (!query) return state.SkipWithError(query.error().message.c_str());
  const SearchRequest request{.query = *query};
  const auto page = searcher->search(request);
  if (!page) return state.SkipWithError(page.error().message.c_str());
  if ((page->matches > 0) != (expected == Expect::Matches))
    return state.SkipWithError("matches where none are expected, or none where some are");
  for (auto _ : state) benchmark::DoNotOptimize(searcher->search(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(BM_Search, word, "ferry", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, two_words, "ferry inquiry", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, phrase, "\"the ferry\"", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, near, "ferry w/5 harbour", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, prefix, "elect*", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, filter, "lang:en", Expect::Matches);
BENCHMARK_CAPTURE(BM_Search, no_match, "zzyzxq", Expect::None);

/// What a search pays whose process answers one query and ends.
void BM_OpenAndSearch(benchmark::State& state) {
  const SearchRequest request{.query = parse_query("ferry", {}).value()};
  const auto matches = [&]() -> std::uint64_t {
    auto searcher = Searcher::open({corpus_database()});
    if (!searcher) return 0;
    const auto page = searcher->search(request);
    return page ? page->matches : 0;
  };
  if (matches() == 0) return state.SkipWithError("no matches");
  for (auto _ : state) benchmark::DoNotOptimize(matches());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_OpenAndSearch);

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
