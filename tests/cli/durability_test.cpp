// dateline-index dies at any moment, and nobody who searches meanwhile notices.

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/generation_store.hpp"
#include "tests/support/database_contents.hpp"
#include "tests/support/news_page.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using test::run_program;
using testing::HasSubstr;

/// Nanoseconds in a page record differ between runs for files that were young in one of them.
test::DatabaseContents comparable(const std::string& directory) {
  test::DatabaseContents contents = test::read_contents(directory);
  for (auto& [path, record] : contents.records) record.modified = 0;
  return contents;
}

/// A folder of pages and archives that changes at random.
class GrowingFolder {
 public:
  explicit GrowingFolder(const test::ScratchFolder& scratch) : scratch_(scratch) {}

  void grow() {
    for (unsigned more = 1 + pick(12); more > 0; --more) {
      const unsigned number = pages_++;
      write(fmt::format("{}/{}.html", number / 50, number), number);
    }
    for (unsigned changed = pick(3); changed > 0; --changed) {
      const unsigned number = pick(pages_);
      write(fmt::format("{}/{}.html", number / 50, number), number);
    }
    if (pick(3) == 0) {
      std::error_code error;
      const unsigned number = pick(pages_);
      fs::remove(scratch_ / fmt::format("in/{0}/{1}.html", number / 50, number), error);
    }
    for (unsigned lines = pick(6); lines > 0; --lines)
      lines_ += test::news_line("Line", word(), address(100'000 + line_++));
    scratch_.write("in/lines.jsonl", lines_);
  }

  unsigned pick(unsigned below) { return static_cast<unsigned>(random_()) % below; }

 private:
  std::string word() { return fmt::format("word{}", pick(5000)); }
  /// Every fifth page is a further capture of an earlier one.
  std::string address(unsigned number) const {
    return fmt::format("https://example.org/news/{}", number % 5 == 4 ? number / 2 : number);
  }
  void write(const std::string& name, unsigned number) {
    scratch_.write("in/" + name,
                   test::news_page(fmt::format("Page {}", number), word(), address(number)));
  }

  const test::ScratchFolder& scratch_;
  std::mt19937 random_{2023};
  unsigned pages_ = 0;
  unsigned line_ = 0;
  std::string lines_;
};

/// Searches as long as it lives; an answer that should not be fails the test.
class ConstantSearcher {
 public:
  explicit ConstantSearcher(std::string database)
      : database_(std::move(database)), thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) search();
        }) {}

  unsigned answers() const { return answers_; }

 private:
  void search() {
    const bool is_made = fs::exists(database_ + "/XAPIANDB");
    const auto run =
        run_program("dateline-search", {"--db", database_, "--json", "-n", "20", "council"});
    if (run.status == 2 && !is_made) return;
    EXPECT_TRUE(run.status == 0 || run.status == 1) << run.status << ": " << run.err;
    EXPECT_EQ(run.err, "");
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
      const auto object = nlohmann::json::parse(line);
      if (object["type"] != "hit") continue;
      EXPECT_NE(object["title"], "") << line;
      EXPECT_FALSE(object["fragments"].empty()) << line;
    }
    ++answers_;
  }

  std::string database_;
  std::atomic<unsigned> answers_ = 0;
  std::jthread thread_;
};

unsigned kill_runs() {
  const char* value = std::getenv("DATELINE_KILL_RUNS");
  return value == nullptr ? 20 : static_cast<unsigned>(std::strtoul(value, nullptr, 10));
}

TEST(Durability, KilledAtAnyMomentItLosesNothing) {
  const test::ScratchFolder scratch;
  GrowingFolder folder(scratch);
  const std::string db = scratch / "db";
  std::chrono::steady_clock::duration typical = milliseconds{100};
  unsigned killed = 0;
  unsigned answers = 0;
  {
    const ConstantSearcher searcher(db);
    const unsigned runs = kill_runs();
    for (unsigned run = 0; run < runs && !testing::Test::HasFailure(); ++run) {
      folder.grow();
      const auto limit = std::chrono::duration_cast<microseconds>(typical).count();
      const microseconds moment{folder.pick(static_cast<unsigned>(limit * 5 / 4))};
      const auto begin = std::chrono::steady_clock::now();
      const auto result =
          run_program("dateline-index",
                      {"-q", "-j", std::to_string(1 + folder.pick(4)), "--db", db, scratch / "in"},
                      {.signal_after = moment});
      if (result.status == 0) {
        typical = std::chrono::steady_clock::now() - begin;
      } else {
        EXPECT_EQ(result.status, 128 + SIGKILL) << result.err;
        ++killed;
        // What was not done adds up.
        typical += typical / 20;
      }
    }
    answers = searcher.answers();
  }
  EXPECT_GT(killed, kill_runs() / 4);
  EXPECT_GT(answers, 0U);
  const auto last = run_program("dateline-index", {"--db", db, scratch / "in"});
  EXPECT_EQ(last.status, 0) << last.err;
  const auto undisturbed =
      run_program("dateline-index", {"--db", scratch / "undisturbed", scratch / "in"});
  EXPECT_EQ(undisturbed.status, 0) << undisturbed.err;
  EXPECT_EQ(test::check_database(db), "");
  const auto found = comparable(db);
  const auto wanted = comparable(scratch / "undisturbed");
  EXPECT_EQ(found.articles, wanted.articles);
  EXPECT_EQ(found.records, wanted.records);
  EXPECT_EQ(fs::exists(db + "/building"), false);
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(db)) ++entries;
  EXPECT_EQ(entries, 3U) << "stub, lock and one generation";
  RecordProperty("killed", static_cast<int>(killed));
  RecordProperty("answers", static_cast<int>(answers));
  RecordProperty("articles", static_cast<int>(found.articles.size()));
}

