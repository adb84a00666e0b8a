// In what order a Searcher puts what it finds.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/database.hpp"
#include "common/date.hpp"
#include "common/schema.hpp"
#include "indexer/document_builder.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using test::ids;
using test::kNow;
using test::parse;
using test::search;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(SearcherRanking, HeadlinesThatTheQueryNamesComeFirst) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i)
    articles.push_back({.id = fmt::format("other{}", i),
                        .title = "Harbour notes",
                        .language = "en",
                        .body = "Harvest festival, harvest festival, harvest festival."});
  articles.push_back(
      {.id = "named",
       .title = "Harvest festival",
       .language = "en",
       .body = "It rained on the pumpkins, as the year before, and few came to see."});
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto page = searcher->search({.query = parse("harvest festival"), .limit = 1});
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), ElementsAre("named"));
  EXPECT_EQ(page->matches, 31U);
}

TEST(SearcherRanking, PagesOfTheSecondLookMeetWithoutGapOrOverlap) {
  const auto all = ids(search({.query = parse("opens OR vote OR the"), .limit = 50}));
  std::vector<std::string> joined;
  for (std::size_t offset = 0; offset < all.size(); offset += 2)
    for (const std::string& id :
         ids(search({.query = parse("opens OR vote OR the"), .offset = offset, .limit = 2})))
      joined.push_back(id);
  EXPECT_EQ(joined, all);
}

// Xapian 1.4.22 gives wrong weights to OP_AND_MAYBE with terms and phrases in one OR on its right.
TEST(SearcherRanking, ScoreIsTheSumOfStemsFormsAndPairs) {
  const auto score = [](std::string_view text) {
    std::map<std::string, double> scores;
    for (const Hit& hit : search({.query = parse(text), .limit = 50}).hits)
      scores[hit.article.id] = hit.score;
    return scores;
  };
  // Too many words for a headline, which would add its fit.
  const auto forwards = score("climate carbon tax vote ferry harbour");
  const auto backwards = score("harbour OR ferry OR vote OR tax OR carbon OR climate");
  EXPECT_GT(forwards.at("summit"), backwards.at("summit")) << "carbon tax is a pair";
  EXPECT_NEAR(forwards.at("protest"), backwards.at("protest"), 1e-6);
  EXPECT_NEAR(forwards.at("ferry"), backwards.at("ferry"), 1e-6);
}

TEST(SearcherRanking, LongQueriesGiveMoreWeightToWordsThatComeInBursts) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  const auto add = [&](std::string id, std::string body) {
    articles.push_back({.id = std::move(id), .language = "en", .body = std::move(body)});
  };
  add("a-even", "Pumpkins beside a bridge.");
  add("b-bursty", "Pumpkins beside a ferry.");
  for (int i = 0; i < 2; ++i) {
    add(fmt::format("bridge{}", i), "Pumpkins under a bridge.");
    add(fmt::format("ferry{}", i), "Ferry after ferry after ferry.");
  }
  for (int i = 0; i < 20; ++i) add(fmt::format("other{}", i), "Pumpkins came early.");
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto order = [&](std::string_view text) {
    std::vector<std::string> found;
    const auto page = searcher->search({.query = parse(text), .limit = 50});
    for (const std::string& id : ids(*page))
      if (id == "~a-even" || id == "~b-bursty") found.push_back(id);
    return found;
  };
  EXPECT_THAT(order("bridge ferry"), ElementsAre("~a-even", "~b-bursty"))
      << "as many articles have each, and ids decide";
  EXPECT_THAT(order("bridge ferry of mayor council harbour budget tunnel railway"),
              ElementsAre("~b-bursty", "~a-even"));
  EXPECT_THAT(order("bridge ferry of mayor council harbour budget tunnel \"market hall\""),
              ElementsAre("~b-bursty", "~a-even"))
      << "words of a phrase count";
  EXPECT_THAT(order("bridge ferry of mayor council harbour budget tunnel -railway"),
              ElementsAre("~a-even", "~b-bursty"))
      << "a word that must not be there does not";
}

TEST(SearcherRanking, HeadlinesCountMore) {
  EXPECT_THAT(ids(search({.query = parse("vote")})), ElementsAre("ferry", "summit"));
}

TEST(SearcherRanking, HeadlinesThatAreTheQueryComeBeforeThoseThatHaveMore) {
  const test::ScratchFolder folder;
  test::make_archive(folder / "db",
                     {{.id = "longer",
                       .title = "Harvest festival moves into town hall",
                       .language = "en",
                       .body = "Pumpkins came early."},
                      {.id = "same",
                       .title = "Harvest festival",
                       .language = "en",
                       .body = "Pumpkins came early, moved into town by way of the hall."}});
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  const auto page = searcher->search({.query = parse("harvest festival")});
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), ElementsAre("same", "longer"));
}

/// Articles that differ in nothing that a query for "harvest" can see.
std::vector<Article> equal_articles() {
  std::vector<Article> articles;
  for (const char* id : {"a", "b", "c"})
    articles.push_back({.id = id, .title = "Harvest", .language = "en", .body = "Pumpkins."});
  return articles;
}

std::vector<std::string> order_of(const std::vector<Article>& articles,
                                  SearchRequest request = {}) {
  const test::ScratchFolder folder;
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  EXPECT_TRUE(searcher);
  request.query = parse("harvest");
  const auto page = searcher->search(request);
  EXPECT_TRUE(page);
  return ids(*page);
}

