#include "common/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <xapian.h>

#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

class DatabaseTest : public testing::Test {
 protected:
  std::string path(std::string_view name) const { return scratch_ / name; }

  void write_schema(const std::string& directory, const std::string& version) const {
    fs::create_directories(directory);
    Xapian::WritableDatabase database(directory, Xapian::DB_CREATE_OR_OPEN);
    database.set_metadata(std::string(kMetadataSchema), version);
    Xapian::Document document;
    document.add_boolean_term("Len");
    document.add_boolean_term("Lde");
    database.add_document(document);
    database.commit();
  }

  test::ScratchFolder scratch_;
};

TEST_F(DatabaseTest, ReadingNamesWhatStandsInTheWay) {
  fs::create_directory(path("folder"));
  std::ofstream(path("file")) << "not a stub\n";
  write_schema(path("other"), "");
  write_schema(path("newer"), "999");
  EXPECT_EQ(open_for_reading(path("nothing")).error().code, ErrorCode::Database);
  EXPECT_EQ(open_for_reading(path("folder")).error().code, ErrorCode::Database);
  EXPECT_EQ(open_for_reading(path("file")).error().code, ErrorCode::Database);
  EXPECT_EQ(open_for_reading(path("other")).error().code, ErrorCode::SchemaMismatch);
  EXPECT_EQ(open_for_reading(path("newer")).error().code, ErrorCode::SchemaMismatch);
}

TEST_F(DatabaseTest, OwnSchemaOpensAndKnowsItsLanguages) {
  write_schema(path("own"), std::to_string(kSchemaVersion));
  const auto database = open_for_reading(path("own"));
  ASSERT_TRUE(database) << database.error().message;
  EXPECT_EQ(indexed_languages(*database), (std::vector<std::string>{"de", "en"}));
}

TEST_F(DatabaseTest, OpensTheGenerationThatTheStubNames) {
  write_schema(path("gen/generation-2"), std::to_string(kSchemaVersion));
  std::ofstream(path("gen/XAPIANDB")) << "auto generation-2\n";
  const auto database = open_for_reading(path("gen"));
  ASSERT_TRUE(database) << database.error().message;
  EXPECT_EQ(database->get_doccount(), 1U);
  std::ofstream(path("gen/XAPIANDB")) << "auto generation-3\n";
  EXPECT_EQ(open_for_reading(path("gen")).error().code, ErrorCode::Database);
}

TEST_F(DatabaseTest, DefaultPathFollowsEnvironmentAndFolders) {
  const fs::path before = fs::current_path();
  setenv("XDG_DATA_HOME", path("data").c_str(), 1);
  unsetenv("DATELINE_DB");
  fs::create_directories(path("work/deep/er"));
  fs::current_path(path("work/deep/er"));
  EXPECT_EQ(default_database_path(), path("data") + "/dateline/db");
  fs::create_directory(path("work/.dateline"));
  EXPECT_EQ(default_database_path(), (fs::canonical(path("work")) / ".dateline").string());
  setenv("DATELINE_DB", "/elsewhere", 1);
  EXPECT_EQ(default_database_path(), "/elsewhere");
  unsetenv("DATELINE_DB");
  unsetenv("XDG_DATA_HOME");
  fs::current_path(before);
}

TEST(Catching, TurnsXapianExceptionsIntoErrors) {
  const auto failed = catching("here", []() -> int { throw Xapian::DatabaseLockError("busy"); });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::DatabaseLocked);
  EXPECT_NE(failed.error().message.find("here"), std::string::npos);
  EXPECT_EQ(catching("here", [] { return 7; }).value(), 7);
  EXPECT_TRUE(catching("here", [] {}));
}

TEST(DescribeNetwork, SaysWhatToTry) {
  struct Row {
    Xapian::NetworkError error;
    const char* path;
    const char* message;
    const char* hint;
  };
  const std::string late = "Timeout expired while trying to read";
  const Row rows[] = {
      {Xapian::NetworkError("Server supports protocol version 30.0 - client is using 39.1"),
       "tcp://attic:1", "another protocol", "same release series"},
      {Xapian::NetworkError("Handshake failed - is this a Xapian server?"), "tcp://attic:1",
       "does not answer as a Xapian server", "port of a xapian-tcpsrv"},
      {Xapian::NetworkError("Couldn't connect", 111), "tcp://attic:1", "Connection refused",
       "is xapian-tcpsrv running"},
      {Xapian::NetworkError("Couldn't resolve host attic"), "tcp://attic:1", "resolve", "name"},
      {Xapian::NetworkTimeoutError("Timed out waiting to connect", 110), "tcp://attic:1",
       "does not answer", "is that host up"},
      {Xapian::NetworkTimeoutError(late), "tcp://attic:1", "in time", "DATELINE_REMOTE_TIMEOUT"},
      {Xapian::NetworkTimeoutError("REMOTE:" + late), "tcp://attic:1", "closed the connection",
       "still running"},
      {Xapian::NetworkError("Connection closed unexpectedly"), "ssh://attic/news",
       "closed the connection", "xapian-tools"},
      {Xapian::NetworkError("write failed", 32), "ssh://attic/news", "Broken pipe", "try again"},
  };
  for (const Row& row : rows) {
    const Error error = describe(row.error, row.path);
    EXPECT_EQ(error.code, ErrorCode::Unreachable) << error.message;
    EXPECT_NE(error.message.find(row.path), std::string::npos) << error.message;
    EXPECT_NE(error.message.find(row.message), std::string::npos) << error.message;
    EXPECT_NE(error.hint.find(row.hint), std::string::npos) << error.message << error.hint;
  }
}

}  // namespace
}  // namespace dateline
