#pragma once

// The closed loop: queries one after the other, the next as soon as the one before is answered.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "bench/bench_query.hpp"
#include "common/result.hpp"

namespace dateline {

/// What a query passes through, in order.
inline constexpr std::array<std::string_view, 5> kPhaseNames{"parse", "plan", "match", "fetch",
                                                             "fragments"};

struct QueryTimes {
  /// From the query's text to the finished page of hits; what no phase claims is in it too.
  std::chrono::nanoseconds total{0};
  std::array<std::chrono::nanoseconds, kPhaseNames.size()> phases{};
};

/// What one run of a query gave. The counts must be the same in every run.
struct QueryAnswer {
  std::uint64_t matches = 0;
  std::size_t hits = 0;  ///< on the page
  QueryTimes times;
};

/// Runs a query; used by one thread only.
using QueryRunner = std::function<Result<QueryAnswer>(const BenchQuery&)>;
/// Called once in each thread.
using OpenRunner = std::function<Result<QueryRunner>()>;

struct LatencyPlan {
  std::size_t warmup_rounds = 3;
  std::size_t rounds = 10;
  std::size_t threads = 1;
};

struct QuerySamples {
  std::uint64_t matches = 0;
  std::size_t hits = 0;
  std::vector<QueryTimes> times;  ///< `rounds` times `threads` of them
};

struct Measurement {
  std::vector<QuerySamples> queries;  ///< in the order of the queries given
  /// From the first thread's first measured query to the last thread's last.
  std::chrono::nanoseconds elapsed{0};
};

/// Every thread runs every query once a round, and starts its rounds at a different query than the
/// others. Threads begin to measure when all are warm. An error of a runner ends the measurement;
/// a count that changed between two runs is an error of code DatabaseMoving.
Result<Measurement> measure_latency(std::span<const BenchQuery> queries, const LatencyPlan& plan,
                                    const OpenRunner& open_runner);

}  // namespace dateline
