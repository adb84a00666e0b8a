#include "indexer/document_builder.hpp"

#include <gtest/gtest.h>

#include "common/ranking_facts.hpp"
#include "common/schema.hpp"

namespace dateline {
namespace {

Article bridge_article() {
  return {.id = "abc",
          .source = {.path = "/archive/2023/bridge.html"},
          .url = "https://www.News.example/bridge",
          .title = "Bridges reopen",
          .authors = {"Ada Quill", "Béla Tarn"},
          .published = ArticleDate{*parse_iso8601("2023-03-20T00:30:00+09:00"), DateEvidence::Meta},
          .site = "The Post",
          .section = "Économie",
          .tags = {"Road Works"},
          .language = "en",
          .lead = "After years.",
          .body = "First paragraph about bridges.\n\nSecond one.",
          .kind = ArticleKind::Stub,
          .words = 6};
}

bool has_term(const Xapian::Document& document, const std::string& term) {
  auto it = document.termlist_begin();
  it.skip_to(term);
  return it != document.termlist_end() && *it == term;
}

std::vector<Xapian::termpos> positions(const Xapian::Document& document, const std::string& term) {
  auto it = document.termlist_begin();
  it.skip_to(term);
  if (it == document.termlist_end() || *it != term) return {};
  return {it.positionlist_begin(), it.positionlist_end()};
}

Xapian::termcount frequency(const Xapian::Document& document, const std::string& term) {
  auto it = document.termlist_begin();
  it.skip_to(term);
  return it != document.termlist_end() && *it == term ? it.get_wdf() : 0;
}

TEST(DocumentBuilder, WritesTheTermsOfTheSchema) {
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(bridge_article());
  for (const char* term : {"bridges",
                           "Zbridg",
                           "Sbridges",
                           "ZSbridg",
                           "XLyears",
                           "XLfirst",
                           "Aquill",
                           "Abela",
                           "Qabc",
                           "Hwww.news.example",
                           "Hnews.example",
                           "Hexample",
                           "XSITEthe post",
                           "Len",
                           "Y2023",
                           "M202303",
                           "D20230320",
                           "XDPsecond",
                           "XDSmeta",
                           "XSECeconomie",
                           "XTAGroad works",
                           "XISstub",
                           "XISdated",
                           "XP/archive",
                           "XP/archive/2023",
                           "XP/archive/2023/bridge.html"})
    EXPECT_TRUE(has_term(document, term)) << term;
  for (const char* term : {"XLsecond", "quill", "XISundated", "Sfirst"})
    EXPECT_FALSE(has_term(document, term)) << term;
}

TEST(DocumentBuilder, OpeningWordsAreToldWhereTheyCountTwice) {
  DocumentBuilder builder;
  Article article = bridge_article();
  EXPECT_FALSE(has_term(builder.build(article), "XOyears"));
  article.title.clear();
  article.lead.clear();
  article.body =
      "Bridges, bridges. " + std::string(100, 'x') + " a b c d e f g h i j k l m bridges";
  const Xapian::Document document = builder.build(article);
  EXPECT_EQ(frequency(document, "bridges"), 5U);
  EXPECT_EQ(frequency(document, "XObridges"), 2U);
  EXPECT_EQ(frequency(document, "Zbridg"), 5U);
  EXPECT_EQ(frequency(document, "ZXObridg"), 2U);
}

TEST(DocumentBuilder, HeadlineWordsCountMore) {
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(bridge_article());
  EXPECT_EQ(frequency(document, "reopen"), kTitleWeight);
  EXPECT_EQ(frequency(document, "bridges"), kTitleWeight + 1);
  EXPECT_EQ(frequency(document, "paragraph"), 1U);
  EXPECT_EQ(frequency(document, "Qabc"), 0U);
}

TEST(DocumentBuilder, CountsWordsOfTheHeadline) {
  DocumentBuilder builder;
  const auto count = [&](const char* title) {
    const Xapian::Document document =
        builder.build(Article{.id = "a", .title = title, .language = "en", .body = "Text."});
    return decode_ranking_facts(document.get_value(kSlotRanking)).title_words;
  };
  EXPECT_EQ(count("The bridge and the old bridge"), 2);
  EXPECT_EQ(count("The"), 0);
  EXPECT_EQ(count(""), 0);
}

TEST(DocumentBuilder, KeepsWhatRankingAsks) {
  DocumentBuilder builder;
  Article article{.id = "a", .body = "Text.", .kind = ArticleKind::Stub};
  article.published = ArticleDate{.time = *parse_iso8601("1970-01-01T01:00:00+00:00")};
  EXPECT_EQ(decode_ranking_facts(builder.build(article).get_value(kSlotRanking)),
            (RankingFacts{.kind = ArticleKind::Stub, .published = 3600}));
}

TEST(DocumentBuilder, KeepsTheDayThatReadersSaw) {
  DocumentBuilder builder;
  const auto day = [&](const char* date) {
    Article article{.id = "a", .body = "Text."};
    if (const auto time = parse_iso8601(date)) article.published = ArticleDate{.time = *time};
    return builder.build(article).get_value(kSlotDay);
  };
  EXPECT_EQ(day("2023-03-20T23:30:00-05:00"), "2023-03-20");
  EXPECT_EQ(day("2023-03"), "2023-03");
  EXPECT_EQ(day("2023"), "2023");
  EXPECT_EQ(day(""), "");
}

TEST(DocumentBuilder, KeepsWholeNamesOfAuthors) {
  DocumentBuilder builder;
  Article article{.id = "a", .body = "Text."};
  for (int i = 0; i < 100; ++i) article.authors.push_back("Anne-Marie Somebody the Longest");
  article.authors.back() = "Last";
  const std::string names = builder.build(article).get_value(kSlotAuthors);
  EXPECT_GT(names.size(), 900U);
  EXPECT_LE(names.size(), 1000U);
  EXPECT_TRUE(names.ends_with("\nAnne-Marie Somebody the Longest"));
}

TEST(DocumentBuilder, OpeningCountsTwiceWithoutAHeadline) {
  DocumentBuilder builder;
  const auto frequency = [&](std::string title, const std::string& term) {
    const Xapian::Document document = builder.build(Article{
        .id = "a",
        .title = std::move(title),
        .language = "en",
        .body = "Harbour one two three four five six seven eight nine ten eleven twelve thirteen "
                "fourteen lantern."});
    auto found = document.termlist_begin();
    found.skip_to(term);
    return found == document.termlist_end() || *found != term ? 0 : found.get_wdf();
  };
  EXPECT_EQ(frequency("", "harbour"), 2U);
  EXPECT_EQ(frequency("", "Zharbour"), 2U);
  EXPECT_EQ(frequency("", "XLharbour"), 1U);
  EXPECT_EQ(frequency("", "lantern"), 1U);
  EXPECT_EQ(frequency("Bridge", "harbour"), 1U);
}

TEST(DocumentBuilder, NoPhraseSpansParagraphs) {
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(bridge_article());
  const auto reopen = positions(document, "reopen").at(0);
  const auto years = positions(document, "years").at(0);
  const auto second = positions(document, "second").at(0);
  EXPECT_EQ(positions(document, "bridges"),
            (std::vector<Xapian::termpos>{1, positions(document, "about").at(0) + 1}));
  EXPECT_GE(positions(document, "after").at(0) - reopen, kParagraphGap);
  EXPECT_GE(positions(document, "first").at(0) - years, kParagraphGap);
  EXPECT_GE(second - positions(document, "bridges").at(1), kParagraphGap);
  EXPECT_GE(positions(document, "Abela").at(0) - positions(document, "Aquill").at(0),
            kParagraphGap);
}

TEST(DocumentBuilder, WordsOfOneParagraphStayWithinTheGap) {
  Article article = bridge_article();
  article.body.clear();
  for (unsigned i = 0; i < 2 * kParagraphGap; ++i) article.body += "w" + std::to_string(i) + " ";
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(article);
  const auto at = [&](unsigned i) { return positions(document, "w" + std::to_string(i)).at(0); };
  EXPECT_EQ(at(kParagraphGap - 1) - at(0), kParagraphGap - 1);
  EXPECT_GT(at(kParagraphGap) - at(kParagraphGap - 1), kParagraphGap);
}

TEST(DocumentBuilder, AnyTextGivesTermsWithinTheLimit) {
  const std::string huge(100'000, 'x');
  std::string words;
  for (int i = 0; i < 100; ++i) words += std::string(static_cast<std::size_t>(i), 'y') + " ";
  Article article{.id = std::string(300, 'a'),
                  .source = {.path = "/" + std::string(1000, 'p') + "/" + huge},
                  .url = "https://" + huge + ".example/" + huge,
                  .title = huge + " " + words,
                  .authors = {huge, words},
                  .site = huge,
                  .section = huge,
                  .tags = {huge, words},
                  .language = huge,
                  .body = huge + " " + words,
                  .wire = huge};
  DocumentBuilder builder;
  const Xapian::Document document = builder.build(article);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    EXPECT_LE((*term).size(), kMaxTermBytes);
  EXPECT_TRUE(has_term(document, "XDPnone"));
  EXPECT_TRUE(has_term(document, "XISundated"));
}

TEST(DocumentBuilder, DataIsTheWholeArticle) {
  DocumentBuilder builder;
  const auto article = decode_article(builder.build(bridge_article()).get_data());
  ASSERT_TRUE(article);
  EXPECT_EQ(*article, bridge_article());
}

}  // namespace
}  // namespace dateline
