#include "searcher/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/option_help.hpp"
#include "common/option_precedence.hpp"
#include "common/utf8.hpp"
#include "common/version.hpp"
#include "searcher/query_help.hpp"

namespace dateline {
namespace {

constexpr const char* kShortHelp = R"(Usage: dateline-search [OPTIONS] QUERY...
Answers ranked queries from a database of dateline-index.

  -d, --db DB          database; several are searched as one
  -n, --limit N        hits to show (10); 0 for all
  -s, --sort ORDER     relevance, newest or oldest
      --since DATE     published then or later: 2023-03, 7d, yesterday
      --until DATE     published then or before
      --any            articles with any of the words
  -c, --count          only how many articles match
      --facets FIELDS  counts by site, author, section, lang, year
      --timeline UNIT  counts by year, month, week or day
      --show ID        a whole article, in the pager
      --open N         a hit, in the browser
  -l, --files          the files of the hits, for xargs
      --json           one JSON object a line

Words: prime minister  "prime minister"  elect*  =word  a OR b  -not  a w/5 b
Fields: title:storm author:lovik site:bbc.co.uk lang:en date:2023-03..

  --help-all           all options          --help-query    the query language
  man dateline-search  everything           man dateline-query
)";

constexpr const char* kFooter = R"(
Without --db the database is $DATELINE_DB, else the nearest .dateline directory
from here upwards, else $XDG_DATA_HOME/dateline/db. A database is a path, a
Xapian stub file, ssh://[USER@]HOST[:PORT]/PATH (runs xapian-progsrv there) or
tcp://HOST:PORT (a xapian-tcpsrv, which knows no passwords: keep it on the
loopback interface). One that does not answer within $DATELINE_REMOTE_TIMEOUT
seconds (30) ends the search.

Fields of --template: qid query rank score id title url path site authors date
published precision words language section tags wire story copies fragment
fragments flags. {title:<60} is at least, and {title:.60} at most 60 columns
wide; \n \t \0 are escapes, {{ and }} braces.

Options that you always want stand in $XDG_CONFIG_HOME/dateline/search.conf, one
argument a line; $DATELINE_SEARCH_CONFIG names another file.

Exit status: 0 articles match, 1 none does (near misses may be shown), 2 an
error, 11 the database has another schema.)";

constexpr std::size_t kMaxFragments = 20;
constexpr std::size_t kMinFragmentLength = 20;
constexpr std::size_t kMaxFragmentLength = 10000;

/// As many documents as a Xapian database can have.
constexpr std::size_t kMaxHits = 0xFFFFFFFF;

/// Stands before a query word that begins with a minus while CLI11 reads the command line. Valid
/// text never holds the byte.
constexpr char kQueryMark = '\xFF';

/// Whether an argument with one minus is a word of the query, not a short option.
bool is_negated_word(std::string_view argument) {
  if (argument.size() < 3 || argument[0] != '-' || argument[1] == '-') return false;
  const std::string_view value = argument.substr(2);
  const bool is_number = value.find_first_not_of("0123456789=") == std::string_view::npos;
  switch (argument[1]) {
    case 'n':
      return !is_number;
    case 's': {
      constexpr std::array<std::string_view, 3> kOrders{"relevance", "newest", "oldest"};
      return std::find(kOrders.begin(), kOrders.end(), value) == kOrders.end();
    }
    case 'd':
      return value.front() != '/' && value.front() != '.' &&
             value.find("://") == std::string_view::npos;
    default:
      return true;
  }
}

std::string expand_message(std::string message) {
  // CLI11 says "The following argument was not expected: --foo".
  message = message.substr(0, message.find('\n'));
  if (!message.empty() && message.back() == '.') message.pop_back();
  return message;
}

Query lang_filter(const std::vector<std::string>& codes) {
  Query any{.kind = QueryKind::Or};
  for (const std::string& code : codes)
    any.children.push_back(
        {.kind = QueryKind::Filter, .field = FieldId::Language, .text = to_lower(code)});
  return any.children.size() == 1 ? any.children.front() : any;
}

