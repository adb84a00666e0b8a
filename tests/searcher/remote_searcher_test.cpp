// A searcher that is kept open over connections.

#include <chrono>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/remote_server.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::parse;
using test::TcpServer;
using testing::ElementsAre;

class RemoteSearcher : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::has_xapian_servers())
      GTEST_SKIP() << "xapian-tcpsrv is not installed (package xapian-tools)";
  }
};

TEST_F(RemoteSearcher, ConnectsAnewWhenTheServerHungUpMeanwhile) {
  const TcpServer server(test::archive_path(), {"--idle-timeout", "100"});
  auto searcher = Searcher::open({server.address()});
  ASSERT_TRUE(searcher) << searcher.error().message;
  for (int round = 0; round < 2; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const auto page = searcher->search({.query = parse("climate summit")});
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->matches, 1U);
  }
}

TEST_F(RemoteSearcher, SaysSoWhenTheServerIsGone) {
  auto server = std::make_unique<TcpServer>(test::archive_path());
  auto searcher = Searcher::open({server->address()});
  ASSERT_TRUE(searcher);
  server->stop();
  const auto lost = searcher->search({.query = parse("climate")});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::Unreachable);
  EXPECT_EQ(searcher->count(parse("climate")).error().code, ErrorCode::Unreachable);
}

TEST_F(RemoteSearcher, OutlivesAWriterThatOverwritesItsRevision) {
  const test::ScratchFolder folder;
  std::optional<TcpServer> server;
  test::outlive_a_writer(folder / "db", [&] {
    server.emplace(folder / "db");
    return Searcher::open({server->address()});
  });
}

TEST(SeveralDatabases, TellTheirFacts) {
  const test::ScratchFolder folder;
  const auto all = test::archive_articles();
  const auto half = all.begin() + 4;
  test::make_archive(folder / "a", {all.begin(), half});
  test::make_archive(folder / "b", {half, all.end()});
  folder.write("stub", "auto a\nauto b\n");
  auto searcher = Searcher::open({folder / "stub", test::archive_path(), folder / "b"});
  ASSERT_TRUE(searcher) << searcher.error().message;
  const auto facts = searcher->facts();
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->size(), 2U) << "b is in the stub";
  EXPECT_EQ(facts->front().articles, 8U);
  EXPECT_EQ(facts->front().uuid.size(), 36U + 1 + 36);
  EXPECT_EQ(facts->front().revision, 0U);
  EXPECT_GT(facts->back().revision, 0U);
  EXPECT_EQ(searcher->articles(), 16U);
  EXPECT_THAT(searcher->warnings(), ElementsAre(testing::HasSubstr("is searched once")));
}

TEST(SeveralDatabases, RefuseAStubThatNamesItself) {
  const test::ScratchFolder folder;
  folder.write("stub", "auto stub\nauto stub\n");
  const auto searcher = Searcher::open({folder / "stub"});
  ASSERT_FALSE(searcher);
  EXPECT_EQ(searcher.error().code, ErrorCode::Database);
}

TEST(SeveralDatabases, SetEqualsInOneOrder) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  for (const char* id : {"d", "b", "e", "a", "c"})
    articles.push_back({.id = id, .title = "Harvest", .language = "en", .body = "Pumpkins."});
  test::make_archive(folder / "x", {articles.begin(), articles.begin() + 2});
  test::make_archive(folder / "y", {articles.begin() + 2, articles.end()});
  for (const SortOrder sort : {SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest}) {
    auto searcher = Searcher::open({folder / "x", folder / "y"});
    ASSERT_TRUE(searcher);
    const auto page =
        searcher->search({.query = parse("harvest"), .sort = sort, .offset = 1, .limit = 3});
    ASSERT_TRUE(page);
    EXPECT_THAT(test::ids(*page), ElementsAre("b", "c", "d"));
  }
}

}  // namespace
}  // namespace dateline
