#include "searcher/csv_printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/made_pages.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kHeader =
    "rank,id,score,title,url,path,site,authors,published,precision,words,language,section,tags,"
    "wire,story,copies,flags,fragments\r\n";

/// Reads a file after the grammar of RFC 4180, 2; every line must end in CRLF.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && row.back().empty()) {
      for (++i; i < text.size(); ++i) {
        if (text[i] != '"') {
          row.back() += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
          row.back() += text[i++];
        } else {
          break;
        }
      }
    } else if (text[i] == ',') {
      row.emplace_back();
    } else if (text.substr(i, 2) == "\r\n") {
      rows.push_back(std::exchange(row, {""}));
      ++i;
    } else {
      EXPECT_THAT((std::vector<char>{'"', '\r', '\n'}), testing::Not(testing::Contains(text[i])));
      row.back() += text[i];
    }
  }
  EXPECT_THAT(row, ElementsAre("")) << "the last line has no end";
  return rows;
}

TEST(CsvPrinter, AHeaderAndALineAHit) {
  CsvPrinter printer(CsvTable::Hits);
  const std::string out = test::print(printer, test::full_page());
  EXPECT_THAT(out, StartsWith(kHeader));
  const auto rows = read_csv(out);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[1], ElementsAre("1", "ferry", "8.250000", "Ferry vote \"delayed\", again",
                                   "https://news.example/ferry?a=1&b=2", "/news/ferry 1.html",
                                   "The Daily", "Jane Doe; Omar Haddad", "2023-03-20", "day",
                                   "1612", "en", "Politics", "Ferries; Votes", "Reuters", "s1", "2",
                                   "", "The ferry was late. ... A vote followed."));
  EXPECT_EQ(rows[2][5], "/news/crawl.warc.gz#1024");
  EXPECT_EQ(rows[2][8], "2019-11");
  EXPECT_EQ(rows[2][17], "stub");
  EXPECT_EQ(rows[3][8], "") << "no date";
  EXPECT_EQ(rows[3][17], "partial");
}

TEST(CsvPrinter, ABatchNamesTheQueryAndHasOneHeader) {
  CsvPrinter printer(CsvTable::Hits);
  std::string out = test::print(printer, test::full_page(), {.id = "q,1", .text = "a"});
  out += test::print(printer, test::empty_page(), {.id = "q2", .text = "b"});
  out += test::print(printer, test::full_page(), {.id = "q3", .text = "c"});
  EXPECT_THAT(out, StartsWith("qid,rank,"));
  const auto rows = read_csv(out);
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[1][0], "q,1");
  EXPECT_EQ(rows[6][0], "q3");
}

TEST(CsvPrinter, NoHitsLeaveTheHeader) {
  CsvPrinter printer(CsvTable::Hits);
  EXPECT_EQ(test::print(printer, test::empty_page()), kHeader);
}

TEST(CsvPrinter, CountsAreATableOfTheirOwn) {
  CsvPrinter printer(CsvTable::Counts);
  EXPECT_FALSE(printer.shows_fragments());
  EXPECT_EQ(test::print(printer, test::full_page()),
            "of,value,matches,articles\r\n"
            "site,The Daily,40,\r\n"
            "site,Harbour & Hill,10,\r\n"
            "site,,3,\r\n"
            "year,2023,50,\r\n"
            "month,2022-12,5,100\r\n"
            "month,2023-01,0,0\r\n"
            "month,2023-02,20,100\r\n"
            "month,2023-03,75,200\r\n"
            "month,,4,\r\n");
}

TEST(CsvPrinter, NumbersOfMatches) {
  CsvPrinter one(CsvTable::Hits);
  std::string out;
  one.print_count(out, {.text = "a"}, 12345, 1ms);
  EXPECT_EQ(out, "matches\r\n12345\r\n");
  CsvPrinter batch(CsvTable::Hits);
  out.clear();
  batch.print_count(out, {.id = "1", .text = "a"}, 2, 1ms);
  batch.print_count(out, {.id = "2", .text = "b"}, 0, 1ms);
  EXPECT_EQ(out, "qid,matches\r\n1,2\r\n2,0\r\n");
}

TEST(CsvPrinter, AnArticleIsOneLineWithItsText) {
  CsvPrinter printer(CsvTable::Hits);
  std::string out;
  printer.print_article(out, {.article = {.id = "a", .title = "T", .body = "one, two\n\nthree"}});
  const auto rows = read_csv(out);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].size(), rows[1].size());
  EXPECT_EQ(rows[0].back(), "body");
  EXPECT_EQ(rows[1].back(), "one, two\n\nthree");
}

TEST(CsvPrinter, FormulasAreDisarmedAndNothingElseIs) {
  struct Case {
    std::string_view text, field;
  };
  constexpr auto kCases = std::to_array<Case>({
      {"plain", "plain"},
      {"", ""},
      {"a,b", "\"a,b\""},
      {"say \"no\"", "\"say \"\"no\"\"\""},
      {"=1+1", "'=1+1"},
      {"=HYPERLINK(\"https://x\",\"y\")", "\"'=HYPERLINK(\"\"https://x\"\",\"\"y\"\")\""},
      {"+49 30 1234", "'+49 30 1234"},
      {"-40 degrees", "'-40 degrees"},
      {"@handle", "'@handle"},
      {"  =1", "'  =1"},
      {"'=1", "''=1"},
      {"\uFF1D1", "'\uFF1D1"},
      {"'tis the season", "'tis the season"},
      {"a=b", "a=b"},
      {"– dash", "– dash"},
  });
  for (const Case& test : kCases) EXPECT_EQ(csv_text(test.text), test.field) << test.text;
}

}  // namespace
}  // namespace dateline
