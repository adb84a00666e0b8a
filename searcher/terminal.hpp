#pragma once

// What standard output is, and how text is to look there.

#include "searcher/options.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {

/// By the options, then NO_COLOR, CLICOLOR_FORCE and TERM, then whether it is a terminal.
TextStyle choose_style(const SearchOptions& options);

}  // namespace dateline
