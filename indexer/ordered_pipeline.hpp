#pragma once

// Many threads work, one thread sees their results in the order of the input.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace dateline {

/// Carries items from one producer through worker threads to one consumer. At most `window` items
/// are under way, so a slow consumer holds the producer back and memory stays bounded. The order of
/// the items is kept.
///
/// `make_worker()` is called once in each worker thread and returns its function Input -> Output,
/// which may keep state.
template <class Input, class Output>
class OrderedPipeline {
 public:
  using Worker = std::function<Output(Input)>;

  OrderedPipeline(std::size_t threads, std::size_t window, std::function<Worker()> make_worker)
      : slots_(window) {
    workers_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) {
      workers_.emplace_back([this, make_worker] { run_worker(make_worker()); });
    }
  }

  OrderedPipeline(const OrderedPipeline&) = delete;
  OrderedPipeline& operator=(const OrderedPipeline&) = delete;

  /// Ends early: items not yet begun are dropped.
  ~OrderedPipeline() { cancel(); }

  /// Hands an item over; waits while the window is full. False once the pipeline was cancelled.
  bool push(Input input) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return cancelled_ || pushed_ - popped_ < slots_.size(); });
    if (cancelled_) return false;
    slots_[pushed_ % slots_.size()].input = std::move(input);
    ++pushed_;
    work_.notify_one();
    return true;
  }

  /// No more items will come.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_.notify_all();
    done_.notify_all();
  }

  /// The next result in input order; waits for it. Nothing after the last item, or once cancelled.
  std::optional<Output> pop() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] {
      return cancelled_ || (popped_ == pushed_ ? closed_ : front().output.has_value());
    });
    if (cancelled_ || popped_ == pushed_) return std::nullopt;
    std::optional<Output> output = std::exchange(front().output, std::nullopt);
    ++popped_;
    room_.notify_one();
    return output;
  }

  /// Wakes everybody up and lets push() and pop() fail from now on.
  void cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    work_.notify_all();
    done_.notify_all();
    room_.notify_all();
  }

 private:
  struct SlotPair {
    std::optional<Input> input;
    std::optional<Output> output;
  };

  SlotPair& front() { return slots_[popped_ % slots_.size()]; }

  void run_worker(const Worker& worker) {
    while (true) {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return cancelled_ || begun_ < pushed_ || closed_; });
      if (cancelled_ || begun_ == pushed_) return;
      SlotPair& slot = slots_[begun_++ % slots_.size()];
      Input input = *std::exchange(slot.input, std::nullopt);
      lock.unlock();
      Output output = worker(std::move(input));
      lock.lock();
      slot.output = std::move(output);
      done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable work_;
  std::condition_variable done_;
  std::vector<SlotPair> slots_;
  // Items numbered from 0: each has been pushed before it is begun, and begun before it is popped.
  std::size_t pushed_ = 0;
  std::size_t begun_ = 0;
  std::size_t popped_ = 0;
  bool closed_ = false;
  bool cancelled_ = false;
  std::vector<std::jthread> workers_;  // last member: joined before the rest goes
};

}  // namespace dateline
