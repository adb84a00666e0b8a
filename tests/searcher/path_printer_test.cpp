#include "searcher/path_printer.hpp"

#include <gtest/gtest.h>

#include "tests/searcher/made_pages.hpp"

namespace dateline {
namespace {

ResultPage page_of_paths(const std::vector<ArticleSource>& sources) {
  ResultPage page;
  for (const ArticleSource& source : sources) page.hits.push_back({.article = {.source = source}});
  return page;
}

TEST(PathPrinter, EachFileOfAMatchOnce) {
  PathPrinter printer(LineEnd::LineFeed);
  ResultPage page = page_of_paths({{.path = "/b.html"},
                                   {.path = "/crawl.warc", .record = "7"},
                                   {.path = "/a b.html"},
                                   {.path = "/crawl.warc", .record = "9"},
                                   {.path = "/near.html"}});
  page.hits.back().is_partial = true;
  EXPECT_EQ(test::print(printer, page), "/b.html\n/crawl.warc\n/a b.html\n");
  EXPECT_EQ(test::print(printer, page), "/b.html\n/crawl.warc\n/a b.html\n")
      << "once an answer, not once a run";
}

TEST(PathPrinter, BytesBeforeNul) {
  const std::string odd = "/caf\xE9\n\x1B[2J\xE2\x80\xAE.html";
  PathPrinter bytes(LineEnd::Nul);
  EXPECT_EQ(test::print(bytes, page_of_paths({{.path = odd}, {.path = "/b"}})),
            odd + '\0' + "/b" + '\0');
  PathPrinter lines(LineEnd::LineFeed);
  EXPECT_EQ(test::print(lines, page_of_paths({{.path = odd}})), "/caf\uFFFD  [2J.html\n");
}

TEST(PathPrinter, PathOfAShownArticle) {
  PathPrinter printer(LineEnd::LineFeed);
  std::string out;
  printer.print_article(out, {.article = {.source = {.path = "/a.warc", .record = "1"}}});
  EXPECT_EQ(out, "/a.warc\n");
}

}  // namespace
}  // namespace dateline
