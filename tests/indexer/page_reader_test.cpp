#include "indexer/page_reader.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Walked {
  std::vector<std::string> pages;             ///< relative to the scratch folder
  std::map<std::string, std::string> failed;  ///< path -> reason
};

Walked walk(const test::ScratchFolder& scratch, std::vector<std::string> roots,
            const WalkOptions& options = {}) {
  Walked walked;
  const auto relative = [&](const std::string& path) {
    return fs::path(path).lexically_relative(scratch.path()).string();
  };
  for (std::string& root : roots) root = scratch / root;
  walk_pages(
      roots, options,
      [&](const FoundPage& page) {
        walked.pages.push_back(relative(page.path));
        return true;
      },
      [&](const WalkFailure& failure) {
        walked.failed[relative(failure.path)] = failure.error.message;
        return true;
      });
  return walked;
}

TEST(WalkPages, VisitsFilesInStableOrderWithoutHiddenOnes) {
  const test::ScratchFolder scratch;
  for (const char* name : {"in/b.html", "in/a.html", "in/sub/z.html", "in/sub/deep/y.html",
                           "in/.hidden.html", "in/.git/x.html", "in/Z.html", "in/no-extension"})
    scratch.write(name, "x");
  EXPECT_THAT(walk(scratch, {"in"}).pages,
              ElementsAre("in/Z.html", "in/a.html", "in/b.html", "in/no-extension", "in/sub/z.html",
                          "in/sub/deep/y.html"));
  EXPECT_THAT(walk(scratch, {"in/.git"}).pages, ElementsAre("in/.git/x.html"));
  EXPECT_THAT(walk(scratch, {"in/.hidden.html"}).pages, ElementsAre("in/.hidden.html"));
}

TEST(WalkPages, RootsThatOverlapAreWalkedOnce) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", "x");
  scratch.write("in/sub/b.html", "x");
  EXPECT_THAT(walk(scratch, {"in/sub", "in", "in/", "in/a.html", "in/../in"}).pages,
              ElementsAre("in/a.html", "in/sub/b.html"));
}

TEST(WalkPages, LinksNeverDuplicateOrLoop) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", "x");
  scratch.write("outside/b.html", "x");
  fs::create_symlink("a.html", scratch / "in/same.html");
  fs::create_symlink("../outside/b.html", scratch / "in/other.html");
  fs::create_symlink("nowhere", scratch / "in/dangling");
  fs::create_symlink("self", scratch / "in/self");
  fs::create_directory_symlink(".", scratch / "in/loop");
  fs::create_directory_symlink("../outside", scratch / "in/out");
  const Walked kept = walk(scratch, {"in"});
  EXPECT_THAT(kept.pages, ElementsAre("in/a.html", "in/other.html"));
  EXPECT_THAT(kept.failed, testing::UnorderedElementsAre(
                               testing::Pair("in/dangling", HasSubstr("link to nothing")),
                               testing::Pair("in/self", HasSubstr("loop"))));
  const Walked followed = walk(scratch, {"in"}, {.follow_links = true});
  EXPECT_THAT(followed.pages, ElementsAre("in/a.html", "in/other.html", "in/out/b.html"));
  EXPECT_THAT(followed.failed.at("in/loop"), HasSubstr("directory loop"));
}

TEST(WalkPages, SpecialFilesAreReportedAndNeverOpened) {
  const test::ScratchFolder scratch;
  scratch.write("in/good.html", "x");
  ASSERT_EQ(mkfifo((scratch / "in/fifo.html").c_str(), 0600), 0);
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const std::string path = scratch / "in/s";
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const Walked walked = walk(scratch, {"in", "missing"});
  EXPECT_THAT(walked.pages, ElementsAre("in/good.html"));
  EXPECT_EQ(walked.failed.at("in/fifo.html"), "a FIFO");
  EXPECT_EQ(walked.failed.at("in/s"), "a socket");
  EXPECT_EQ(walked.failed.at("missing"), "No such file or directory");
  close(listener);
}

