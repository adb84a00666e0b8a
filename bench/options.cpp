#include "bench/options.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/database.hpp"
#include "common/version.hpp"

namespace dateline {
namespace {

constexpr const char* kFooter = R"(
A round runs every query once; the rounds of the warm-up are not counted. The next query starts when
the one before has been answered, in each thread. Times are those inside the process: parsing the
query, matching, fetching the articles, making the fragments.

A file of queries holds one a line, 'CLASS<TAB>QUERY' or the query alone; lines that begin with '#'
and empty ones are passed over.

--make-corpus measures nothing but writes invented news articles to measure with: N of them as JSON
lines when OUT ends in .jsonl, otherwise as HTML pages in the new directory OUT. The same N and
--seed give the same bytes everywhere.

Without --db the database is $DATELINE_DB, else the nearest .dateline directory from here upwards,
else $XDG_DATA_HOME/dateline/db.

Exit status: 0 measured or made, 2 could not run, 11 the database has another schema.)";

constexpr std::int64_t kMaxRounds = 1'000'000;
constexpr std::int64_t kMaxPerClass = 10'000;
constexpr std::int64_t kMaxThreads = 256;
constexpr std::int64_t kMaxHits = 100'000;
constexpr std::int64_t kMaxFragments = 100;
constexpr std::uint64_t kMaxArticles = 1'000'000'000;
constexpr std::int64_t kMaxSeed = std::numeric_limits<std::int64_t>::max();

/// A range that the help text does not spell out.
CLI::Validator between(std::int64_t lowest, std::int64_t highest) {
  return CLI::Range(lowest, highest).description("");
}

/// Reads the values of --make-corpus, N and OUT.
Result<CorpusRequest> read_corpus_request(const std::vector<std::string>& values,
                                          std::uint64_t seed) {
  const std::string& number = values.front();
  CorpusRequest request{.seed = seed, .out = values.back()};
  const char* const end = number.data() + number.size();
  const auto read = std::from_chars(number.data(), end, request.articles);
  if (read.ec != std::errc() || read.ptr != end || request.articles == 0 ||
      request.articles > kMaxArticles)
    return fail(ErrorCode::Usage, fmt::format("--make-corpus: {} is no number of articles", number),
                "--make-corpus N OUT");
  if (request.out.empty())
    return fail(ErrorCode::Usage, "--make-corpus: no name for the corpus", "--make-corpus N OUT");
  return request;
}

}  // namespace

Result<BenchOptions> parse_bench_options(std::span<char* const> arguments) {
  BenchOptions options;
  std::string database;
  std::vector<std::string> exported;
  std::vector<std::string> corpus;
  bool builtin = true;

  CLI::App app("Measures how long queries take on a database of articles.", "dateline-bench");
  app.footer(kFooter);
  app.set_version_flag("--version", fmt::format("dateline-bench {}", kVersion));
  app.add_option("-d,--db", database, "Directory of the database")->type_name("DIR");
  CLI::Option* const file =
      app.add_option("-Q,--queries", options.queries_file, "Run the queries of a file")
          ->type_name("FILE");
  CLI::Option* const built_in = app.add_flag(
      "--builtin", builtin, "Run queries made from the words of the database itself (default)");
  app.add_option("--filter", options.classes, "Only queries of this class; may be repeated")
      ->type_name("CLASS")
      ->allow_extra_args(false);
  CLI::Option* const per_class =
      app.add_option("--per-class", options.queries_per_class, "Queries made for each class")
          ->type_name("N")
          ->check(between(1, kMaxPerClass))
          ->capture_default_str();
  CLI::Option* const seed =
      app.add_option("--seed", options.seed, "Start of the choice of queries, or of the corpus")
          ->type_name("N")
          ->check(between(0, kMaxSeed))
          ->capture_default_str();
  app.add_option("-w,--warmup", options.warmup_rounds, "Rounds before the measured ones")
      ->type_name("N")
      ->check(between(0, kMaxRounds))
      ->capture_default_str();
  app.add_option("-r,--runs", options.rounds, "Measured rounds")
      ->type_name("N")
      ->check(between(1, kMaxRounds))
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that search at once, each all rounds")
      ->type_name("N")
      ->check(between(1, kMaxThreads))
      ->capture_default_str();
  app.add_option("-n,--limit", options.hits, "Hits fetched for each query")
      ->type_name("N")
      ->check(between(1, kMaxHits))
      ->capture_default_str();
  app.add_option("--fragments", options.fragments, "Fragments made for each hit")
      ->type_name("N")
      ->check(between(0, kMaxFragments))
      ->capture_default_str();
  app.add_option("--export", exported, "Also write the figures to a file; FORMAT is json")
      ->type_name("FORMAT FILE")
      ->type_size(2)
      ->expected(1);
  CLI::Option* const make_corpus =
      app.add_option("--make-corpus", corpus, "Make a corpus of N articles instead of measuring")
          ->type_name("N OUT")
          ->type_size(2)
          ->expected(1);

  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::CallForHelp&) {
    options.text_to_print = app.help();
    return options;
  } catch (const CLI::CallForVersion& version) {
    options.text_to_print = std::string(version.what()) + '\n';
    return options;
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::Usage, error.what(), "dateline-bench --help lists the options");
  }

  if (make_corpus->count() > 0) {
    for (const CLI::Option* const option : app.get_options())
      if (option->count() > 0 && option != make_corpus && option != seed)
        return fail(ErrorCode::Usage,
                    fmt::format("{} has no meaning with --make-corpus", option->get_name()));
    auto request = read_corpus_request(corpus, options.seed);
    if (!request) return fail(request.error());
    options.corpus = *std::move(request);
    return options;
  }
  for (const CLI::Option* const option : {built_in, per_class, seed}) {
    if (file->count() > 0 && option->count() > 0)
      return fail(ErrorCode::Usage,
                  fmt::format("{} has no meaning with the queries of a file", option->get_name()));
  }
  if (!exported.empty()) {
    if (exported.front() != "json")
      return fail(ErrorCode::Usage, fmt::format("--export: {} is no format", exported.front()),
                  "--export json FILE");
    options.json_file = exported.back();
  }
  options.database = database.empty() ? default_database_path() : database;
  return options;
}

}  // namespace dateline
