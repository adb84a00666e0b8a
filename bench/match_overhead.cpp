// match_overhead DATABASE [QUERIES]: what a search takes beyond Xapian's own match of the same
// query. For each class of queries (those of dateline-bench, or of a file) the median of a bare
// Enquire::get_mset() of ten documents, without and with their data, of a whole search of ten hits
// without fragments, and the ratios.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "bench/bench_query.hpp"
#include "bench/percentiles.hpp"
#include "bench/query_sampling.hpp"
#include "common/database_set.hpp"
#include "searcher/matcher.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/query_planner.hpp"
#include "searcher/searcher.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWarmupRounds = 2;
constexpr int kRounds = 10;
constexpr Xapian::doccount kHits = 10;

struct ClassTimes {
  std::vector<std::chrono::nanoseconds> bare;
  std::vector<std::chrono::nanoseconds> with_data;
  std::vector<std::chrono::nanoseconds> search;
};

template <class Run>
std::chrono::nanoseconds time_of(Run&& run) {
  const auto begin = Clock::now();
  run();
  return Clock::now() - begin;
}

std::size_t match(const Xapian::Database& database, const RankingPlan& plan, std::size_t offset,
                  bool reads_data) {
  Xapian::Enquire enquire(database);
  enquire.set_query(plan.matches);
  enquire.set_weighting_scheme(*weighting_for(plan.words));
  const Xapian::MSet matched = enquire.get_mset(static_cast<Xapian::doccount>(offset), kHits);
  if (!reads_data) return matched.size();
  std::size_t bytes = 0;
  for (auto item = matched.begin(); item != matched.end(); ++item)
    bytes += item.get_document().get_data().size();
  return bytes;
}

double milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

void print_class(const std::string& name, const ClassTimes& times) {
  const double bare = milliseconds(summarize(times.bare).p50);
  const double with_data = milliseconds(summarize(times.with_data).p50);
  const Percentiles search = summarize(times.search);
  fmt::print("{:<12} {:>9.3f} {:>9.3f} {:>9.3f} {:>9.3f} {:>9.2f} {:>9.2f}\n", name, bare,
             with_data, milliseconds(search.p50), milliseconds(search.p99),
             milliseconds(search.p50) / bare, milliseconds(search.p50) / with_data);
}

Result<void> run(const std::string& path, const std::string& file) {
  const auto queries =
      file.empty() ? sample_queries(path, {.page_size = kHits}) : read_query_file(file);
  if (!queries) return fail(queries.error());
  const auto databases = DatabaseSet::open({path});
  if (!databases) return fail(databases.error());
  auto searcher = Searcher::open({path});
  if (!searcher) return fail(searcher.error());
  QueryPlanner planner(*databases);
  std::map<std::string, ClassTimes> classes;
  std::vector<std::string> order;
  for (int round = 0; round < kWarmupRounds + kRounds; ++round) {
    for (const BenchQuery& query : *queries) {
      const auto parsed = parse_query(query.text, {});
      if (!parsed) return fail(parsed.error());
      const auto plan = planner.plan(*parsed);
      if (!plan) return fail(plan.error());
      const auto bare =
          time_of([&] { match(databases->all(), plan->ranking, query.offset, false); });
      const auto with_data =
          time_of([&] { match(databases->all(), plan->ranking, query.offset, true); });
      // Matches alone: a page that they do not fill would be searched twice.
      const SearchRequest request{.query = *parsed,
                                  .offset = query.offset,
                                  .near_misses = false,
                                  .fragments = {.count = 0}};
      const auto search = time_of([&] {
        const auto again = parse_query(query.text, {});
        if (const auto page = searcher->search(request); !page || !again) std::abort();
      });
      if (round < kWarmupRounds) continue;
      if (!classes.contains(query.query_class)) order.push_back(query.query_class);
      ClassTimes& times = classes[query.query_class];
      times.bare.push_back(bare);
      times.with_data.push_back(with_data);
      times.search.push_back(search);
    }
  }
  fmt::print("{:<12} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "ms", "bare", "+ data", "search",
             "p99", "/ bare", "/ + data");
  for (const std::string& name : order) print_class(name, classes[name]);
  return {};
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fputs("match_overhead DATABASE [QUERIES]\n", stderr);
    return 2;
  }
  const auto done = dateline::run(argv[1], argc == 3 ? argv[2] : "");
  if (!done) fmt::print(stderr, "match_overhead: {}\n", done.error().message);
  return done ? 0 : 2;
}