/// The interval that --since and --until leave.
Result<std::optional<Query>> date_filter(const std::string& since, const std::string& until,
                                         const QueryClock& clock) {
  if (since.empty() && until.empty()) return std::nullopt;
  const auto read = [&](const char* option,
                        const std::string& text) -> Result<std::optional<DateInterval>> {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text, clock);
    if (!date)
      return fail(ErrorCode::Usage, fmt::format("{}: {}", option, date.error().message),
                  date.error().hint);
    return *date;
  };
  const auto first = read("--since", since);
  if (!first) return fail(first.error());
  const auto last = read("--until", until);
  if (!last) return fail(last.error());
  const DateInterval interval = join_dates(*first, *last, clock);
  if (interval.from && interval.until && *interval.from >= *interval.until)
    return fail(ErrorCode::Usage, fmt::format("--since {} is after --until {}", since, until));
  return Query{.kind = QueryKind::Date,
               .field = FieldId::Date,
               .exact = !interval.by_day,
               .from = interval.from,
               .until = interval.until};
}

/// The system's time, or what --now says in its place.
Result<QueryClock> read_clock(const std::string& now, bool utc) {
  QueryClock clock{
      .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
      .zone = utc ? ClockZone::Utc : ClockZone::Local};
  if (now.empty()) return clock;
  const auto time = parse_date(now, clock);
  if (!time)
    return fail(ErrorCode::Usage, fmt::format("--now: \"{}\" is no time", now),
                "--now 2023-03-20T12:00:00Z");
  clock.now = moment_of(*time, clock);
  return clock;
}

/// `FIELD[:N]`, several parted by commas.
Result<std::vector<FacetRequest>> read_facets(const std::vector<std::string>& texts) {
  constexpr std::array kFacetFields{FacetField::Site, FacetField::Author, FacetField::Section,
                                    FacetField::Language, FacetField::Year};
  std::vector<FacetRequest> facets;
  for (const std::string& text : texts) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string name = to_lower(text.substr(0, colon));
    const auto* field = std::find_if(kFacetFields.begin(), kFacetFields.end(),
                                     [&](FacetField one) { return to_string(one) == name; });
    if (field == kFacetFields.end())
      return fail(ErrorCode::Usage, fmt::format("--facets: there is no facet \"{}\"", name),
                  "site, author, section, lang, year");
    FacetRequest facet{.field = *field};
    if (colon < text.size()) {
      const std::string_view number = std::string_view(text).substr(colon + 1);
      const auto read = std::from_chars(number.data(), number.data() + number.size(), facet.limit);
      if (read.ec != std::errc() || read.ptr != number.data() + number.size())
        return fail(ErrorCode::Usage, fmt::format("--facets: \"{}\" is no number", number),
                    "--facets site:20; 0 for all");
    }
    facets.push_back(facet);
  }
  return facets;
}

/// A number of bytes, or `paragraph`.
Result<void> read_fragment_length(const std::string& text, FragmentLimits& limits) {
  if (text == "paragraph") {
    limits.whole_paragraphs = true;
    return {};
  }
  const auto read = std::from_chars(text.data(), text.data() + text.size(), limits.max_bytes);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() ||
      limits.max_bytes < kMinFragmentLength || limits.max_bytes > kMaxFragmentLength)
    return fail(ErrorCode::Usage,
                fmt::format("--fragment-length is {} to {} or \"paragraph\", not \"{}\"",
                            kMinFragmentLength, kMaxFragmentLength, text));
  return {};
}

/// A parser of the command line and the values that it reads.
struct CommandLine {
  CLI::App app{"Answers ranked queries from a database of dateline-index.", "dateline-search"};
  SearchOptions options;
  std::vector<std::string> words;
  std::vector<std::string> languages;
  std::string queries_file;
  std::string show_id;
  std::string like;
  std::size_t open_rank = 0;
  std::vector<std::string> facets;
  std::string fragment_length;
  std::string hit_template;
  std::string since;
  std::string until;
  std::string now;
  bool all = false;
  bool any = false;
  bool json = false;
  bool files = false;
  bool help_query = false;
  bool utc = false;
  bool no_config = false;  ///< read_argument_file() acts on it

