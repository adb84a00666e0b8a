#include "indexer/segment_pool.hpp"

#include <utility>

namespace dateline {

SegmentPool::SegmentPool(std::size_t threads) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

SegmentPool::~SegmentPool() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  waiting_.clear();
  submitted_.notify_all();
}

void SegmentPool::submit(Job job) {
  std::unique_lock lock(mutex_);
  taken_.wait(lock, [&] { return waiting_.size() < threads_.size(); });
  waiting_.push_back(std::move(job));
  submitted_.notify_one();
}

Result<void> SegmentPool::wait() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return waiting_.empty() && running_ == 0; });
  return std::exchange(outcome_, Result<void>());
}

void SegmentPool::work() {
  DocumentBuilder builder;
  while (true) {
    std::unique_lock lock(mutex_);
    submitted_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    if (closed_) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    ++running_;
    taken_.notify_one();
    lock.unlock();
    Result<void> done = job(builder);
    // What the job holds goes before anybody learns that it is done.
    job = nullptr;
    lock.lock();
    --running_;
    if (!done && outcome_) outcome_ = std::move(done);
    idle_.notify_all();
  }
}

}  // namespace dateline
