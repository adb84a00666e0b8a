#include "indexer/app.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "indexer/index_report.hpp"
#include "indexer/index_run.hpp"
#include "indexer/index_update.hpp"

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

}  // namespace

int run_indexer(const IndexOptions& options, std::ostream& out, std::ostream& err) {
  if (options.text_to_print) {
    out << *options.text_to_print;
    return kExitSuccess;
  }
  const auto stop = [&](const Error& error) {
    print_error(kProgram, error, err);
    return exit_status_of(error);
  };
  // A reader that leaves early (| head) must not kill a run half-way; writing fails instead.
  std::signal(SIGPIPE, SIG_IGN);
  // Nor a file at the limit of its size (ulimit -f).
  std::signal(SIGXFSZ, SIG_IGN);
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<std::string> paths = expand_paths(options);
  if (const auto checked = check_any_path_exists(paths); !checked) return stop(checked.error());

  std::optional<IndexUpdate> update;
  if (!options.extract_only) {
    auto opened = IndexUpdate::open(options.database, options.wait, options.threads);
    if (!opened) return stop(opened.error());
    update = *std::move(opened);
  }

  const InterruptHandler handler;
  auto [report, ended] = run_index(
      options, paths, update ? &*update : nullptr, [] { return interrupted != 0; }, out, err);
  if (!ended && options.extract_only && !out)
    return kExitSuccess;  // the reader of our output has gone
  if (!ended) return stop(ended.error());

  report.elapsed = std::chrono::steady_clock::now() - begin;
  if (options.verbosity != Verbosity::Quiet)
    err << fmt::format("{}: {}\n", kProgram, to_string(report, peak_memory_bytes()));
  if (interrupted != 0) return kExitInterrupted;
  return report.failed > 0 ? kExitPartial : kExitSuccess;
}

}  // namespace dateline
