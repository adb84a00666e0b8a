#include "searcher/screen.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A screen of five rows, four of them for text, whose pager is a script.
class ScreenTest : public testing::Test {
 protected:
  ScreenTest() { std::signal(SIGPIPE, SIG_IGN); }

  std::string script(const std::string& commands) const {
    std::string path = scratch_.write("pager", "#!/bin/sh\n" + commands + "\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }

  ScreenSettings settings(const std::string& pager) const {
    return {.columns = 20, .rows = 5, .pager = PagerCommand{.text = pager, .is_asked_for = true}};
  }

  std::string paged() const { return contents(scratch_ / "paged"); }

  test::ScratchFolder scratch_;
  std::string to_file_ = script("cat >'" + (scratch_ / "paged") + "'");
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ScreenTest, WhatFitsNeedsNoPager) {
  Screen screen(out_, err_, settings(to_file_));
  screen.out() << "1\n2\n3\n";
  screen.err() << "4\n";
  screen.finish();
  EXPECT_EQ(out_.str(), "1\n2\n3\n");
  EXPECT_EQ(err_.str(), "4\n");
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "paged"));
}

TEST_F(ScreenTest, MoreThanAScreenGoesThroughThePagerInOrder) {
  Screen screen(out_, err_, settings(to_file_));
  screen.out() << "1\n2\n3\n" << std::flush;
  screen.err() << "note\n";
  EXPECT_EQ(out_.str(), "") << "held back until it is known";
  screen.out() << "5\n" << std::flush << "6\n";
  screen.err() << "end\n";
  screen.finish();
  EXPECT_EQ(paged(), "1\n2\n3\nnote\n5\n6\nend\n");
  EXPECT_EQ(out_.str() + err_.str(), "");
}

TEST_F(ScreenTest, ErrorsThatGoElsewhereAreNoneOfIt) {
  ScreenSettings elsewhere = settings(to_file_);
  elsewhere.shows_errors = false;
  Screen screen(out_, err_, elsewhere);
  screen.out() << "1\n2\n3\n";
  screen.err() << "4\n5\n";
  EXPECT_EQ(err_.str(), "4\n5\n");
  screen.finish();
  EXPECT_EQ(out_.str(), "1\n2\n3\n");
}

TEST_F(ScreenTest, WithoutAPagerNothingIsHeldBack) {
  Screen screen(out_, err_, {.columns = 20, .rows = 5});
  screen.out() << "1\n";
  EXPECT_EQ(out_.str(), "1\n");
}

TEST_F(ScreenTest, APagerOfSeveralWordsIsForTheShell) {
  const std::string command = fmt::format("LC_ALL=C tr a-z A-Z | cat >'{}'", scratch_ / "paged");
  Screen screen(out_, err_, settings(command));
  screen.out() << "a\nb\nc\nd\ne\n";
  screen.finish();
  EXPECT_EQ(paged(), "A\nB\nC\nD\nE\n");
}

TEST_F(ScreenTest, LessIsToldWhatToDoUnlessTheReaderDid) {
  const std::string show = script("echo \"$LESS $LV\" >'" + (scratch_ / "paged") + "'; cat >&2");
  unsetenv("LESS");
  unsetenv("LV");
  for (const char* expected : {"FRX -c\n", "i -c\n"}) {
    Screen screen(out_, err_, settings(show + " 2>/dev/null"));
    screen.out() << "a\nb\nc\nd\ne\n";
    screen.finish();
    EXPECT_EQ(paged(), expected);
    setenv("LESS", "i", 1);
  }
  unsetenv("LESS");
}

TEST_F(ScreenTest, APagerThatIsNotThereIsDoneWithout) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += fmt::format("{}\n", i);
  for (const char* pager : {"/nonexistent/pager", "/nonexistent/pager -s 2>/dev/null"}) {
    std::ostringstream out;
    std::ostringstream err;
    Screen screen(out, err, settings(pager));
    screen.out() << "first\n" << std::flush << text << std::flush;
    screen.err() << "note\n";
    screen.finish();
    EXPECT_EQ(out.str(), "first\n" + text) << pager;
    EXPECT_TRUE(err.str().ends_with("note\n")) << pager;
  }
  Screen screen(out_, err_, settings("/nonexistent/pager"));
  screen.out() << "a\nb\nc\nd\ne\n";
  screen.finish();
  EXPECT_EQ(err_.str(),
            "dateline-search: cannot run /nonexistent/pager: No such file or directory\n");

  ScreenSettings by_default = settings("/nonexistent/pager");
  by_default.pager->is_asked_for = false;
  std::ostringstream err;
  Screen quiet(out_, err, by_default);
  quiet.out() << "a\nb\nc\nd\ne\n";
  quiet.finish();
  EXPECT_EQ(err.str(), "") << "nobody asked for it";
}

TEST_F(ScreenTest, LeavingThePagerIsAClosedPipe) {
  Screen screen(out_, err_, settings(script("head -n 2 >'" + (scratch_ / "paged") + "'; exit 0")));
  errno = 0;
  while (screen.out() << "a line of the text\n" && screen.out().flush()) errno = 0;
  EXPECT_EQ(errno, EPIPE);
  screen.err() << "1 article\n";
  screen.finish();
  EXPECT_EQ(paged(), "a line of the text\na line of the text\n");
  EXPECT_EQ(out_.str() + err_.str(), "");
}

TEST_F(ScreenTest, InterruptsAreThePagersWhileItRuns) {
  {
    Screen screen(out_, err_, settings(to_file_));
    screen.out() << "a\nb\nc\nd\ne\n";
    std::raise(SIGINT);
    screen.finish();
  }
  EXPECT_EQ(paged(), "a\nb\nc\nd\ne\n");
  struct sigaction now {};
  sigaction(SIGINT, nullptr, &now);
  EXPECT_EQ(now.sa_handler, SIG_DFL) << "and ours afterwards";
}

TEST(RowCount, Table) {
  struct Case {
    const char* name;
    std::string text;
    std::size_t rows;
  };
  for (const Case& test : {
           Case{"nothing", "", 0},
           Case{"a line", "a\n", 1},
           Case{"a line without end", "a", 1},
           Case{"blank lines", "\n\n", 2},
           Case{"as wide as the screen", "0123456789\n", 1},
           Case{"wider", "0123456789a\n", 2},
           Case{"wide characters", "月球南极冰图\n", 2},
           Case{"colours and links take none",
                "\x1B]8;;https://a.example/long\x1B\\\x1B[1;33mferry\x1B[0m\x1B]8;;\x1B\\\n", 1},
           Case{"an escape cut off", "a\x1B[1", 1},
       }) {
    RowCount whole(10);
    whole.add(test.text);
    EXPECT_EQ(whole.rows(), test.rows) << test.name;
    RowCount bytes(10);
    for (const char c : test.text) bytes.add({&c, 1});
    EXPECT_EQ(bytes.rows(), test.rows) << test.name;
  }
}

}  // namespace
}  // namespace dateline
