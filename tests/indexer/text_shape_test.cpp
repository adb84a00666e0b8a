#include "indexer/text_shape.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(CountReaderWords, CountsAsReadersDo) {
  struct Case {
    const char* name;
    const char* text;
    std::uint32_t words;
  };
  for (const Case& at :
       {Case{"empty", "", 0}, Case{"plain", "one two three", 3},
        Case{"apostrophe", "don't won’t", 2}, Case{"hyphen parts", "well-known", 2},
        Case{"punctuation alone", " - * - ", 0}, Case{"accents", "été à Paris", 3},
        Case{"two ideographs a word", "新闻报道", 2}, Case{"mixed", "in 北京 today", 3}})
    EXPECT_EQ(count_reader_words(at.text), at.words) << at.name;
}

TEST(EndsSentence, LooksThroughClosingMarks) {
  for (const char* text :
       {"Done.", "Really?”", "(It is so.)", "Ende!«", "完了。", "done.  ", "wait…"})
    EXPECT_TRUE(ends_sentence(text)) << text;
  for (const char* text : {"", "A heading", "a list:", "Photo"})
    EXPECT_FALSE(ends_sentence(text)) << text;
}

TEST(HasSentenceEnd, NeedsTheStopAtAWordsEnd) {
  EXPECT_TRUE(has_sentence_end("It ended. Then more"));
  EXPECT_TRUE(has_sentence_end("“It ended.” Then more"));
  EXPECT_FALSE(has_sentence_end("version 1.2 of example.org"));
}

TEST(FoldWords, LeavesWordsAlone) {
  EXPECT_EQ(fold_words("  The “Big” One — it's HERE!  "), "the big one its here");
  EXPECT_EQ(fold_words("Élan / ÜBER"), "élan über");
  EXPECT_EQ(fold_words("..."), "");
  EXPECT_EQ(fold_words("soft\xC2\xADhyphen"), "softhyphen");
}

TEST(ContainsWords, MatchesWholeWordsOnly) {
  EXPECT_TRUE(contains_words("read more about it", "more about"));
  EXPECT_FALSE(contains_words("furthermore about", "more about"));
  EXPECT_TRUE(starts_with_words("read more", "read more"));
  EXPECT_FALSE(starts_with_words("reading", "read"));
}

}  // namespace
}  // namespace dateline
