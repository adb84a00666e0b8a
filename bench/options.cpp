#include "bench/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/database.hpp"
#include "common/option_help.hpp"
#include "common/option_precedence.hpp"
#include "common/version.hpp"

namespace dateline {
namespace {

constexpr const char* kShortHelp = R"(Usage: dateline-bench [OPTIONS]
Measures how long queries take on a database of articles.

  -d, --db DIR              directory of the database
  -Q, --queries FILE        run the queries of a file instead of made ones
      --filter CLASS        only queries of this class; may be repeated
  -w, --warmup N            rounds before the measured ones (3)
  -r, --runs N              measured rounds (10)
      --threads N           threads that search at once (1)
  -n, --limit N             hits fetched for each query (10)
      --export FORMAT FILE  also write the figures to a file; FORMAT is json
      --make-corpus N OUT   make a corpus of N articles instead of measuring

  --help-all                all options
  man dateline-bench        everything
)";

constexpr const char* kFooter = R"(
A round runs every query once; the rounds of the warm-up are not counted. The
next query starts when the one before has been answered, in each thread. Times
are those inside the process: parsing the query, matching, fetching the
articles, making the fragments.

A file of queries holds one a line, 'CLASS<TAB>QUERY' or the query alone; lines
that begin with '#' and empty ones are passed over.

--make-corpus measures nothing but writes invented news articles to measure
with: N of them as JSON lines when OUT ends in .jsonl, otherwise as HTML pages
in the new directory OUT. The same N and --seed give the same bytes everywhere.

Without --db the database is $DATELINE_DB, else the nearest .dateline directory
from here upwards, else $XDG_DATA_HOME/dateline/db.

Options that you always want stand in $XDG_CONFIG_HOME/dateline/bench.conf, one
argument a line; $DATELINE_BENCH_CONFIG names another file.

Exit status: 0 measured or made, 2 could not run, 11 the database has another
schema.)";

constexpr std::int64_t kMaxRounds = 1'000'000;
constexpr std::int64_t kMaxPerClass = 10'000;
constexpr std::int64_t kMaxThreads = 256;
constexpr std::int64_t kMaxHits = 100'000;
constexpr std::int64_t kMaxFragments = 100;
constexpr std::uint64_t kMaxArticles = 1'000'000'000;
constexpr std::int64_t kMaxSeed = std::numeric_limits<std::int64_t>::max();

/// Options without a meaning where the queries are those of a file.
constexpr std::array kOfMadeQueries{"--builtin", "--per-class", "--seed"};

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

/// A parser of the command line and the values that it reads.
struct CommandLine {
  CLI::App app{"Measures how long queries take on a database of articles.", "dateline-bench"};
  BenchOptions options;
  std::vector<std::string> exported;
  std::vector<std::string> corpus;
  bool builtin = true;
  bool no_config = false;  ///< read_argument_file() acts on it

  CommandLine();

  /// `arguments` is without the program's name. The database may be missing.
  Result<BenchOptions> read(std::vector<std::string> arguments);

  /// Of each, the command line's options displace those of the file.
  std::vector<OneChoice> choices() const;

 private:
  template <class Value>
  void add_number(const char* names, Value& value, const char* help, std::int64_t lowest,
                  std::int64_t highest) {
    app.add_option(names, value, fmt::format("{} ({})", help, value))
        ->type_name("N")
        ->check(CLI::Range(lowest, highest).description(""));
  }
};

CommandLine::CommandLine() {
  app.footer(kFooter);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);

  app.option_defaults()->group("Queries");
  app.add_option("-d,--db", options.database, "Directory of the database")->type_name("DIR");
  app.add_option("-Q,--queries", options.queries_file, "Run the queries of a file")
      ->type_name("FILE");
  app.add_flag("--builtin", builtin,
               "Run queries made from the words of the database itself (default)");
  app.add_option("--filter", options.classes, "Only queries of this class; may be repeated")
      ->type_name("CLASS")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_number("--per-class", options.queries_per_class, "Queries made for each class", 1,
             kMaxPerClass);
  add_number("--seed", options.seed, "Start of the choice of queries, or of the corpus", 0,
             kMaxSeed);

  app.option_defaults()->group("Measurement");
  add_number("-w,--warmup", options.warmup_rounds, "Rounds before the measured ones", 0,
             kMaxRounds);
  add_number("-r,--runs", options.rounds, "Measured rounds", 1, kMaxRounds);
  add_number("--threads", options.threads, "Threads that search at once, each all rounds", 1,
             kMaxThreads);
  add_number("-n,--limit", options.hits, "Hits fetched for each query", 1, kMaxHits);
  add_number("--fragments", options.fragments, "Fragments made for each hit", 0, kMaxFragments);

  app.option_defaults()->group("Output");
  app.add_option("--export", exported, "Also write the figures to a file; FORMAT is json")
      ->type_name("FORMAT FILE")
      ->type_size(2)
      ->expected(1);
  app.add_option("--make-corpus", corpus, "Make a corpus of N articles instead of measuring")
      ->type_name("N OUT")
      ->type_size(2)
      ->expected(1);

  app.option_defaults()->group("Help and configuration");
  app.add_flag("--no-config", no_config, "Read no file of options")->configurable(false);
  app.set_help_flag("-h,--help", "Print the most used options");
  app.set_help_all_flag("--help-all", "Print this");
  app.set_version_flag("--version", fmt::format("dateline-bench {}", kVersion), "Print the version")
      ->configurable(false);
}

Result<BenchOptions> CommandLine::read(std::vector<std::string> arguments) {
  // CLI11 takes its arguments last first.
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    options.text_to_print = kShortHelp;
    return options;
  } catch (const CLI::CallForAllHelp&) {
    options.text_to_print = full_help(app);
    return options;
  } catch (const CLI::CallForVersion& version) {
    options.text_to_print = std::string(version.what()) + '\n';
    return options;
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::Usage, error.what(), "dateline-bench --help-all lists the options");
  }

  if (app.count("--make-corpus") > 0) {
    for (const CLI::Option* const option : app.get_options())
      if (option->count() > 0 && option->get_configurable() &&
          !option->check_name("--make-corpus") && !option->check_name("--seed"))
        return fail(ErrorCode::Usage,
                    fmt::format("{} has no meaning with --make-corpus", option->get_name()));
    auto request = read_corpus_request(corpus, options.seed);
    if (!request) return fail(request.error());
    options.corpus = *std::move(request);
    return options;
  }
  for (const char* option : kOfMadeQueries) {
    if (app.count("--queries") > 0 && app.count(option) > 0)
      return fail(ErrorCode::Usage,
                  fmt::format("{} has no meaning with the queries of a file", option));
  }
  if (!exported.empty()) {
    if (exported.front() != "json")
      return fail(ErrorCode::Usage, fmt::format("--export: {} is no format", exported.front()),
                  "--export json FILE");
    options.json_file = exported.back();
  }
  return options;
}

std::vector<OneChoice> CommandLine::choices() const {
  std::vector<OneChoice> choices;
  for (const char* option : kOfMadeQueries) choices.push_back({"--queries", option});
  for (const CLI::Option* const option : app.get_options())
    if (!option->check_name("--make-corpus") && !option->check_name("--seed"))
      choices.push_back({"--make-corpus", option->get_name()});
  return choices;
}

}  // namespace

Result<BenchOptions> parse_bench_options(std::span<char* const> arguments,
                                         const ArgumentFile& file) {
  auto options = read_options<CommandLine>(arguments, file);
  if (options && !options->text_to_print && !options->corpus && options->database.empty())
    options->database = default_database_path();
  return options;
}

}  // namespace dateline
