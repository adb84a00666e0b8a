// Marking the words of a query in an article and choosing the passages to show.

#include <algorithm>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/corpus_fixture.hpp"
#include "searcher/fragments.hpp"

namespace dateline {
namespace {

std::vector<Article> english_articles() {
  std::vector<Article> articles;
  for (const Article& article : corpus_articles())
    if (article.language == "en") articles.push_back(article);
  return articles;
}

SoughtTerm word(std::string text) {
  std::string stem(Stemmer("en").stem(text));
  return sought_word(
      FieldId::Text,
      {.text = std::move(text), .match = WordMatch::AnyForm, .stems = {std::move(stem)}});
}

/// Over every English article, whether the words are in it or not.
void BM_Highlight(benchmark::State& state, const std::vector<SoughtTerm>& terms) {
  const std::vector<Article> articles = english_articles();
  Stemmers stemmers;
  Highlighter highlighter(terms, stemmers);
  const auto has_mark = [&](const Article& article) {
    const Highlights highlights = highlighter.highlight(article, {});
    return std::any_of(highlights.fragments.begin(), highlights.fragments.end(),
                       [](const Fragment& fragment) { return !fragment.marks.empty(); });
  };
  if (std::none_of(articles.begin(), articles.end(), has_mark))
    return state.SkipWithError("nothing is marked in any article");
  for (auto _ : state)
    for (const Article& article : articles)
      benchmark::DoNotOptimize(highlighter.highlight(article, {}));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body_bytes(articles)));
}

BENCHMARK_CAPTURE(BM_Highlight, word, {word("ferry")});
BENCHMARK_CAPTURE(BM_Highlight, three_words, {word("ferry"), word("inquiry"), word("verdict")});
BENCHMARK_CAPTURE(BM_Highlight, phrase,
                  {{.sides = {{{{{.text = "of"}, {.text = "the", .offset = 1}}}}}}});
BENCHMARK_CAPTURE(BM_Highlight, prefix,
                  {sought_word(FieldId::Text, {.text = "elect", .match = WordMatch::Prefix})});

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
