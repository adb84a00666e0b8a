// The bench as a user runs it, on a small database.

#include <fstream>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::run_program;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A database of corpus/, made once for all tests of this program.
class BenchCli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    const auto indexed = run_program(
        "dateline-index",
        {"-q", "--db", *scratch_ / "db", std::string(DATELINE_SOURCE_DIR) + "/corpus/pages"});
    ASSERT_EQ(indexed.status, 0) << indexed.err;
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static test::ProgramResult bench(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--db", *scratch_ / "db", "-w", "1", "-r", "2"});
    return run_program("dateline-bench", arguments);
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
};

std::unique_ptr<test::ScratchFolder> BenchCli::scratch_;

TEST_F(BenchCli, MeasuresEveryBuiltInClass) {
  const auto result = bench({"--per-class", "3", "--threads", "2"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.err, IsEmpty());
  for (const char* text : {"rare-word", "common-word", "two-words", "three-words", "or ", "phrase",
                           "stop-phrase", "near", "prefix", "date", "field", "no-match",
                           "deep-page", "all ", "p99.9", "fragments", "queries/s", "2 threads"})
    EXPECT_THAT(result.out, HasSubstr(text));
}

TEST_F(BenchCli, ExportsWhatItMeasured) {
  const std::string file = *scratch_ / "out.json";
  const auto result =
      bench({"--per-class", "2", "--filter", "phrase", "--filter", "or", "--export", "json", file});
  ASSERT_EQ(result.status, 0) << result.err;
  std::ifstream in(file);
  const auto json = nlohmann::json::parse(in);
  EXPECT_EQ(json["type"], "bench");
  EXPECT_EQ(json["machine"]["dateline"], DATELINE_VERSION);
  EXPECT_GT(json["database"]["articles"], 100);
  std::vector<std::string> classes;
  for (const auto& measured : json["classes"]) {
    classes.push_back(measured["class"]);
    EXPECT_EQ(measured["queries"], 2);
    EXPECT_EQ(measured["samples"], 4);
    EXPECT_GT(measured["matches"], 0);
    EXPECT_GT(measured["total_ms"]["p50"], 0);
    EXPECT_LE(measured["total_ms"]["p50"], measured["total_ms"]["max"]);
    double phases = 0;
    for (const auto& phase : measured["phases_ms"]) phases += phase["mean"].get<double>();
    EXPECT_LE(phases, measured["total_ms"]["mean"].get<double>());
  }
  EXPECT_THAT(classes, ElementsAre("or", "phrase"));
  const auto unwritable = bench({"--per-class", "1", "--export", "json", *scratch_ / "no/out"});
  EXPECT_EQ(unwritable.status, 2);
  EXPECT_THAT(unwritable.err, HasSubstr("cannot write"));
}

TEST_F(BenchCli, RunsTheQueriesOfAFile) {
  const auto file = scratch_->write("queries.tsv", "# mine\nnames\tauthor:Dell\nferry inquiry\n");
  const auto result = bench({"-Q", file});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("2 queries from " + file));
  EXPECT_THAT(result.out, HasSubstr("\nnames "));
  EXPECT_THAT(result.out, HasSubstr("\nquery "));
  EXPECT_THAT(result.out, Not(HasSubstr("rare-word")));
}

TEST_F(BenchCli, MakesACorpusThatTheIndexerReads) {
  const std::string pages = *scratch_ / "made";
  const auto made = run_program("dateline-bench", {"--make-corpus", "30", pages});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr(pages + ": 30 articles ("));
  EXPECT_THAT(made.err, IsEmpty());
  const auto indexed = run_program("dateline-index", {"--db", *scratch_ / "made.db", pages});
  EXPECT_EQ(indexed.status, 0) << indexed.err;
  EXPECT_THAT(indexed.err, HasSubstr("30 new, "));
  const auto again = run_program("dateline-bench", {"--make-corpus", "30", pages});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("is not empty"));
}

TEST_F(BenchCli, TellsWhatIsWrong) {
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const Case& test :
       {Case{{"--filter", "nonsense"}, "no query of class nonsense"},
        Case{{"-Q", *scratch_ / "none.tsv"}, "cannot read"},
        Case{{"-Q", scratch_->write("bad.tsv", "ferry\n\"open\n")}, "query '\"open'"},
        Case{{"--runs", "0"}, "--runs"}}) {
    const auto result = bench(test.arguments);
    EXPECT_EQ(result.status, 2) << test.message;
    EXPECT_THAT(result.err, HasSubstr(test.message));
    EXPECT_THAT(result.out, IsEmpty());
  }
  const auto missing = run_program("dateline-bench", {"--db", *scratch_ / "none"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("no database at"));
}

TEST_F(BenchCli, HelpAndVersionGoToStandardOutput) {
  const auto help = run_program("dateline-bench", {"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("--make-corpus"));
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_EQ(run_program("dateline-bench", {"--version"}).out,
            "dateline-bench " DATELINE_VERSION "\n");
}

}  // namespace
}  // namespace dateline
