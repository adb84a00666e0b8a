// match_overhead DATABASE [QUERIES]: what a search takes beyond Xapian's own match of the same
// query. For each class of queries (those of dateline-bench, or of a file) the median of a bare
// Enquire::get_mset() of ten documents, the same with their data, the same with a passage of each
// by MSet::snippet(), and of a whole search of ten hits with two fragments each, without and with
// copies of one text folded; and the ratios.

#include <algorithm>
#include <array>
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
#include "common/article.hpp"
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
constexpr std::size_t kSnippetBytes = 240;

/// What is done with a query, one after the other.
enum Work : std::size_t {
  kBare,      ///< the match alone
  kData,      ///< and the data of its documents
  kSnippets,  ///< and a passage of each by MSet::snippet()
  kUnfolded,  ///< a search with fragments, copies not folded
  kSearch,    ///< a search as dateline-search does it
  kWorks
};

using ClassTimes = std::array<std::vector<std::chrono::nanoseconds>, kWorks>;

template <class Run>
std::chrono::nanoseconds time_of(Run&& run) {
  const auto begin = Clock::now();
  run();
  return Clock::now() - begin;
}

/// How many bytes came of it, so that nothing is left out as unused.
std::size_t match(const Xapian::Database& database, const RankingPlan& plan, std::size_t offset,
                  Work work) {
  Xapian::Enquire enquire(database);
  enquire.set_query(plan.matches);
  enquire.set_weighting_scheme(*weighting_for(plan.words));
  const Xapian::MSet matched = enquire.get_mset(static_cast<Xapian::doccount>(offset), kHits);
  if (work == kBare) return matched.size();
  std::size_t bytes = 0;
  for (auto item = matched.begin(); item != matched.end(); ++item) {
    const std::string data = item.get_document().get_data();
    bytes += data.size();
    if (work == kData) continue;
    const auto article = decode_article(data);
    if (!article) std::abort();
    const Xapian::Stem stemmer(article->language == "de" ? "german" : "english");
    bytes += matched.snippet(article->body, kSnippetBytes, stemmer).size();
  }
  return bytes;
}

double milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

void print_class(const std::string& name, const ClassTimes& times) {
  std::array<Percentiles, kWorks> of;
  std::transform(times.begin(), times.end(), of.begin(), summarize);
  const auto ratio = [](std::chrono::nanoseconds a, std::chrono::nanoseconds b) {
    return milliseconds(a) / milliseconds(b);
  };
  fmt::print("{:<12}", name);
  for (const Work work : {kBare, kData, kSnippets, kUnfolded, kSearch})
    fmt::print(" {:>7.3f} {:>6.2f}", milliseconds(of[work].p50), milliseconds(of[work].p99));
  fmt::print(" {:>7.2f} {:>5.2f} {:>5.2f} {:>5.1f} {:>5.1f}\n",
             ratio(of[kUnfolded].p50, of[kData].p50), ratio(of[kSearch].p50, of[kData].p50),
             ratio(of[kSearch].p99, of[kData].p99), ratio(of[kSnippets].p50, of[kSearch].p50),
             ratio(of[kSnippets].p99, of[kSearch].p99));
}

/// A query, what it was planned as, and how long everything took.
struct MeasuredQuery {
  BenchQuery query;
  Query parsed;
  RankingPlan plan;
};

void do_work(Work work, const MeasuredQuery& measured, const Xapian::Database& database,
             Searcher& searcher) {
  if (work == kBare || work == kData || work == kSnippets) {
    match(database, measured.plan, measured.query.offset, work);
    return;
  }
  const auto parsed = parse_query(measured.query.text, {});
  if (!parsed) std::abort();
  // Matches alone: a page that they do not fill would be searched twice.
  const auto page = searcher.search(
      {.query = *parsed,
       .offset = measured.query.offset,
       .near_misses = false,
       .collapse = work == kSearch ? Collapse::Story : Collapse::None,
       .recency = Recency::Low,
       .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())});
  if (!page) std::abort();
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
  std::vector<MeasuredQuery> measured;
  std::vector<std::string> order;
  for (const BenchQuery& query : *queries) {
    auto parsed = parse_query(query.text, {});
    if (!parsed) return fail(parsed.error());
    auto plan = planner.plan(*parsed);
    if (!plan) return fail(plan.error());
    measured.push_back({query, *std::move(parsed), std::move(plan->ranking)});
    if (std::find(order.begin(), order.end(), query.query_class) == order.end())
      order.push_back(query.query_class);
  }
  std::map<std::string, ClassTimes> classes;
  for (int round = 0; round < kWarmupRounds + kRounds; ++round) {
    // All queries for one kind of work before the next: each finds the processor's caches as the
    // same work left them.
    for (std::size_t work = 0; work < kWorks; ++work) {
      for (const MeasuredQuery& one : measured) {
        const auto time =
            time_of([&] { do_work(static_cast<Work>(work), one, databases->all(), *searcher); });
        if (round >= kWarmupRounds) classes[one.query.query_class][work].push_back(time);
      }
    }
  }
  fmt::print("{:<12} {:^14} {:^14} {:^14} {:^14} {:^14} {:^19} {:^11}\n", "milliseconds", "match",
             "+ data", "+ snippet()", "unfolded", "search", "/ (match + data)", "snippet() /");
  fmt::print("{:<12}", "class");
  for (std::size_t work = 0; work < kWorks; ++work) fmt::print(" {:>7} {:>6}", "p50", "p99");
  fmt::print(" {:>7} {:>5} {:>5} {:>5} {:>5}\n", "unf.p50", "p50", "p99", "p50", "p99");
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
