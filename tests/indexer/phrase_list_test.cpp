#include "indexer/phrase_list.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(PhraseList, AnswersOnWordBorders) {
  const PhraseList phrases("read more|related|see also this");
  EXPECT_TRUE(phrases.has("related"));
  EXPECT_FALSE(phrases.has("related story"));
  EXPECT_TRUE(phrases.starts("related story"));
  EXPECT_TRUE(phrases.starts("see also this one"));
  EXPECT_FALSE(phrases.starts("reading"));
  EXPECT_FALSE(phrases.starts("relatedly"));
  EXPECT_TRUE(phrases.ends("and so read more"));
  EXPECT_TRUE(phrases.ends("related"));
  EXPECT_FALSE(phrases.ends("unrelated"));
  EXPECT_TRUE(phrases.is_in("please read more of it"));
  EXPECT_FALSE(phrases.is_in("please read some more"));
  const PhraseList brief("a|by|of the");
  EXPECT_TRUE(brief.starts("by two"));
  EXPECT_TRUE(brief.is_in("one of the two"));
  EXPECT_TRUE(brief.is_in("not a word"));
  EXPECT_FALSE(brief.is_in("not an of"));
  for (const char* empty : {"", " "}) EXPECT_FALSE(phrases.is_in(empty));
}

}  // namespace
}  // namespace dateline
