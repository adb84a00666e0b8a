#pragma once

#include <iosfwd>

#include "bench/options.hpp"

namespace dateline {

/// Does what the options say and returns the exit status. The report goes to `out`, everything else
/// to `err`.
int run_bench(const BenchOptions& options, std::ostream& out, std::ostream& err);

}  // namespace dateline
