#include "indexer/word_list_update.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "common/word_list.hpp"

namespace dateline {
namespace {

class WordListUpdate : public testing::Test {
 protected:
  Xapian::docid add(const std::string& word) {
    Xapian::Document document;
    document.add_term(word);
    document.add_term("Zstem");
    return database_.add_document(document);
  }

  std::string new_words() const { return database_.get_metadata(std::string(kNewWordsKey)); }

  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
};

TEST_F(WordListUpdate, ListsEveryWordAndNothingElse) {
  for (const char* word : {"vote", "1000", "москва", "a"}) add(word);
  EXPECT_EQ(find_missing_word(database_), "1000");
  refresh_word_list(database_);
  EXPECT_EQ(find_missing_word(database_), "");
  const std::string packed = database_.get_metadata(word_list_key(0));
  WordListReader reader(packed);
  std::string all;
  for (std::string_view word; reader.next(word);) all += fmt::format("{} ", word);
  EXPECT_EQ(all, "1000 a vote москва ");
}

TEST_F(WordListUpdate, LongListsHaveSeveralParts) {
  for (int i = 0; i < 20000; ++i) add(fmt::format("{}word{}", i * 7919 % 20000, i));
  refresh_word_list(database_);
  EXPECT_EQ(find_missing_word(database_), "");
  EXPECT_FALSE(database_.get_metadata(word_list_key(1)).empty());
  for (Xapian::docid id = 10; id <= 20000; ++id) database_.delete_document(id);
  refresh_word_list(database_);
  EXPECT_EQ(find_missing_word(database_), "");
  EXPECT_TRUE(database_.get_metadata(word_list_key(1)).empty()) << "what is left over goes";
}

TEST_F(WordListUpdate, NewWordsAreAddedBeside) {
  add("vote");
  refresh_word_list(database_);
  const std::string before = database_.get_metadata(word_list_key(0));
  Xapian::WritableDatabase earlier("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document vote;
  vote.add_term("vote");
  earlier.add_document(vote);
  const std::vector<Xapian::docid> written{add("vote"), add("ferry")};
  EXPECT_EQ(find_missing_word(database_), "ferry");
  extend_word_list(database_, earlier, written);
  EXPECT_EQ(find_missing_word(database_), "");
  EXPECT_EQ(database_.get_metadata(word_list_key(0)), before);
  EXPECT_FALSE(new_words().empty());
  refresh_word_list(database_);
  EXPECT_TRUE(new_words().empty());
}

TEST_F(WordListUpdate, ManyNewWordsAreTakenIntoTheList) {
  const Xapian::WritableDatabase earlier("", Xapian::DB_BACKEND_INMEMORY);
  std::vector<Xapian::docid> written;
  for (int i = 0; i < 20000; ++i) written.push_back(add(fmt::format("{}word", i * 7919 % 20000)));
  extend_word_list(database_, earlier, written);
  EXPECT_EQ(find_missing_word(database_), "");
  EXPECT_TRUE(new_words().empty());
}

}  // namespace
}  // namespace dateline
