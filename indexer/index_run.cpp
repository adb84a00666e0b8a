#include "indexer/index_run.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "indexer/ordered_pipeline.hpp"
#include "indexer/page_lookup.hpp"
#include "indexer/page_reader.hpp"
#include "indexer/page_task.hpp"
#include "indexer/run_progress.hpp"
#include "indexer/task_sink.hpp"
#include "indexer/task_source.hpp"

namespace dateline {
namespace {

/// Pages under way for each thread: enough that a slow page does not starve the others, few enough
/// that memory stays small.
constexpr std::size_t kPagesUnderWayPerThread = 8;

using Pipeline = OrderedPipeline<Task, HandledTask>;

class IndexRun {
 public:
  IndexRun(const IndexOptions& options, IndexUpdate* update,
           const std::function<bool()>& is_interrupted, std::ostream& out, RunLog& log)
      : options_(options),
        update_(update),
        is_interrupted_(is_interrupted),
        log_(log),
        sink_(update, out, log) {}

  Result<void> run(const std::vector<std::string>& paths) {
    if (auto opened = open_lookup(); !opened) return opened;
    const std::jthread counter = count(paths);
    if (auto read = read_pages(paths, options_.globs, options_.reads_all); !read) return read;
    if (update_ == nullptr) return {};
    if (!is_interrupted_())
      if (auto pruned = prune(paths); !pruned) return pruned;
    return put_in_force();
  }

  Result<void> forget(const std::vector<std::string>& paths) {
    if (auto opened = open_lookup(); !opened) return opened;
    for (const std::string& path : paths) {
      std::vector<std::string> files;
      lookup_->for_each_under(absolute_path(path),
                              [&](const std::string& file) { files.push_back(file); });
      if (files.empty()) {
        log_.failure(path, "the database holds nothing of it");
        ++report().failed;
      }
      for (const std::string& file : files)
        if (auto forgotten = update_->forget(file); !forgotten) return forgotten;
    }
    return put_in_force();
  }

  IndexReport& report() { return sink_.report(); }

 private:
  /// Copies of what was taken away may have to be read first.
  Result<void> put_in_force() {
    do {
      while (update_->wants_reread() && !is_interrupted_()) {
        // Named because of what they hold, whatever the run is about.
        if (auto read = read_pages(update_->take_files_to_reread(), {}, true); !read) return read;
      }
      log_.phase("writing the database");
      if (auto done = update_->put_in_force(); !done) return done;
      if (auto opened = open_lookup(); !opened) return opened;
    } while (update_->wants_reread() && !is_interrupted_());
    return {};
  }

  /// Adds up what is to be read, so that progress can be told as a share of it.
  std::jthread count(const std::vector<std::string>& paths) {
    if (!log_.shows_progress()) return {};
    return std::jthread([this, paths](const std::stop_token& stop) {
      walk_pages(
          paths, walk_options(options_.globs),
          [&](const FoundPage& page) {
            counters_.bytes_in_all += page.size;
            return !stop.stop_requested();
          },
          [&](const WalkFailure&) { return !stop.stop_requested(); });
      counters_.is_counted = !stop.stop_requested();
    });
  }

  WalkOptions walk_options(const std::vector<std::string>& globs) const {
    return {.globs = globs, .follow_links = options_.follow_links};
  }

  RunProgress progress() {
    return {.pages = report().handled() + counters_.unchanged,
            .failed = report().failed,
            .bytes = counters_.bytes_found,
            .bytes_in_all = counters_.is_counted ? counters_.bytes_in_all.load() : 0,
            .elapsed = std::chrono::steady_clock::now() - begin_};
  }

  Result<void> open_lookup() {
    std::optional<std::string> generation;
    if (update_ != nullptr) generation = update_->store().current();
    auto opened = PageLookup::open(generation);
    if (!opened) return fail(opened.error());
    lookup_.emplace(*std::move(opened));
    return {};
  }

  Result<void> read_pages(const std::vector<std::string>& paths,
                          const std::vector<std::string>& globs, bool reads_all) {
    Pipeline pipeline(options_.threads, options_.threads * kPagesUnderWayPerThread, [&] {
      return [limit = options_.max_page_bytes](Task task) {
        return handle_task(std::move(task), limit);
      };
    });
    const std::uint64_t unchanged_before = counters_.unchanged;
    const TaskSourceOptions source{.walk = walk_options(globs),
                                   .max_page_bytes = options_.max_page_bytes,
                                   .reads_all = reads_all};
    std::jthread walker([&] {
      find_tasks(paths, source, *lookup_, counters_,
                 [&](Task task) { return !is_interrupted_() && pipeline.push(std::move(task)); });
      pipeline.close();
    });
    while (auto handled = pipeline.pop()) {
      if (auto taken = sink_.take(*std::move(handled)); !taken) {
        pipeline.cancel();
        return taken;
      }
      log_.progress([this] { return progress(); });
    }
    walker.join();
    report().unchanged += counters_.unchanged - unchanged_before;
    return {};
  }

  /// Removes the pages that have gone from under the paths.
  Result<void> prune(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      const std::string root = absolute_path(path);
      std::uint64_t known = 0;
      std::vector<std::string> vanished;
      lookup_->for_each_under(root, [&](const std::string& page) {
        std::error_code error;
        ++known;
        if (!std::filesystem::exists(page, error) && !error) vanished.push_back(page);
      });
      // What was moved, or never held an article, takes nothing away.
      Result<void> looked;
      const auto takes_nothing = [&](const std::string& page) {
        if (!looked) return false;
        const auto holds = update_->holds(page);
        if (!holds) {
          looked = fail(holds.error());
        } else if (!*holds) {
          looked = update_->forget(page);
        }
        return holds && !*holds;
      };
      known -= std::erase_if(vanished, takes_nothing);
      if (!looked) return looked;
      if (vanished.size() * 2 > known && !options_.prunes_always) {
        log_.failure(root, fmt::format("{} of {} pages have gone; nothing is removed "
                                       "(--prune=force removes them)",
                                       vanished.size(), known));
        ++report().failed;
        continue;
      }
      for (const std::string& page : vanished)
        if (auto forgotten = update_->forget(page); !forgotten) return forgotten;
    }
    return {};
  }

  const IndexOptions& options_;
  IndexUpdate* update_;
  const std::function<bool()>& is_interrupted_;
  RunLog& log_;
  TaskSink sink_;
  RunCounters counters_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::optional<PageLookup> lookup_;
};

RunOutcome outcome_of(IndexRun& run, Result<void> ended, const IndexUpdate* update) {
  if (update != nullptr) {
    run.report().removed = update->removed();
    if (const auto syndicated = update->syndicated()) run.report().syndicated = *syndicated;
  }
  return {.report = run.report(), .ended = std::move(ended)};
}

}  // namespace

RunOutcome run_index(const IndexOptions& options, const std::vector<std::string>& paths,
                     IndexUpdate* update, const std::function<bool()>& is_interrupted,
                     std::ostream& out, RunLog& log) {
  IndexRun run(options, update, is_interrupted, out, log);
  auto ended = run.run(paths);
  return outcome_of(run, std::move(ended), update);
}

RunOutcome run_forget(const IndexOptions& options, const std::vector<std::string>& paths,
                      IndexUpdate& update, const std::function<bool()>& is_interrupted,
                      RunLog& log) {
  std::ostringstream nothing;
  IndexRun run(options, &update, is_interrupted, nothing, log);
  auto ended = run.forget(paths);
  return outcome_of(run, std::move(ended), &update);
}

}  // namespace dateline
