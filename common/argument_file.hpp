#pragma once

// A person's own defaults: a file of arguments, which stand before those of the command line.
//
// One argument a line. Blanks around it do not count; empty lines and lines that begin with '#' are
// passed over. There is no quoting: a line is an argument as it stands, blanks inside included. A
// value stands behind its option's equals sign, or on the next line.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"

namespace dateline {

struct FileArgument {
  std::string text;
  std::size_t line = 0;  ///< from 1

  bool operator==(const FileArgument&) const = default;
};

struct ArgumentFile {
  std::string path;
  std::vector<FileArgument> arguments;  ///< empty: nothing to add to the command line
};

ArgumentFile parse_argument_file(std::string path, std::string_view text);

/// Reads the file of arguments that goes with a command line (program name first): for "search"
/// $DATELINE_SEARCH_CONFIG, else $XDG_CONFIG_HOME/dateline/search.conf (by default below
/// ~/.config). Nothing is read, and no arguments come back, when the variable is set but empty,
/// when the command line holds --no-config, or when it asks for --version or a --help, which no
/// file should stand in the way of. Usage: the file cannot be read, or the one that the variable
/// names is not there.
Result<ArgumentFile> read_argument_file(std::string_view program,
                                        std::span<char* const> command_line);

}  // namespace dateline