TEST(SearcherRanking, StubsAndPagesComeBelowArticles) {
  auto articles = equal_articles();
  articles[0].kind = ArticleKind::Page;
  articles[1].kind = ArticleKind::Stub;
  EXPECT_THAT(order_of(articles), ElementsAre("c", "b", "a"));
}

TEST(SearcherRanking, RecentArticlesComeFirstAmongEquals) {
  const auto on = [](int year, unsigned month) {
    return ArticleDate{.time = *make_timestamp(year, month, 20), .evidence = DateEvidence::Meta};
  };
  auto articles = equal_articles();
  articles[1].published = on(2023, 1);
  articles[2].published = on(2023, 3);
  EXPECT_THAT(order_of(articles), ElementsAre("a", "b", "c")) << "equals in the index's order";
  EXPECT_THAT(order_of(articles, {.recency = Recency::Low, .now = kNow}),
              ElementsAre("c", "b", "a"));
}

TEST(SearcherRanking, DatesInTheFutureAreNoMoreRecentThanNow) {
  auto articles = equal_articles();
  articles[0].published =
      ArticleDate{.time = *make_timestamp(2023, 3, 22), .evidence = DateEvidence::Meta};
  articles[1].published =
      ArticleDate{.time = *make_timestamp(2053, 3, 20), .evidence = DateEvidence::Meta};
  const auto page = order_of(articles, {.recency = Recency::High, .now = kNow - 20h});
  EXPECT_THAT(page, ElementsAre("a", "b", "c"));
}

TEST(SearcherRanking, RecencyNeverOutweighsAHeadline) {
  auto articles = equal_articles();
  articles[2].title = "Pumpkins";
  articles[2].body = "A harvest.";
  articles[2].published =
      ArticleDate{.time = *make_timestamp(2023, 3, 21), .evidence = DateEvidence::Meta};
  EXPECT_THAT(order_of(articles, {.recency = Recency::High, .now = kNow}),
              ElementsAre("a", "b", "c"));
}

/// Two copies of one story and an article of its own, of "harvest"; a third copy lacks "festival".
class Stories : public testing::Test {
 protected:
  Stories() {
    std::vector<Article> articles = equal_articles();
    articles[0].title = articles[1].title = articles[2].title = "Harvest festival";
    articles[2].body = "Pumpkins of its own.";
    articles.push_back({.id = "d", .title = "Harvest", .language = "en", .body = "Pumpkins."});
    test::make_archive(folder_ / "db", articles);
    Xapian::WritableDatabase database(folder_ / "db", Xapian::DB_OPEN);
    for (const char* id : {"Qa", "Qb", "Qd"}) {
      const Xapian::docid number = *database.postlist_begin(id);
      Xapian::Document document = database.get_document(number);
      document.add_value(kSlotStory, "a");
      database.replace_document(number, document);
    }
    database.commit();
    searcher_.emplace(*Searcher::open({folder_ / "db"}));
  }

  test::ScratchFolder folder_;
  std::optional<Searcher> searcher_;
};

TEST_F(Stories, AreOneHitThatCountsItsCopies) {
  const auto page = searcher_->search({.query = parse("harvest"), .collapse = Collapse::Story});
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), ElementsAre("d", "c"));
  EXPECT_EQ(page->matches, 4U) << "articles, not stories";
  EXPECT_TRUE(page->is_exact);
  for (const Hit& hit : page->hits) EXPECT_EQ(hit.folded, hit.article.id == "d" ? 2U : 0U);
}

TEST_F(Stories, AreSoManyHitsWhenNotCollapsed) {
  const auto page = searcher_->search({.query = parse("harvest")});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->hits.size(), 4U);
  EXPECT_EQ(page->hits.front().folded, 0U);
}

TEST_F(Stories, DoNotComeBackAsNearMisses) {
  const SearchRequest request{.query = parse("harvest festival"), .collapse = Collapse::Story};
  const auto page = searcher_->search(request);
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), UnorderedElementsAre("a", "c"));
  EXPECT_EQ(page->matches, 3U);
}

TEST(SearcherRanking, ExpansionWeighsWordsOfTheBestMatches) {
  const test::ScratchFolder folder;
  std::vector<Article> articles;
  for (int i = 0; i < 12; ++i)
    articles.push_back({.id = fmt::format("topic{}", i),
                        .title = "Harvest festival",
                        .language = "en",
                        .body = i < 4 ? "Harvest of pumpkins." : "Harvest of other things."});
  articles.push_back({.id = "far", .language = "en", .body = "One harvest and a stone wall."});
  articles.push_back({.id = "near", .language = "en", .body = "One harvest and a pumpkin pie."});
  for (int i = 0; i < 60; ++i)
    articles.push_back({.id = fmt::format("filler{}", i), .language = "en", .body = "Rain."});
  test::make_archive(folder / "db", articles);
  auto searcher = Searcher::open({folder / "db"});
  ASSERT_TRUE(searcher);
  SearchRequest request{.query = parse("harvest"), .limit = 20};
  const auto plain = searcher->search(request);
  request.expand = true;
  const auto expanded = searcher->search(request);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(expanded);
  EXPECT_EQ(expanded->matches, plain->matches);
  const auto place = [](const ResultPage& page, std::string_view id) {
    const auto all = ids(page);
    return std::find(all.begin(), all.end(), id) - all.begin();
  };
  EXPECT_LT(place(*plain, "far"), place(*plain, "near"));
  EXPECT_LT(place(*expanded, "near"), place(*expanded, "far"));
}

}  // namespace
}  // namespace dateline