  CommandLine();

  /// `arguments` is without the program's name. What is asked for may be nothing.
  Result<SearchOptions> read(const std::vector<std::string>& arguments);

  /// Of each, the command line's options displace those of the file.
  std::vector<OneChoice> choices() const {
    return {{"--all", "--any"},
            {"--format", "--json", "--files", "--template"},
            {"--format", "--json", "--null"},
            {"--queries", "--show", "--like", "QUERY"}};
  }

 private:
  /// An option with one of a few values, which the help names.
  template <class Value, class Named>
  CLI::Option* add_choice(const char* names, Value& value, const char* help,
                          const std::vector<std::pair<std::string, Named>>& choices) {
    std::string type;
    for (const auto& [name, named] : choices) type += (type.empty() ? "" : "|") + name;
    const auto choose = [choices, type](std::string& text) {
      const auto chosen = std::find_if(choices.begin(), choices.end(),
                                       [&](const auto& choice) { return choice.first == text; });
      if (chosen == choices.end()) return fmt::format("\"{}\" is none of {}", text, type);
      // CLI11 reads enumerators as numbers.
      text = std::to_string(static_cast<int>(chosen->second));
      return std::string();
    };
    return app.add_option(names, value, help)
        ->type_name(type)
        ->transform(CLI::Validator(choose, ""));
  }
};

template <class Named>
using Choices = std::vector<std::pair<std::string, Named>>;

