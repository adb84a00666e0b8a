#include "indexer/app.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/database.hpp"
#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/number_text.hpp"
#include "common/utf8.hpp"
#include "indexer/index_check.hpp"
#include "indexer/index_compaction.hpp"
#include "indexer/index_report.hpp"
#include "indexer/index_run.hpp"
#include "indexer/index_statistics.hpp"
#include "indexer/index_update.hpp"
#include "indexer/report_file.hpp"
#include "indexer/run_log.hpp"

namespace dateline {
namespace {

constexpr std::string_view kProgram = "dateline-index";

volatile std::sig_atomic_t interrupted = 0;

/// While it lives the first SIGINT or SIGTERM asks the run to end; the next one has the default
/// effect.
class InterruptHandler {
 public:
  InterruptHandler() {
    interrupted = 0;
    struct sigaction action = {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;
  ~InterruptHandler() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }

 private:
  struct sigaction before_int_ = {};
  struct sigaction before_term_ = {};
};

/// Reads the list of paths that "-" stands for.
std::vector<std::string> read_path_list(std::istream& in, char separator) {
  std::vector<std::string> paths;
  for (std::string line; std::getline(in, line, separator);)
    if (!line.empty()) paths.push_back(line);
  return paths;
}

std::vector<std::string> expand_paths(const IndexOptions& options) {
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) {
    if (path != "-") {
      paths.push_back(path);
      continue;
    }
    const auto listed = read_path_list(std::cin, options.nul_separated ? '\0' : '\n');
    paths.insert(paths.end(), listed.begin(), listed.end());
  }
  return paths;
}

/// A typing mistake must not leave an empty database behind.
Result<void> check_any_path_exists(const std::vector<std::string>& paths) {
  if (paths.empty()) return fail(ErrorCode::Usage, "no paths to index");
  std::error_code error;
  for (const std::string& path : paths)
    if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) return {};
  return fail(ErrorCode::Usage, fmt::format("{}: no such file or directory", paths.front()));
}

/// One call of the program.
class IndexerApp {
 public:
  IndexerApp(const IndexOptions& options, std::ostream& out, std::ostream& err)
      : options_(options), out_(out), err_(err) {}

  int run() {
    if (!options_.report_file.empty()) {
      auto report = ReportFile::create(options_.report_file);
      if (!report) return stop(report.error());
      report_.emplace(*std::move(report));
    }
    switch (options_.command) {
      case IndexCommand::Check:
        return check();
      case IndexCommand::Compact:
        return compact();
      case IndexCommand::Statistics:
        return tell_statistics();
      case IndexCommand::Index:
      case IndexCommand::Extract:
      case IndexCommand::Forget:
        return run_over_paths();
    }
    return kExitError;
  }

 private:
  int stop(const Error& error) {
    print_error(kProgram, error, err_);
    return finish(
        exit_status_of(error),
        nlohmann::ordered_json{{"type", "error"}, {"message", printable(error.message)}}.dump());
  }

  /// Ends the report, if there is one, with the members of a JSON object.
  int finish(int status, std::string_view members) {
    if (!report_) return status;
    const auto written = report_->finish(members);
    if (written) return status;
    print_error(kProgram, written.error(), err_);
    return status == kExitSuccess ? kExitPartial : status;
  }

  void say(std::string_view text) {
    if (options_.verbosity != Verbosity::Quiet) err_ << fmt::format("{}: {}\n", kProgram, text);
  }

  int check() {
    const auto outcome = check_index(options_.database);
    if (!outcome) return stop(outcome.error());
    for (const std::string& message : outcome->messages) {
      out_ << printable(message) << '\n';
      if (report_) report_->add_failure(options_.database, message);
    }
    out_ << fmt::format("{}: {} articles from {} files, {} {}\n", printable(options_.database),
                        group_digits(outcome->articles), group_digits(outcome->files),
                        outcome->faults == 0 ? "no" : group_digits(outcome->faults),
                        outcome->faults == 1 ? "fault" : "faults");
    if (outcome->faults > 0) say("index the pages again into a new directory");
    return finish(outcome->faults > 0 ? kExitPartial : kExitSuccess,
                  fmt::format(R"({{"type":"check","articles":{},"files":{},"faults":{}}})",
                              outcome->articles, outcome->files, outcome->faults));
  }

