#include "bench/corpus_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsSubsetOf;

/// English texts, made once.
class ComposedTexts : public testing::Test {
 protected:
  static constexpr std::size_t kTexts = 2'000;

  static void SetUpTestSuite() {
    const TextComposer composer(ranks(), lexicon(), 1);
    for (std::uint64_t i = 0; i < kTexts; ++i) {
      CorpusRandom random(mix_seeds(5, i));
      texts_.push_back(composer.compose(random));
    }
  }
  static void TearDownTestSuite() { texts_.clear(); }

  static const WordRanks& ranks() {
    static const WordRanks ranks;
    return ranks;
  }
  static const Lexicon& lexicon() {
    static const Lexicon lexicon(CorpusLanguage::English);
    return lexicon;
  }
  static std::vector<CorpusText> texts_;
};

std::vector<CorpusText> ComposedTexts::texts_;

TEST_F(ComposedTexts, LengthsAreLogNormal) {
  std::vector<double> lengths;
  for (const CorpusText& text : texts_) lengths.push_back(static_cast<double>(text.body.size()));
  std::sort(lengths.begin(), lengths.end());
  const auto quantile = [&](double share) {
    return lengths[static_cast<std::size_t>(share * double{kTexts})];
  };
  // A sentence is always finished, half of one on average.
  EXPECT_NEAR(quantile(0.5), kMedianWords + 10, 30);
  // One standard deviation on both sides.
  EXPECT_NEAR(std::log(quantile(0.841) / quantile(0.159)) / 2, kLengthSpread, 0.05);
}

TEST_F(ComposedTexts, HaveSentencesAndParagraphs) {
  std::size_t words = 0;
  std::size_t sentences = 0;
  std::size_t paragraphs = 0;
  for (const CorpusText& text : texts_) {
    ASSERT_EQ(text.body.back().after, WordBreak::Paragraph);
    words += text.body.size();
    for (const TextWord& word : text.body) {
      if (word.after >= WordBreak::Sentence) ++sentences;
      if (word.after == WordBreak::Paragraph) ++paragraphs;
    }
  }
  EXPECT_NEAR(static_cast<double>(words) / static_cast<double>(sentences), 19, 1);
  EXPECT_NEAR(static_cast<double>(sentences) / static_cast<double>(paragraphs), 2.5, 0.3);
}

TEST_F(ComposedTexts, TwoFifthsAreSmallWords) {
  std::size_t words = 0;
  std::size_t small = 0;
  for (const CorpusText& text : texts_)
    for (const TextWord& word : text.body) {
      ++words;
      if (word.rank > 0 && word.rank <= lexicon().small_words()) ++small;
    }
  EXPECT_NEAR(static_cast<double>(small) / static_cast<double>(words), 0.42, 0.03);
}

TEST_F(ComposedTexts, ContentWordsComeInBursts) {
  // Of the articles that have a word (in 20 articles to 2 % of all), how many have it twice; and
  // how many would if words were strewn at random, in a Poisson process.
  std::map<std::uint32_t, std::size_t> words, articles, twice;
  for (const CorpusText& text : texts_) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const TextWord& word : text.body) ++counts[word.rank];
    for (const auto& [rank, count] : counts) {
      words[rank] += count;
      ++articles[rank];
      if (count > 1) ++twice[rank];
    }
  }
  double once_at_least = 0;
  double twice_at_least = 0;
  double expected = 0;
  for (const auto& [rank, count] : articles) {
    if (count < 20 || count > kTexts / 50) continue;
    once_at_least += static_cast<double>(count);
    twice_at_least += static_cast<double>(twice[rank]);
    const double rate = static_cast<double>(words[rank]) / double{kTexts};
    expected += static_cast<double>(count) * (1 - rate * std::exp(-rate) / (1 - std::exp(-rate)));
  }
  EXPECT_GT(twice_at_least / once_at_least, 0.2);
  EXPECT_LT(expected / once_at_least, 0.02);
}

