#include "indexer/options.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/database.hpp"
#include "common/database_address.hpp"
#include "common/utf8.hpp"
#include "common/version.hpp"
#include "indexer/page_reader.hpp"

namespace dateline {
namespace {

constexpr const char* kFooter = R"(
Inputs are told by content: HTML under any name, text files, WARC, JSON lines (one article an
object), and each of them under gzip. Hidden files and files of other kinds are passed over; a page
that cannot be read, or holds no text, is named with the reason and does not stop the run. Files
that have not changed are not read again; articles whose pages have gone are removed.

Without --db the database is $DATELINE_DB, else the nearest .dateline directory from here upwards,
else $XDG_DATA_HOME/dateline/db.

Exit status: 0 all fine, 1 some pages failed, 2 could not run, 11 the database has another schema,
75 another process is writing to it, 130 interrupted (what was done is kept).)";

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

}  // namespace

Result<IndexOptions> parse_index_options(std::span<char* const> arguments) {
  IndexOptions options;
  std::string database;
  std::size_t threads = 0;
  double wait_seconds = -1;
  std::string prune;
  std::string progress;
  bool quiet = false;
  bool verbose = false;
  options.max_page_bytes = kDefaultMaxPageBytes;

  CLI::App app("Finds the article in every saved page and indexes it.", "dateline-index");
  app.footer(kFooter);
  app.set_version_flag("--version", fmt::format("dateline-index {}", kVersion));
  app.add_option("PATH", options.paths,
                 "Files and directories; '-' reads a list of paths on stdin");
  app.add_option("-d,--db", database, "Directory of the database")->type_name("DIR");
  std::vector<CLI::Option*> commands;
  for (const CommandFlag& flag : kCommandFlags)
    commands.push_back(app.add_flag_callback(
        flag.name, [&options, &flag] { options.command = flag.command; }, flag.help));
  app.add_flag("-0,--null", options.nul_separated,
               "Paths on stdin end in NUL, not in a line break");
  app.add_option("-j,--threads", threads, "Threads that read and parse (default: one a core)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMaxThreads).description(""));
  app.add_option("--max-size", options.max_page_bytes, "Refuse larger files (default: 20M)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(std::uint64_t{1}, kLargestLimit).description(""));
  app.add_option("-g,--glob", options.globs,
                 "Only files of this pattern; '!PATTERN' leaves files out")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_flag("--follow", options.follow_links, "Follow symbolic links to directories");
  app.add_flag("-f,--full", options.reads_all, "Read every file again, changed or not");
  app.add_option("--prune", prune,
                 "'force': remove vanished pages even when more than half of a folder's have gone")
      ->type_name("force")
      ->check(CLI::IsMember({"force"}).description(""));
  app.add_option("--wait", wait_seconds, "Wait for another writer, at most S seconds (a day)")
      ->type_name("[S]")
      ->expected(0, 1)
      ->default_str("86400")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
  app.add_option("--report", options.report_file,
                 "Write what was done, and each failure, to a file as JSON")
      ->type_name("FILE");
  app.add_option("--progress", progress,
                 "auto (on a terminal), never, or json (a line now and then on stderr)")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "never", "json"}).description(""));
  app.add_flag("-q,--quiet", quiet, "Only errors");
  app.add_flag("-v,--verbose", verbose, "Also name the files passed over");

  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::CallForHelp&) {
    options.text_to_print = app.help();
    return options;
  } catch (const CLI::CallForVersion& version) {
    options.text_to_print = std::string(version.what()) + '\n';
    return options;
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::Usage, error.what(), "dateline-index --help lists the options");
  }

  if (quiet && verbose)
    return fail(ErrorCode::Usage, "--quiet and --verbose contradict each other");
  if (std::ranges::count_if(commands, [](const auto* flag) { return flag->count() > 0; }) > 1)
    return fail(ErrorCode::Usage,
                "of --extract-only, --forget, --check, --compact and --stats only one can be done");
  if (options.paths.empty() && takes_paths(options.command))
    return fail(ErrorCode::Usage, "PATH is required", "dateline-index --help lists the options");
  if (!options.paths.empty() && !takes_paths(options.command))
    return fail(ErrorCode::Usage,
                fmt::format("unexpected argument {}: what is asked for is about a whole database",
                            printable(options.paths.front())),
                "name the database with --db");
  if (options.command == IndexCommand::Extract && !database.empty())
    return fail(ErrorCode::Usage,
                "--extract-only writes no database, so --db has no meaning with it");
  options.verbosity = quiet ? Verbosity::Quiet : verbose ? Verbosity::Verbose : Verbosity::Normal;
  options.threads = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  options.progress = progress_style(progress);
  options.prunes_always = !prune.empty();
  if (wait_seconds >= 0)
    options.wait = std::chrono::seconds{static_cast<std::int64_t>(wait_seconds)};
  if (options.command != IndexCommand::Extract)
    options.database = database.empty() ? default_database_path() : database;
  // A folder of such a name is hardly meant.
  if (const auto address = parse_database_address(options.database);
      !address || address->is_remote())
    return fail(
        ErrorCode::Usage,
        fmt::format("{} is no local database, and others cannot be written", options.database),
        "run dateline-index where the database is");
  return options;
}

}  // namespace dateline
