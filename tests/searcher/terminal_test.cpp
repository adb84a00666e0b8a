#include "searcher/terminal.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Environment = decltype(Terminal::environment);

Terminal terminal_with(Environment environment) {
  environment.emplace("TERM", "xterm");
  return {.is_terminal = true, .columns = 120, .rows = 40, .environment = std::move(environment)};
}

Terminal pipe_with(Environment environment) {
  Terminal pipe = terminal_with(std::move(environment));
  pipe.is_terminal = false;
  pipe.columns = pipe.rows = 0;
  return pipe;
}

TEST(Terminal, ColoursAndLinks) {
  struct Case {
    const char* name;
    Terminal terminal;
    bool color;
    bool hyperlinks;
  };
  for (const Case& test : {
           Case{"terminal", terminal_with({}), true, true},
           Case{"pipe", pipe_with({}), false, false},
           Case{"NO_COLOR", terminal_with({{"NO_COLOR", "1"}}), false, true},
           Case{"empty NO_COLOR", terminal_with({{"NO_COLOR", ""}}), true, true},
           Case{"forced into a pipe", pipe_with({{"CLICOLOR_FORCE", "1"}}), true, false},
           Case{"FORCE_COLOR", pipe_with({{"FORCE_COLOR", "3"}}), true, false},
           Case{"not forced by 0", pipe_with({{"CLICOLOR_FORCE", "0"}}), false, false},
           Case{"not forced by nothing", pipe_with({{"CLICOLOR_FORCE", ""}}), false, false},
           Case{"NO_COLOR over force", pipe_with({{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}),
                false, false},
           Case{"CLICOLOR off", terminal_with({{"CLICOLOR", "0"}}), false, true},
           Case{"CLICOLOR on", terminal_with({{"CLICOLOR", "1"}}), true, true},
           Case{"CLICOLOR needs a terminal", pipe_with({{"CLICOLOR", "1"}}), false, false},
           Case{"force over CLICOLOR", terminal_with({{"CLICOLOR", "0"}, {"CLICOLOR_FORCE", "1"}}),
                true, true},
           Case{"dumb", terminal_with({{"TERM", "dumb"}}), false, false},
           Case{"dumb but forced", terminal_with({{"TERM", "dumb"}, {"CLICOLOR_FORCE", "1"}}), true,
                false},
           Case{"console", terminal_with({{"TERM", "linux"}}), true, false},
       }) {
    const TextStyle style = choose_style({}, test.terminal);
    EXPECT_EQ(style.color, test.color) << test.name;
    EXPECT_EQ(style.hyperlinks, test.hyperlinks) << test.name;
  }
}

TEST(Terminal, OptionsWinOverAll) {
  const Terminal no = terminal_with({{"NO_COLOR", "1"}, {"TERM", "dumb"}});
  const Terminal yes = pipe_with({{"CLICOLOR_FORCE", "1"}});
  EXPECT_TRUE(choose_style({.color = ColorMode::Always}, no).color);
  EXPECT_FALSE(choose_style({.color = ColorMode::Never}, yes).color);
  EXPECT_FALSE(choose_style({.color = ColorMode::Never}, terminal_with({})).color);
  EXPECT_TRUE(choose_style({.color = ColorMode::Never}, terminal_with({})).hyperlinks);
  EXPECT_TRUE(choose_style({.hyperlinks = HyperlinkMode::Always}, yes).hyperlinks);
  EXPECT_FALSE(choose_style({.hyperlinks = HyperlinkMode::Never}, terminal_with({})).hyperlinks);
}

TEST(Terminal, OnlyADumbTerminalGetsAscii) {
  EXPECT_TRUE(choose_style({}, terminal_with({{"TERM", "dumb"}})).ascii);
  EXPECT_FALSE(choose_style({}, pipe_with({{"TERM", "dumb"}})).ascii);
  EXPECT_FALSE(choose_style({}, terminal_with({})).ascii);
}

TEST(Terminal, Width) {
  EXPECT_EQ(columns_of(terminal_with({})), 120U);
  EXPECT_EQ(columns_of(pipe_with({})), 0U);
  EXPECT_EQ(columns_of(pipe_with({{"COLUMNS", "50"}})), 0U);
  EXPECT_EQ(columns_of(terminal_with({{"COLUMNS", "50"}})), 50U);
  for (const char* nonsense : {"", "0", "-1", "50x", " 50", "wide", "99999999", "1e2"})
    EXPECT_EQ(columns_of(terminal_with({{"COLUMNS", nonsense}})), 120U) << nonsense;
  Terminal unknown = terminal_with({});
  unknown.columns = 0;
  EXPECT_EQ(columns_of(unknown), 80U);
}

TEST(Terminal, Pager) {
  struct Case {
    const char* name;
    Terminal terminal;
    const char* pager;  ///< nullptr: none
  };
  for (const Case& test : {
           Case{"less", terminal_with({}), "less"},
           Case{"PAGER", terminal_with({{"PAGER", "more"}}), "more"},
           Case{"ours first", terminal_with({{"PAGER", "more"}, {"DATELINE_PAGER", "most -s"}}),
                "most -s"},
           Case{"empty", terminal_with({{"PAGER", ""}}), nullptr},
           Case{"ours empty", terminal_with({{"PAGER", "more"}, {"DATELINE_PAGER", ""}}), nullptr},
           Case{"cat", terminal_with({{"PAGER", "cat"}}), nullptr},
           Case{"pipe", pipe_with({{"PAGER", "more"}}), nullptr},
           Case{"dumb", terminal_with({{"TERM", "dumb"}, {"PAGER", "more"}}), nullptr},
       }) {
    const auto pager = choose_pager({}, test.terminal);
    EXPECT_EQ(pager ? pager->text : "none", test.pager ? test.pager : "none") << test.name;
  }
  EXPECT_FALSE(choose_pager({}, terminal_with({}))->is_asked_for);
  EXPECT_TRUE(choose_pager({}, terminal_with({{"PAGER", "less"}}))->is_asked_for);
  EXPECT_FALSE(choose_pager({.pager = PagerMode::Never}, terminal_with({})));
  EXPECT_FALSE(choose_pager({.queries_file = "-"}, terminal_with({}))) << "may be typed";
  EXPECT_TRUE(choose_pager({.queries_file = "file"}, terminal_with({})));
}

}  // namespace
}  // namespace dateline
