// What dateline-index does beside indexing: check, compact, tell, forget, report.

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>

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
using test::news_line;
using test::news_page;
using test::run_program;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Upkeep : public testing::Test {
 protected:
  Upkeep() {
    scratch.write("in/tram.html", news_page("Tram line opens", "tram"));
    scratch.write("in/port/bridge.html", news_page("Bridge closes", "bridge"));
    scratch.write("in/port/ferry.html", news_page("Ferry sails", "ferry"));
    scratch.write("in/feed.jsonl",
                  news_line("Market moves", "market", "https://mereval.example/market") +
                      news_line("School opens", "school", "https://mereval.example/school"));
    EXPECT_EQ(index({scratch / "in"}).status, 0);
  }

  test::ProgramResult index(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--db", scratch / "db"});
    return run_program("dateline-index", arguments);
  }

  nlohmann::json report() const {
    std::ifstream in(scratch / "report.json");
    return nlohmann::json::parse(in);
  }

  int matches(const std::string& word) const {
    const auto found = run_program("dateline-search", {"--db", scratch / "db", "--count", word});
    return std::stoi(found.out);
  }

  test::ScratchFolder scratch;
};

TEST_F(Upkeep, CheckPrintsWhatItFound) {
  const auto sound = index({"--check"});
  EXPECT_EQ(sound.status, 0) << sound.out;
  EXPECT_EQ(sound.out, (scratch / "db") + ": 5 articles from 4 files, no faults\n");
  EXPECT_THAT(sound.err, IsEmpty());

  const std::string table = *current_generation(scratch / "db") + "/position.glass";
  fs::resize_file(table, fs::file_size(table) / 2);
  const auto damaged = index({"--check", "--report", scratch / "report.json"});
  EXPECT_EQ(damaged.status, 1);
  EXPECT_THAT(damaged.out, HasSubstr("position: "));
  EXPECT_THAT(damaged.err, HasSubstr("index the pages again"));
  EXPECT_EQ(report()["failures"].size(), report()["faults"]);
}

TEST_F(Upkeep, CompactKeepsEverything) {
  const auto before = test::read_contents(scratch / "db");
  const auto compacted = index({"--compact", "--report", scratch / "report.json"});
  EXPECT_EQ(compacted.status, 0) << compacted.err;
  EXPECT_THAT(compacted.err, HasSubstr("MB before"));
  EXPECT_GT(report()["bytes_before"], 0);
  EXPECT_GT(report()["bytes_after"], 0);
  EXPECT_EQ(test::read_contents(scratch / "db"), before);
  EXPECT_EQ(index({"--check"}).status, 0);
  const auto again = index({scratch / "in"});
  EXPECT_THAT(again.err, HasSubstr("0 new, 5 unchanged"));
}

