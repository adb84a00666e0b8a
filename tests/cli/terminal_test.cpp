// dateline-search on a terminal: colours, links, width, pager, Ctrl-C.

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/utf8.hpp"
#include "tests/support/program.hpp"
#include "tests/support/pseudo_terminal.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::PseudoTerminal;
using test::TerminalInput;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kCtrlC = "\x03";

/// A database of corpus/, made once for all tests of this program.
class TerminalCli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    const auto indexed = test::run_program(
        "dateline-index",
        {"-q", "--db", *scratch_ / "db", std::string(DATELINE_SOURCE_DIR) + "/corpus/pages"});
    ASSERT_EQ(indexed.status, 0) << indexed.err;
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static std::string script(const std::string& name, const std::string& commands) {
    std::string path = scratch_->write(name, "#!/bin/sh\n" + commands + "\n");
    fs::permissions(path, fs::perms::owner_all);
    return path;
  }

  static TerminalInput with(std::map<std::string, std::string> environment,
                            unsigned short columns = 80) {
    environment.emplace("PAGER", "cat");
    return {.columns = columns, .environment = std::move(environment)};
  }

  struct Outcome {
    int status;
    std::string screen;
  };

  static std::vector<std::string> in_database(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--db", *scratch_ / "db"});
    return arguments;
  }

  static Outcome search(const std::vector<std::string>& arguments, const TerminalInput& input) {
    PseudoTerminal terminal("dateline-search", in_database(arguments), input);
    const int status = terminal.finish();
    return {status, terminal.screen()};
  }

  static std::string file(const std::string& name) {
    std::ifstream stream(*scratch_ / name);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
};

std::unique_ptr<test::ScratchFolder> TerminalCli::scratch_;

TEST_F(TerminalCli, ColoursAndLinks) {
  const Outcome plain = search({"ferry"}, with({}));
  EXPECT_EQ(plain.status, 0);
  EXPECT_THAT(plain.screen, HasSubstr("\x1B[1;33mferry\x1B[0m"));
  EXPECT_THAT(plain.screen, HasSubstr("\x1B]8;;https://"));
  EXPECT_THAT(plain.screen, Not(HasSubstr("**")));

  const Outcome no_color = search({"ferry"}, with({{"NO_COLOR", "1"}}));
  EXPECT_THAT(no_color.screen, HasSubstr("**ferry**"));
  EXPECT_THAT(no_color.screen, Not(HasSubstr("\x1B[")));
  EXPECT_THAT(no_color.screen, HasSubstr("\x1B]8;;https://"));

  const Outcome dumb = search({"-n", "50", "ferry"}, with({{"TERM", "dumb"}, {"PAGER", "false"}}));
  EXPECT_EQ(dumb.status, 0);
  EXPECT_THAT(dumb.screen, Not(HasSubstr("\x1B")));
  EXPECT_THAT(dumb.screen, HasSubstr("\n    https://"));
}

TEST_F(TerminalCli, ColoursAreForcedIntoAPipe) {
  const auto forced = test::run_program("dateline-search", in_database({"ferry"}),
                                        {.environment = {{"CLICOLOR_FORCE", "1"}}});
  EXPECT_THAT(forced.out, HasSubstr("\x1B[1;33m"));
  EXPECT_THAT(forced.out, Not(HasSubstr("\x1B]8")));
  EXPECT_THAT(forced.err, Not(HasSubstr("\x1B")));
}

TEST_F(TerminalCli, LinesFitTheTerminal) {
  for (const unsigned short columns : std::array<unsigned short, 4>{30, 40, 80, 200}) {
    const Outcome outcome = search({"-n", "0", "--color", "never", "--hyperlink", "never",
                                    "--pager", "never", "a OR lang:zh OR lang:ja"},
                                   with({}, columns));
    EXPECT_EQ(outcome.status, 0);
    std::istringstream lines(outcome.screen);
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);) {
      const bool is_address = line.find('/') != std::string::npos &&
                              line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
      if (is_address) continue;  // which is never wrapped
      const std::size_t width = display_width(line);
      EXPECT_LE(width, columns) << line;
      widest = std::max(widest, width);
    }
    EXPECT_GE(widest + 8, std::min<std::size_t>(columns, 100)) << "and fill it";
  }
  const Outcome by_variable = search({"ferry"}, with({{"COLUMNS", "40"}}, 200));
  std::istringstream lines(by_variable.screen);
  for (std::string line; std::getline(lines, line);) {
    if (line.find('\x1B') == std::string::npos) {
      EXPECT_LE(display_width(line), 40U) << line;
    }
  }
}

