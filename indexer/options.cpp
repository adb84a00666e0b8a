#include "indexer/options.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/database.hpp"
#include "common/database_address.hpp"
#include "common/option_help.hpp"
#include "common/option_precedence.hpp"
#include "common/utf8.hpp"
#include "common/version.hpp"
#include "indexer/page_reader.hpp"

namespace dateline {
namespace {

constexpr const char* kShortHelp = R"(Usage: dateline-index [OPTIONS] PATH...
Finds the article in every saved page and indexes it.

PATH is a file or folder of HTML, text, WARC or JSON lines, each also under
gzip; '-' reads a list of paths from stdin.

  -d, --db DIR        directory of the database
  -f, --full          read every file again, changed or not
  -g, --glob PATTERN  only files of this pattern; '!PATTERN' leaves files out
      --follow        follow symbolic links to directories
      --forget        take the articles of the paths out; their files stay
      --extract-only  print each article as a JSON line, write no database
      --stats         tell what the database holds
      --check         examine the database for damage
      --compact       rewrite the database as small as it can be
      --wait[=S]      wait for another writer
  -q, --quiet         only errors
  -v, --verbose       also name the files passed over

  --help-all          all options
  man dateline-index  everything
)";

constexpr const char* kFooter = R"(
Inputs are told by content: HTML under any name, text files, WARC, JSON lines
(one article an object), and each of them under gzip. Hidden files and files of
other kinds are passed over; a page that cannot be read, or holds no text, is
named with the reason and does not stop the run. Files that have not changed are
not read again; articles whose pages have gone are removed.

Without --db the database is $DATELINE_DB, else the nearest .dateline directory
from here upwards, else $XDG_DATA_HOME/dateline/db.

Options that you always want stand in $XDG_CONFIG_HOME/dateline/index.conf, one
argument a line; $DATELINE_INDEX_CONFIG names another file.

Exit status: 0 all fine, 1 some pages failed, 2 could not run, 11 the database
has another schema, 75 another process is writing to it, 130 interrupted (what
was done is kept).)";

struct CommandFlag {
  const char* name;
  IndexCommand command;
  const char* help;
};

constexpr std::array kCommandFlags{
    CommandFlag{"--extract-only", IndexCommand::Extract,
                "Print each article as one JSON line, write no database"},
    CommandFlag{"--forget", IndexCommand::Forget,
                "Take the articles of the paths out of the database; their files stay"},
    CommandFlag{"--check", IndexCommand::Check, "Examine the database for damage, and name it"},
    CommandFlag{"--compact", IndexCommand::Compact, "Rewrite the database as small as it can be"},
    CommandFlag{"--stats", IndexCommand::Statistics,
                "Tell what the database holds: articles, languages, dates, sites, sizes"},
};

bool takes_paths(IndexCommand command) {
  return command == IndexCommand::Index || command == IndexCommand::Extract ||
         command == IndexCommand::Forget;
}

ProgressStyle progress_style(std::string_view name) {
  if (name == "json") return ProgressStyle::Json;
  return name == "never" ? ProgressStyle::Never : ProgressStyle::Auto;
}

constexpr std::size_t kMaxThreads = 256;
constexpr std::uint64_t kLargestLimit = std::uint64_t{1} << 40;

/// Others cannot be written, and a folder of such a name is hardly meant.
Result<void> check_is_local(const std::string& database) {
  if (const auto address = parse_database_address(database); address && !address->is_remote())
    return {};
  return fail(ErrorCode::Usage,
              fmt::format("{} is no local database, and others cannot be written", database),
              "run dateline-index where the database is");
}

/// A parser of the command line and the values that it reads.
struct CommandLine {
  CLI::App app{"Finds the article in every saved page and indexes it.", "dateline-index"};
  IndexOptions options;
  std::vector<CLI::Option*> commands;
  std::size_t threads = 0;
  double wait_seconds = -1;
  std::string prune;
  std::string progress;
  bool quiet = false;
  bool verbose = false;
  bool no_config = false;  ///< read_argument_file() acts on it

  CommandLine();

  /// `arguments` is without the program's name. Paths may be missing, and the database.
  Result<IndexOptions> read(std::vector<std::string> arguments);

  /// Of each, the command line's options displace those of the file.
  std::vector<OneChoice> choices() const {
    return {{"--extract-only", "--forget", "--check", "--compact", "--stats"},
            {"--extract-only", "--db"},
            {"--quiet", "--verbose"}};
  }
};