CommandLine::CommandLine() {
  app.footer(kFooter);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("QUERY", words, "What to search for; '-' reads it from stdin")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);

  app.option_defaults()->group("Query");
  app.add_option("-d,--db", options.databases,
                 "Database, here or remote; several are searched as one")
      ->type_name("DB")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--all", all, "Only articles with all words, no near misses");
  app.add_flag("--any", any, "Articles with any of the words");
  app.add_option("--like", like, "Articles about the same as this one")->type_name("ID|PATH");
  app.add_option("--queries", queries_file,
                 "Answer each line of FILE (QUERY or ID<TAB>QUERY); '-' for stdin")
      ->type_name("FILE");
  app.add_flag("--analyze", options.analyze_only, "Print how the query is understood, and stop");

  app.option_defaults()->group("Filters");
  app.add_option("--since", since, "Published then or later: 2023-03, 7d, yesterday")
      ->type_name("DATE");
  app.add_option("--until", until, "Published then or before, that day included")
      ->type_name("DATE");
  add_choice(
      "--undated", options.undated, "Articles without a date; by default a date leaves them out",
      Choices<Undated>{
          {"include", Undated::Include}, {"exclude", Undated::Exclude}, {"only", Undated::Only}});
  app.add_option("--lang", languages, "Only this language: en, de; repeatable")
      ->type_name("CODE")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--now", now, "Count relative dates from this time")->type_name("TIME");
  app.add_flag("--utc", utc, "Days and times without a zone are those of UTC, not of this place");

  // As a range, since CLI11 reads -1 as a very large number.
  const CLI::Validator count_of_hits = CLI::Range(std::size_t{0}, kMaxHits).description("");
  app.option_defaults()->group("Hits");
  app.add_option("-n,--limit", options.limit, "Hits to show (10); 0 for all")
      ->type_name("N")
      ->check(count_of_hits);
  app.add_option("--offset", options.offset, "Hits to pass over")
      ->type_name("N")
      ->check(count_of_hits);
  add_choice("-s,--sort", options.sort, "What comes first (relevance)",
             Choices<SortOrder>{{"relevance", SortOrder::Relevance},
                                {"newest", SortOrder::Newest},
                                {"oldest", SortOrder::Oldest}});
  add_choice("--recency", options.recency, "What a recent date weighs (low)",
             Choices<Recency>{{"none", Recency::None},
                              {"low", Recency::Low},
                              {"medium", Recency::Medium},
                              {"high", Recency::High}});
  add_choice("--collapse", options.collapse, "Show the copies of one text as one hit (story)",
             Choices<Collapse>{{"story", Collapse::Story}, {"none", Collapse::None}});
  app.add_flag("--copies", options.list_copies, "List the copies of each hit, the oldest first");
  app.add_flag("--expand", options.expand, "Rank also by the words that the best hits share");
  app.add_flag("-e,--explain", options.explain, "Tell what each score is made of");
  app.add_option("--fragments", options.fragments.count, "Passages shown of each hit (2)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{0}, kMaxFragments).description(""));
  app.add_option("-C,--fragment-length", fragment_length,
                 "Length of a passage in bytes (240), or 'paragraph'")
      ->type_name("N");

  app.option_defaults()->group("Counts");
  app.add_flag("-c,--count", options.count_only, "Print only how many articles match, exactly");
  app.add_option("--facets", facets, "Count matches by site, author, section, lang, year; site:20")
      ->type_name("FIELD[:N],..")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_choice("--timeline", options.timeline, "Count matches by time",
             Choices<TimelineUnit>{{"year", TimelineUnit::Year},
                                   {"month", TimelineUnit::Month},
                                   {"week", TimelineUnit::Week},
                                   {"day", TimelineUnit::Day}});

  app.option_defaults()->group("One article");
  app.add_option("--show", show_id, "Print the whole article of this id, the query's words marked")
      ->type_name("ID");
  app.add_option("--open", open_rank, "Open this hit in the browser")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMaxHits).description(""));

  app.option_defaults()->group("Output");
  add_choice("--format", options.format, "How to print (text)",
             Choices<OutputFormat>{{"text", OutputFormat::Text},
                                   {"json", OutputFormat::Json},
                                   {"ndjson", OutputFormat::Ndjson},
                                   {"csv", OutputFormat::Csv},
                                   {"html", OutputFormat::Html},
                                   {"trec", OutputFormat::Trec},
                                   {"paths", OutputFormat::Paths}});
  app.add_flag("--json", json, "Same as --format ndjson");
  app.add_flag("-l,--files", files, "Same as --format paths: the file of each match");
  app.add_option("--template", hit_template, "Print each hit so: '{date} {title:.60}'")
      ->type_name("TEXT");
  app.add_flag("-0,--null", options.ends_with_nul,
               "End each path or template with NUL, for xargs -0");
  app.add_flag("-q,--quiet", options.status_only, "Print nothing; the exit status tells");
  add_choice(
      "--color", options.color, "Colours (auto)",
      Choices<ColorMode>{
          {"auto", ColorMode::Auto}, {"always", ColorMode::Always}, {"never", ColorMode::Never}});
  add_choice("--hyperlink", options.hyperlinks, "Headlines as links (auto)",
             Choices<HyperlinkMode>{{"auto", HyperlinkMode::Auto},
                                    {"always", HyperlinkMode::Always},
                                    {"never", HyperlinkMode::Never}});
  add_choice("--pager", options.pager, "Page by page what a screen does not hold (auto)",
             Choices<PagerMode>{{"auto", PagerMode::Auto}, {"never", PagerMode::Never}});

  app.option_defaults()->group("Help and configuration");
  app.add_flag("--no-config", no_config, "Read no file of options")->configurable(false);
  app.set_help_flag("-h,--help", "Print the most used options");
  app.set_help_all_flag("--help-all", "Print this");
  app.add_flag("--help-query", help_query, "Explain the query language")->configurable(false);
  app.set_version_flag("--version", fmt::format("dateline-search {}", kVersion),
                       "Print the version")
      ->configurable(false);
}

