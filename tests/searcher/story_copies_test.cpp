#include "searcher/story_copies.hpp"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/remote_server.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Article dated(std::string id, const char* date, std::string body = "Harvest.") {
  Article article{.id = id,
                  .source = {.path = "/pages/" + id},
                  .url = "https://papers.example/" + id,
                  .title = "Title " + id,
                  .site = "Paper " + id,
                  .body = std::move(body)};
  if (const auto time = parse_iso8601(date))
    article.published = ArticleDate{.time = *time, .evidence = DateEvidence::Meta};
  return article;
}

/// All are of one story, but those whose id begins with "x".
void make_story(const std::string& path, const std::vector<Article>& articles) {
  test::make_archive(path, articles);
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
  for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id) {
    Xapian::Document document = database.get_document(id);
    if (document.get_value(kSlotId).starts_with('x')) continue;
    document.add_value(kSlotStory, "a");
    database.replace_document(id, document);
  }
  database.commit();
}

std::vector<std::string> ids(const std::vector<Copy>& copies) {
  std::vector<std::string> out;
  for (const Copy& copy : copies) out.push_back(copy.id);
  return out;
}

std::vector<Article> papers() {
  return {dated("a", ""),
          dated("b", "2023-03-20T10:00:00+05:00"),
          dated("c", "2023-03-20T06:00:00Z", "Pumpkins."),
          dated("d", "2023-03-19"),
          dated("e", "2023-03-20T05:00:00Z"),
          dated("x", "2023-03-18")};
}

class StoryCopies : public testing::Test {
 protected:
  ResultPage search(const std::string& database, Collapse collapse = Collapse::Story) {
    auto searcher = Searcher::open({database});
    EXPECT_TRUE(searcher) << searcher.error().message;
    auto page = searcher->search({.query = test::parse("harvest"),
                                  .sort = SortOrder::Newest,
                                  .limit = 0,
                                  .collapse = collapse,
                                  .list_copies = true});
    EXPECT_TRUE(page) << page.error().message;
    return *page;
  }

  test::ScratchFolder folder_;
};

TEST_F(StoryCopies, ComeOldestFirstWhetherTheyMatchOrNot) {
  make_story(folder_ / "db", papers());
  const auto page = search(folder_ / "db");
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_EQ(page.hits[0].article.id, "b") << "and e, of one moment";
  EXPECT_THAT(ids(page.hits[0].copies), ElementsAre("d", "e", "c", "a"));
  const Copy& first = page.hits[0].copies.front();
  EXPECT_EQ(first.title, "Title d");
  EXPECT_EQ(first.site, "Paper d");
  EXPECT_EQ(first.url, "https://papers.example/d");
  EXPECT_EQ(first.source.path, "/pages/d");
  EXPECT_TRUE(first.published);
  EXPECT_EQ(page.hits[1].article.id, "x");
  EXPECT_THAT(page.hits[1].copies, IsEmpty());
  EXPECT_THAT(page.warnings, IsEmpty());
}

TEST_F(StoryCopies, AreListedForEachHitOfTheStory) {
  make_story(folder_ / "db", papers());
  const auto page = search(folder_ / "db", Collapse::None);
  ASSERT_EQ(page.hits.size(), 5U);
  for (const Hit& hit : page.hits)
    EXPECT_EQ(hit.copies.size(), hit.article.id == "x" ? 0U : 4U) << hit.article.id;
}

TEST_F(StoryCopies, AreTheOldestWhereThereAreMany) {
  std::vector<Article> many;
  for (int i = 0; i < 150; ++i)
    many.push_back(dated(fmt::format("a{:03}", i), i % 10 == 9 ? "" : "2023-03-20"));
  for (int i = 0; i < 50; ++i) many.push_back(dated(fmt::format("b{:03}", i), "2023-03-19"));
  make_story(folder_ / "db", many);
  const auto expect_oldest = [](const ResultPage& page) {
    ASSERT_EQ(page.hits.size(), 1U);
    const auto& copies = page.hits[0].copies;
    ASSERT_EQ(copies.size(), kMostCopies);
    for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(copies[i].id, fmt::format("b{:03}", i));
    EXPECT_TRUE(copies.back().published);
    EXPECT_THAT(page.warnings, ElementsAre(HasSubstr("199 copies; the 100 oldest")));
  };
  expect_oldest(search(folder_ / "db"));
  if (!test::has_xapian_servers()) return;
  const test::TcpServer server(folder_ / "db");
  expect_oldest(search(server.address()));
}

}  // namespace
}  // namespace dateline
