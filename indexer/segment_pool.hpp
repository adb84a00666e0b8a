#pragma once

// The threads that write and merge segments.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "common/result.hpp"
#include "indexer/document_builder.hpp"

namespace dateline {

/// Runs jobs in the order of their submission, several at a time.
class SegmentPool {
 public:
  /// Each thread lends its builder to the jobs it runs.
  using Job = std::function<Result<void>(DocumentBuilder&)>;

  explicit SegmentPool(std::size_t threads);
  SegmentPool(const SegmentPool&) = delete;
  SegmentPool& operator=(const SegmentPool&) = delete;
  /// Waits for the jobs that run; those not begun are dropped.
  ~SegmentPool();

  /// Waits while as many jobs wait as there are threads, so that what jobs hold stays bounded.
  void submit(Job job);

  /// Waits until all jobs are done. The first error of any job since the last call.
  Result<void> wait();

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable submitted_;
  std::condition_variable taken_;
  std::condition_variable idle_;
  std::deque<Job> waiting_;
  std::size_t running_ = 0;
  bool closed_ = false;
  Result<void> outcome_;
  std::vector<std::jthread> threads_;  // last member: joined before the rest goes
};

}  // namespace dateline
