#include "indexer/run_log.hpp"

#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>

namespace dateline {
namespace {

RunProgress some_progress() { return {.pages = 3}; }

std::string written(const IndexOptions& options, bool is_terminal) {
  setenv("TERM", "xterm", 1);  // NOLINT(concurrency-mt-unsafe)
  std::ostringstream err;
  {
    RunLog log(options, err, is_terminal, nullptr);
    log.progress(some_progress);
    log.failure("a.html", "broken");
    log.note("b.html", "long\x1b[31m");
    log.passed_over("c.css", "no page");
    log.phase("writing the database");
  }
  return err.str();
}

TEST(RunLog, NamesFailuresAndNotes) {
  EXPECT_EQ(written({}, false),
            "dateline-index: a.html: broken\ndateline-index: b.html: long [31m\n");
}

TEST(RunLog, AQuietRunSaysNothing) {
  EXPECT_EQ(written({.verbosity = Verbosity::Quiet}, true), "");
}

TEST(RunLog, AVerboseRunNamesWhatIsPassedOver) {
  EXPECT_NE(written({.verbosity = Verbosity::Verbose}, false).find("c.css: no page"),
            std::string::npos);
}

TEST(RunLog, ATerminalShowsProgressBelowTheMessages) {
  EXPECT_EQ(written({}, true),
            "\r\x1b[K3 pages\r\x1b[Kdateline-index: a.html: broken\n"
            "dateline-index: b.html: long [31m\n\r\x1b[Kwriting the database\r\x1b[K");
  EXPECT_EQ(written({.progress = ProgressStyle::Never}, true), written({}, false));
}

TEST(RunLog, ADumbTerminalShowsNone) {
  std::ostringstream err;
  setenv("TERM", "dumb", 1);  // NOLINT(concurrency-mt-unsafe)
  RunLog log({}, err, true, nullptr);
  EXPECT_FALSE(log.shows_progress());
}

TEST(RunLog, JsonLinesStandAmongTheMessages) {
  const std::string text = written({.progress = ProgressStyle::Json}, false);
  EXPECT_TRUE(text.starts_with(R"({"type":"progress","pages":3,)")) << text;
  EXPECT_NE(text.find("\n{\"type\":\"phase\",\"name\":\"writing the database\"}\n"),
            std::string::npos);
}

}  // namespace
}  // namespace dateline
