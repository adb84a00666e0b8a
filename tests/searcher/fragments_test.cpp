#include "searcher/fragments.hpp"

#include <gtest/gtest.h>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "searcher/sentences.hpp"

namespace dateline {
namespace {

SoughtTerm word(std::string_view text, FieldId field = FieldId::Text,
                WordMatch match = WordMatch::Exact) {
  return sought_word(field, {.text = std::string(text), .match = match});
}

/// Any form of a word in a language.
SoughtTerm form(std::string_view text, std::string_view language = "en") {
  return sought_word(FieldId::Text, {.text = std::string(text),
                                     .match = WordMatch::AnyForm,
                                     .stems = {std::string(Stemmer(language).stem(text))}});
}

SoughtRow row(std::string_view text) {
  SoughtRow row;
  for (const AnalyzedTerm& part : analyze_query_text(text))
    row.words.push_back({.text = part.term, .offset = part.position});
  return row;
}

SoughtTerm phrase(std::string_view text) { return {.sides = {{row(text)}}}; }

/// Each side a phrase.
SoughtTerm near(std::uint32_t gap, const std::vector<std::string>& sides, bool in_order = false) {
  SoughtTerm term{.in_order = in_order, .gap = gap};
  for (const std::string& side : sides) term.sides.push_back({row(side)});
  return term;
}

/// Text with its marks in brackets, "…" where it is cut.
std::string show(const Fragment& fragment) {
  std::string out = fragment.text;
  for (auto mark = fragment.marks.rbegin(); mark != fragment.marks.rend(); ++mark) {
    out.insert(mark->end, "]");
    out.insert(mark->begin, "[");
  }
  return (fragment.cut_before ? "…" : "") + out + (fragment.cut_after ? "…" : "");
}

std::string marked(std::vector<SoughtTerm> terms, std::string_view text,
                   FieldId field = FieldId::Text, std::string_view language = "en") {
  Fragment fragment{.text = std::string(text)};
  Stemmers stemmers;
  fragment.marks = Highlighter(std::move(terms), stemmers).mark(text, field, language);
  return show(fragment);
}

TEST(Highlighter, MarksWhatTheIndexMatches) {
  struct Case {
    const char* name;
    std::vector<SoughtTerm> terms;
    std::string_view text, expected;
    std::string_view language = "en";
  };
  const std::vector<Case> cases{
      {"other forms", {form("vote")}, "Voting voters voted.", "[Voting] voters [voted]."},
      {"exact only", {word("vote")}, "vote voted", "[vote] voted"},
      {"accents either way", {form("cafe")}, "Café cafe", "[Café] [cafe]"},
      {"possessive unmarked", {form("minister")}, "The minister’s car", "The [minister]’s car"},
      {"prefix",
       {word("elect", FieldId::Text, WordMatch::Prefix)},
       "Elections select",
       "[Elections] select"},
      {"pattern",
       {word("wom?n", FieldId::Text, WordMatch::Pattern)},
       "Woman women womn",
       "[Woman] [women] womn"},
      {"star in front",
       {word("*gate", FieldId::Text, WordMatch::Pattern)},
       "Parkgate gates",
       "[Parkgate] gates"},
      {"phrase as one",
       {phrase("prime minister")},
       "The prime minister; minister prime",
       "The [prime minister]; minister prime"},
      {"hyphen phrase", {phrase("covid-19")}, "Covid-19, 19 covid", "[Covid-19], 19 covid"},
      {"CJK run", {phrase("東京都")}, "昨日東京都で東京", "昨日[東京都]で東京", "ja"},
      {"one ideograph", {phrase("都")}, "京都府", "京[都]府", "ja"},
      {"own language's stems",
       {form("häuser", "de")},
       "Das Haus, die Häuser",
       "Das [Haus], die [Häuser]",
       "de"},
      {"overlapping terms join",
       {phrase("prime minister"), word("minister")},
       "prime minister",
       "[prime minister]"},
      {"stem of another language", {form("häuser", "de")}, "Haus houses", "[Haus] houses"},
      {"both sides near",
       {near(1, {"prime", "said"})},
       "Prime he said. Then so the prime.",
       "[Prime] he [said]. Then so the prime."},
      {"sides too far", {near(1, {"prime", "said"})}, "prime that he said", "prime that he said"},
      {"in order", {near(3, {"a", "b"}, true)}, "b a x b x x x x a", "b [a] x [b] x x x x a"},
      {"a phrase near a word",
       {near(1, {"prime minister", "said"})},
       "the prime minister said; prime said",
       "the [prime minister] [said]; prime said"},
      {"near itself takes two", {near(2, {"b", "b"})}, "b. x b x x x b", "[b]. x [b] x x x b"},
      {"near in one paragraph", {near(5, {"a", "b"})}, "a\n\nb", "a\n\nb"},
      {"CJK near", {near(3, {"東京", "大阪"})}, "東京と大阪、東京", "[東京]と[大阪]、[東京]", "ja"},
      {"nothing sought", {}, "text", "text"},
      {"no body", {word("x")}, "", ""},
  };
  for (const Case& test : cases)
    EXPECT_EQ(marked(test.terms, test.text, FieldId::Text, test.language), test.expected)
        << test.name;
}

TEST(Highlighter, KeepsFieldsApart) {
  const std::string_view text = "Bridge";
  EXPECT_EQ(marked({word("bridge", FieldId::Title)}, text, FieldId::Title), "[Bridge]");
  EXPECT_EQ(marked({word("bridge", FieldId::Title)}, text, FieldId::Text), "Bridge");
  EXPECT_EQ(marked({word("bridge")}, text, FieldId::Title), "[Bridge]");
  EXPECT_EQ(marked({word("bridge", FieldId::Author)}, text, FieldId::Text), "Bridge");
  EXPECT_EQ(marked({word("bridge", FieldId::Lead)}, "Bridge.\n\nBridge.", FieldId::Text),
            "[Bridge].\n\nBridge.");
}

TEST(Highlighter, ShowsThePassagesWithMostDifferentTerms) {
  Article article{.title = "Ferry inquiry opens", .language = "en"};
  article.body =
      "The ferry was old. It had been sold twice.\n\n"
      "Nothing of note is in this paragraph, though it is long enough to fill a fragment of its "
      "own.\n\n"
      "An inquiry into the ferry begins in May. Witnesses will speak.";
  Stemmers stemmers;
  Highlighter highlighter({word("ferry"), word("inquiry")}, stemmers);
  const Highlights one = highlighter.highlight(article, {.count = 1, .max_bytes = 60});
  ASSERT_EQ(one.fragments.size(), 1U);
  EXPECT_EQ(show(one.fragments[0]), "An [inquiry] into the [ferry] begins in May.");
  EXPECT_EQ(one.title, (std::vector<ByteRange>{{0, 5}, {6, 13}}));
  const Highlights two = highlighter.highlight(article, {.count = 2, .max_bytes = 60});
  ASSERT_EQ(two.fragments.size(), 2U);
  EXPECT_EQ(show(two.fragments[0]), "The [ferry] was old. It had been sold twice.");
}

TEST(Highlighter, ShowsTheBeginningWhenTheTextHasNoMatch) {
  const Article article{.title = "Ferry", .language = "en", .body = "Opening words. More words."};
  Stemmers stemmers;
  const Highlights highlights = Highlighter({word("ferry")}, stemmers).highlight(article, {});
  ASSERT_EQ(highlights.fragments.size(), 1U);
  EXPECT_EQ(show(highlights.fragments[0]), "Opening words. More words.");
  EXPECT_TRUE(Highlighter({word("x")}, stemmers).highlight(Article{}, {}).fragments.empty());
  EXPECT_TRUE(
      Highlighter({word("ferry")}, stemmers).highlight(article, {.count = 0}).fragments.empty());
}

TEST(Highlighter, ShowsTheBylineThatWasAskedForBesideTheText) {
  const Article article{
      .authors = {"Jane Doe", "Omar Smith"}, .language = "en", .body = "Opening words."};
  Stemmers stemmers;
  const auto fragments = Highlighter({word("smith", FieldId::Author)}, stemmers)
                             .highlight(article, {.count = 1})
                             .fragments;
  ASSERT_EQ(fragments.size(), 2U);
  EXPECT_EQ(fragments[0].field, FieldId::Author);
  EXPECT_EQ(show(fragments[0]), "Jane Doe, Omar [Smith]");
  EXPECT_EQ(show(fragments[1]), "Opening words.");
}

TEST(Highlighter, NeverShowsATextTwice) {
  Article article{.language = "en"};
  for (int i = 0; i < 30; ++i) article.body += "The ferry sailed at noon, late again. ";
  Stemmers stemmers;
  const auto fragments = Highlighter({word("ferry")}, stemmers)
                             .highlight(article, {.count = 4, .max_bytes = 90})
                             .fragments;
  EXPECT_EQ(fragments.size(), 4U);
  std::size_t marks = 0;
  for (const Fragment& fragment : fragments) marks += fragment.marks.size();
  EXPECT_EQ(marks, 12U) << "of the thirty, the first twelve";
}

TEST(Highlighter, ShowsWholeParagraphs) {
  const Article article{.language = "en", .body = "None.\n\nA ferry. It is old.\n\nThe ferry."};
  Stemmers stemmers;
  const auto fragments = Highlighter({word("ferry")}, stemmers)
                             .highlight(article, {.count = 2, .whole_paragraphs = true})
                             .fragments;
  ASSERT_EQ(fragments.size(), 2U);
  EXPECT_EQ(show(fragments[0]), "A [ferry]. It is old.");
  EXPECT_EQ(fragments[0].paragraph, 2U);
  EXPECT_EQ(show(fragments[1]), "The [ferry].");
}

TEST(Highlighter, CutsLongSentencesAtWords) {
  Article article{.language = "en"};
  for (int i = 0; i < 100; ++i) article.body += "filler" + std::to_string(i) + " ";
  article.body += "needle";
  for (int i = 0; i < 100; ++i) article.body += " stuff" + std::to_string(i);
  Stemmers stemmers;
  const Highlights highlights =
      Highlighter({word("needle")}, stemmers).highlight(article, {.count = 1, .max_bytes = 60});
  ASSERT_EQ(highlights.fragments.size(), 1U);
  EXPECT_EQ(show(highlights.fragments[0]),
            "…filler98 filler99 [needle] stuff0 stuff1 stuff2 stuff3 stuff4…");
}

// Whatever the text and the terms: fragments are valid UTF-8 no longer than allowed (but for one
// word), marks are sorted, disjoint, inside, and each marks a word of the text.
TEST(Highlighter, InvariantsHoldOnGeneratedTexts) {
  constexpr std::array<std::string_view, 14> kPieces{
      "vote ", "Voting ",         "東京",   "。",  "é",  ". ", "x",
      "\n\n",  "prime minister ", "1,000 ", "’s ", "\n", "😀",  "Mr. "};
  std::uint32_t random = 1;
  const auto next = [&] { return random = random * 1664525 + 1013904223, random >> 16; };
  Stemmers stemmers;
  for (int round = 0; round < 2000; ++round) {
    Article article{.language = "en"};
    for (std::uint32_t i = next() % 120; i > 0; --i)
      article.body += kPieces[next() % kPieces.size()];
    article.body = clean_blocks(article.body);
    Highlighter highlighter({form("vote"), phrase("prime minister"), phrase("東京"), word("1000"),
                             near(4, {"x", "vote"})},
                            stemmers);
    const FragmentLimits limits{.count = next() % 4, .max_bytes = 10 + next() % 80};
    for (const Fragment& fragment : highlighter.highlight(article, limits).fragments) {
      EXPECT_TRUE(is_valid_utf8(fragment.text)) << article.body;
      std::string flat = article.body;
      std::replace(flat.begin(), flat.end(), '\n', ' ');
      EXPECT_NE(flat.find(fragment.text), std::string::npos);
      std::size_t end = 0;
      for (const ByteRange& mark : fragment.marks) {
        EXPECT_GE(mark.begin, end);
        EXPECT_GT(mark.end, mark.begin);
        EXPECT_LE(mark.end, fragment.text.size());
        EXPECT_TRUE(is_valid_utf8(
            std::string_view(fragment.text).substr(mark.begin, mark.end - mark.begin)));
        end = mark.end;
      }
    }
  }
}

TEST(Sentences, EndWhereReadersEndThem) {
  const auto sentences = [](std::string_view text) {
    std::string out;
    for (const ByteRange& range : split_sentences(text))
      out += "<" + std::string(text.substr(range.begin, range.end - range.begin)) + ">";
    return out;
  };
  EXPECT_EQ(sentences("One. Two! Three? “Four.” Five"), "<One.><Two!><Three?><“Four.”><Five>");
  EXPECT_EQ(sentences("Mr. Tarn met J. K. Dell. Then he left."),
            "<Mr. Tarn met J. K. Dell.><Then he left.>");
  EXPECT_EQ(sentences("It cost 3.50 marks. approx. ten"), "<It cost 3.50 marks. approx. ten>");
  EXPECT_EQ(sentences("一つ。二つ！三"), "<一つ。><二つ！><三>");
  EXPECT_EQ(sentences("line one\nline two"), "<line one><line two>");
  EXPECT_EQ(sentences(""), "");
  EXPECT_EQ(sentences(" \n "), "");
}

}  // namespace
}  // namespace dateline
