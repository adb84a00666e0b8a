#include "indexer/index_update.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/schema.hpp"
#include "indexer/article_id.hpp"
#include "indexer/page_lookup.hpp"
#include "indexer/task_sink.hpp"
#include "tests/support/database_contents.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::DatabaseContents;
using test::read_contents;
/// One capture of an article in a file.
struct Capture {
  std::string record;
  std::string id;
  std::int64_t captured = 0;
  ArticleKind kind = ArticleKind::Article;
  unsigned text = 0;  ///< number of its text
};

/// A file of the archive. Its version stands for what size, date and hash tell.
struct File {
  std::uint64_t version = 0;
  bool is_archive = false;
  bool breaks_off = false;  ///< an archive that cannot be read to its end
  std::vector<Capture> captures;
};

using Files = std::map<std::string, File>;

std::string text_of(unsigned number) {
  std::mt19937 random(number);
  std::string text;
  for (int i = 0; i < 60; ++i) text += fmt::format("word{} ", random() % 500);
  return text + fmt::format("\n\nThe last line of text {}.", number);
}

Article article_of(const std::string& path, const Capture& capture) {
  Article article;
  article.id = capture.id;
  article.source = {.path = path, .record = capture.record, .captured = capture.captured};
  article.title = "Headline " + std::to_string(capture.text);
  article.language = "en";
  article.body = text_of(capture.text);
  article.kind = capture.kind;
  article.words = 65;
  return article;
}

PageRecord record_of(const File& file) {
  return {.size = file.version,
          .modified = static_cast<std::int64_t>(file.version),
          .hash = file.is_archive ? ContentHash{} : ContentHash{file.version, 1}};
}

IndexOptions quiet_options() {
  IndexOptions options;
  options.verbosity = Verbosity::Quiet;
  return options;
}

/// Runs of the indexer over files that exist in name only.
class Archive {
 public:
  explicit Archive(IndexUpdateLimits limits = {}) : limits_(limits) {}

  Files files;

  std::string path(const std::string& name) const { return folder_ / ("in/" + name); }
  std::string database() const { return folder_ / "db"; }
  void set_limits(const IndexUpdateLimits& limits) { limits_ = limits; }

  void put(const std::string& name, std::vector<Capture> captures, bool is_archive = false) {
    folder_.write("in/" + name, "");
    files[path(name)] = {
        .version = ++version_, .is_archive = is_archive, .captures = std::move(captures)};
  }

  void put_archive(const std::string& name, std::vector<Capture> captures) {
    put(name, std::move(captures), true);
  }

  void remove(const std::string& name) {
    fs::remove(path(name));
    files.erase(path(name));
  }

  void move(const std::string& name, const std::string& to) {
    fs::rename(path(name), path(to));
    files[path(to)] = files[path(name)];
    files.erase(path(name));
  }

  enum class End { Complete, Interrupted, Killed };

  struct Walk {
    std::vector<std::string> order = {};  ///< paths; all files in order of name when empty
    bool reads_all = false;
    End end = End::Complete;
    std::size_t tasks = 0;  ///< unless complete: so many are done
  };

  void run() { run(Walk{}); }

  void run(const Walk& walk) {
    auto update = IndexUpdate::open(database(), std::nullopt, 2, limits_);
    ASSERT_TRUE(update) << update.error().message;
    std::ostringstream out;
    std::ostringstream err;
    RunLog log(quiet_options(), err, false, nullptr);
    TaskSink sink(&*update, out, log);
    tasks_left_ = walk.end == End::Complete ? SIZE_MAX : walk.tasks;

    auto lookup = PageLookup::open(update->store().current());
    ASSERT_TRUE(lookup);
    std::vector<std::string> order = walk.order;
    if (order.empty())
      for (const auto& [path, file] : files) order.push_back(path);
    for (const std::string& path : order) {
      const auto known = lookup->find(path);
      const bool is_known = known && known->size == files[path].version &&
                            known->modified == static_cast<std::int64_t>(files[path].version);
      if (walk.reads_all || !is_known) read(path, sink);
    }
    if (walk.end == End::Killed) return;
    if (walk.end == End::Complete) {
      lookup->for_each_under(path(""), [&](const std::string& path) {
        if (files.contains(path)) return;
        ASSERT_TRUE(update->forget(path));
      });
    }
    for (int round = 0;; ++round) {
      ASSERT_LT(round, 20) << "files are read again and again";
      const auto again =
          walk.end == End::Complete ? update->take_files_to_reread() : std::vector<std::string>();
      for (const std::string& path : again) read(path, sink);
      if (!again.empty()) continue;
      const auto done = update->put_in_force();
      ASSERT_TRUE(done) << done.error().message;
      if (walk.end != End::Complete || !update->wants_reread()) break;
    }
    removed = update->removed();
  }

