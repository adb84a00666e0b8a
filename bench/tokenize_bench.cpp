// Cutting text into words, and stemming them: what indexing, querying and highlighting share.

#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/corpus_fixture.hpp"
#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"

namespace dateline {
namespace {

constexpr std::size_t kTextBytes = std::size_t{64} << 10;

bool has_term(std::string_view text, std::string_view term) {
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token))
    if (token.term == term) return true;
  return false;
}

/// `term` is one that the text must give.
void BM_Tokenize(benchmark::State& state, std::string_view language, std::string_view term) {
  const std::string text = corpus_text(language, kTextBytes);
  if (!has_term(text, term)) return state.SkipWithError("a word of the text was not found");
  for (auto _ : state) {
    Tokenizer tokenizer(text);
    Token token;
    std::size_t tokens = 0;
    while (tokenizer.next(token)) ++tokens;
    benchmark::DoNotOptimize(tokens);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(BM_Tokenize, en, "en", "ferry");
BENCHMARK_CAPTURE(BM_Tokenize, de, "de", "jahre");
BENCHMARK_CAPTURE(BM_Tokenize, ru, "ru", "станции");
BENCHMARK_CAPTURE(BM_Tokenize, ja, "ja", "フェ");

/// With the stemmer warm, as it is from an indexing run's second article on.
void BM_TokenizeAndStem(benchmark::State& state, std::string_view language, std::string_view word,
                        std::string_view stem) {
  const std::string text = corpus_text(language, kTextBytes);
  Stemmer stemmer(language);
  if (stemmer.stem(word) != stem) return state.SkipWithError("the stem is not the expected one");
  for (auto _ : state) {
    Tokenizer tokenizer(text);
    Token token;
    std::size_t stem_bytes = 0;
    while (tokenizer.next(token))
      if (token.kind == TokenKind::Word) stem_bytes += stemmer.stem(token.word).size();
    benchmark::DoNotOptimize(stem_bytes);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(BM_TokenizeAndStem, en, "en", "ferries", "ferri");
BENCHMARK_CAPTURE(BM_TokenizeAndStem, de, "de", "fähren", "fahr");
BENCHMARK_CAPTURE(BM_TokenizeAndStem, ru, "ru", "наводнения", "наводнен");

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
