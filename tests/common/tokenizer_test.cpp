#include "common/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/character_class.hpp"
#include "common/letter_masks.hpp"
#include "common/utf8.hpp"
#include "common/word_filter.hpp"
#include "tests/support/random_choice.hpp"

namespace dateline {
namespace {

/// The terms of a text, parted by blanks, as an index holds them.
std::string terms_of(std::string_view text) {
  const std::string normalized = normalize_nfc(text);
  Tokenizer tokenizer(normalized);
  Token token;
  std::string out;
  while (tokenizer.next(token)) {
    if (!out.empty()) out += ' ';
    out += token.term;
  }
  return out;
}

struct FoldingCase {
  std::string_view text;
  std::string_view terms;
};

constexpr auto kFoldingCases = std::to_array<FoldingCase>({
    {"", ""},
    {"...", ""},
    {"Vote VOTE vote", "vote vote vote"},
    {"café", "cafe"},
    {"cafe\u0301", "cafe"},
    {"Straße Łódź Ørsted Đà Þór æon œuvre", "strasse lodz orsted da thor aeon oeuvre"},
    {"İstanbul ISPARTA ılık", "istanbul isparta ilik"},
    {"Αθήνα Ὀδυσσεύς", "αθηνα οδυσσευσ"},
    {"ёлка йод ЖУК", "елка йод жук"},
    {"stre\u0301ss за\u0301мок", "stress замок"},
    {"العَرَبِيّة الأخبار إلى", "العربيه الاخبار الي"},
    {"کتاب ایران", "كتاب ايران"},
    {"عـــرب", "عرب"},
    {"שָׁלוֹם", "שלום"},
    {"हिन्दी समाचार", "हिन्दी समाचार"},
    {"ﬁnance ＡＢＣ ｎｅｗｓ", "finance abc news"},
    {"m² ½", "m2 12"},
    {"١٢٣ ４２ ५६", "123 42 56"},
    {"don’t don't DON'T", "don't don't don't"},
    {"O’Neill's O'Neill", "o'neill o'neill"},
    {"Xi's Jinping’s visit", "xi jinping visit"},
    {"'quoted' ‘word’", "quoted word"},
    {"l’économie d'État qu’il aujourd'hui", "l economie d etat qu il aujourd'hui"},
    {"dell'Italia l'hôtel п'ять", "dell italia l hotel п'ять"},
    {"U.S. U.S.A. U.N troops u.n. a.m.", "us usa un troops un am"},
    {"J.K. Rowling", "jk rowling"},
    {"a.b.c e.g.the", "a b c e g the"},
    {"end of I.Start", "end of i start"},
    {"AT&T R&D Q & A", "at&t r&d q a"},
    {"C++ C# F# Disney+ 18+ A+B", "c++ c# f# disney 18 a b"},
    {"paral·lel", "parallel"},
    {"#MeToo @user snake_case", "metoo user snake case"},
    {"1,000 10,000,000 1,000.50 3.50", "1000 10000000 1000.50 3.50"},
    {"3,5 1,2,3 12,34 1,0000", "3 5 1 2 3 12 34 1 0000"},
    {"12:30 2013-04-09 20.3.2013 1.2.3.4", "12 30 2013 04 09 20 3 2013 1 2 3 4"},
    {"19th 5G B52 covid-19 F-35", "19th 5g b52 covid 19 f 35"},
    {"state-of-the-art A/B", "state of the art a b"},
    {"mail@site.example https://a.example/b-c", "mail site example https a example b c"},
    {"wait...what a..b", "wait what a b"},
    {"東", "東"},
    {"東京都", "東 東京 京 京都 都"},
    {"Apple東京 news", "apple 東 東京 京 news"},
    {"2013年04月", "2013 年 04 月"},
    {"カ・ナ", "カ ナ"},
    {"뉴스가", "뉴 뉴스 스 스가 가"},
    {"ไทยที่", "ไ ไท ท ทย ย ยที่ ที่"},
    {"می\u200Cخواهم", "ميخواهم"},
});

TEST(Tokenizer, FoldsAsTheContractSays) {
  for (const FoldingCase& test : kFoldingCases)
    EXPECT_EQ(terms_of(test.text), test.terms) << test.text;
}

TEST(Tokenizer, OffsetsPointAtTheWordInTheText) {
  const std::string_view text = "Xi’s  U.S. café, 1,000 東京";
  const auto expected =
      std::to_array<std::string_view>({"Xi", "U.S.", "café", "1,000", "東", "東京", "京"});
  Tokenizer tokenizer(text);
  Token token;
  std::size_t i = 0;
  while (tokenizer.next(token)) {
    ASSERT_LT(i, expected.size());
    EXPECT_EQ(text.substr(token.begin, token.end - token.begin), expected[i]);
    ++i;
  }
  EXPECT_EQ(i, expected.size());
}

TEST(Tokenizer, BigramSharesThePositionOfItsFirstCharacter) {
  Tokenizer tokenizer("a 東京 b");
  Token token;
  std::string seen;
  while (tokenizer.next(token))
    seen += std::string(token.term) + std::to_string(token.position) + ' ';
  EXPECT_EQ(seen, "a0 東1 東京1 京2 b3 ");
}

TEST(Tokenizer, SkipsWordsBeyondTheLimit) {
  const std::string longest(kMaxWordBytes, 'x');
  EXPECT_EQ(terms_of("a " + longest + " b"), "a " + longest + " b");
  EXPECT_EQ(terms_of("a " + longest + "x b"), "a b");
  EXPECT_EQ(terms_of("a " + std::string(1'000'000, 'x') + " b"), "a b");
}

TEST(Tokenizer, KeepsAccentsForTheStemmer) {
  Tokenizer tokenizer("Élections");
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.term, "elections");
  EXPECT_EQ(token.word, "élections");
}

TEST(Tokenizer, TermsOfATermAreItself) {
  for (const FoldingCase& test : kFoldingCases) {
    const std::string normalized = normalize_nfc(test.text);
    Tokenizer tokenizer(normalized);
    Token token;
    while (tokenizer.next(token)) {
      if (token.kind != TokenKind::Word ||
          token.term.find_first_of("&+#'") != std::string_view::npos)
        continue;
      EXPECT_EQ(terms_of(token.term), token.term) << test.text;
    }
  }
}

TEST(AnalyzeQueryText, TakesBigramsWhereThereAreAny) {
  const auto terms = [](std::string_view text) {
    std::string out;
    for (const AnalyzedTerm& term : analyze_query_text(text))
      out += term.term + std::to_string(term.position) + ' ';
    return out;
  };
  EXPECT_EQ(terms("東"), "東0 ");
  EXPECT_EQ(terms("東京都"), "東京0 京都1 ");
  EXPECT_EQ(terms("東 京都 x"), "東0 京都1 x3 ");
  EXPECT_EQ(terms("covid-19"), "covid0 191 ");
  EXPECT_EQ(terms("cafe\u0301"), "cafe0 ");
}

TEST(CountWords, CountsTwoIdeographsAsOne) {
  EXPECT_EQ(count_words(""), 0U);
  EXPECT_EQ(count_words("It's two words."), 3U);
  EXPECT_EQ(count_words("東京都庁"), 2U);
}

TEST(Fold, KeepsWhatIsNoLetter) { EXPECT_EQ(fold("L'Élysée – ÀB"), "l'elysee – ab"); }

/// A token that owns its texts.
struct KeptToken {
  std::string term;
  std::string word;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t position = 0;
  TokenKind kind = TokenKind::Word;
  auto operator<=>(const KeptToken&) const = default;
};

template <class... Filter>
std::vector<KeptToken> tokens_of(std::string_view text, const Filter&... filter) {
  Tokenizer tokenizer(text);
  Token token;
  std::vector<KeptToken> out;
  while (tokenizer.next(token, filter...))
    out.push_back({std::string(token.term), std::string(token.word), token.begin, token.end,
                   token.position, token.kind});
  return out;
}

TEST(Tokenizer, PassesOverWordsThatBeginOtherwise) {
  WordFilter filter;
  filter.add_beginning("vote");
  EXPECT_THAT(
      tokens_of("The Votes of a vale, 東京都 vo VOLE v", filter),
      testing::ElementsAre(KeptToken{"votes", "votes", 4, 9, 1}, KeptToken{"vo", "vo", 31, 33, 8},
                           KeptToken{"vole", "vole", 34, 38, 9}));
}

TEST(LetterMasks, TellEveryByteAtEveryPlace) {
  std::array<char, kMaskedBytes> bytes{};
  for (int c = 0; c < 256; ++c) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      bytes.fill(' ');
      bytes[at] = static_cast<char>(c);
      const LetterMasks quick = letter_masks(bytes.data());
      const LetterMasks plain = letter_masks_portable(bytes.data());
      EXPECT_EQ(quick.letters, plain.letters) << c << " at " << at;
      EXPECT_EQ(quick.stops, plain.stops) << c << " at " << at;
      EXPECT_EQ(quick.others, plain.others) << c << " at " << at;
    }
  }
}