TEST(Durability, AnInterruptedRunKeepsWhatItDid) {
  const test::ScratchFolder scratch;
  for (int i = 0; i < 400; ++i)
    scratch.write(fmt::format("in/{:03}.html", i),
                  test::news_page(fmt::format("Page {}", i), fmt::format("word{}", i)));
  const std::string db = scratch / "db";
  const auto begin = std::chrono::steady_clock::now();
  run_program("dateline-index", {"-j", "1", "--db", scratch / "whole", scratch / "in"});
  const auto whole =
      std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
  test::ProgramResult interrupted;
  std::size_t kept = 0;
  for (int attempt = 1; attempt <= 20 && kept == 0; ++attempt) {
    fs::remove_all(db);
    interrupted = run_program("dateline-index", {"-j", "1", "--db", db, scratch / "in"},
                              {.signal_after = whole * attempt / 21, .signal = SIGINT});
    if (interrupted.status == 130 && fs::exists(db + "/XAPIANDB"))
      kept = test::read_contents(db).articles.size();
  }
  EXPECT_EQ(interrupted.status, 130) << interrupted.err;
  EXPECT_GT(kept, 0U);
  EXPECT_LT(kept, 400U);
  EXPECT_THAT(interrupted.err, HasSubstr(fmt::format("{} new", kept)));
  const auto next = run_program("dateline-index", {"--db", db, scratch / "in"});
  EXPECT_EQ(next.status, 0);
  EXPECT_THAT(next.err, HasSubstr(fmt::format("{} new, {} unchanged", 400 - kept, kept)));
  EXPECT_EQ(comparable(db), comparable(scratch / "whole"));
}

TEST(Durability, ADirectoryThatCannotBeWrittenIsNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root writes everywhere";
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", test::news_page("Page", "tram"));
  fs::create_directory(scratch / "db");
  fs::permissions(scratch / "db", fs::perms::owner_read | fs::perms::owner_exec);
  const auto first = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(first.status, 2);
  EXPECT_THAT(first.err, HasSubstr("/db/lock: Permission denied"));
  const auto below = run_program("dateline-index", {"--db", scratch / "db/x", scratch / "in"});
  EXPECT_EQ(below.status, 2);
  EXPECT_THAT(below.err, HasSubstr("/db/x: Permission denied"));

  fs::permissions(scratch / "db", fs::perms::owner_all);
  EXPECT_EQ(run_program("dateline-index", {"--db", scratch / "db", scratch / "in"}).status, 0);
  scratch.write("in/b.html", test::news_page("Page", "bridge"));
  for (const auto& entry : fs::recursive_directory_iterator(scratch / "db"))
    fs::permissions(entry, fs::perms::owner_read |
                               (entry.is_directory() ? fs::perms::owner_exec : fs::perms::none));
  fs::permissions(scratch / "db", fs::perms::owner_read | fs::perms::owner_exec);
  const auto later = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(later.status, 2);
  EXPECT_THAT(later.err, HasSubstr("Permission denied"));
  const auto search = run_program("dateline-search", {"--db", scratch / "db", "--count", "tram"});
  EXPECT_EQ(search.out, "1\n") << search.err;
  for (const auto& entry : fs::recursive_directory_iterator(scratch / "db"))
    if (entry.is_directory()) fs::permissions(entry, fs::perms::owner_all);
  fs::permissions(scratch / "db", fs::perms::owner_all);
}

TEST(Durability, ALockHeldKeepsNobodyFromSearching) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", test::news_page("Page", "tram"));
  run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  const auto writer = GenerationStore::open(scratch / "db", std::nullopt);
  ASSERT_TRUE(writer);
  EXPECT_EQ(run_program("dateline-index", {"--db", scratch / "db", scratch / "in"}).status, 75);
  const auto search = run_program("dateline-search", {"--db", scratch / "db", "--count", "tram"});
  EXPECT_EQ(search.out, "1\n") << search.err;
}

}  // namespace
}  // namespace dateline
