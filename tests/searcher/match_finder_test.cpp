#include "searcher/match_finder.hpp"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/stemmer.hpp"

namespace dateline {
namespace {

// What the finder passes over unstemmed must be what no stem is of, in any language.
TEST(MatchFinder, FindsEveryWordByItsStemInEveryLanguage) {
  constexpr std::array<std::string_view, 24> kLanguages{
      "ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy",
      "id", "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"};
  constexpr std::array<std::string_view, 12> kEndings{"",    "a",  "s",   "ing",  "ying",   "es",
                                                      "ung", "ed", "ata", "ions", "heiten", "kan"};
  for (const std::string_view language : kLanguages) {
    Stemmers stemmers;
    for (char first = 'a'; first <= 'z'; ++first) {
      for (char second = 'a'; second <= 'z'; ++second) {
        for (const std::string_view ending : kEndings) {
          const std::string word = std::string{first, second} + std::string(ending);
          MatchFinder finder(
              {sought_word(FieldId::Text, {.text = word,
                                           .match = WordMatch::AnyForm,
                                           .stems = {std::string(Stemmer(language).stem(word))}})},
              stemmers);
          std::vector<TermMatch> matches;
          finder.find({.text = word, .language = language}, matches);
          EXPECT_EQ(matches.size(), 1U) << language << ": " << word;
        }
      }
    }
  }
}

TEST(MatchFinder, NumbersTheSidesOfAllTerms) {
  Stemmers stemmers;
  const SoughtTerm near{.sides = {{{{{.text = "a"}}}}, {{{{.text = "b"}}}}}, .gap = 1, .weight = 4};
  MatchFinder finder({sought_word(FieldId::Text, {.text = "c"}, 3), near}, stemmers);
  EXPECT_EQ(finder.weights(), (std::vector<double>{3, 2, 2}));
  std::vector<TermMatch> matches;
  finder.find({.text = "c, a b"}, matches);
  EXPECT_EQ(matches, (std::vector<TermMatch>{{{0, 1}, 0}, {{3, 4}, 1}, {{5, 6}, 2}}));
}

// The index takes every kParagraphGap words of a long paragraph for a paragraph.
TEST(MatchFinder, CutsLongParagraphsWhereTheIndexDoes) {
  std::string text;
  for (std::uint32_t i = 1; i < kParagraphGap; ++i) text += "word ";
  text += "alpha beta";
  Stemmers stemmers;
  const auto count = [&](SoughtTerm term) {
    MatchFinder finder({std::move(term)}, stemmers);
    std::vector<TermMatch> matches;
    finder.find({.text = text}, matches);
    return matches.size();
  };
  EXPECT_EQ(count({.sides = {{{{{.text = "word"}, {.text = "alpha", .offset = 1}}}}}}), 1U);
  EXPECT_EQ(count({.sides = {{{{{.text = "alpha"}, {.text = "beta", .offset = 1}}}}}}), 0U);
  EXPECT_EQ(count({.sides = {{{{{.text = "alpha"}}}}, {{{{.text = "beta"}}}}}, .gap = 5}), 0U);
}

TEST(MatchFinder, SeeksOnlyWhereTermsAreLookedFor) {
  Stemmers stemmers;
  const auto seeks = [&](FieldId sought, FieldId field, bool is_first) {
    return MatchFinder({sought_word(sought, {.text = "a"})}, stemmers).seeks_in(field, is_first);
  };
  EXPECT_TRUE(seeks(FieldId::Text, FieldId::Text, false));
  EXPECT_TRUE(seeks(FieldId::Lead, FieldId::Text, true));
  EXPECT_FALSE(seeks(FieldId::Lead, FieldId::Text, false));
  EXPECT_FALSE(seeks(FieldId::Title, FieldId::Text, true));
  EXPECT_TRUE(seeks(FieldId::Author, FieldId::Author, false));
  EXPECT_FALSE(seeks(FieldId::Text, FieldId::Author, false));
}

}  // namespace
}  // namespace dateline
