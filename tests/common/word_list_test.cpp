#include "common/word_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> read(std::string_view packed) {
  std::vector<std::string> words;
  WordListReader reader(packed);
  for (std::string_view word; reader.next(word);) words.emplace_back(word);
  return words;
}

TEST(WordList, ReadsWhatWasWritten) {
  WordListWriter writer;
  for (const char* word : {"vote", "voted", "voter", "wahl", "москва", "vote"}) writer.add(word);
  EXPECT_THAT(read(writer.packed()),
              ElementsAre("vote", "voted", "voter", "wahl", "москва", "vote"));
}

TEST(WordList, SharedBeginningsTakeNoSpace) {
  WordListWriter writer;
  writer.add("internationalisation");
  const std::size_t before = writer.packed().size();
  writer.add("internationalisations");
  EXPECT_EQ(writer.packed().size() - before, 3U);
}

TEST(WordList, EachPartBeginsAnew) {
  WordListWriter writer;
  writer.add("vote");
  EXPECT_THAT(read(writer.take()), ElementsAre("vote"));
  writer.add("voter");
  EXPECT_THAT(read(writer.take()), ElementsAre("voter"));
}

TEST(WordList, WhatIsNoListEnds) {
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("\x01"), IsEmpty());
  EXPECT_THAT(read(std::string_view("\x05\x01x", 3)), IsEmpty()) << "shares more than there is";
  EXPECT_THAT(read(std::string_view("\x00\x09vote", 6)), IsEmpty()) << "breaks off";
}

TEST(WordList, PartsStandInOrder) {
  EXPECT_EQ(word_list_key(0), "dateline.words/0000");
  EXPECT_LT(word_list_key(9), word_list_key(10));
}

}  // namespace
}  // namespace dateline
