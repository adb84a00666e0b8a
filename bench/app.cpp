#include "bench/app.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <ostream>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bench/bench_query.hpp"
#include "bench/corpus_writer.hpp"
#include "bench/latency.hpp"
#include "bench/machine.hpp"
#include "bench/query_sampling.hpp"
#include "bench/report.hpp"
#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/utf8.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"

namespace dateline {
namespace {

constexpr const char* kProgram = "dateline-bench";

using Clock = std::chrono::steady_clock;

/// Asks the database as dateline-search does.
class SearchRunner {
 public:
  SearchRunner(Searcher searcher, const BenchOptions& options, QueryClock clock)
      : searcher_(std::move(searcher)),
        request_{.query = {}, .limit = options.hits, .fragments = {.count = options.fragments}},
        context_{.clock = clock} {}

  Result<QueryAnswer> run(const BenchQuery& query) {
    const auto begin = Clock::now();
    auto parsed = parse_query(query.text, context_);
    const auto parsed_at = Clock::now();
    if (!parsed) return fail(parsed.error());
    request_.query = *std::move(parsed);
    request_.offset = query.offset;
    const auto page = searcher_.search(request_);
    const auto end = Clock::now();
    if (!page) return fail(page.error());
    const SearchTimes& times = page->times;
    return QueryAnswer{.matches = page->matches,
                       .hits = page->hits.size(),
                       .times = {.total = end - begin,
                                 .phases = {parsed_at - begin, times.plan, times.match, times.fetch,
                                            times.fragments}}};
  }

 private:
  Searcher searcher_;
  SearchRequest request_;
  QueryContext context_;
};

OpenRunner make_open_runner(const BenchOptions& options) {
  // One moment for all queries, so that a date such as 7d means the same in every round.
  const QueryClock clock{
      .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  return [&options, clock]() -> Result<QueryRunner> {
    auto searcher = Searcher::open({options.database});
    if (!searcher) return fail(searcher.error());
    auto runner = std::make_shared<SearchRunner>(*std::move(searcher), options, clock);
    return QueryRunner([runner](const BenchQuery& query) {
      auto answer = runner->run(query);
      if (!answer) {
        Error error = answer.error();
        error.message = fmt::format("query '{}': {}", query.text, error.message);
        return Result<QueryAnswer>(fail(std::move(error)));
      }
      return answer;
    });
  };
}

Result<void> keep_classes(std::vector<BenchQuery>& queries,
                          const std::vector<std::string>& classes) {
  if (classes.empty()) return {};
  std::set<std::string> known;
  for (const BenchQuery& query : queries) known.insert(query.query_class);
  for (const std::string& wanted : classes)
    if (!known.contains(wanted))
      return fail(ErrorCode::Usage, fmt::format("there is no query of class {}", wanted),
                  fmt::format("classes: {}", fmt::join(known, ", ")));
  std::erase_if(queries, [&](const BenchQuery& query) {
    return std::find(classes.begin(), classes.end(), query.query_class) == classes.end();
  });
  return {};
}

Result<std::vector<BenchQuery>> gather_queries(const BenchOptions& options) {
  auto queries =
      options.queries_file.empty()
          ? sample_queries(options.database, {.queries_per_class = options.queries_per_class,
                                              .seed = options.seed,
                                              .page_size = options.hits})
          : read_query_file(options.queries_file);
  if (!queries) return queries;
  if (auto kept = keep_classes(*queries, options.classes); !kept) return fail(kept.error());
  return queries;
}

Result<BenchReport> measure(const BenchOptions& options) {
  // First of all the database, whose absence is the likeliest mistake.
  const auto searcher = Searcher::open({options.database});
  if (!searcher) return fail(searcher.error());
  const auto queries = gather_queries(options);
  if (!queries) return fail(queries.error());
  const LatencyPlan plan{
      .warmup_rounds = options.warmup_rounds, .rounds = options.rounds, .threads = options.threads};
  const auto measurement = measure_latency(*queries, plan, make_open_runner(options));
  if (!measurement) return fail(measurement.error());
  const BenchSetting setting{.machine = read_machine_facts(),
                             .database = options.database,
                             .articles = searcher->articles(),
                             .queries = options.queries_file.empty()
                                            ? fmt::format("built in, seed {}", options.seed)
                                            : options.queries_file,
                             .plan = plan,
                             .hits = options.hits,
                             .fragments = options.fragments};
  return make_report(setting, *queries, *measurement);
}

Result<void> write_json(const BenchReport& report, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << to_json(report);
  file.close();
  if (!file) return fail(ErrorCode::Usage, fmt::format("cannot write {}", path));
  return {};
}

/// Makes the corpus and says in a line what it is.
Result<std::string> make_corpus(const CorpusRequest& request) {
  const auto begin = Clock::now();
  const auto made = write_corpus(request);
  if (!made) return fail(made.error());
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return fmt::format(
      "{}: {} articles ({} copies), {:.1f} MB, seed {}; {:.1f} s, {:.0f} articles/s\n",
      printable(request.out), made->articles, made->copies, static_cast<double>(made->bytes) / 1e6,
      request.seed, seconds, static_cast<double>(made->articles) / seconds);
}

}  // namespace

int run_bench(const BenchOptions& options, std::ostream& out, std::ostream& err) {
  if (options.text_to_print) {
    out << *options.text_to_print;
    return kExitSuccess;
  }
  const auto stop = [&](const Error& error) {
    print_error(kProgram, error, err);
    return exit_status_of(error);
  };
  if (options.corpus) {
    const auto made = make_corpus(*options.corpus);
    if (!made) return stop(made.error());
    out << *made;
    return kExitSuccess;
  }
  const auto report = measure(options);
  if (!report) return stop(report.error());
  out << to_table(*report);
  if (!options.json_file.empty())
    if (const auto written = write_json(*report, options.json_file); !written)
      return stop(written.error());
  return kExitSuccess;
}

}  // namespace dateline
