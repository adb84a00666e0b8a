#include "searcher/text_printer.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/date.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

Hit make_hit() {
  Hit hit{.rank = 3, .score = 1.5};
  hit.article.title = "Ferry vote delayed";
  hit.article.url = "https://news.example/a b";
  hit.article.site = "The Daily";
  hit.article.published = ArticleDate{.time = *make_timestamp(2023, 3, 20)};
  hit.title_marks = {{0, 5}};
  hit.fragments = {{.text = "The ferry was late.", .marks = {{4, 9}}, .cut_after = true}};
  return hit;
}

std::string print(const Hit& hit, const TextStyle& style = {}) {
  std::string out;
  append_hit(out, hit, style);
  return out;
}

TEST(TextPrinter, PlainHit) {
  EXPECT_EQ(print(make_hit()),
            " 3  **Ferry** vote delayed  2023-03-20  The Daily\n"
            "    The **ferry** was late.…\n"
            "    https://news.example/a b\n");
}

TEST(TextPrinter, ColourAndLinkOnATerminal) {
  const std::string out = print(make_hit(), {.color = true, .hyperlinks = true, .columns = 80});
  EXPECT_THAT(out, HasSubstr("\x1B]8;;https://news.example/a%20b\x1B\\"));
  EXPECT_THAT(out, HasSubstr("\x1B[1;33mferry\x1B[0m"));
  EXPECT_THAT(out, Not(HasSubstr("**")));
  EXPECT_THAT(out, Not(HasSubstr("    https://")));
}

TEST(TextPrinter, FillsAndWrapsToTheWidth) {
  Hit hit = make_hit();
  hit.fragments[0].text = "one two three four five six seven eight nine ten eleven twelve";
  hit.fragments[0].marks = {};
  hit.fragments[0].cut_after = false;
  const std::string out = print(hit, {.columns = 40});
  std::size_t begin = 0;
  while (begin < out.size()) {
    const std::size_t end = out.find('\n', begin);
    EXPECT_LE(end - begin, 40U) << out.substr(begin, end - begin);
    begin = end + 1;
  }
  EXPECT_THAT(out, HasSubstr("\n    2023-03-20  The Daily\n")) << "no room beside the headline";
  EXPECT_THAT(print(make_hit(), {.columns = 60}), HasSubstr("delayed             2023-03-20"));
}

TEST(TextPrinter, Dates) {
  Hit hit = make_hit();
  hit.article.published->time = *make_timestamp(2019, 11);
  EXPECT_THAT(print(hit), HasSubstr("  ~2019-11  "));
  hit.article.published.reset();
  EXPECT_THAT(print(hit), HasSubstr("  ----  "));
}

TEST(TextPrinter, NothingHostileReachesTheTerminal) {
  const std::string evil =
      "\x1B]0;owned\x07 a\x1B[2J\xC2\x9B"
      "31m\xE2\x80\xAE b\r\n";
  Hit hit = make_hit();
  hit.article.title = evil;
  hit.article.site = evil;
  hit.article.url = "https://x/" + evil;
  hit.article.source.path = evil;
  hit.title_marks = {{0, evil.size()}};
  hit.fragments = {{.text = evil, .marks = {{0, 3}, {5, evil.size()}}}};
  std::string article;
  hit.article.body = evil + "\n\n" + evil;
  hit.article.authors = {evil};
  append_article(article, {.article = hit.article}, {});
  for (const std::string& out : {print(hit), print(hit, {.columns = 40}), article}) {
    for (const char* bad : {"\x1B", "\x07", "\xC2\x9B", "\xE2\x80\xAE", "\r"})
      EXPECT_THAT(out, Not(HasSubstr(bad)));
  }
  const std::string linked = print(hit, {.color = true, .hyperlinks = true, .columns = 80});
  for (const char* bad : {"\x1B]0", "\x07", "\x1B[2J", "\xC2\x9B", "\xE2\x80\xAE", "\r"})
    EXPECT_THAT(linked, Not(HasSubstr(bad)));
}

TEST(TextPrinter, FactsStandAtTheEndOfTheLastLineWithRoom) {
  Hit hit = make_hit();
  hit.folded = 3;
  hit.article.title = "The state orders a ferry of its own from the Yard";
  hit.title_marks = {};
  hit.fragments = {};
  const TextStyle linked{.hyperlinks = true, .columns = 40};
  hit.article.url.clear();
  EXPECT_EQ(print(hit, linked),
            " 3  The state orders a ferry of its own\n"
            "    from the Yard\n"
            "    2023-03-20  The Daily  +3\n");
  hit.article.title = "The state orders a ferry of its own from it";
  EXPECT_EQ(print(hit, linked),
            " 3  The state orders a ferry of its own\n"
            "    from it    2023-03-20  The Daily  +3\n");
  hit.article.site = "www.varnholm-courier.example";
  EXPECT_EQ(print(hit, linked),
            " 3  The state orders a ferry of its own\n"
            "    from it\n"
            "    2023-03-20\n"
            "    www.varnholm-courier.example  +3\n")
      << "no fact is broken that fits a line";
  const std::string wide = print(hit, {.hyperlinks = true, .columns = 200});
  EXPECT_EQ(wide.find('\n'), 100U) << "no wider than is good to read";
}

