// Files of options, as people who have written one meet them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::run_program;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A home with a database of a page and files of options.
class ConfigurationCli : public testing::Test {
 protected:
  void SetUp() override {
    scratch_.write("page.txt",
                   "The ferry sails again.\n\nIt left the harbour of Varnholm at noon.");
    const auto indexed =
        run("dateline-index", {"-q", "--db", scratch_ / "db", scratch_ / "page.txt"});
    ASSERT_EQ(indexed.status, 0) << indexed.err;
  }

  void configure(std::string_view program, std::string_view text) const {
    scratch_.write(".config/dateline/" + std::string(program) + ".conf", text);
  }

  test::ProgramResult run(std::string_view program, const std::vector<std::string>& arguments,
                          std::map<std::string, std::string> environment = {}) const {
    environment.emplace("HOME", scratch_.path().string());
    return run_program(program, arguments, {.environment = std::move(environment)});
  }

  test::ScratchFolder scratch_;
};

TEST_F(ConfigurationCli, SearchesAsItsFileSays) {
  configure("search", "# mine\n--db=" + scratch_ / "db" + "\n--count\n");
  const auto found = run("dateline-search", {"ferry"});
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_EQ(found.out, "1\n");
  EXPECT_EQ(run("dateline-search", {"--count=false", "--json", "ferry"}).status, 0);
  const auto without = run("dateline-search", {"--no-config", "ferry"});
  EXPECT_EQ(without.status, 2);
  EXPECT_THAT(without.err, HasSubstr("no database"));
  EXPECT_EQ(run("dateline-search", {"ferry"}, {{"DATELINE_SEARCH_CONFIG", ""}}).status, 2);
}

TEST_F(ConfigurationCli, CommandLineBeatsEnvironmentBeatsFile) {
  configure("search", "--db=/of/the/file\n");
  EXPECT_THAT(run("dateline-search", {"x"}).err, HasSubstr("no database at /of/the/file"));
  const std::map<std::string, std::string> environment{{"DATELINE_DB", "/of/the/environment"}};
  EXPECT_THAT(run("dateline-search", {"x"}, environment).err,
              HasSubstr("no database at /of/the/environment"));
  EXPECT_EQ(run("dateline-search", {"--db", scratch_ / "db", "ferry"}, environment).status, 0);
}

TEST_F(ConfigurationCli, NamesTheLineOfAnError) {
  const std::string file = scratch_.write("my\x1b.conf", "--limit\n3\n--colour=always\n");
  const auto result = run("dateline-search", {"x"}, {{"DATELINE_SEARCH_CONFIG", file}});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, HasSubstr(".conf:3: --colour=always is no option"));
  EXPECT_THAT(result.err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(result.out, IsEmpty());
  const auto absent =
      run("dateline-search", {"x"}, {{"DATELINE_SEARCH_CONFIG", scratch_ / "absent"}});
  EXPECT_EQ(absent.status, 2);
  EXPECT_THAT(absent.err, HasSubstr("absent: No such file"));
}

TEST_F(ConfigurationCli, IndexesAsItsFileSays) {
  configure("index", "--db=" + scratch_ / "other" + "\n--quiet\n-g\n*.txt\n");
  const auto indexed = run("dateline-index", {scratch_.path().string()});
  EXPECT_EQ(indexed.status, 0) << indexed.err;
  EXPECT_THAT(indexed.err, IsEmpty());
  EXPECT_EQ(run("dateline-search", {"--db", scratch_ / "other", "ferry"}).status, 0);
  // --extract-only knows no --db, and -v is no -q.
  const auto extracted = run("dateline-index", {"--extract-only", "-v", scratch_ / "page.txt"});
  EXPECT_EQ(extracted.status, 0) << extracted.err;
  EXPECT_THAT(extracted.out, HasSubstr("Varnholm"));
  configure("index", "--threads=2\n" + scratch_ / "page.txt");
  const auto refused = run("dateline-index", {"--stats", "--db", scratch_ / "db"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("index.conf:2: "));
}

TEST_F(ConfigurationCli, MeasuresAsItsFileSays) {
  configure("bench", "--db=" + scratch_ / "db" + "\n--runs=1\n--warmup=0\n--per-class=1\n");
  const auto measured = run("dateline-bench", {});
  EXPECT_EQ(measured.status, 0) << measured.err;
  // Options that mean nothing beside those of the command line are not in the way.
  const auto made = run("dateline-bench", {"--make-corpus", "2", scratch_ / "made.jsonl"});
  EXPECT_EQ(made.status, 0) << made.err;
  const auto own = run("dateline-bench", {"--queries", scratch_.write("queries", "word\tferry\n")});
  EXPECT_EQ(own.status, 0) << own.err;
  configure("bench", "--runs=1\n--runs=no\n");
  EXPECT_THAT(run("dateline-bench", {}).err, HasSubstr("bench.conf:2: "));
}

}  // namespace
}  // namespace dateline