  /// The database of the files as a first run makes it.
  DatabaseContents expected() const {
    const test::ScratchFolder folder;
    {
      auto update = IndexUpdate::open(folder / "db", std::nullopt, 1);
      std::map<std::string, Article> articles;
      for (const auto& [path, file] : files)
        for (const Capture& capture : file.captures) {
          const Article article = article_of(path, capture);
          const auto [found, is_new] = articles.emplace(capture.id, article);
          if (!is_new) found->second = merge_captures(found->second, article);
        }
      for (const auto& [id, article] : articles) EXPECT_TRUE(update->add(article));
      for (const auto& [path, file] : files) EXPECT_TRUE(update->remember(path, record_of(file)));
      EXPECT_TRUE(update->put_in_force());
    }
    return read_contents(folder / "db");
  }

  void expect_true() const {
    const DatabaseContents found = read_contents(database());
    const DatabaseContents wanted = expected();
    EXPECT_EQ(found.articles, wanted.articles);
    EXPECT_EQ(found.records, wanted.records);
    EXPECT_EQ(test::check_database(database()), "");
  }

  std::uint64_t removed = 0;

 private:
  void take(TaskSink& sink, HandledTask task) {
    if (tasks_left_ == 0) return;
    --tasks_left_;
    const auto taken = sink.take(std::move(task));
    ASSERT_TRUE(taken) << taken.error().message;
  }

  void read(const std::string& path, TaskSink& sink) {
    const auto found = files.find(path);
    if (found == files.end()) return;
    const File& file = found->second;
    for (const Capture& capture : file.captures) {
      HandledTask task{.source = {.path = path, .record = capture.record},
                       .article = article_of(path, capture),
                       .in_archive = file.is_archive};
      if (!file.is_archive) task.record = record_of(file);
      take(sink, std::move(task));
    }
    if (!file.is_archive && file.captures.empty()) {
      HandledTask task{.source = {.path = path}, .article = fail(ErrorCode::Input, "no article")};
      task.record = record_of(file);
      take(sink, std::move(task));
    }
    if (!file.is_archive || file.breaks_off) return;
    HandledTask end{.source = {.path = path}, .article = Article{}};
    end.archive_end = ArchiveEnd{.path = path, .record = record_of(file)};
    take(sink, std::move(end));
  }

  test::ScratchFolder folder_;
  IndexUpdateLimits limits_;
  std::uint64_t version_ = 0;
  std::size_t tasks_left_ = 0;
};

std::string id_of(unsigned number) { return fmt::format("article{}", number); }

/// Every path through an update with a handful of articles.
IndexUpdateLimits tiny_limits() {
  return {.first_batch_bytes = 1500,
          .max_batch_bytes = 3000,
          .max_segments = 3,
          .min_published = 5,
          .max_late_bytes = 4000,
          .merged_per_change = 3,
          .merged_for_free = 4};
}

/// Nothing is put in force before the end.
IndexUpdateLimits always_merge() { return {.merged_per_change = 1'000'000}; }
IndexUpdateLimits never_merge() { return {.merged_per_change = 0}; }

class IndexUpdateOnBothPaths : public testing::TestWithParam<bool> {
 protected:
  IndexUpdateLimits limits() const { return GetParam() ? always_merge() : never_merge(); }
};

INSTANTIATE_TEST_SUITE_P(Paths, IndexUpdateOnBothPaths, testing::Bool(), [](const auto& path) {
  return std::string(path.param ? "Merge" : "ChangeInPlace");
});

TEST_P(IndexUpdateOnBothPaths, AnOlderCaptureComesBackWhenTheNewerGoes) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 2, .text = 1}});
  archive.put("b", {{.id = "x", .captured = 1, .text = 2}});
  archive.run();
  archive.expect_true();
  archive.remove("a");
  archive.run();
  archive.expect_true();
  EXPECT_EQ(archive.removed, 0U);
}

TEST_P(IndexUpdateOnBothPaths, AnOlderCaptureIsFoundInTheRunThatLosesTheNewer) {
  Archive archive(limits());
  archive.put("b", {{.id = "x", .captured = 2, .text = 1}});
  archive.run();
  archive.put("a", {{.id = "x", .captured = 1, .text = 2}});
  archive.put("b", {{.id = "y", .captured = 3, .text = 3}});
  archive.run();
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, ACaptureReadAgainBeforeTheBetterOneGoesIsKept) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 1, .text = 1}});
  archive.put("b", {{.id = "x", .captured = 2, .text = 2}});
  archive.run();
  archive.put("b", {{.id = "y", .captured = 3, .text = 3}});
  archive.run({.reads_all = true});
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, AnArticleMayMoveWithinItsArchive) {
  for (const char* place : {"9", "10", "11"}) {
    Archive archive(limits());
    archive.put_archive("a.jsonl", {{.record = "10", .id = "x", .captured = 1, .text = 1}});
    archive.run();
    archive.put_archive("a.jsonl", {{.record = place, .id = "x", .captured = 1, .text = 2}});
    archive.run();
    archive.expect_true();
  }
}

