#include "indexer/index_run.hpp"

#include <atomic>
#include <filesystem>
#include <optional>
#include <ostream>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "indexer/ordered_pipeline.hpp"
#include "indexer/page_lookup.hpp"
#include "indexer/page_reader.hpp"
#include "indexer/page_task.hpp"
#include "indexer/task_sink.hpp"
#include "indexer/task_source.hpp"

namespace dateline {
namespace {

constexpr std::string_view kProgram = "dateline-index";

/// Pages under way for each thread: enough that a slow page does not starve the others, few enough
/// that memory stays small.
constexpr std::size_t kPagesUnderWayPerThread = 8;

using Pipeline = OrderedPipeline<Task, HandledTask>;

class IndexRun {
 public:
  IndexRun(const IndexOptions& options, IndexUpdate* update,
           const std::function<bool()>& is_interrupted, std::ostream& out, std::ostream& err)
      : options_(options),
        update_(update),
        is_interrupted_(is_interrupted),
        err_(err),
        sink_(options, update, out, err) {}

  Result<void> run(const std::vector<std::string>& paths) {
    if (auto opened = open_lookup(); !opened) return opened;
    if (auto read = read_pages(paths, options_.globs, options_.reads_all); !read) return read;
    if (update_ == nullptr) return {};
    if (!is_interrupted_())
      if (auto pruned = prune(paths); !pruned) return pruned;
    do {
      while (update_->wants_reread() && !is_interrupted_()) {
        // Named because of what they hold, whatever the run is about.
        if (auto read = read_pages(update_->take_files_to_reread(), {}, true); !read) return read;
      }
      if (auto done = update_->put_in_force(); !done) return done;
      if (auto opened = open_lookup(); !opened) return opened;
    } while (update_->wants_reread() && !is_interrupted_());
    return {};
  }

  IndexReport& report() { return sink_.report(); }

 private:
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
    std::atomic<std::uint64_t> unchanged = 0;
    const TaskSourceOptions source{.walk = {.globs = globs, .follow_links = options_.follow_links},
                                   .max_page_bytes = options_.max_page_bytes,
                                   .reads_all = reads_all};
    std::jthread walker([&] {
      find_tasks(paths, source, *lookup_, unchanged,
                 [&](Task task) { return !is_interrupted_() && pipeline.push(std::move(task)); });
      pipeline.close();
    });
    while (auto handled = pipeline.pop()) {
      if (auto taken = sink_.take(*std::move(handled)); !taken) {
        pipeline.cancel();
        return taken;
      }
    }
    walker.join();
    report().unchanged += unchanged;
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
        err_ << fmt::format(
            "{}: {}: {} of {} pages have gone; nothing is removed (--prune=force removes them)\n",
            kProgram, printable(root), vanished.size(), known);
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
  std::ostream& err_;
  TaskSink sink_;
  std::optional<PageLookup> lookup_;
};

}  // namespace

RunOutcome run_index(const IndexOptions& options, const std::vector<std::string>& paths,
                     IndexUpdate* update, const std::function<bool()>& is_interrupted,
                     std::ostream& out, std::ostream& err) {
  IndexRun run(options, update, is_interrupted, out, err);
  RunOutcome outcome{.report = {}, .ended = run.run(paths)};
  if (update != nullptr) {
    run.report().removed = update->removed();
    if (const auto syndicated = update->syndicated()) run.report().syndicated = *syndicated;
  }
  outcome.report = run.report();
  return outcome;
}

}  // namespace dateline
