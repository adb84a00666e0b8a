#include "bench/corpus_article.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/tokenizer.hpp"

namespace dateline {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The first articles of the corpus of seed 1, made once.
class MadeArticles : public testing::Test {
 protected:
  static constexpr std::size_t kArticles = 6'000;

  static void SetUpTestSuite() {
    for (std::uint64_t i = 0; i < kArticles; ++i) articles_.push_back(maker().article(i));
  }
  static void TearDownTestSuite() { articles_.clear(); }

  static const CorpusMaker& maker() {
    static const CorpusMaker maker(1);
    return maker;
  }
  static double share(std::size_t count) { return static_cast<double>(count) / double{kArticles}; }

  static std::vector<CorpusArticle> articles_;
};

std::vector<CorpusArticle> MadeArticles::articles_;

std::set<std::string> word_pairs(const std::vector<std::string>& paragraphs) {
  std::set<std::string> pairs;
  for (const std::string& paragraph : paragraphs) {
    Tokenizer tokenizer(paragraph);
    Token token;
    std::string last;
    while (tokenizer.next(token)) {
      pairs.insert(last + ' ' + std::string(token.term));
      last = token.term;
    }
  }
  return pairs;
}

/// The share of `part`'s word pairs that `whole` has.
double containment(const CorpusArticle& part, const CorpusArticle& whole) {
  const auto mine = word_pairs(part.paragraphs);
  const auto theirs = word_pairs(whole.paragraphs);
  const auto shared = std::count_if(mine.begin(), mine.end(),
                                    [&](const std::string& pair) { return theirs.contains(pair); });
  return static_cast<double>(shared) / static_cast<double>(mine.size());
}

TEST_F(MadeArticles, WordsFollowZipfAndVocabularyGrowsAfterHeaps) {
  std::unordered_map<std::string, std::size_t> counts;
  std::vector<std::pair<double, double>> growth;
  std::size_t words = 0;
  for (const CorpusArticle& article : articles_) {
    if (article.language != CorpusLanguage::English || article.copy) continue;
    for (const std::string& paragraph : article.paragraphs) {
      Tokenizer tokenizer(paragraph);
      Token token;
      while (tokenizer.next(token)) {
        if (token.kind != TokenKind::Word) continue;
        ++words;
        ++counts[std::string(token.term)];
      }
    }
    growth.emplace_back(static_cast<double>(words), static_cast<double>(counts.size()));
  }
  std::vector<double> frequencies;
  for (const auto& [word, count] : counts) frequencies.push_back(static_cast<double>(count));
  std::sort(frequencies.begin(), frequencies.end(), std::greater<>());
  const auto slope = [&](std::size_t from, std::size_t to) {
    return std::log(frequencies[from - 1] / frequencies[to - 1]) /
           std::log(static_cast<double>(to) / static_cast<double>(from));
  };
  EXPECT_NEAR(frequencies[0] / frequencies[9], 12.7 / 3.7, 0.4);
  EXPECT_NEAR(slope(100, 5'000), 1, 0.06);
  EXPECT_NEAR(slope(10'000, 30'000), 1.85, 0.25);

  // Heaps' exponent from a tenth of the words to all, and to a half: about the same everywhere.
  const auto after = [&](double share) {
    return *std::find_if(growth.begin(), growth.end(), [&](const auto& point) {
      return point.first >= share * growth.back().first;
    });
  };
  for (const auto& [from, to] : {std::pair{0.1, 1.0}, {0.1, 0.5}, {0.5, 1.0}}) {
    const auto begin = after(from);
    const auto end = after(to);
    EXPECT_NEAR(std::log(end.second / begin.second) / std::log(end.first / begin.first), 0.55,
                0.05);
  }
}

TEST_F(MadeArticles, LanguagesAndSitesHaveTheirShares) {
  std::map<CorpusLanguage, std::size_t> languages;
  std::map<std::uint32_t, std::size_t> sites;
  for (const CorpusArticle& article : articles_) {
    ++languages[article.language];
    ++sites[article.site];
    EXPECT_EQ(maker().sites().at(article.site).language, article.language);
    EXPECT_THAT(article.url, StartsWith("https://" + maker().sites().at(article.site).host + "/"));
  }
  EXPECT_NEAR(share(languages[CorpusLanguage::English]), 0.70, 0.02);
  EXPECT_NEAR(share(languages[CorpusLanguage::German]), 0.12, 0.02);
  EXPECT_NEAR(share(languages[CorpusLanguage::French]), 0.08, 0.015);
  EXPECT_NEAR(share(languages[CorpusLanguage::Spanish]), 0.06, 0.015);
  EXPECT_NEAR(share(languages[CorpusLanguage::Japanese]), 0.04, 0.01);
  EXPECT_EQ(maker().sites().size(), 200U);
  std::set<std::string> hosts;
  for (const CorpusSite& site : maker().sites()) hosts.insert(site.host);
  EXPECT_EQ(hosts.size(), 200U);
  // Zipf's law gives the ten largest of 128 English sites H(10) / H(128) of the articles.
  std::size_t large = 0;
  for (std::uint32_t site = 0; site < 10; ++site) large += sites[site];
  EXPECT_NEAR(static_cast<double>(large) / static_cast<double>(languages[CorpusLanguage::English]),
              2.929 / 5.433, 0.03);
}

TEST_F(MadeArticles, DatesRunOverTenYearsInTheRhythmOfTheWeek) {
  std::map<int, std::size_t> years;
  std::map<unsigned, double> weekdays;
  std::size_t by_day = 0;
  for (const CorpusArticle& article : articles_) {
    if (article.copy) continue;
    const auto day = article.published.day();
    ++years[int{day.year()}];
    ++weekdays[std::chrono::weekday{std::chrono::local_days{day}}.iso_encoding()];
    const auto hour =
        (article.published.local - std::chrono::local_days{day}) / std::chrono::hours{1};
    if (hour >= 6 && hour < 22) ++by_day;
  }
  EXPECT_EQ(years.size(), 10U);
  for (const auto& [year, count] : years) {
    EXPECT_THAT(year, testing::AllOf(testing::Ge(2015), testing::Le(2024)));
    EXPECT_NEAR(share(count), 0.092, 0.012);
  }
  const double working_day =
      (weekdays[1] + weekdays[2] + weekdays[3] + weekdays[4] + weekdays[5]) / 5;
  EXPECT_NEAR(weekdays[6] / working_day, 0.6, 0.08);
  EXPECT_NEAR(weekdays[7] / working_day, 0.5, 0.08);
  EXPECT_GT(share(by_day), 0.85);
}

TEST_F(MadeArticles, CopiesKeepTheTextAndChangeTheSite) {
  std::map<CopyKind, std::size_t> kinds;
  std::map<CopyKind, std::pair<double, double>> sums;
  for (const CorpusArticle& article : articles_) {
    if (!article.copy) continue;
    ++kinds[article.copy->kind];
    const CorpusArticle& original = articles_.at(article.copy->of);
    ASSERT_FALSE(original.copy);
    EXPECT_EQ(article.language, original.language);
    EXPECT_NE(article.site, original.site);
    EXPECT_NE(article.url, original.url);
    EXPECT_GE(article.published.local, original.published.local);
    auto& [forward, backward] = sums[article.copy->kind];
    forward += containment(article, original);
    backward += containment(original, article);
  }
  const std::size_t copies =
      kinds[CopyKind::Whole] + kinds[CopyKind::Halved] + kinds[CopyKind::Reworded];
  EXPECT_NEAR(share(copies), 0.08, 0.01);
  EXPECT_NEAR(static_cast<double>(kinds[CopyKind::Whole]) / static_cast<double>(copies), 0.5, 0.07);
  const auto mean = [&](CopyKind kind) {
    const auto count = static_cast<double>(kinds[kind]);
    return std::pair{sums[kind].first / count, sums[kind].second / count};
  };
  EXPECT_GT(mean(CopyKind::Whole).first, 0.98);
  EXPECT_GT(mean(CopyKind::Whole).second, 0.98);
  EXPECT_GT(mean(CopyKind::Halved).first, 0.98);
  EXPECT_NEAR(mean(CopyKind::Halved).second, 0.6, 0.1);
  // A changed word breaks two pairs; three fifths of the words may be changed.
  EXPECT_NEAR(mean(CopyKind::Reworded).first, 0.94, 0.02);
}

TEST_F(MadeArticles, OtherArticlesShareLittle) {
  for (std::size_t i = 0; i + 1 < 200; ++i) {
    const CorpusArticle& one = articles_[i];
    const CorpusArticle& two = articles_[i + 1];
    if (one.copy || two.copy || one.language != two.language) continue;
    if (one.language == CorpusLanguage::Japanese) continue;
    EXPECT_LT(containment(one, two), 0.3) << i;
  }
}

TEST_F(MadeArticles, FieldsAreFilled) {
  std::size_t authors = 0;
  for (const CorpusArticle& article : articles_) {
    EXPECT_FALSE(article.title.empty());
    EXPECT_FALSE(article.tags.empty());
    EXPECT_THAT(article.paragraphs, Each(Not(HasSubstr("\n"))));
    EXPECT_LT(article.section, kCorpusSections);
    if (!article.authors.empty()) ++authors;
  }
  EXPECT_NEAR(share(authors), 0.9, 0.02);
}

TEST_F(MadeArticles, AnArticleIsTheSameWhenMadeAlone) {
  const CorpusMaker again(1);
  const CorpusMaker other(2);
  for (const std::size_t number : {5'999U, 17U, 4'000U}) {
    EXPECT_EQ(again.article(number).paragraphs, articles_[number].paragraphs);
    EXPECT_EQ(again.article(number).url, articles_[number].url);
    EXPECT_NE(other.article(number).paragraphs, articles_[number].paragraphs);
  }
}

TEST(SlugOf, KeepsLettersAndDigits) {
  EXPECT_EQ(slug_of("Le Courrier de Brévaux"), "le-courrier-de-brevaux");
  EXPECT_EQ(slug_of("Ferry 12, delayed!"), "ferry-12-delayed");
  EXPECT_EQ(slug_of("渡船"), "");
}

}  // namespace
}  // namespace dateline
