#pragma once

// What a run says while it goes on: messages, and below them how far it is.

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "indexer/options.hpp"
#include "indexer/report_file.hpp"
#include "indexer/run_progress.hpp"

namespace dateline {

/// Belongs to one thread.
class RunLog {
 public:
  /// `err` is standard error; on a terminal it shows progress as options.progress says. `report`
  /// may be null.
  RunLog(const IndexOptions& options, std::ostream& err, bool is_terminal, ReportFile* report);
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;
  ~RunLog();

  /// What is lost. Named unless the run is to be quiet.
  void failure(std::string_view place, std::string_view reason);
  /// Something to know that is no failure.
  void note(std::string_view place, std::string_view text);
  /// Named only by a verbose run.
  void passed_over(std::string_view place, std::string_view reason);

  bool shows_progress() const { return style_ != ProgressStyle::Never; }
  /// Asks for the progress only when it is time to show it.
  void progress(const std::function<RunProgress()>& read);
  /// What is done now, after the last page.
  void phase(std::string_view text);

 private:
  void say(std::string_view place, std::string_view text);
  void draw(std::string_view text);
  void clear();

  std::ostream& err_;
  Verbosity verbosity_;
  ProgressStyle style_;
  ReportFile* report_;
  std::chrono::steady_clock::time_point next_;
  bool is_drawn_ = false;
};

}  // namespace dateline
