#include "indexer/generation_store.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "common/database.hpp"
#include "common/schema.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> names_in(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error))
    names.push_back(entry.path().filename().string());
  return names;
}

void make_database(const std::string& path, const std::string& content) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  database.set_metadata(std::string(kMetadataSchema), std::to_string(kSchemaVersion));
  database.set_metadata("content", content);
  database.commit();
}

/// What a reader finds at the directory.
std::string content_of(const std::string& directory) {
  const auto database = open_for_reading(directory);
  return database ? database->get_metadata("content") : database.error().message;
}

Result<GenerationStore> open_store(const std::string& directory) {
  return GenerationStore::open(directory, std::nullopt);
}

TEST(GenerationStore, PutsOneGenerationAfterTheOtherInForce) {
  const test::ScratchFolder scratch;
  const std::string db = scratch / "a/b/db";
  {
    auto store = open_store(db);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(store->current(), std::nullopt);
    for (const char* content : {"one", "two", "three"}) {
      make_database(store->next(), content);
      const auto done = store->put_in_force();
      ASSERT_TRUE(done) << done.error().message;
      EXPECT_EQ(content_of(db), content);
      EXPECT_EQ(store->current(), db + "/generation-" + store->current()->substr(db.size() + 12));
    }
  }
  EXPECT_THAT(names_in(db), UnorderedElementsAre("XAPIANDB", "generation-3", "lock"));
  EXPECT_EQ(open_store(db)->current(), db + "/generation-3");
}

TEST(GenerationStore, WhatIsNotPutInForceLeavesNothing) {
  const test::ScratchFolder scratch;
  const std::string db = scratch / "db";
  {
    auto store = open_store(db);
    ASSERT_TRUE(store->make_segment_directory());
    make_database(store->next(), "one");
  }
  EXPECT_FALSE(fs::exists(db));
  {
    auto store = open_store(db);
    make_database(store->next(), "one");
    ASSERT_TRUE(store->put_in_force());
    make_database(store->next(), "two");
    EXPECT_NE(store->make_segment_directory().value(), store->make_segment_directory().value());
  }
  EXPECT_THAT(names_in(db), UnorderedElementsAre("XAPIANDB", "generation-1", "lock"));
  EXPECT_EQ(content_of(db), "one");
}

TEST(GenerationStore, ClearsUpAfterOneThatDied) {
  const test::ScratchFolder scratch;
  const std::string db = scratch / "db";
  {
    auto store = open_store(db);
    make_database(store->next(), "one");
    ASSERT_TRUE(store->put_in_force());
  }
  make_database(db + "/generation-2", "two");
  scratch.write("db/building/1/postlist.glass", "half");
  scratch.write("db/XAPIANDB.new", "auto gener");
  make_database(db + "/generation-0007", "an older one");
  {
    const auto store = open_store(db);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_THAT(names_in(db), UnorderedElementsAre("XAPIANDB", "generation-1", "lock"));
  }
  EXPECT_EQ(content_of(db), "one");
}

TEST(GenerationStore, DiedBeforeTheFirstGeneration) {
  const test::ScratchFolder scratch;
  scratch.write("db/lock", "");
  scratch.write("db/building/1/postlist.glass", "half");
  auto store = open_store(scratch / "db");
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->current(), std::nullopt);
  make_database(store->next(), "one");
  ASSERT_TRUE(store->put_in_force());
  EXPECT_EQ(content_of(scratch / "db"), "one");
}

TEST(GenerationStore, ANextGenerationThatIsMissingIsNotPutInForce) {
  const test::ScratchFolder scratch;
  auto store = open_store(scratch / "db");
  make_database(store->next(), "one");
  ASSERT_TRUE(store->put_in_force());
  const auto done = store->put_in_force();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("generation-2: No such file"));
  EXPECT_EQ(content_of(scratch / "db"), "one");
}

TEST(GenerationStore, TheLockIsHeldAndLetGo) {
  const test::ScratchFolder scratch;
  const std::string db = scratch / "db";
  {
    auto store = open_store(db);
    const auto second = open_store(db);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::DatabaseLocked);
    const auto waited = GenerationStore::open(db, std::chrono::seconds{0});
    EXPECT_FALSE(waited);
    GenerationStore moved = *std::move(store);
    EXPECT_FALSE(open_store(db));
  }
  EXPECT_TRUE(open_store(db));
}

TEST(GenerationStore, OtherPlacesAreRefusedAndLeftAlone) {
  const test::ScratchFolder scratch;
  scratch.write("pages/a.html", "x");
  scratch.write("file", "x");
  make_database(scratch / "plain", "a database without generations");
  {
    Xapian::WritableDatabase other(scratch / "other", Xapian::DB_CREATE);
    other.set_metadata(std::string(kMetadataSchema), "1");
    other.commit();
  }
  const auto pages = open_store(scratch / "pages");
  ASSERT_FALSE(pages);
  EXPECT_THAT(pages.error().message, HasSubstr("holds other files"));
  const auto file = open_store(scratch / "file");
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message, HasSubstr("is not a directory"));
  for (const char* name : {"plain", "other"}) {
    const auto refused = open_store(scratch / name);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, ErrorCode::SchemaMismatch) << name;
    EXPECT_NO_THROW(Xapian::Database(scratch / name));
  }
  EXPECT_THAT(names_in(scratch / "pages"), UnorderedElementsAre("a.html"));
}

}  // namespace
}  // namespace dateline
