// dateline-index where the disk has no more room: at every stage of a run.

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/database_contents.hpp"
#include "tests/support/news_page.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::run_program;
using testing::HasSubstr;

constexpr std::uint64_t kBlock = 4096;

std::vector<std::string> names_in(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory))
    names.push_back(entry.path().filename().string());
  return names;
}

/// A database that answers, and a folder with pages that are not yet in it.
class DiskFull : public testing::Test {
 protected:
  static constexpr int kFirst = 120;

  void write_pages(int begin, int end) const {
    for (int i = begin; i < end; ++i)
      scratch_.write(fmt::format("in/{}.html", i),
                     test::news_page(fmt::format("Page {}", i), fmt::format("word{}", i)));
  }

  test::ProgramResult index(const test::ProgramInput& input = {}) const {
    return run_program("dateline-index", {"-q", "-j", "1", "--db", db_, scratch_ / "in"}, input);
  }

  /// What must hold after a run that failed for want of room.
  void expect_unharmed(const test::ProgramResult& run, const std::string& reason, int pages,
                       std::uint64_t room) const {
    SCOPED_TRACE(fmt::format("{} bytes left", room));
    EXPECT_EQ(run.status, 2) << run.err;
    EXPECT_THAT(run.err, HasSubstr(reason));
    EXPECT_THAT(run.err, HasSubstr(db_));
    const auto search = run_program("dateline-search", {"--db", db_, "--count", "council"});
    EXPECT_EQ(search.out, fmt::format("{}\n", pages)) << search.err;
    const auto names = names_in(db_);
    EXPECT_EQ(names.size(), 3U) << testing::PrintToString(names);
    EXPECT_EQ(test::check_database(db_), "");
  }

  /// The smallest room with which `run` succeeds lies between two neighbouring multiples of
  /// kBlock; every failure on the way, and the last few before it, are looked at. The run is
  /// undone by copying the database back.
  void sweep(int pages, const std::string& reason,
             const std::function<test::ProgramResult(std::uint64_t room)>& run) {
    const auto try_room = [&](std::uint64_t room) {
      const auto result = run(room);
      if (result.status == 0) return true;
      expect_unharmed(result, reason, pages, room);
      return false;
    };
    std::uint64_t low = 0;
    std::uint64_t high = kBlock;
    EXPECT_FALSE(try_room(0));
    while (!HasFailure() && high < (std::uint64_t{64} << 20) && !try_room(high)) {
      low = high;
      high += std::max<std::uint64_t>(kBlock, high / 4 / kBlock * kBlock);
      restore();
    }
    restore();
    while (!HasFailure() && high - low > kBlock) {
      const std::uint64_t middle = (low + high) / 2 / kBlock * kBlock;
      (try_room(middle) ? high : low) = middle;
      restore();
    }
    for (std::uint64_t blocks = 1; !HasFailure() && blocks < 12 && blocks * kBlock < high;
         ++blocks) {
      try_room(high - blocks * kBlock);
      restore();
    }
    RecordProperty("needed", static_cast<int>(high / 1024));
  }

  void keep() const { fs::copy(db_, scratch_ / "kept", fs::copy_options::recursive); }
  void restore() const {
    fs::remove_all(db_);
    fs::copy(scratch_ / "kept", db_, fs::copy_options::recursive);
  }

  void prepare() {
    write_pages(0, kFirst);
    ASSERT_EQ(index().status, 0);
    keep();
  }

  test::ScratchFolder scratch_;
  std::string db_ = scratch_ / "db";
};

class FileSizeLimit : public DiskFull {};

TEST_F(FileSizeLimit, InAMerge) {
  prepare();
  write_pages(kFirst, 2 * kFirst);
  sweep(kFirst, "File too large",
        [&](std::uint64_t room) { return index({.max_file_bytes = room}); });
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(test::read_contents(db_).articles.size(), 2U * kFirst);
}

TEST_F(FileSizeLimit, InAChangeInPlace) {
  prepare();
  write_pages(kFirst, kFirst + 5);
  sweep(kFirst, "File too large",
        [&](std::uint64_t room) { return index({.max_file_bytes = room}); });
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(test::read_contents(db_).articles.size(), kFirst + 5U);
}

/// The database on a file system of its own that is filled but for the room wanted.
class SmallDisk : public DiskFull {
 protected:
  void SetUp() override {
    fs::create_directory(mount_point_);
    if (mount("none", mount_point_.c_str(), "tmpfs", 0, "size=96m") != 0) {
      std::cerr << "No file system of a limited size: " << std::strerror(errno) << '\n';
      GTEST_SKIP() << "mounting takes root";
    }
    is_mounted_ = true;
    db_ = mount_point_ + "/db";
  }

  ~SmallDisk() override {
    if (is_mounted_) umount2(mount_point_.c_str(), MNT_DETACH);
  }

  test::ProgramResult index_with_room(std::uint64_t room) const {
    struct statvfs status = {};
    statvfs(mount_point_.c_str(), &status);
    const std::uint64_t free = std::uint64_t{status.f_bavail} * status.f_bsize;
    const std::string filler = mount_point_ + "/filler";
    {
      std::ofstream file(filler, std::ios::binary);
      const std::string block(kBlock, 'x');
      for (std::uint64_t left = (free - std::min(free, room)) / kBlock; left > 0; --left)
        file << block;
    }
    const auto result = index();
    fs::remove(filler);
    return result;
  }

  std::string mount_point_ = scratch_ / "disk";
  bool is_mounted_ = false;
};

TEST_F(SmallDisk, FullInAMerge) {
  prepare();
  write_pages(kFirst, 2 * kFirst);
  sweep(kFirst, "No space left on device",
        [&](std::uint64_t room) { return index_with_room(room); });
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(test::read_contents(db_).articles.size(), 2U * kFirst);
}

TEST_F(SmallDisk, FullInAChangeInPlace) {
  prepare();
  write_pages(kFirst, kFirst + 5);
  sweep(kFirst, "No space left on device",
        [&](std::uint64_t room) { return index_with_room(room); });
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(test::read_contents(db_).articles.size(), kFirst + 5U);
}

TEST_F(SmallDisk, FullBeforeTheFirstGeneration) {
  write_pages(0, kFirst);
  for (std::uint64_t room = 0; !HasFailure() && room < 4096 * kBlock;
       room += std::max(kBlock, room / 8 / kBlock * kBlock)) {
    const auto run = index_with_room(room);
    if (run.status == 0) break;
    EXPECT_EQ(run.status, 2) << run.err;
    EXPECT_THAT(run.err, HasSubstr("No space left on device"));
    EXPECT_THAT(run.err, HasSubstr(db_));
    EXPECT_FALSE(fs::exists(db_)) << room;
  }
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(test::read_contents(db_).articles.size(), std::size_t{kFirst});
}

}  // namespace
}  // namespace dateline