TEST_F(ComposedTexts, SubjectsRecurAndStandInTheHeadline) {
  std::size_t subjects = 0;
  std::size_t mentions = 0;
  for (const CorpusText& text : texts_) {
    EXPECT_THAT(text.subjects.size(), testing::AllOf(testing::Ge(1U), testing::Le(3U)));
    std::vector<std::uint32_t> headline;
    for (const TextWord& word : text.headline) headline.push_back(word.rank);
    EXPECT_THAT(text.subjects, IsSubsetOf(headline));
    const std::set<std::uint32_t> distinct(text.subjects.begin(), text.subjects.end());
    subjects += distinct.size();
    mentions += static_cast<std::size_t>(
        std::count_if(text.body.begin(), text.body.end(),
                      [&](const TextWord& word) { return distinct.contains(word.rank); }));
  }
  EXPECT_GT(static_cast<double>(mentions) / static_cast<double>(subjects), 6);
}

TEST_F(ComposedTexts, ArticlesOfATopicShareWords) {
  const auto content = [](const CorpusText& text) {
    std::set<std::uint32_t> ranks;
    for (const TextWord& word : text.body)
      if (word.rank > 2'000) ranks.insert(word.rank);
    return ranks;
  };
  double same = 0, same_pairs = 0, other = 0, other_pairs = 0;
  for (std::size_t i = 0; i < 150; ++i) {
    const auto mine = content(texts_[i]);
    for (std::size_t j = i + 1; j < 150; ++j) {
      const auto theirs = content(texts_[j]);
      const auto shared = std::count_if(mine.begin(), mine.end(),
                                        [&](std::uint32_t rank) { return theirs.contains(rank); });
      const bool is_same = texts_[i].topic == texts_[j].topic;
      (is_same ? same : other) += static_cast<double>(shared);
      (is_same ? same_pairs : other_pairs) += 1;
    }
  }
  ASSERT_GT(same_pairs, 10);
  EXPECT_GT(same / same_pairs, 5 * other / other_pairs);
}

TEST_F(ComposedTexts, RewordingChangesItsShareOfContentWords) {
  const TextComposer composer(ranks(), lexicon(), 1);
  CorpusRandom random(9);
  std::size_t content = 0;
  std::size_t changed = 0;
  for (const CorpusText& text : texts_) {
    std::vector<TextWord> body = text.body;
    composer.reword(body, 50, random);
    for (std::size_t i = 0; i < body.size(); ++i) {
      if (text.body[i].rank > lexicon().small_words()) ++content;
      if (text.body[i].rank != body[i].rank) ++changed;
    }
  }
  EXPECT_NEAR(static_cast<double>(changed) / static_cast<double>(content), 0.05, 0.005);
}

TEST(RenderParagraphs, PutsMarksAndCapitals) {
  const std::vector<TextWord> words{{.rank = 1},
                                    {.rank = 2, .after = WordBreak::Comma},
                                    {.number = 12, .after = WordBreak::Sentence},
                                    {.rank = 3},
                                    {.rank = 1, .after = WordBreak::Paragraph},
                                    {.rank = 2, .after = WordBreak::Paragraph}};
  const Lexicon english(CorpusLanguage::English);
  EXPECT_THAT(render_paragraphs(words, english, CorpusLanguage::English),
              ElementsAre("The of, 12. To the.", "Of."));
  const Lexicon japanese(CorpusLanguage::Japanese);
  EXPECT_THAT(render_paragraphs(words, japanese, CorpusLanguage::Japanese),
              ElementsAre("のは、12。にの。", "は。"));
  EXPECT_EQ(render_line(words, english, CorpusLanguage::English), "The of 12 to the of");
}

TEST(Halve, KeepsWholeParagraphs) {
  std::vector<TextWord> words(10);
  for (const std::size_t i : {2U, 6U, 9U}) words[i].after = WordBreak::Paragraph;
  halve(words);
  EXPECT_EQ(words.size(), 7U);
}

}  // namespace
}  // namespace dateline
