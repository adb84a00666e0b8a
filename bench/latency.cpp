#include "bench/latency.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

/// What one thread measured.
struct ThreadSamples {
  std::vector<QuerySamples> queries;
  Clock::time_point begin;
  Clock::time_point end;
};

/// Reports a thread at the starting line exactly once, whatever keeps it from getting there.
class Arrival {
 public:
  explicit Arrival(std::latch& line) : line_(line) {}
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;
  ~Arrival() {
    if (!has_arrived_) line_.count_down();
  }
  void arrive_and_wait() {
    has_arrived_ = true;
    line_.arrive_and_wait();
  }

 private:
  std::latch& line_;
  bool has_arrived_ = false;
};

Result<void> check_same_answer(const BenchQuery& query, const QuerySamples& before,
                               const QueryAnswer& now) {
  if (before.matches == now.matches && before.hits == now.hits) return {};
  return fail(ErrorCode::DatabaseMoving,
              fmt::format("'{}' gave {} of {} matches, then {} of {}", query.text, before.hits,
                          before.matches, now.hits, now.matches),
              "measure while nothing writes to the database");
}

/// One thread's share of the measurement.
class Worker {
 public:
  Worker(std::span<const BenchQuery> queries, QueryRunner runner, std::size_t first,
         const std::atomic<bool>& cancelled)
      : queries_(queries),
        runner_(std::move(runner)),
        first_(first),
        cancelled_(cancelled),
        samples_(queries.size()) {}

  Result<void> run_round(bool is_measured) {
    for (std::size_t i = 0; i < queries_.size() && !cancelled_; ++i) {
      const std::size_t index = (first_ + i) % queries_.size();
      const auto answer = runner_(queries_[index]);
      if (!answer) return fail(answer.error());
      QuerySamples& samples = samples_[index];
      if (!has_answers_) {
        samples.matches = answer->matches;
        samples.hits = answer->hits;
      } else if (auto same = check_same_answer(queries_[index], samples, *answer); !same) {
        return same;
      }
      if (is_measured) samples.times.push_back(answer->times);
    }
    has_answers_ = true;
    return {};
  }

  std::vector<QuerySamples> take_samples() { return std::move(samples_); }

 private:
  std::span<const BenchQuery> queries_;
  QueryRunner runner_;
  std::size_t first_;
  const std::atomic<bool>& cancelled_;
  std::vector<QuerySamples> samples_;
  bool has_answers_ = false;
};

Result<ThreadSamples> run_thread(std::span<const BenchQuery> queries, const LatencyPlan& plan,
                                 const OpenRunner& open_runner, std::size_t first,
                                 std::latch& start_line, std::atomic<bool>& cancelled) {
  Arrival arrival(start_line);
  const auto stop = [&](const Error& error) {
    cancelled = true;
    return fail(error);
  };
  auto runner = open_runner();
  if (!runner) return stop(runner.error());
  Worker worker(queries, *std::move(runner), first, cancelled);
  for (std::size_t round = 0; round < plan.warmup_rounds; ++round)
    if (auto ran = worker.run_round(false); !ran) return stop(ran.error());

  arrival.arrive_and_wait();
  ThreadSamples samples;
  samples.begin = Clock::now();
  for (std::size_t round = 0; round < plan.rounds; ++round)
    if (auto ran = worker.run_round(true); !ran) return stop(ran.error());
  samples.end = Clock::now();
  samples.queries = worker.take_samples();
  return samples;
}

/// Adds what another thread measured.
Result<void> merge(std::span<const BenchQuery> queries, std::vector<QuerySamples>& into,
                   const std::vector<QuerySamples>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    const QueryAnswer other{.matches = from[i].matches, .hits = from[i].hits, .times = {}};
    if (auto same = check_same_answer(queries[i], into[i], other); !same) return same;
    into[i].times.insert(into[i].times.end(), from[i].times.begin(), from[i].times.end());
  }
  return {};
}

}  // namespace

Result<Measurement> measure_latency(std::span<const BenchQuery> queries, const LatencyPlan& plan,
                                    const OpenRunner& open_runner) {
  std::latch start_line(static_cast<std::ptrdiff_t>(plan.threads));
  std::atomic<bool> cancelled = false;
  std::vector<std::future<Result<ThreadSamples>>> threads;
  for (std::size_t t = 0; t < plan.threads; ++t) {
    const std::size_t first = t * queries.size() / plan.threads;
    try {
      threads.push_back(std::async(std::launch::async, [&, first] {
        return run_thread(queries, plan, open_runner, first, start_line, cancelled);
      }));
    } catch (const std::system_error& error) {
      cancelled = true;
      start_line.count_down(static_cast<std::ptrdiff_t>(plan.threads - t));
      return fail(ErrorCode::Usage,
                  fmt::format("cannot start {} threads: {}", plan.threads, error.what()));
    }
  }

  std::vector<Result<ThreadSamples>> results;
  for (auto& thread : threads) results.push_back(thread.get());
  for (const auto& result : results)
    if (!result) return fail(result.error());

  Measurement measurement{.queries = std::move(results.front()->queries)};
  Clock::time_point begin = results.front()->begin;
  Clock::time_point end = results.front()->end;
  for (std::size_t t = 1; t < results.size(); ++t) {
    const ThreadSamples& samples = *results[t];
    if (auto merged = merge(queries, measurement.queries, samples.queries); !merged)
      return fail(merged.error());
    begin = std::min(begin, samples.begin);
    end = std::max(end, samples.end);
  }
  measurement.elapsed = end - begin;
  return measurement;
}

}  // namespace dateline