TEST_P(IndexUpdateOnBothPaths, ABestCaptureThatBecomesWorseYields) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 2, .text = 1}});
  archive.put("b", {{.id = "x", .captured = 1, .text = 2}});
  archive.run();
  archive.put("a", {{.id = "x", .captured = 3, .kind = ArticleKind::Stub, .text = 3}});
  archive.run();
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, AFileThatMovesKeepsItsArticles) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 2, .text = 1}});
  archive.put_archive("l", {{.record = "1", .id = "y", .captured = 2, .text = 2},
                            {.record = "2", .id = "z", .captured = 2, .text = 3}});
  archive.run();
  archive.move("a", "c");
  archive.move("l", "k");
  archive.run();
  archive.expect_true();
  EXPECT_EQ(archive.removed, 0U);
}

TEST_P(IndexUpdateOnBothPaths, AMovedArchiveThatLostLinesLosesTheirArticles) {
  Archive archive(limits());
  archive.put_archive("l", {{.record = "1", .id = "y", .captured = 2, .text = 2},
                            {.record = "2", .id = "z", .captured = 2, .text = 3}});
  archive.run();
  archive.remove("l");
  archive.put_archive("k", {{.record = "1", .id = "y", .captured = 2, .text = 2}});
  archive.run();
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, AMovedOlderFileDoesNotHideABetterOne) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 3, .text = 1}});
  archive.put("b", {{.id = "x", .captured = 2, .text = 2}});
  archive.run();
  archive.remove("a");
  archive.put("c", {{.id = "x", .captured = 1, .text = 3}});
  archive.run();
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, AnEmptyDatabaseFillsAgain) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 3, .text = 1}});
  archive.run();
  archive.remove("a");
  archive.run();
  archive.expect_true();
  EXPECT_EQ(archive.removed, 1U);
  archive.put("b", {{.id = "x", .captured = 3, .text = 1}});
  archive.run();
  archive.expect_true();
}

TEST_P(IndexUpdateOnBothPaths, AnInterruptedRunLosesNoOlderCapture) {
  Archive archive(limits());
  archive.put("a", {{.id = "x", .captured = 2, .text = 1}});
  archive.put("b", {{.id = "x", .captured = 1, .text = 2}});
  archive.run();
  archive.put("a", {{.id = "y", .captured = 3, .text = 3}});
  archive.run({.end = Archive::End::Interrupted, .tasks = 1});
  archive.run();
  archive.expect_true();
}

TEST(IndexUpdate, DocumentsAreSupersededThoughTheFirstIdIsFree) {
  Archive archive(never_merge());
  archive.put("a", {{.id = "x", .captured = 1, .text = 1}});
  archive.put("b", {{.id = "y", .captured = 1, .text = 2}});
  archive.put("c", {{.id = "z", .captured = 1, .text = 3}});
  archive.put("d", {{.id = "w", .captured = 1, .text = 4}});
  archive.run();
  archive.remove("a");
  archive.run();
  archive.set_limits(always_merge());
  archive.put("b", {{.id = "y", .captured = 2, .text = 5}});
  archive.run();
  archive.expect_true();
}

TEST(IndexUpdate, TheLaterPageRecordCounts) {
  Archive archive(never_merge());
  archive.put("a", {{.id = "x", .captured = 1, .text = 1}});
  archive.run();
  archive.put("a", {{.id = "x", .captured = 1, .text = 1}});
  for (int run = 0; run < 300; ++run) {
    archive.set_limits(run % 2 == 0 ? never_merge() : always_merge());
    archive.put("a", {{.id = "x", .captured = 1, .text = 1}});
    archive.run();
    if (run % 50 == 0) archive.expect_true();
  }
  archive.expect_true();
}

