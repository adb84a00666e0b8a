#include "bench/corpus_words.hpp"

#include <unordered_set>

#include <gtest/gtest.h>

#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

TEST(Lexicon, EveryRankHasAWordOfItsOwn) {
  for (const CorpusLanguage language : kCorpusLanguages) {
    const Lexicon lexicon(language);
    std::unordered_set<std::string> seen;
    const auto add = [&](std::uint32_t rank) {
      const std::string word = lexicon.word(rank);
      EXPECT_FALSE(word.empty());
      EXPECT_TRUE(seen.insert(word).second) << code_of(language) << ' ' << rank << ' ' << word;
    };
    for (std::uint32_t rank = 1; rank < 60'000; ++rank) add(rank);
    for (std::uint32_t rank = 9'000'000; rank < 12'000'000; rank += 100) add(rank);
    for (std::uint32_t rank = 4'294'900'000; rank < 4'294'910'000; ++rank) add(rank);
  }
}

TEST(Lexicon, TheFirstRanksAreStopWords) {
  for (const CorpusLanguage language : kCorpusLanguages) {
    if (language == CorpusLanguage::Japanese) continue;
    const Lexicon lexicon(language);
    int stop_words = 0;
    for (std::uint32_t rank = 1; rank <= 80; ++rank)
      if (is_stop_word(code_of(language), fold(lexicon.word(rank)))) ++stop_words;
    EXPECT_GE(stop_words, 66) << code_of(language);
    EXPECT_GE(lexicon.small_words(), 110U);
    EXPECT_LE(lexicon.small_words(), 180U);
  }
}

TEST(Lexicon, RarerWordsAreLonger) {
  for (const CorpusLanguage language : kCorpusLanguages) {
    const Lexicon lexicon(language);
    const auto mean_bytes = [&](std::uint32_t from) {
      std::size_t bytes = 0;
      for (std::uint32_t rank = from; rank < from + 100; ++rank) bytes += lexicon.word(rank).size();
      return static_cast<double>(bytes) / 100;
    };
    EXPECT_LT(mean_bytes(1), mean_bytes(10'000));
    EXPECT_LT(mean_bytes(300), mean_bytes(10'000));
    EXPECT_LT(mean_bytes(10'000), mean_bytes(1'000'000));
    EXPECT_LT(mean_bytes(1'000'000), mean_bytes(1'000'000'000));
  }
}

TEST(Lexicon, ATenthAreNames) {
  const Lexicon lexicon(CorpusLanguage::English);
  int names = 0;
  for (std::uint32_t rank = 1'000; rank < 11'000; ++rank) {
    const char first = lexicon.word(rank).front();
    EXPECT_EQ(lexicon.is_name(rank), first >= 'A' && first <= 'Z');
    if (lexicon.is_name(rank)) ++names;
  }
  EXPECT_NEAR(names, 1'000, 100);
  EXPECT_FALSE(lexicon.is_name(1));
}

TEST(Capitalise, KnowsAsciiAndLatin1) {
  const auto capitalised = [](std::string text) {
    capitalise(text);
    return text;
  };
  EXPECT_EQ(capitalised("ferry"), "Ferry");
  EXPECT_EQ(capitalised("über"), "Über");
  EXPECT_EQ(capitalised("été"), "Été");
  EXPECT_EQ(capitalised("Ferry"), "Ferry");
  EXPECT_EQ(capitalised("12th"), "12th");
  EXPECT_EQ(capitalised("渡"), "渡");
  EXPECT_EQ(capitalised(""), "");
}

}  // namespace
}  // namespace dateline
