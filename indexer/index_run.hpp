#pragma once

// One run of the indexer over files and directories.

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "common/result.hpp"
#include "indexer/index_report.hpp"
#include "indexer/index_update.hpp"
#include "indexer/options.hpp"
#include "indexer/run_log.hpp"

namespace dateline {

struct RunOutcome {
  IndexReport report;
  /// Why the run could not go on; what was done before is kept.
  Result<void> ended;
};

/// Reads every page under `paths` and puts its article into `update`, which is put in force at the
/// end; without one, prints it to `out` as a JSON line. Pages of the database that have vanished
/// from under the paths are removed. When `is_interrupted` turns true the pages under way are
/// finished and nothing is removed.
RunOutcome run_index(const IndexOptions& options, const std::vector<std::string>& paths,
                     IndexUpdate* update, const std::function<bool()>& is_interrupted,
                     std::ostream& out, RunLog& log);

/// Takes out of the database what came from `paths`: files, and folders with all below them. A
/// path that nothing came from is a failure.
RunOutcome run_forget(const IndexOptions& options, const std::vector<std::string>& paths,
                      IndexUpdate& update, const std::function<bool()>& is_interrupted,
                      RunLog& log);

}  // namespace dateline
