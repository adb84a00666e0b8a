// How fast bytes of a page become UTF-8, by charset. The pages are one sentence of each script,
// repeated between tags, so that markup and text stand in a page's usual proportion.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "common/utf8.hpp"
#include "indexer/charset.hpp"

namespace dateline {
namespace {

constexpr std::size_t kPageBytes = 100'000;

std::string make_page(std::string_view sentence) {
  std::string page = "<!doctype html><html><head><title>x</title></head><body>";
  while (page.size() < kPageBytes) {
    page += "<div class=\"story-text\"><p>";
    for (int i = 0; i < 5; ++i) page += sentence;
    page += "</p></div>\n";
  }
  return page;
}

void decode_page(benchmark::State& state, std::string_view sentence, std::string_view declared,
                 std::string_view expected) {
  const std::string page = make_page(sentence);
  const DecodedText once = decode_to_utf8(page, declared);
  if (once.charset != expected || once.lossy || !is_valid_utf8(once.text)) {
    state.SkipWithError("decoded wrongly");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(decode_to_utf8(page, declared));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
}

void BM_DecodeAscii(benchmark::State& state) {
  decode_page(state, "The ferry stopped on Monday, the company said. ", "", "utf-8");
}
BENCHMARK(BM_DecodeAscii);

void BM_DecodeUtf8(benchmark::State& state) {
  decode_page(state,
              "Die F\xC3\xA4hre f\xC3\xA4hrt nicht mehr \xC3\xBC"
              "ber den Flu\xC3\x9F. ",
              "", "utf-8");
}
BENCHMARK(BM_DecodeUtf8);

void BM_DecodeUtf8OfJapanese(benchmark::State& state) {
  decode_page(state, "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xAE\xE9\x81\xB8\xE6\x8C\x99", "", "utf-8");
}
BENCHMARK(BM_DecodeUtf8OfJapanese);

void BM_DecodeWindows1252(benchmark::State& state) {
  decode_page(state,
              "Die F\xE4hre f\xE4hrt nicht mehr \xFC"
              "ber den Flu\xDF. ",
              "iso-8859-1", "windows-1252");
}
BENCHMARK(BM_DecodeWindows1252);

void BM_DecodeShiftJis(benchmark::State& state) {
  decode_page(state, "\x93\x8C\x8B\x9E\x82\xCC\x91\x49\x8B\x93", "shift_jis", "shift_jis");
}
BENCHMARK(BM_DecodeShiftJis);

void BM_DetectWindows1251(benchmark::State& state) {
  decode_page(state,
              "\xC2\xFB\xE1\xEE\xF0\xFB \xEC\xFD\xF0\xE0 \xCC\xEE\xF1\xEA\xE2\xFB "
              "\xEF\xF0\xEE\xF8\xEB\xE8 \xE2 \xE2\xEE\xF1\xEA\xF0\xE5\xF1\xE5\xED\xFC\xE5. ",
              "", "windows-1251");
}
BENCHMARK(BM_DetectWindows1251);

}  // namespace
}  // namespace dateline

BENCHMARK_MAIN();
