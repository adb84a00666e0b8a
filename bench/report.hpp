#pragma once

// A measurement as people and programs read it.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bench/bench_query.hpp"
#include "bench/latency.hpp"
#include "bench/machine.hpp"
#include "bench/percentiles.hpp"

namespace dateline {

/// What was measured, on what, and how.
struct BenchSetting {
  MachineFacts machine;
  std::string database;  ///< path
  std::uint64_t articles = 0;
  std::string queries;  ///< where they come from: "built in, seed 1", or a path
  LatencyPlan plan;
  std::size_t hits = 10;
  std::size_t fragments = 2;
};

/// The queries of one class, or all of them.
struct ClassTimes {
  std::string query_class;
  std::size_t queries = 0;
  std::uint64_t matches = 0;  ///< median over the queries
  Percentiles total;
  std::array<Percentiles, kPhaseNames.size()> phases;
};

struct BenchReport {
  BenchSetting setting;
  std::chrono::nanoseconds elapsed{0};
  std::vector<ClassTimes> classes;  ///< in the order in which they first come among the queries
  ClassTimes all;

  /// Measured queries answered in a second, by all threads together.
  double queries_per_second() const;
};

/// `measurement` is that of `queries`.
BenchReport make_report(BenchSetting setting, std::span<const BenchQuery> queries,
                        const Measurement& measurement);

/// For the terminal: a line on what was measured, a table with one row a class (times in
/// milliseconds, of the phases the medians), a line on the throughput. Class names are the user's:
/// they are made printable.
std::string to_table(const BenchReport& report);

/// One JSON object, indented; its members are described in bench/README.md.
std::string to_json(const BenchReport& report);

}  // namespace dateline
