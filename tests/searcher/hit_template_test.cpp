#include "searcher/hit_template.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "searcher/template_printer.hpp"
#include "tests/searcher/made_pages.hpp"

namespace dateline {
namespace {

using testing::HasSubstr;

std::string fill(std::string_view text, std::size_t hit = 0) {
  const auto parsed = parse_hit_template(text);
  EXPECT_TRUE(parsed) << text << ": " << parsed.error().message;
  if (!parsed) return {};
  return fill_hit_template(*parsed, test::full_page().hits.at(hit),
                           {.id = "q1", .text = "ferry vote"});
}

TEST(HitTemplate, FillsEveryField) {
  struct Case {
    std::string_view text, filled;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"", ""},
      {"no fields", "no fields"},
      {"{rank} {score} {id}", "1 8.250000 ferry"},
      {"{title}", "Ferry vote \"delayed\", again"},
      {"{url} {path}", "https://news.example/ferry?a=1&b=2 /news/ferry 1.html"},
      {"{site} {authors}", "The Daily Jane Doe; Omar Haddad"},
      {"{date} {published} {precision}", "2023-03-20 2023-03-20 day"},
      {"{words} {language} {section}", "1612 en Politics"},
      {"{wire} {tags}", "Reuters Ferries; Votes"},
      {"{story} {copies} {flags}.", "s1 2 ."},
      {"{fragment}", "The ferry was late."},
      {"{fragments}", "The ferry was late. ... A vote followed."},
      {"{qid} {query}", "q1 ferry vote"},
      {"{TITLE:.5}", "Ferr…"},
  });
  for (const Case& test : kCases) EXPECT_EQ(fill(test.text), test.filled) << test.text;
  for (const HitField& field : kHitFields) fill(fmt::format("{{{}}}", field.name));
  EXPECT_EQ(fill("{date} {flags}", 1), "~2019-11 stub");
  EXPECT_EQ(fill("{date}|{published}|{flags}", 2), "----||partial");
}

TEST(HitTemplate, BracesAndEscapes) {
  EXPECT_EQ(fill("{{{rank}}} }}{{"), "{1} }{");
  EXPECT_EQ(fill("a\\tb\\nc\\\\"), "a\tb\nc\\");
  EXPECT_EQ(fill("a\\0b"), std::string("a\0b", 3));
  EXPECT_EQ(fill("a\tb\nc"), "a\tb\nc") << "as a shell writes them";
  EXPECT_EQ(fill("\x1B[2J\u202E\xFF"), " [2J\uFFFD") << "what controls a terminal";
}

TEST(HitTemplate, WidthsAreColumns) {
  struct Case {
    std::string_view text, filled;
    std::size_t hit = 0;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"[{id:<8}]", "[ferry   ]"},
      {"[{id:>8}]", "[   ferry]"},
      {"[{id:^8}]", "[ ferry  ]"},
      {"[{id:8}]", "[ferry   ]"},
      {"[{words:8}]", "[    1612]"},
      {"[{words:<8}]", "[1612    ]"},
      {"[{id:.<8}]", "[ferry...]"},
      {"[{id:·^9}]", "[··ferry··]"},
      {"[{id:<2}]", "[ferry]"},
      {"[{title:.11}]", "[Ferry vote…]"},
      {"[{title:.12}]", "[Ferry vote…]"},
      {"[{title:.1}]", "[…]"},
      {"[{title:.0}]", "[]"},
      {"[{id:.5}]", "[ferry]"},
      {"[{title:>8.6s}]", "[  Ferry…]"},
      {"[{score:.2f}]", "[8.25]"},
      {"[{score:>8.1}]", "[     8.2]"},
      {"[{score:.0}]", "[8]"},
      {"[{rank:03}]", "[  1]"},
      {"[{title:<14}]", "[港のフェリー  ]", 1},
      {"[{title:.5}]", "[港の…]", 1},
      {"[{title:.6}]", "[港の…]", 1},
      {"[{title:<6.4}]", "[港…   ]", 1},
  });
  for (const Case& test : kCases) EXPECT_EQ(fill(test.text, test.hit), test.filled) << test.text;
}

TEST(HitTemplate, CombiningMarksStayWithTheirLetter) {
  const auto parsed = parse_hit_template("{title:.3}");
  ASSERT_TRUE(parsed);
  const Hit hit{.article = {.title = "ae\u0301\u0323iou"}};
  EXPECT_EQ(fill_hit_template(*parsed, hit, {}), "ae\u0301\u0323…");
}

TEST(HitTemplate, Misuse) {
  struct Case {
    std::string_view text, message, hint;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"{titel}", "no field \"titel\" (at character 2)", "did you mean {title}"},
      {"é {auth}", "no field \"auth\" (at character 4)", "did you mean {authors}"},
      {"{}", "no field \"\"", "fields: qid query rank"},
      {"{zebra crossing}", "no field", "fields:"},
      {"{ title}", "no field \" title\"", "did you mean {title}"},
      {"{title", "a { without its } (at character 1)", "{{"},
      {"a}b", "a } without its { (at character 2)", "}}"},
      {"\\x", "no escape \"\\x\" (at character 1)", ""},
      {"end\\", "no escape \"\\\" (at character 4)", ""},
      {"{title:x}", "\"x\" is no width", "{title:<60}"},
      {"{title:<6d}", "is no width", ""},
      {"{title:.}", "is no width", ""},
      {"{title:.2f}", "is no width", ""},
      {"{words:.2}", "is no width", ""},
      {"{score:.7}", "is no width", ""},
      {"{title:<5000}", "wider than 1000", ""},
      {"{title:99999999999999999999999}", "wider than 1000", ""},
      {"{title:.99999999999999999999999}", "wider than 1000", ""},
      {"{title:港<10}", "one column wide (at character 8)", ""},
      {"{title:\x1B\x1B<10}", "is no width", ""},
  });
  for (const Case& test : kCases) {
    const auto parsed = parse_hit_template(test.text);
    ASSERT_FALSE(parsed) << test.text;
    EXPECT_EQ(parsed.error().code, ErrorCode::Usage);
    EXPECT_THAT(parsed.error().message, HasSubstr(test.message));
    EXPECT_THAT(parsed.error().hint, HasSubstr(test.hint));
  }
}

TEST(TemplatePrinter, EndsEachHit) {
  TemplatePrinter lines(*parse_hit_template("{id}"), LineEnd::LineFeed);
  EXPECT_EQ(test::print(lines, test::full_page()), "ferry\nharbour\nmarch\n");
  TemplatePrinter nul(*parse_hit_template("{id}"), LineEnd::Nul);
  EXPECT_EQ(test::print(nul, test::full_page()), std::string("ferry\0harbour\0march\0", 20));
  std::string out;
  lines.print_article(out, test::article_of("x"));
  EXPECT_EQ(out, "x\n");
}

TEST(TemplatePrinter, AsksForFragmentsOnlyWhereItShowsThem) {
  EXPECT_FALSE(TemplatePrinter(*parse_hit_template("{title}"), LineEnd::Nul).shows_fragments());
  EXPECT_TRUE(TemplatePrinter(*parse_hit_template("{fragment}"), LineEnd::Nul).shows_fragments());
  EXPECT_TRUE(TemplatePrinter(*parse_hit_template("{fragments}"), LineEnd::Nul).shows_fragments());
}

}  // namespace
}  // namespace dateline
