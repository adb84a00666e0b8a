#include "indexer/page_lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_update.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using testing::UnorderedElementsAreArray;

class PageLookupTest : public testing::Test {
 protected:
  void remember(const std::vector<std::string>& paths) {
    auto update = IndexUpdate::open(scratch_ / "db", std::nullopt, 1);
    ASSERT_TRUE(update);
    for (const std::string& path : paths)
      ASSERT_TRUE(update->remember(path, {.size = path.size()}));
    ASSERT_TRUE(update->put_in_force());
    auto opened = PageLookup::open(update->store().current());
    ASSERT_TRUE(opened);
    lookup_.emplace(*std::move(opened));
  }

  std::vector<std::string> under(const std::string& directory) const {
    std::vector<std::string> paths;
    lookup_->for_each_under(directory, [&](const std::string& path) { paths.push_back(path); });
    return paths;
  }

  test::ScratchFolder scratch_;
  std::optional<PageLookup> lookup_;
};

TEST_F(PageLookupTest, FindsEveryPathAndNoOther) {
  const std::string deep = "/in/" + std::string(300, 'd') + "/";
  const std::vector<std::string> paths{"/in/a.html",  "/in/a.html.gz", "/in/\xFF\n.html",
                                       deep + "a",    deep + "b",      "/in/odd\x01name",
                                       "/in/odd\x01", "/in/odd"};
  remember(paths);
  for (const std::string& path : paths) {
    const auto record = lookup_->find(path);
    ASSERT_TRUE(record) << path;
    EXPECT_EQ(record->size, path.size());
  }
  EXPECT_FALSE(lookup_->find("/in/a"));
  EXPECT_FALSE(lookup_->find(deep));
  EXPECT_FALSE(lookup_->find(deep + "c"));
  EXPECT_THAT(under("/in"), UnorderedElementsAreArray(paths));
  EXPECT_THAT(under("/"), UnorderedElementsAreArray(paths));
}

TEST_F(PageLookupTest, AFolderHoldsWhatIsBelowItOnly) {
  const std::string deep = "/in/" + std::string(300, 'd');
  remember({"/in/a/1", "/in/a/b/2", "/in/ab/3", "/in/a", "/in/a.html", "/other", deep + "/1",
            deep + "e/2", "/in/o\x01/1", "/in/o\x01p"});
  EXPECT_THAT(under("/in/a"), UnorderedElementsAre("/in/a/1", "/in/a/b/2", "/in/a"));
  EXPECT_THAT(under("/in/a/"), UnorderedElementsAre("/in/a/1", "/in/a/b/2"));
  EXPECT_THAT(under("/other"), ElementsAre("/other"));
  EXPECT_THAT(under(deep), ElementsAre(deep + "/1"));
  EXPECT_THAT(under("/in/o\x01"), ElementsAre("/in/o\x01/1"));
  EXPECT_THAT(under("/nowhere"), IsEmpty());
}

TEST(PageLookup, WithoutADatabaseNothingIsKnown) {
  const auto lookup = PageLookup::open(std::nullopt);
  ASSERT_TRUE(lookup);
  EXPECT_FALSE(lookup->find("/a"));
  lookup->for_each_under("/", [](const std::string& path) { ADD_FAILURE() << path; });
  EXPECT_FALSE(PageLookup::open("/nonexistent/database"));
}

}  // namespace
}  // namespace dateline