  int compact() {
    const auto outcome = compact_index(options_.database, options_.wait);
    if (!outcome) return stop(outcome.error());
    constexpr double kMegabyte = 1e6;
    say(fmt::format("{:.1f} MB before, {:.1f} MB now",
                    static_cast<double>(outcome->bytes_before) / kMegabyte,
                    static_cast<double>(outcome->bytes_after) / kMegabyte));
    return finish(kExitSuccess,
                  fmt::format(R"({{"type":"compaction","bytes_before":{},"bytes_after":{}}})",
                              outcome->bytes_before, outcome->bytes_after));
  }

  int tell_statistics() {
    const auto statistics = read_statistics(options_.database);
    if (!statistics) return stop(statistics.error());
    out_ << to_string(*statistics);
    return finish(kExitSuccess, to_json(*statistics));
  }

  int run_over_paths() {
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<std::string> paths = expand_paths(options_);
    if (const auto checked = check_paths(paths); !checked) return stop(checked.error());
    std::optional<IndexUpdate> update;
    if (options_.command != IndexCommand::Extract) {
      auto opened = IndexUpdate::open(options_.database, options_.wait, options_.threads);
      if (!opened) return stop(opened.error());
      update = *std::move(opened);
    }
    const InterruptHandler handler;
    auto [report, ended] = go(paths, update ? &*update : nullptr);
    if (!ended && options_.command == IndexCommand::Extract && !out_)
      return kExitSuccess;  // the reader of our output has gone
    report.elapsed = std::chrono::steady_clock::now() - begin;
    const std::string members = to_json(report, peak_memory_bytes());
    if (!ended) {
      print_error(kProgram, ended.error(), err_);
      return finish(exit_status_of(ended.error()), members);
    }
    say(to_string(report, peak_memory_bytes()));
    if (interrupted != 0) return finish(kExitInterrupted, members);
    return finish(report.failed > 0 ? kExitPartial : kExitSuccess, members);
  }

  /// A typing mistake must not leave an empty database behind.
  Result<void> check_paths(const std::vector<std::string>& paths) const {
    if (options_.command != IndexCommand::Forget) return check_any_path_exists(paths);
    // What is to be forgotten may have gone, but the database must be there.
    if (auto opened = open_for_reading(options_.database); !opened) return fail(opened.error());
    return {};
  }

  RunOutcome go(const std::vector<std::string>& paths, IndexUpdate* update) {
    RunLog log(options_, err_, isatty(STDERR_FILENO) != 0, report_ ? &*report_ : nullptr);
    const auto is_interrupted = [] { return interrupted != 0; };
    return options_.command == IndexCommand::Forget
               ? run_forget(options_, paths, *update, is_interrupted, log)
               : run_index(options_, paths, update, is_interrupted, out_, log);
  }

  const IndexOptions& options_;
  std::ostream& out_;
  std::ostream& err_;
  std::optional<ReportFile> report_;
};

}  // namespace

int run_indexer(const IndexOptions& options, std::ostream& out, std::ostream& err) {
  if (options.text_to_print) {
    out << *options.text_to_print;
    return kExitSuccess;
  }
  // A reader that leaves early (| head) must not kill a run half-way; writing fails instead.
  std::signal(SIGPIPE, SIG_IGN);
  // Nor a file at the limit of its size (ulimit -f).
  std::signal(SIGXFSZ, SIG_IGN);
  return IndexerApp(options, out, err).run();
}

}  // namespace dateline
