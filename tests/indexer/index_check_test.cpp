#include "indexer/index_check.hpp"

#include <filesystem>
#include <fstream>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "indexer/generation_store.hpp"
#include "indexer/index_update.hpp"
#include "indexer/page_record.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// A database of three articles, of a page each.
std::string make_database(const test::ScratchFolder& scratch) {
  const std::string directory = scratch / "db";
  auto update = IndexUpdate::open(directory, std::nullopt, 1);
  EXPECT_TRUE(update);
  for (const char* name : {"a", "b", "c"}) {
    Article article;
    article.id = std::string(8, *name);
    article.title = std::string("Tram line ") + name;
    article.body = "The council of Mereval spoke about the tram.";
    article.source.path = std::string("/pages/") + name + ".html";
    EXPECT_TRUE(update->add(article));
    EXPECT_TRUE(update->remember(article.source.path,
                                 {.size = 1, .modified = 1, .hash = hash_content(name)}));
  }
  EXPECT_TRUE(update->put_in_force());
  return directory;
}

/// What is found after `damage`.
CheckOutcome check_after(const std::function<void(Xapian::WritableDatabase&)>& damage) {
  const test::ScratchFolder scratch;
  const std::string directory = make_database(scratch);
  {
    Xapian::WritableDatabase database(*current_generation(directory), Xapian::DB_OPEN);
    damage(database);
  }
  auto outcome = check_index(directory);
  EXPECT_TRUE(outcome) << outcome.error().message;
  return outcome ? *outcome : CheckOutcome{};
}

TEST(IndexCheck, ASoundDatabaseHasNoFaults) {
  const CheckOutcome outcome = check_after([](auto&) {});
  EXPECT_EQ(outcome.articles, 3U);
  EXPECT_EQ(outcome.files, 3U);
  EXPECT_EQ(outcome.faults, 0U) << testing::PrintToString(outcome.messages);
}

TEST(IndexCheck, AWordThatIsNotListed) {
  const CheckOutcome outcome = check_after([](Xapian::WritableDatabase& database) {
    Xapian::Document document = database.get_document(1);
    document.add_posting("ferry", 9999);
    database.replace_document(1, document);
    database.commit();
  });
  EXPECT_THAT(outcome.messages, Contains(HasSubstr("the list of words lacks \"ferry\"")));
}

TEST(IndexCheck, FindsWhatDoesNotFit) {
  struct Case {
    std::function<void(Xapian::WritableDatabase&)> damage;
    std::string_view message;
  };
  const std::string key = page_record_key("/pages/b.html");
  const std::vector<Case> cases{
      {[&](auto& database) { database.set_metadata(key, ""); }, "is not remembered"},
      {[&](auto& database) { database.set_metadata(key, "x"); }, "cannot be decoded"},
      {[](auto& database) { database.delete_document("Qbbbbbbbb"); },
       "gave an article that is not there"},
      {[](auto& database) {
         database.add_document(database.get_document(*database.postlist_begin("Qbbbbbbbb")));
       },
       "stands twice"},
      {[](auto& database) {
         auto document = database.get_document(*database.postlist_begin("Qbbbbbbbb"));
         document.remove_term("Qbbbbbbbb");
         database.replace_document(document.get_docid(), document);
       },
       "cannot be found by its id"},
      {[](auto& database) {
         auto document = database.get_document(*database.postlist_begin("Qbbbbbbbb"));
         document.set_data("nonsense");
         database.replace_document(document.get_docid(), document);
       },
       "document 2"},
      {[](auto& database) {
         auto document = database.get_document(*database.postlist_begin("Qbbbbbbbb"));
         document.add_value(kSlotStory, "alone");
         database.replace_document(document.get_docid(), document);
       },
       "has one article only"},
  };
  for (const auto& [damage, message] : cases) {
    const CheckOutcome outcome = check_after(damage);
    EXPECT_GE(outcome.faults, 1U) << message;
    EXPECT_THAT(outcome.messages, Contains(HasSubstr(std::string(message))));
  }
}

TEST(IndexCheck, FindsDamagedTables) {
  for (const char* table : {"postlist", "position", "docdata", "termlist"}) {
    const test::ScratchFolder scratch;
    const std::string directory = make_database(scratch);
    const std::string path = *current_generation(directory) + "/" + table + ".glass";
    const auto size = std::filesystem::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file << std::string(size / 2, '\x55');
    file.close();
    const auto outcome = check_index(directory);
    // Opening it may fail already.
    if (outcome) {
      EXPECT_GE(outcome->faults, 1U) << table;
    }
  }
}

TEST(IndexCheck, WantsADatabase) {
  const test::ScratchFolder scratch;
  const auto outcome = check_index(scratch / "db");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Database);
}

}  // namespace
}  // namespace dateline