// The tokeniser passes over these without asking for their class.
TEST(Tokenizer, TakesHanCharactersAsTheyAre) {
  for (char32_t c = 0x5000; c <= 0x9FFF; ++c) {
    const CharacterInfo& info = character_info(c);
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(info.kind, CharacterClass::Ideograph) << std::hex << std::uint32_t{c};
    EXPECT_EQ(info.folded(), text);
  }
}

// Whatever the text: what a filter lets through stands where it stands without one, and all that
// begins as the filter asks is let through.
TEST(Tokenizer, FiltersNothingThatIsLookedFor) {
  constexpr std::array<std::string_view, 29> kPieces{
      "a longer piece of plain text, with words. And",
      "vote",
      "Voting",
      "a",
      " ",
      " ",
      " ",
      " ",
      "東京",
      "。",
      "é",
      ".",
      "'",
      "’s",
      "&",
      "1,000",
      "v.",
      "U.",
      "S",
      "+",
      "#",
      "\n\n",
      "ﬁ",
      "Москва",
      "o'neill",
      "กขค",
      "\u0301"};
  constexpr std::array<std::string_view, 9> kSought{"vo",     "a", "s",  "us", "東",
                                                    "москва", "",  "fi", "o'"};
  test::RandomChoice random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = random.between(0, 60); i > 0; --i) text += random.of(kPieces);
    text = normalize_nfc(text);
    const std::string_view sought = random.of(kSought);
    WordFilter filter;
    filter.add_beginning(sought);
    const auto all = tokens_of(text);
    const auto passed = tokens_of(text, filter);
    EXPECT_TRUE(std::includes(all.begin(), all.end(), passed.begin(), passed.end(),
                              [](const KeptToken& a, const KeptToken& b) {
                                return std::tie(a.position, a.begin, a.end) <
                                       std::tie(b.position, b.begin, b.end);
                              }))
        << text;
    for (const KeptToken& token : all) {
      if (!token.term.starts_with(sought)) continue;
      EXPECT_THAT(passed, testing::Contains(token)) << text << " " << sought;
    }
  }
}

}  // namespace
}  // namespace dateline