TEST_F(TerminalCli, ThePagerShowsWhatIsMoreThanAScreen) {
  const std::string pager =
      script("pager", "cat >'" + (*scratch_ / "paged") + "'; printf 'the %s ends' pager");
  const Outcome fits = search({"-n", "1", "ferry"}, with({{"PAGER", pager}}));
  EXPECT_THAT(fits.screen, Not(HasSubstr("the pager ends")));
  EXPECT_THAT(fits.screen, HasSubstr("articles, "));

  const Outcome paged = search({"-n", "20", "ferry"}, with({{"PAGER", pager}}));
  EXPECT_EQ(paged.status, 0);
  EXPECT_EQ(paged.screen, "the pager ends") << "nothing beside it";
  EXPECT_THAT(file("paged"), StartsWith(" 1  "));
  EXPECT_THAT(file("paged"), HasSubstr("\n26 articles, ")) << "the account is the last line";

  const Outcome ours = search({"-n", "20", "ferry"},
                              with({{"PAGER", "false"}, {"DATELINE_PAGER", pager + " | cat"}}));
  EXPECT_EQ(ours.screen, "the pager ends");
  const Outcome never = search({"-n", "20", "--pager", "never", "ferry"}, with({{"PAGER", pager}}));
  EXPECT_THAT(never.screen, StartsWith(" 1  "));
  const auto shown = search({"--format", "json", "-n", "20", "ferry"}, with({{"PAGER", pager}}));
  EXPECT_EQ(shown.screen, "the pager ends");
  EXPECT_THAT(file("paged"), StartsWith("["));
}