TEST(IndexUpdate, AnArchiveCutShortIsNotTakenForRead) {
  Archive archive({.min_published = 2});
  archive.put_archive("l", {{.record = "1", .id = "x", .captured = 1, .text = 1},
                            {.record = "2", .id = "y", .captured = 1, .text = 2},
                            {.record = "3", .id = "z", .captured = 1, .text = 3}});
  archive.run({.end = Archive::End::Killed, .tasks = 2});
  archive.put_archive("l", {{.record = "1", .id = "z", .captured = 1, .text = 3}});
  archive.run();
  archive.expect_true();
  archive.put_archive("m", {{.record = "1", .id = "u", .captured = 1, .text = 1},
                            {.record = "2", .id = "v", .captured = 1, .text = 2},
                            {.record = "3", .id = "w", .captured = 1, .text = 3}});
  archive.run({.end = Archive::End::Killed, .tasks = 2});
  archive.remove("m");
  archive.run();
  archive.expect_true();
}

TEST(IndexUpdate, AnArchiveThatBreaksOffTakesNothingFromTheNext) {
  Archive archive;
  archive.put_archive("a", {{.record = "0", .id = "x", .captured = 1, .text = 1}});
  archive.put_archive("b", {{.record = "0", .id = "y", .captured = 1, .text = 2}});
  archive.run();
  archive.put_archive("a", {{.record = "0", .id = "z", .captured = 2, .text = 3}});
  archive.files[archive.path("a")].breaks_off = true;
  archive.put_archive("b", {{.record = "0", .id = "y", .captured = 2, .text = 4}});
  archive.run();
  EXPECT_TRUE(read_contents(archive.database()).articles.contains("y"));
  EXPECT_TRUE(read_contents(archive.database()).articles.contains("x"));
  archive.put_archive("a", {{.record = "0", .id = "z", .captured = 2, .text = 3}});
  archive.run();
  archive.expect_true();
}

/// A year of an archive in small: files come, change, move and go, runs end early.
class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  void play(int runs) {
    for (int run = 0; run < runs; ++run) {
      archive_.set_limits(limits());
      for (unsigned changes = pick(5); changes > 0; --changes) change();
      Archive::Walk walk{.reads_all = pick(6) == 0};
      for (const auto& [path, file] : archive_.files) walk.order.push_back(path);
      if (pick(2) == 0) std::shuffle(walk.order.begin(), walk.order.end(), random_);
      if (pick(4) == 0) walk.end = pick(2) == 0 ? Archive::End::Interrupted : Archive::End::Killed;
      walk.tasks = pick(12);
      archive_.run(walk);
      if (walk.end == Archive::End::Complete) archive_.expect_true();
      if (testing::Test::HasFailure()) return;
    }
  }

 private:
  unsigned pick(unsigned below) { return static_cast<unsigned>(random_()) % below; }
  std::string name() {
    const unsigned number = pick(12);
    return std::to_string(number) + (number % 3 == 0 ? ".jsonl" : ".html");
  }

  IndexUpdateLimits limits() {
    switch (pick(4)) {
      case 0:
        return always_merge();
      case 1:
        return never_merge();
      case 2:
        return tiny_limits();
      default:
        return {};
    }
  }

  Capture capture() {
    return {.id = id_of(pick(10)),
            .captured = pick(4),
            .kind = pick(4) == 0 ? ArticleKind::Stub : ArticleKind::Article,
            .text = pick(25)};
  }

  void change() {
    const std::string file = name();
    const bool is_archive = file.ends_with(".jsonl");
    const auto found = archive_.files.find(archive_.path(file));
    if (found != archive_.files.end() && pick(4) == 0) return archive_.remove(file);
    if (found != archive_.files.end() && pick(4) == 0) {
      const std::string to = name();
      const bool is_free = !archive_.files.contains(archive_.path(to));
      if (is_free && to.ends_with(".jsonl") == is_archive) archive_.move(file, to);
      return;
    }
    if (!is_archive) {
      std::vector<Capture> captures;
      if (pick(6) != 0) captures.push_back(capture());
      return archive_.put(file, std::move(captures));
    }
    std::vector<Capture> captures;
    // Half of an archive's records stay, at other places.
    if (found != archive_.files.end())
      for (const Capture& old : found->second.captures)
        if (pick(2) == 0) captures.push_back(old);
    for (unsigned more = pick(4); more > 0; --more) captures.push_back(capture());
    std::shuffle(captures.begin(), captures.end(), random_);
    unsigned place = pick(3);
    for (Capture& one : captures) one.record = std::to_string(place += 1 + pick(7));
    archive_.put_archive(file, std::move(captures));
  }

  std::mt19937 random_;
  Archive archive_;
};

class IndexUpdateHistory : public testing::TestWithParam<unsigned> {};

TEST_P(IndexUpdateHistory, GivesTheDatabaseOfAFirstRun) { History(GetParam()).play(25); }

INSTANTIATE_TEST_SUITE_P(Seeds, IndexUpdateHistory, testing::Range(0U, 16U));

}  // namespace
}  // namespace dateline
