#include "indexer/write_guard.hpp"

#include <cerrno>
#include <exception>
#include <filesystem>

#include <gtest/gtest.h>
#include <xapian.h>

#include "common/exit_status.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using testing::ExitedWithCode;

void fail_to_write() {
  throw Xapian::DatabaseError("Error writing block 7", std::string(), ENOSPC);
}

/// As a destructor would.
void fail_in_the_end() noexcept { fail_to_write(); }

class WriteGuardDeathTest : public testing::Test {
 protected:
  test::ScratchFolder scratch_;
};

TEST_F(WriteGuardDeathTest, AnExceptionThatCannotLeaveIsAFailure) {
  const std::string db = scratch_ / "db";
  EXPECT_EXIT(
      {
        auto store = GenerationStore::open(db, std::nullopt);
        EXPECT_TRUE(store->make_segment_directory());
        const WriteGuard guard(*store, db);
        fail_in_the_end();
      },
      ExitedWithCode(kExitError), "/db: Error writing block 7 .No space left on device");
  EXPECT_FALSE(fs::exists(db));
}

TEST_F(WriteGuardDeathTest, WithoutAnExceptionTheSystemsErrorIsTheReason) {
  const std::string db = scratch_ / "db";
  EXPECT_EXIT(
      {
        auto store = GenerationStore::open(db, std::nullopt);
        const WriteGuard guard(*store, db);
        errno = ENOSPC;
        std::terminate();
      },
      ExitedWithCode(kExitError), "/db: No space left on device");
}

TEST(WriteGuard, GivesBackTheHandlerBefore) {
  const test::ScratchFolder scratch;
  const std::string db = scratch / "db";
  const auto before = std::get_terminate();
  {
    auto store = GenerationStore::open(db, std::nullopt);
    ASSERT_TRUE(store);
    const WriteGuard guard(*store, db);
    EXPECT_NE(std::get_terminate(), before);
  }
  EXPECT_EQ(std::get_terminate(), before);
}

}  // namespace
}  // namespace dateline
