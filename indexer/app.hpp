#pragma once

#include <iosfwd>

#include "indexer/options.hpp"

namespace dateline {

/// Does what the options say and returns the exit status. Results go to `out`, everything else to
/// `err`. Installs a handler for SIGINT and SIGTERM while it runs: the first one ends the run after
/// the pages under way and commits, a second one kills.
int run_indexer(const IndexOptions& options, std::ostream& out, std::ostream& err);

}  // namespace dateline
