#include "indexer/spelling_words.hpp"

#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(IsSpellingWord, TakesWordsOfLetters) {
  for (const char* word : {"harbour", "tram", "größe", "остров", "أخبار"})
    EXPECT_TRUE(is_spelling_word(word)) << word;
  for (const char* term : {"", "the", "größ1", "2023", "Zharbour", "Sharbour", "a1b2", "東京都庁",
                           "пол", "co-op", "\xff\xff\xff\xff"})
    EXPECT_FALSE(is_spelling_word(term)) << term;
  EXPECT_FALSE(is_spelling_word(std::string(61, 'a')));
}

class SpellingDictionary : public testing::Test {
 protected:
  SpellingDictionary() : database(Xapian::WritableDatabase(scratch / "db", Xapian::DB_CREATE)) {}

  Xapian::docid add(const std::vector<std::string>& words) {
    Xapian::Document document;
    for (const std::string& word : words) document.add_term(word);
    return database.add_document(document);
  }

  std::vector<std::string> dictionary() {
    database.commit();
    std::vector<std::string> words;
    for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word)
      words.push_back(*word);
    return words;
  }

  test::ScratchFolder scratch;
  Xapian::WritableDatabase database;
};

TEST_F(SpellingDictionary, HoldsWhatThreeArticlesHave) {
  refresh_spelling(database);
  EXPECT_THAT(dictionary(), IsEmpty());
  for (int i = 0; i < 3; ++i) add({"harbour", "ferry", "the", "Sharbour", "2023"});
  add({"harbor", "zebra"});
  add({"harbor", "zebra"});
  refresh_spelling(database);
  EXPECT_THAT(dictionary(), ElementsAre("ferry", "harbour"));
  EXPECT_EQ(database.get_spelling_suggestion("harbuor"), "harbour");
}

TEST_F(SpellingDictionary, FollowsTheVocabulary) {
  for (int i = 0; i < 3; ++i) add({"harbour", "ferry", "tram"});
  refresh_spelling(database);
  database.delete_document(1);
  database.replace_document(2, Xapian::Document());
  add({"tram", "bridge"});
  add({"tram", "bridge"});
  add({"bridge"});
  database.commit();
  refresh_spelling(database);
  EXPECT_THAT(dictionary(), ElementsAre("bridge", "tram"));
  refresh_spelling(database);
  EXPECT_THAT(dictionary(), ElementsAre("bridge", "tram"));
}

TEST_F(SpellingDictionary, PrefersTheMoreFrequentOfTheNearestWords) {
  for (int i = 0; i < 3; ++i) add({"cart", "care"});
  refresh_spelling(database);
  for (int i = 0; i < 20; ++i) add({"card"});
  refresh_spelling(database);
  database.commit();
  EXPECT_EQ(database.get_spelling_suggestion("carx", 1), "card");
  for (int i = 0; i < 200; ++i) add({"care"});
  refresh_spelling(database);
  database.commit();
  EXPECT_EQ(database.get_spelling_suggestion("carx", 1), "care");
}

TEST_F(SpellingDictionary, IsExtendedByWhatIsWritten) {
  for (int i = 0; i < 3; ++i) add({"harbour"});
  refresh_spelling(database);
  add({"ferry"});
  add({"ferry"});
  const std::array written{add({"ferry", "harbour"}), add({"bridge"})};
  extend_spelling(database, written);
  EXPECT_THAT(dictionary(), ElementsAre("ferry", "harbour"));
  const std::array next{add({"bridge"}), add({"bridge", "ferry"})};
  extend_spelling(database, next);
  EXPECT_THAT(dictionary(), ElementsAre("bridge", "ferry", "harbour"));
}

}  // namespace
}  // namespace dateline
