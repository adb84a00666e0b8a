#include "common/word_match.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(WordMatch, FitsPatterns) {
  struct Row {
    const char* word;
    const char* pattern;
    bool fits;
  };
  for (const Row& row :
       {Row{"watergate", "*gate", true}, Row{"gate", "*gate", true}, Row{"gates", "*gate", false},
        Row{"woman", "wom?n", true}, Row{"womn", "wom?n", false}, Row{"wom\u00e9n", "wom?n", true},
        Row{"wom東n", "wom?n", true}, Row{"colour", "col*r", true}, Row{"color", "col*r", true},
        Row{"colored", "col*r", false}, Row{"aXbXc", "a*b*c", true}, Row{"aXcXb", "a*b*c", false},
        Row{"abab", "*ab", true}, Row{"", "*", true}, Row{"", "?", false},
        Row{"abc", "abc**", true}, Row{"東京", "?京", true}}) {
    EXPECT_EQ(matches_pattern(row.word, row.pattern), row.fits) << row.word << ' ' << row.pattern;
  }
}

TEST(WordMatch, HostilePatternEndsSoon) {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "a*";
  EXPECT_FALSE(matches_pattern(std::string(5000, 'a'), pattern + "b"));
}

TEST(WordMatch, CountsEdits) {
  struct Row {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  for (const Row& row :
       {Row{"goverment", "government", 1}, Row{"recieve", "receive", 1}, Row{"same", "same", 0},
        Row{"word", "ward", 1}, Row{"abc", "", 3}, Row{"münchen", "munchen", 1}, Row{"ab", "ba", 1},
        Row{"kitten", "sitting", 3}}) {
    const auto a = to_code_points(row.a);
    const auto b = to_code_points(row.b);
    EXPECT_TRUE(is_within_edits(a, b, row.distance)) << row.a << ' ' << row.b;
    EXPECT_TRUE(is_within_edits(b, a, row.distance)) << row.a << ' ' << row.b;
    if (row.distance > 0) {
      EXPECT_FALSE(is_within_edits(a, b, row.distance - 1)) << row.a << ' ' << row.b;
    }
  }
}

}  // namespace
}  // namespace dateline