Result<SearchOptions> CommandLine::read(const std::vector<std::string>& arguments) {
  // CLI11 takes its arguments last first.
  std::vector<std::string> reversed;
  bool options_ended = false;
  for (std::string argument : arguments) {
    options_ended = options_ended || argument == "--";
    if (!options_ended && is_negated_word(argument)) argument.insert(0, 1, kQueryMark);
    reversed.push_back(std::move(argument));
  }
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
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
    std::string message = expand_message(error.what());
    std::erase(message, kQueryMark);
    return fail(ErrorCode::Usage, std::move(message),
                "dateline-search --help-all lists the options");
  }
  if (help_query) {
    options.text_to_print = query_help();
    return options;
  }

  for (std::string& word : words) {
    if (word.starts_with(kQueryMark)) word.erase(0, 1);
    if (!options.query.empty()) options.query += ' ';
    options.query += word;
  }
  options.query = make_valid_utf8(options.query);
  options.has_query = !words.empty();
  if (app.count("--queries") > 0) options.queries_file = queries_file;
  if (app.count("--show") > 0) options.show_id = show_id;
  if (app.count("--like") > 0) options.like = like;
  if (app.count("--open") > 0) options.open_rank = open_rank;
  auto facet_requests = read_facets(facets);
  if (!facet_requests) return fail(facet_requests.error());
  options.facets = *std::move(facet_requests);
  if (app.count("--fragment-length") > 0) {
    const auto length = read_fragment_length(fragment_length, options.fragments);
    if (!length) return fail(length.error());
  }

  if (all && any) return fail(ErrorCode::Usage, "--all and --any exclude each other");
  const bool has_template = app.count("--template") > 0;
  if (json + files + has_template + (app.count("--format") > 0) > 1)
    return fail(ErrorCode::Usage, "--format, --json, --files and --template exclude each other");
  if (json) options.format = OutputFormat::Ndjson;
  if (files) options.format = OutputFormat::Paths;
  if (has_template) {
    options.format = OutputFormat::Template;
    auto parsed = parse_hit_template(hit_template);
    if (!parsed) return fail(parsed.error());
    options.hit_template = *std::move(parsed);
  }
  if (options.ends_with_nul && options.format == OutputFormat::Text)
    options.format = OutputFormat::Paths;
  if (options.ends_with_nul && options.format != OutputFormat::Paths && !has_template)
    return fail(ErrorCode::Usage, "--null is for paths and templates");
  // A run is held against judgements of articles, copies or not.
  if (options.format == OutputFormat::Trec && app.count("--collapse") == 0)
    options.collapse = Collapse::None;
  options.near_misses = !all;
  if (any) options.context.default_operator = DefaultOperator::Any;
  const auto clock = read_clock(now, utc);
  if (!clock) return fail(clock.error());
  options.context.clock = *clock;
  const auto dates = date_filter(since, until, options.context.clock);
  if (!dates) return fail(dates.error());
  if (*dates) options.filters.push_back(**dates);
  if (!languages.empty()) options.filters.push_back(lang_filter(languages));

  if (options.queries_file && options.has_query)
    return fail(ErrorCode::Usage, "a query and --queries exclude each other",
                "a query of several words needs no quotation marks, FILE is one word");
  if (options.show_id.has_value() + options.queries_file.has_value() + options.like.has_value() > 1)
    return fail(ErrorCode::Usage, "--show, --queries and --like exclude each other");
  if (options.open_rank &&
      (options.show_id || options.queries_file || options.count_only || options.analyze_only))
    return fail(ErrorCode::Usage, "--open goes with none of --show, --queries, --count, --analyze");
  return options;
}

}  // namespace

Result<SearchOptions> parse_search_options(std::span<char* const> arguments,
                                           const ArgumentFile& file) {
  auto options = read_options<CommandLine>(arguments, file);
  if (!options || options->text_to_print) return options;
  const bool asks = options->has_query || options->queries_file || options->show_id ||
                    options->like || !options->facets.empty() || options->timeline ||
                    !options->filters.empty() || options->undated != Undated::Default;
  if (!asks)
    return fail(ErrorCode::Usage, "there is nothing to search for",
                "dateline-search QUERY; dateline-search --help lists the options");
  return options;
}

}  // namespace dateline
