#include "common/stemmer.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Stemmer, StemsByLanguageAndFoldsTheStem) {
  struct Case {
    std::string_view language, word, stem;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"en", "elections", "elect"},
      {"en", "voting", "vote"},
      {"de", "häuser", "haus"},
      {"fr", "élections", "elect"},
      {"ru", "выборов", "выбор"},
      {"nb", "husene", "hus"},
      {"ja", "tokyo", "tokyo"},
      {"", "élections", "elections"},
      {"nonsense", "running", "running"},
  });
  for (const Case& test : kCases)
    EXPECT_EQ(Stemmer(test.language).stem(test.word), test.stem) << test.word;
}

TEST(Stemmer, RemembersWithoutMixingWords) {
  Stemmer stemmer("en");
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(stemmer.stem("parties"), "parti");
    EXPECT_EQ(stemmer.stem("party"), "parti");
    EXPECT_EQ(stemmer.stem("parted"), "part");
  }
}

TEST(StopWords, KnowsTheCommonWordsOfEachLanguage) {
  EXPECT_TRUE(is_stop_word("en", "the"));
  EXPECT_TRUE(is_stop_word("de", "fur")) << "terms are folded";
  EXPECT_TRUE(is_stop_word("fr", "l")) << "elided articles are words of their own";
  EXPECT_TRUE(is_stop_word("ru", "и"));
  EXPECT_TRUE(is_stop_word("nb", "ikke"));
  EXPECT_TRUE(is_stop_word("en", "its"));
  EXPECT_FALSE(is_stop_word("en", "us")) << "the country";
  EXPECT_FALSE(is_stop_word("en", "election"));
  EXPECT_FALSE(is_stop_word("de", "the"));
  EXPECT_FALSE(is_stop_word("zh", "the"));
}

}  // namespace
}  // namespace dateline