TEST_F(TerminalCli, APagerThatIsNotThereIsDoneWithout) {
  const Outcome outcome = search({"-n", "20", "ferry"}, with({{"PAGER", "/nonexistent/pager"}}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.screen, StartsWith("dateline-search: cannot run /nonexistent/pager"));
  EXPECT_THAT(outcome.screen, HasSubstr("\n 1  "));
  EXPECT_THAT(outcome.screen, HasSubstr("\n20  "));
}

TEST_F(TerminalCli, LeavingThePagerKeepsTheStatus) {
  const std::string pager = script("quit", "read line; printf 'left'");
  const Outcome found = search({"-n", "0", "a"}, with({{"PAGER", pager}}));
  EXPECT_EQ(found.status, 0);
  EXPECT_EQ(found.screen, "left");
  std::string queries;
  for (int i = 0; i < 400; ++i) queries += "zzyzxq ferry\n";
  const std::string path = scratch_->write("queries", queries);
  const Outcome none = search({"--queries", path}, with({{"PAGER", pager}}));
  EXPECT_EQ(none.status, 1) << "near misses are no matches";
  EXPECT_EQ(none.screen, "left");
}

TEST_F(TerminalCli, CtrlCInThePagerIsForThePager) {
  const std::string pager =
      script("stubborn",
             "trap 'printf interrupted' INT; printf ready; cat >/dev/null; read key </dev/tty;"
             " read key </dev/tty; printf 'end of %s' pager");
  PseudoTerminal terminal("dateline-search", in_database({"-n", "20", "ferry"}),
                          with({{"PAGER", pager}}));
  ASSERT_TRUE(terminal.wait_for("ready"));
  terminal.type(kCtrlC);
  ASSERT_TRUE(terminal.wait_for("interrupted"));
  terminal.type("\n\n");
  EXPECT_EQ(terminal.finish(), 0);
  EXPECT_THAT(terminal.screen(), HasSubstr("end of pager"));
}

TEST_F(TerminalCli, ASignalEndsItAndTheColours) {
  PseudoTerminal terminal("dateline-search",
                          in_database({"-n", "0", "--fragments", "20", "--pager", "never", "a"}),
                          with({}));
  // A terminal holds a few thousand bytes that nobody has read: the program waits in the middle.
  ASSERT_TRUE(terminal.wait_for_bytes(1));
  terminal.send_signal(SIGINT);
  EXPECT_EQ(terminal.finish(), 128 + SIGINT);
  EXPECT_THAT(terminal.screen(), testing::EndsWith("\x1B[0m\x1B]8;;\x1B\\"));
}

TEST_F(TerminalCli, CtrlCBetweenAnswersLeavesNoTrace) {
  PseudoTerminal terminal("dateline-search", in_database({"--queries", "-"}), with({}));
  terminal.type("ferry\n");
  ASSERT_TRUE(terminal.wait_for("== ferry"));
  terminal.type(kCtrlC);
  EXPECT_EQ(terminal.finish(), 128 + SIGINT);
  EXPECT_THAT(terminal.screen(), Not(HasSubstr("dateline-search:")));
}

TEST_F(TerminalCli, AHeadlineOfTwoLinesIsOneLink) {
  const Outcome outcome = search({"-n", "3", "ferry"}, with({}, 40));
  const std::size_t first = outcome.screen.find("\x1B]8;id=hit");
  ASSERT_NE(first, std::string::npos);
  const std::string link = outcome.screen.substr(first, outcome.screen.find('\\', first) - first);
  const std::size_t line_end = outcome.screen.find('\n', first);
  EXPECT_EQ(outcome.screen.find(link, line_end), line_end + 5) << "after the indent";
}

TEST_F(TerminalCli, ShowsAnArticleToRead) {
  const auto json =
      test::run_program("dateline-search", in_database({"--json", "-n", "1", "title:ferry"}));
  const std::size_t at = json.out.find("\"id\":\"") + 6;
  const std::string id = json.out.substr(at, json.out.find('"', at) - at);
  const Outcome outcome = search({"--show", id}, with({}, 200));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.screen, StartsWith("\x1B[1m"));
  EXPECT_THAT(outcome.screen, HasSubstr("\n\x1B[2mpublished: \x1B[0m20"));
  const std::string text = outcome.screen.substr(outcome.screen.find("\n\n"));
  EXPECT_THAT(text, HasSubstr("\n\n"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST_F(TerminalCli, OpensAHit) {
  const std::string browser =
      script("browser", "printf '%s\\n' \"$@\" >'" + (*scratch_ / "opened") + "'");
  const auto open = [&](std::vector<std::string> arguments, const std::string& command) {
    return test::run_program("dateline-search", in_database(std::move(arguments)),
                             {.environment = {{"BROWSER", command}}});
  };
  const auto opened = open({"--open", "2", "ferry"}, browser);
  EXPECT_EQ(opened.status, 0) << opened.err;
  EXPECT_THAT(opened.out + opened.err, IsEmpty());
  EXPECT_THAT(file("opened"),
              testing::MatchesRegex("file:///.*/corpus/pages/[a-z0-9-]+\\.(html|txt)\n"));

  const auto no_hit = open({"--open", "99", "ferry"}, browser);
  EXPECT_EQ(no_hit.status, 1);
  EXPECT_EQ(no_hit.err, "dateline-search: there is no hit 99, the last is 26\n");

  const auto no_browser = open({"--open", "1", "ferry"}, "/nonexistent/browser");
  EXPECT_EQ(no_browser.status, 2);
  EXPECT_THAT(no_browser.out, StartsWith("file:///"));
  EXPECT_THAT(no_browser.err, HasSubstr("no browser opens the article"));
}

TEST_F(TerminalCli, QuietTellsByItsStatus) {
  for (const char* format : {"text", "json", "trec"}) {
    const auto found =
        test::run_program("dateline-search", in_database({"-q", "--format", format, "ferry"}));
    EXPECT_EQ(found.status, 0) << format;
    EXPECT_EQ(found.out + found.err, "") << format;
    const auto none = test::run_program("dateline-search",
                                        in_database({"-q", "--format", format, "zzyzxq", "ferry"}));
    EXPECT_EQ(none.status, 1) << format;
    EXPECT_EQ(none.out + none.err, "") << format;
  }
  const auto counted = test::run_program("dateline-search", in_database({"-q", "-c", "ferry"}));
  EXPECT_EQ(counted.status, 0);
  EXPECT_EQ(counted.out, "");
  const auto wrong = test::run_program("dateline-search", in_database({"-q", "\"ferry"}));
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("dateline-search: ")) << "an error is told";
  const auto batch = test::run_program("dateline-search", in_database({"-q", "--queries", "-"}),
                                       {.standard_input = "zzyzxq\nferry\n\"broken\n"});
  EXPECT_EQ(batch.status, 0);
  EXPECT_EQ(batch.err, "") << "the first match decides";
}

}  // namespace
}  // namespace dateline