TEST(TextPrinter, DumbTerminalsGetThreeDots) {
  Hit hit = make_hit();
  hit.fragments[0].cut_before = true;
  EXPECT_THAT(print(hit, {.ascii = true}), HasSubstr("    ...The **ferry** was late....\n"));
}

TEST(TextPrinter, AnArticleToRead) {
  ShownArticle shown{.article = make_hit().article,
                     .title_marks = {{0, 5}},
                     .lead_marks = {{4, 8}},
                     .body_marks = {{2, 7}, {17, 22}}};
  shown.article.authors = {"Jane Doe", "Omar Haddad"};
  shown.article.lead = "The lead.";
  shown.article.body = "A ferry left.\n\nA ferry came: it was the last of the day\nand full.";
  std::string out;
  append_article(out, shown, {.columns = 36});
  EXPECT_EQ(out,
            "**Ferry** vote delayed\n"
            "by:        Jane Doe, Omar Haddad\n"
            "published: 2023-03-20T00:00:00Z\n"
            "site:      The Daily\n"
            "url:       https://news.example/a b\n"
            "\n"
            "The **lead**.\n"
            "\n"
            "A **ferry** left.\n"
            "\n"
            "A **ferry** came: it was the last of\n"
            "the day\n"
            "and full.\n");
}

TEST(TextPrinter, DescribesTheResult) {
  EXPECT_EQ(describe_result({.matches = 5}, 1800us, 30500),
            "5 articles, 1.8 ms (30,500 articles in the index)\n");
  EXPECT_EQ(describe_result({.matches = 1}, 40us, 1),
            "1 article, 0.0 ms (1 article in the index)\n");
  EXPECT_EQ(describe_result({.matches = 12000, .is_exact = false}, 2ms, 30500),
            "about 12,000 articles, 2.0 ms (30,500 articles in the index)\n");
  ResultPage none{.matches = 0};
  none.hits.push_back({.is_partial = true});
  none.effects = {{.part = "xylophone", .alone = 0, .without = 12},
                  {.part = "climate", .alone = 12, .without = 0}};
  EXPECT_EQ(describe_result(none, 1ms, 8),
            "no article matches, 1 near miss, 1.0 ms (8 articles in the index)\n"
            "  xylophone: nothing matches this; without it 12 articles\n"
            "  climate: 12 by itself; without it still none\n");
  EXPECT_EQ(describe_result({.suggestion = Suggestion{.text = "summit", .matches = 2}}, 1ms, 8),
            "no article matches, 1.0 ms (8 articles in the index)\n"
            "  did you mean: summit (2 articles)\n");
}

TEST(TextPrinter, PointsAtErrors) {
  const auto point = [](std::string_view query, std::size_t offset, std::size_t length) {
    return point_at_error(
        query,
        {.code = ErrorCode::QuerySyntax, .message = "m", .offset = offset, .length = length});
  };
  EXPECT_EQ(point("foo:bar", 0, 3), "  foo:bar\n  ^~~\n");
  EXPECT_EQ(point("東京 \"x", 7, 1), "  東京 \"x\n       ^\n") << "two columns a character";
  EXPECT_EQ(point("a\tb (", 4, 1), "  a b (\n      ^\n");
  EXPECT_EQ(point("abc", 3, 0), "  abc\n     ^\n");
  const std::string far = point(std::string(500, 'x') + "(" + std::string(500, 'y'), 500, 1);
  EXPECT_LT(far.size(), 300U);
  const std::string first = far.substr(0, far.find('\n'));
  const std::string second = far.substr(far.find('\n') + 1);
  // The ellipsis takes three bytes and one column.
  EXPECT_EQ(first.find('(') - 2, second.find('^'));
  EXPECT_EQ(point_at_error("q", {.code = ErrorCode::Database, .message = "m"}), "");
}

TEST(TextPrinter, SaysWhoseNamesTheseAre) {
  Hit hit;
  hit.rank = 1;
  hit.article.title = "Bridge";
  hit.fragments = {{.field = FieldId::Author, .text = "Jane Doe", .marks = {{5, 8}}}};
  std::string out;
  append_hit(out, hit, {});
  EXPECT_THAT(out, testing::HasSubstr("\n    by Jane **Doe**\n"));
}

}  // namespace
}  // namespace dateline
