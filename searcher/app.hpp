#pragma once

#include <iosfwd>

#include "searcher/options.hpp"
#include "searcher/terminal.hpp"

namespace dateline {

/// Does what the options ask. Results go to `out`, all else to `err`; reads std::cin where the
/// options say so. Returns the exit status. An `out` that was closed (a broken pipe) ends it
/// quietly.
int run_searcher(const SearchOptions& options, std::ostream& out, std::ostream& err,
                 const Terminal& terminal = {});

}  // namespace dateline
