#pragma once

// What stands around the program - terminal, environment - and how results are to look there.

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "searcher/options.hpp"
#include "searcher/pager.hpp"
#include "searcher/text_block.hpp"

namespace dateline {

/// The default is a pipe with nothing around it.
struct Terminal {
  bool is_terminal = false;   ///< standard output
  bool shows_errors = false;  ///< standard error is a terminal too
  std::size_t columns = 0;    ///< 0: unknown
  std::size_t rows = 0;       ///< 0: unknown
  std::map<std::string, std::string, std::less<>> environment = {};  ///< the variables that are set
  std::string host = {};                                             ///< name of this machine
  std::string folder = {};                                           ///< working directory
};

Terminal read_terminal();

/// What lines are wrapped to: COLUMNS where that is a number, else the terminal's width; 0 where
/// standard output is none.
std::size_t columns_of(const Terminal& terminal);

/// Colours: by --color, else not with NO_COLOR, else with CLICOLOR_FORCE or FORCE_COLOR, else on a
/// terminal that has them (TERM is not "dumb", CLICOLOR not 0). Links: by --hyperlink, else on a
/// terminal that has them; they are no colours.
TextStyle choose_style(const SearchOptions& options, const Terminal& terminal);

/// DATELINE_PAGER, else PAGER, else less; none where that is empty or `cat`, on a dumb terminal, in
/// a pipe, and for queries that may be typed while their answers are read.
std::optional<PagerCommand> choose_pager(const SearchOptions& options, const Terminal& terminal);

}  // namespace dateline