TEST_F(Upkeep, CompactWaitsForNoOtherWriter) {
  const int lock = ::open((scratch / "db/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(index({"--compact"}).status, 75);
  // Reading needs no lock.
  EXPECT_EQ(index({"--check"}).status, 0);
  EXPECT_EQ(index({"--stats"}).status, 0);
  close(lock);
}

TEST_F(Upkeep, StatsTellWhatThereIs) {
  scratch.write("in/broken.html", "");
  EXPECT_EQ(index({scratch / "in"}).status, 1);
  const auto stats = index({"--stats", "--report", scratch / "report.json"});
  EXPECT_EQ(stats.status, 0) << stats.err;
  EXPECT_THAT(stats.out, HasSubstr("articles       5\n"));
  EXPECT_THAT(stats.out, HasSubstr("languages      en 5\n"));
  EXPECT_THAT(stats.out, HasSubstr("files          5 read, 1 failed, 0 of another kind\n"));
  EXPECT_THAT(stats.out, HasSubstr("\n  postlist "));
  const auto json = report();
  EXPECT_EQ(json["type"], "statistics");
  EXPECT_EQ(json["articles"], 5);
  EXPECT_EQ(json["languages"]["en"], 5);
  EXPECT_EQ(json["failed_files"], 1);
  EXPECT_GT(json["table_bytes"]["postlist"], 0);
}

TEST_F(Upkeep, ForgetTakesOutFilesAndFolders) {
  const auto forgotten = index({"--forget", scratch / "in/port", scratch / "in/feed.jsonl"});
  EXPECT_EQ(forgotten.status, 0) << forgotten.err;
  EXPECT_THAT(forgotten.err, HasSubstr("4 removed"));
  EXPECT_EQ(matches("tram"), 1);
  EXPECT_EQ(matches("ferry"), 0);
  EXPECT_EQ(matches("school"), 0);
  EXPECT_EQ(index({"--check"}).out, (scratch / "db") + ": 1 articles from 1 files, no faults\n");
  // The files are there, so a run over them takes them in again.
  EXPECT_THAT(index({scratch / "in"}).err, HasSubstr("4 new, 1 unchanged"));
}

TEST_F(Upkeep, ForgetWorksForWhatHasGoneAndNamesWhatIsUnknown) {
  fs::remove_all(scratch / "in/port");
  const auto forgotten = index({"--forget", scratch / "in/port", scratch / "elsewhere"});
  EXPECT_EQ(forgotten.status, 1);
  EXPECT_THAT(forgotten.err, HasSubstr("elsewhere: the database holds nothing of it"));
  EXPECT_THAT(forgotten.err, HasSubstr("2 removed"));
  EXPECT_EQ(matches("bridge"), 0);
}

TEST_F(Upkeep, ForgettingOneCopyKeepsTheOther) {
  const std::string page = news_page("Harbour grows", "harbour", "https://mereval.example/harbour");
  scratch.write("in/one.html", page);
  scratch.write("in/two.html", page);
  EXPECT_EQ(index({scratch / "in"}).status, 0);
  EXPECT_EQ(index({"--forget", scratch / "in/one.html"}).status, 0);
  EXPECT_EQ(matches("title:harbour"), 1);
  EXPECT_EQ(index({"--forget", scratch / "in/two.html"}).status, 0);
  EXPECT_EQ(matches("title:harbour"), 0);
  EXPECT_EQ(index({"--check"}).status, 0);
}

TEST_F(Upkeep, NothingIsMadeWhereThereIsNoDatabase) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"--check"}, {"--compact"}, {"--stats"}, {"--forget", scratch / "in"}}) {
    std::vector<std::string> arguments{"--db", scratch / "none"};
    arguments.insert(arguments.end(), command.begin(), command.end());
    const auto result = run_program("dateline-index", arguments);
    EXPECT_EQ(result.status, 2) << command.front();
    EXPECT_THAT(result.err, HasSubstr("no database at"));
    EXPECT_FALSE(fs::exists(scratch / "none"));
  }
}

TEST_F(Upkeep, ReportListsFailuresAndCounts) {
  scratch.write("in/empty.html", "");
  scratch.write("in/feed2.jsonl", "{\"title\": \"x\n");
  const auto run = index({"-q", "--report", scratch / "report.json", scratch / "in"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.err, IsEmpty());
  const auto json = report();
  EXPECT_EQ(json["type"], "run");
  EXPECT_EQ(json["unchanged"], 5);
  EXPECT_EQ(json["failed"], json["failures"].size());
  EXPECT_EQ(json["failures"].size(), 2U);
  for (const auto& failure : json["failures"]) {
    EXPECT_THAT(failure["path"].get<std::string>(), HasSubstr(scratch / "in"));
    EXPECT_THAT(failure["reason"].get<std::string>(), Not(IsEmpty()));
  }
}

TEST_F(Upkeep, AReportThatCannotBeWrittenStopsTheRunBeforeItBegins) {
  const auto run = index({"--report", scratch / "no/report.json", "-f", scratch / "in"});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr("no/report.json"));
  EXPECT_THAT(run.err, Not(HasSubstr("unchanged")));
}

TEST_F(Upkeep, AReportTellsWhyARunCouldNotBegin) {
  const int lock = ::open((scratch / "db/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(index({"--report", scratch / "report.json", scratch / "in"}).status, 75);
  EXPECT_EQ(report()["type"], "error");
  EXPECT_THAT(report()["message"].get<std::string>(), HasSubstr("another process"));
  close(lock);
}

TEST_F(Upkeep, ProgressIsJsonWhereItIsAskedFor) {
  EXPECT_THAT(index({scratch / "in"}).err, Not(HasSubstr("{")));
  const auto run = index({"--progress", "json", "-f", scratch / "in"});
  EXPECT_EQ(run.status, 0);
  std::istringstream lines(run.err);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["type"], "progress");
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["type"], "phase");
  std::getline(lines, line);
  EXPECT_THAT(line, HasSubstr("dateline-index: 0 new"));
}

}  // namespace
}  // namespace dateline
