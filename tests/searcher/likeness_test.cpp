#include "searcher/likeness.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/archive_search.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::ids;
using test::parse;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A flood in three papers, a copy of the first, and what has only common words with it.
std::vector<Article> articles() {
  return {
      {.id = "flood",
       .source = {.path = "/news/flood.html"},
       .title = "Flood in Nizhmar",
       .language = "en",
       .body = "The Velna flooded Nizhmar at night. Boats took people from the roofs."},
      {.id = "copy",
       .source = {.path = "/news/copy.html"},
       .title = "Flood in Nizhmar",
       .language = "en",
       .body = "The Velna flooded Nizhmar at night. Boats took people from the roofs."},
      {.id = "sister",
       .source = {.path = "/news/warc.gz", .record = "1"},
       .title = "Velna drowns Nizhmar",
       .language = "en",
       .body = "People of Nizhmar left by boat."},
      {.id = "later",
       .source = {.path = "/news/warc.gz", .record = "2"},
       .title = "Boats for the Velna",
       .language = "en",
       .body = "The town buys boats."},
      {.id = "other",
       .source = {.path = "/news/other.html"},
       .title = "Opera season",
       .language = "en",
       .body = "The people of the town came at night."},
      {.id = "tokyo",
       .source = {.path = "/zh/tokyo.html"},
       .title = "东京奥运会开幕",
       .language = "zh",
       .body = "东京奥运会今天开幕。"},
      {.id = "beijing",
       .source = {.path = "/zh/beijing.html"},
       .title = "北京的奥运会",
       .language = "zh",
       .body = "奥运会在北京。"},
      {.id = "alone", .source = {.path = "/alone.html"}, .language = "en", .body = "Zyzzyva."},
  };
}

class Likenesses : public testing::Test {
 protected:
  Likenesses() {
    test::make_archive(folder_ / "db", articles());
    Xapian::WritableDatabase database(folder_ / "db", Xapian::DB_OPEN);
    for (const char* term : {"Qflood", "Qcopy"}) {
      const Xapian::docid number = *database.postlist_begin(term);
      Xapian::Document document = database.get_document(number);
      document.add_value(kSlotStory, "copy");
      database.replace_document(number, document);
    }
    database.commit();
    searcher_.emplace(*Searcher::open({folder_ / "db"}));
  }

  Result<ResultPage> like(std::string what, std::string_view query = "*") {
    return searcher_->search({.query = parse(query), .like = std::move(what)});
  }

  test::ScratchFolder folder_;
  std::optional<Searcher> searcher_;
};

TEST_F(Likenesses, ComeBestFirstWithoutTheExampleAndItsCopies) {
  const auto page = like("flood");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_THAT(ids(*page), ElementsAre("sister", "later", "other"));
  EXPECT_EQ(page->matches, 3U);
  EXPECT_GT(page->hits[0].score, page->hits[1].score);
}

TEST_F(Likenesses, AreFoundByThePathOfTheFile) {
  const auto page = like("/news/flood.html");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(ids(*page), ids(*like("flood")));
}

TEST_F(Likenesses, AreNarrowedByAQueryThatDoesNotScore) {
  const auto all = like("flood");
  const auto page = like("flood", "town");
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), ElementsAre("later", "other"));
  EXPECT_NEAR(page->hits[0].score, all->hits[1].score, 1e-6);
  EXPECT_THAT(ids(*like("flood", "-title:opera path:/news")), ElementsAre("sister", "later"));
}

TEST_F(Likenesses, AreNeverNearMisses) {
  const auto page = like("flood", "opera xyzzyx");
  ASSERT_TRUE(page);
  EXPECT_THAT(page->hits, IsEmpty());
  EXPECT_EQ(page->matches, 0U);
}

TEST_F(Likenesses, AreMarked) {
  const auto page = like("flood");
  ASSERT_TRUE(page);
  const Hit& hit = page->hits.front();
  EXPECT_THAT(hit.title_marks, ElementsAre(ByteRange{0, 5}, ByteRange{13, 20}));
  ASSERT_FALSE(hit.fragments.empty());
  EXPECT_FALSE(hit.fragments.front().marks.empty());
}

TEST_F(Likenesses, GoByPairsOfCharacters) {
  const auto page = like("tokyo");
  ASSERT_TRUE(page);
  EXPECT_THAT(ids(*page), ElementsAre("beijing"));
}

TEST_F(Likenesses, AreExplainedByTheirWords) {
  const auto page = searcher_->search({.query = parse("*"), .like = "flood", .explain = true});
  ASSERT_TRUE(page);
  for (const Hit& hit : page->hits) {
    double sum = 0;
    std::vector<std::string> words;
    for (const ScorePart& part : hit.explanation) {
      sum += part.score;
      words.push_back(part.what);
    }
    EXPECT_NEAR(sum, hit.score, 1e-5) << hit.article.id;
    EXPECT_THAT(words, Not(Contains("the")));
    if (hit.article.id == "sister") {
      EXPECT_THAT(words, Contains("nizhmar"));
    }
  }
}

TEST_F(Likenesses, OfAWordThatNoOtherArticleHasAreNone) {
  const auto page = like("alone");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->matches, 0U);
}

TEST_F(Likenesses, NeedOneExample) {
  EXPECT_EQ(like("nothing").error().code, ErrorCode::Input);
  const auto several = like("/news/warc.gz");
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().code, ErrorCode::Usage);
  EXPECT_THAT(several.error().hint, HasSubstr("id"));
}

TEST_F(Likenesses, AreExpandedToo) {
  const auto page = searcher_->search({.query = parse("*"), .like = "flood", .expand = true});
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->matches, 3U);
}

TEST_F(Likenesses, AreCounted) {
  const auto page =
      searcher_->search({.query = parse("*"), .like = "flood", .overview_only = true});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->matches, 3U);
  EXPECT_THAT(page->hits, IsEmpty());
}

TEST_F(Likenesses, AreTheSameInSeveralDatabases) {
  const auto all = articles();
  test::make_archive(folder_ / "a", {all.begin(), all.begin() + 3});
  test::make_archive(folder_ / "b", {all.begin() + 3, all.end()});
  test::make_archive(folder_ / "one", all);
  const auto search = [&](std::vector<std::string> databases) {
    auto searcher = Searcher::open(std::move(databases));
    EXPECT_TRUE(searcher);
    return *searcher->search({.query = parse("*"), .like = "sister"});
  };
  const auto one = search({folder_ / "one"});
  const auto two = search({folder_ / "a", folder_ / "b"});
  EXPECT_EQ(ids(one), ids(two));
  for (std::size_t i = 0; i < one.hits.size(); ++i)
    EXPECT_NEAR(one.hits[i].score, two.hits[i].score, 1e-9);
}

}  // namespace
}  // namespace dateline