CommandLine::CommandLine() {
  options.max_page_bytes = kDefaultMaxPageBytes;
  app.footer(kFooter);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("PATH", options.paths, "Files and directories; '-' reads a list of paths on stdin")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);

  app.option_defaults()->group("Database");
  app.add_option("-d,--db", options.database, "Directory of the database")->type_name("DIR");
  app.add_option("--wait", wait_seconds, "Wait for another writer, at most S seconds (a day)")
      ->type_name("[S]")
      ->expected(0, 1)
      ->default_str("86400")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));

  app.option_defaults()->group("Something else than indexing");
  for (const CommandFlag& flag : kCommandFlags)
    commands.push_back(app.add_flag_callback(
        flag.name, [this, &flag] { options.command = flag.command; }, flag.help));

  app.option_defaults()->group("Files");
  app.add_option("-g,--glob", options.globs,
                 "Only files of this pattern; '!PATTERN' leaves files out")
      ->type_name("PATTERN")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--follow", options.follow_links, "Follow symbolic links to directories");
  app.add_flag("-0,--null", options.nul_separated,
               "Paths on stdin end in NUL, not in a line break");
  app.add_option("--max-size", options.max_page_bytes, "Refuse larger files (20M)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(std::uint64_t{1}, kLargestLimit).description(""));
  app.add_flag("-f,--full", options.reads_all, "Read every file again, changed or not");
  app.add_option("--prune", prune,
                 "'force': remove vanished pages even when more than half of a folder's have gone")
      ->type_name("force")
      ->check(CLI::IsMember({"force"}).description(""));
  app.add_option("-j,--threads", threads, "Threads that read and parse (one a core)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMaxThreads).description(""));

  app.option_defaults()->group("Output");
  app.add_option("--report", options.report_file,
                 "Write what was done, and each failure, to a file as JSON")
      ->type_name("FILE");
  app.add_option("--progress", progress,
                 "How far the run is: on a terminal (auto), or a JSON line now and then on stderr")
      ->type_name("auto|never|json")
      ->check(CLI::IsMember({"auto", "never", "json"}).description(""));
  app.add_flag("-q,--quiet", quiet, "Only errors");
  app.add_flag("-v,--verbose", verbose, "Also name the files passed over");

  app.option_defaults()->group("Help and configuration");
  app.add_flag("--no-config", no_config, "Read no file of options")->configurable(false);
  app.set_help_flag("-h,--help", "Print the most used options");
  app.set_help_all_flag("--help-all", "Print this");
  app.set_version_flag("--version", fmt::format("dateline-index {}", kVersion), "Print the version")
      ->configurable(false);
}

Result<IndexOptions> CommandLine::read(std::vector<std::string> arguments) {
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
    return fail(ErrorCode::Usage, error.what(), "dateline-index --help-all lists the options");
  }

  if (quiet && verbose)
    return fail(ErrorCode::Usage, "--quiet and --verbose contradict each other");
  if (std::ranges::count_if(commands, [](const auto* flag) { return flag->count() > 0; }) > 1)
    return fail(ErrorCode::Usage,
                "of --extract-only, --forget, --check, --compact and --stats only one can be done");
  if (options.command == IndexCommand::Extract && !options.database.empty())
    return fail(ErrorCode::Usage,
                "--extract-only writes no database, so --db has no meaning with it");
  if (!options.database.empty()) {
    if (const auto local = check_is_local(options.database); !local) return fail(local.error());
  }
  options.verbosity = quiet ? Verbosity::Quiet : verbose ? Verbosity::Verbose : Verbosity::Normal;
  options.threads = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  options.progress = progress_style(progress);
  options.prunes_always = !prune.empty();
  if (wait_seconds >= 0)
    options.wait = std::chrono::seconds{static_cast<std::int64_t>(wait_seconds)};
  return options;
}

}  // namespace

Result<IndexOptions> parse_index_options(std::span<char* const> arguments,
                                         const ArgumentFile& file) {
  auto options = read_options<CommandLine>(arguments, file);
  if (!options || options->text_to_print) return options;
  if (options->paths.empty() && takes_paths(options->command))
    return fail(ErrorCode::Usage, "PATH is required", "dateline-index --help lists the options");
  if (!options->paths.empty() && !takes_paths(options->command))
    return fail(ErrorCode::Usage,
                fmt::format("unexpected argument {}: what is asked for is about a whole database",
                            printable(options->paths.front())),
                "name the database with --db");
  if (options->command != IndexCommand::Extract && options->database.empty()) {
    options->database = default_database_path();
    if (const auto local = check_is_local(options->database); !local) return fail(local.error());
  }
  return options;
}

}  // namespace dateline