TEST(WalkPages, PassesOverDatabases) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", "x");
  scratch.write("in/db/iamglass", "x");
  scratch.write("in/db/postlist.glass", "x");
  EXPECT_THAT(walk(scratch, {"in"}).pages, ElementsAre("in/a.html"));
}

TEST(WalkPages, GlobsChooseByNameOrPath) {
  const test::ScratchFolder scratch;
  for (const char* name : {"in/a.html", "in/b.txt", "in/sub/c.html", "in/sub/d.htm"})
    scratch.write(name, "x");
  EXPECT_THAT(walk(scratch, {"in"}, {.globs = {"*.html"}}).pages,
              ElementsAre("in/a.html", "in/sub/c.html"));
  EXPECT_THAT(walk(scratch, {"in"}, {.globs = {"!*.html"}}).pages,
              ElementsAre("in/b.txt", "in/sub/d.htm"));
  EXPECT_THAT(walk(scratch, {"in"}, {.globs = {"sub/*", "!*.htm"}}).pages,
              ElementsAre("in/sub/c.html"));
}

TEST(WalkPages, NamesAreBytes) {
  const test::ScratchFolder scratch;
  scratch.write("in/caf\xE9.html", "x");
  EXPECT_THAT(walk(scratch, {"in"}).pages, ElementsAre("in/caf\xE9.html"));
}

TEST(WalkPages, ACallbackCanEndTheWalk) {
  const test::ScratchFolder scratch;
  for (const char* name : {"a", "b", "c"}) scratch.write(name, "x");
  int seen = 0;
  const std::vector<std::string> roots{scratch.path().string()};
  walk_pages(
      roots, {}, [&](const FoundPage&) { return ++seen < 2; },
      [](const WalkFailure&) { return true; });
  EXPECT_EQ(seen, 2);
}

FoundPage found(const std::string& path, std::uint64_t size = 0) {
  return {.path = path, .size = size};
}

TEST(ReadPage, ReadsAllBytesAndTheTime) {
  const test::ScratchFolder scratch;
  const std::string bytes("a\0b\xFF", 4);
  const std::string path = scratch.write("page", bytes);
  const auto page = read_page(found(path), 100);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->bytes, bytes);
  EXPECT_GT(page->modified, 0);
  EXPECT_EQ(read_page(found(scratch.write("empty", "")), 100)->bytes, "");
}

TEST(ReadPage, RefusesWhatIsTooLargeWithoutReadingIt) {
  const test::ScratchFolder scratch;
  const std::string path = scratch.write("sparse", "");
  fs::resize_file(path, std::uintmax_t{1} << 30);
  const auto page = read_page(found(path), 1 << 20);
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().message, HasSubstr("1073741824"));
  EXPECT_THAT(page.error().message, HasSubstr("1048576"));
  const std::string exact = scratch.write("exact", std::string(1000, 'x'));
  EXPECT_TRUE(read_page(found(exact), 1000));
  EXPECT_FALSE(read_page(found(exact), 999));
}

TEST(ReadPage, FailsOnWhatCameInItsPlace) {
  const test::ScratchFolder scratch;
  ASSERT_EQ(mkfifo((scratch / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(read_page(found(scratch / "fifo"), 100).error().message, "a FIFO");
  EXPECT_EQ(read_page(found(scratch / "gone"), 100).error().message, "No such file or directory");
  fs::create_directory(scratch / "folder");
  EXPECT_FALSE(read_page(found(scratch / "folder"), 100));
}

TEST(AbsolutePath, IsNormal) {
  EXPECT_EQ(absolute_path("/a//b/./c/../d/"), "/a/b/d");
  EXPECT_EQ(absolute_path("/"), "/");
  EXPECT_EQ(absolute_path("x"), (fs::current_path() / "x").string());
}

}  // namespace
}  // namespace dateline
