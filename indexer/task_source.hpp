#pragma once

// The walk of a run: from paths to tasks.

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "indexer/page_lookup.hpp"
#include "indexer/page_reader.hpp"
#include "indexer/page_task.hpp"
#include "indexer/run_progress.hpp"

namespace dateline {

struct TaskSourceOptions {
  WalkOptions walk = {};
  std::uint64_t max_page_bytes = kDefaultMaxPageBytes;
  /// Files are read whatever the database remembers of them.
  bool reads_all = false;
};

/// Walks `roots` and hands over a task for every page, every record of every archive and every
/// failure, in a stable order. A file whose size and date the database remembers is only counted as
/// unchanged - or, when it held no article, failed again without being read. Ends early when
/// `hand_over` returns false.
void find_tasks(std::span<const std::string> roots, const TaskSourceOptions& options,
                const PageLookup& lookup, RunCounters& counters,
                const std::function<bool(Task)>& hand_over);

}  // namespace dateline
