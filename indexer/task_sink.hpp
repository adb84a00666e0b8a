#pragma once

// Where the results of a run go: into the database or to standard output.

#include <iosfwd>
#include <map>
#include <string>

#include "common/result.hpp"
#include "indexer/index_report.hpp"
#include "indexer/index_update.hpp"
#include "indexer/page_task.hpp"
#include "indexer/run_log.hpp"

namespace dateline {

/// Takes results in the order of the walk, counts them and names what failed.
class TaskSink {
 public:
  /// Without an update, articles and failures are printed to `out` as JSON lines.
  TaskSink(IndexUpdate* update, std::ostream& out, RunLog& log);

  /// An error means that the run cannot go on.
  Result<void> take(HandledTask task);

  IndexReport& report() { return report_; }

 private:
  Result<void> store(HandledTask& task);
  Result<void> store_article(Article article);
  Result<void> print(const HandledTask& task);
  Result<void> end_archive(const ArchiveEnd& end);
  void report_failure(const HandledTask& task);

  IndexUpdate* update_;
  std::ostream& out_;
  RunLog& log_;
  IndexReport report_;
  // Of the archive under way:
  std::string archive_;  ///< its path
  CapturesOfFile captures_;
  std::uint32_t failed_records_ = 0;
};

}  // namespace dateline
