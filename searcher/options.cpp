#include "searcher/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "common/utf8.hpp"
#include "common/version.hpp"
#include "searcher/query_help.hpp"

namespace dateline {
namespace {

constexpr const char* kFooter = R"(
dateline-search --help-query explains the query language.

Without --db the database is $DATELINE_DB, else the nearest .dateline directory from here upwards,
else $XDG_DATA_HOME/dateline/db. A database is a path, a Xapian stub file,
ssh://[USER@]HOST[:PORT]/PATH (runs xapian-progsrv there) or tcp://HOST:PORT (a xapian-tcpsrv, which
knows no passwords: keep it on the loopback interface). One that does not answer within
$DATELINE_REMOTE_TIMEOUT seconds (30) ends the search.

Exit status: 0 articles match, 1 none does (near misses may be shown), 2 an error, 11 the database
has another schema.)";

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

}  // namespace

Result<SearchOptions> parse_search_options(std::span<char* const> arguments) {
  SearchOptions options;
  std::vector<std::string> words;
  std::vector<std::string> languages;
  std::string queries_file;
  std::string show_id;
  std::string like;
  std::size_t open_rank = 0;
  std::vector<std::string> facets;
  std::string timeline;
  std::string fragment_length;
  std::string since;
  std::string until;
  std::string now;
  bool all = false;
  bool any = false;
  bool json = false;
  bool files = false;
  bool help_query = false;
  bool utc = false;

  const std::map<std::string, SortOrder> sorts{{"relevance", SortOrder::Relevance},
                                               {"newest", SortOrder::Newest},
                                               {"oldest", SortOrder::Oldest}};
  const std::map<std::string, Undated> undated{
      {"include", Undated::Include}, {"exclude", Undated::Exclude}, {"only", Undated::Only}};
  const std::map<std::string, Recency> recencies{{"none", Recency::None},
                                                 {"low", Recency::Low},
                                                 {"medium", Recency::Medium},
                                                 {"high", Recency::High}};
  const std::map<std::string, Collapse> collapses{{"story", Collapse::Story},
                                                  {"none", Collapse::None}};
  const std::map<std::string, OutputFormat> formats{
      {"text", OutputFormat::Text},  {"json", OutputFormat::Json}, {"ndjson", OutputFormat::Ndjson},
      {"csv", OutputFormat::Csv},    {"html", OutputFormat::Html}, {"trec", OutputFormat::Trec},
      {"paths", OutputFormat::Paths}};
  const std::map<std::string, TimelineUnit> units{{"year", TimelineUnit::Year},
                                                  {"month", TimelineUnit::Month},
                                                  {"week", TimelineUnit::Week},
                                                  {"day", TimelineUnit::Day}};
  const std::map<std::string, ColorMode> colors{
      {"auto", ColorMode::Auto}, {"always", ColorMode::Always}, {"never", ColorMode::Never}};
  const std::map<std::string, HyperlinkMode> hyperlinks{{"auto", HyperlinkMode::Auto},
                                                        {"always", HyperlinkMode::Always},
                                                        {"never", HyperlinkMode::Never}};
  const std::map<std::string, PagerMode> pagers{{"auto", PagerMode::Auto},
                                                {"never", PagerMode::Never}};
  const auto one_of = [](const auto& names) {
    return CLI::CheckedTransformer(names).description("");
  };

  CLI::App app("Answers ranked queries from a database of dateline-index.", "dateline-search");
  app.footer(kFooter);
  app.set_version_flag("--version", fmt::format("dateline-search {}", kVersion));
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("QUERY", words, "What to search for; '-' reads it from stdin")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--help-query", help_query, "Explain the query language");
  app.add_option("-d,--db", options.databases,
                 "Database, here or remote; several are searched as one")
      ->type_name("DB")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  // As a range, since CLI11 reads -1 as a very large number.
  const CLI::Validator count_of_hits = CLI::Range(std::size_t{0}, kMaxHits).description("");
  app.add_option("-n,--limit", options.limit, "Hits to show (10); 0 for all")
      ->type_name("N")
      ->check(count_of_hits);
  app.add_option("--offset", options.offset, "Hits to pass over")
      ->type_name("N")
      ->check(count_of_hits);
  app.add_option("-s,--sort", options.sort, "relevance (default), newest or oldest")
      ->type_name("ORDER")
      ->transform(one_of(sorts));
  app.add_option("--recency", options.recency,
                 "What a recent date weighs: none, low (default), medium, high")
      ->type_name("HOW")
      ->transform(one_of(recencies));
  app.add_option("--collapse", options.collapse,
                 "Show copies of one text as one hit: story (default) or none")
      ->type_name("WHAT")
      ->transform(one_of(collapses));
  app.add_flag("--expand", options.expand, "Rank also by the words that the best hits share");
  app.add_flag("-c,--count", options.count_only,
               "Print only how many articles match, exactly, and facets and timeline");
  app.add_flag("--all", all, "Only articles with all words, no near misses");
  app.add_flag("--any", any, "Articles with any of the words");
  app.add_option("--since", since, "Published then or later: 2023-03, 7d, yesterday")
      ->type_name("DATE");
  app.add_option("--until", until, "Published then or before, that day included")
      ->type_name("DATE");
  app.add_option("--undated", options.undated, "Articles without a date: include, exclude, only")
      ->type_name("WHICH")
      ->transform(one_of(undated));
  app.add_option("--lang", languages, "Only this language: en, de; repeatable")
      ->type_name("CODE")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--fragments", options.fragments.count, "Passages shown of each hit (2)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{0}, kMaxFragments).description(""));
  app.add_option("-C,--fragment-length", fragment_length,
                 "Length of a passage in bytes (240), or 'paragraph'")
      ->type_name("N");
  app.add_option("--facets", facets, "Count matches by site, author, section, lang, year; site:20")
      ->type_name("FIELD[:N],..")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--timeline", timeline, "Count matches by year, month, week or day")
      ->type_name("UNIT")
      ->check(CLI::IsMember(units).description(""));
  app.add_flag("--copies", options.list_copies, "List the copies of each hit, the oldest first");
  app.add_flag("-e,--explain", options.explain, "Tell what each score is made of");
  app.add_option("--like", like, "Articles about the same as this one")->type_name("ID|PATH");
  app.add_option("--format", options.format,
                 "text (default), json, ndjson, csv, html, trec or paths")
      ->type_name("FORMAT")
      ->transform(one_of(formats));
  app.add_flag("-l,--files", files, "Same as --format paths");
  app.add_option("--template", options.hit_template, "Print each hit so: '{date} {site} {title}'")
      ->type_name("TEXT");
  app.add_flag("-0,--null", options.ends_with_nul,
               "End each path or template with NUL, for xargs -0");
  app.add_flag("-q,--quiet", options.status_only, "Print nothing; the exit status tells");
  app.add_flag("--json", json, "Same as --format ndjson");
  app.add_option("--queries", queries_file,
                 "Answer each line of FILE (QUERY or ID<TAB>QUERY); '-' for stdin")
      ->type_name("FILE");
  app.add_flag("--analyze", options.analyze_only, "Print how the query is understood, and stop");
  app.add_option("--show", show_id, "Print the whole article of this id, the query's words marked")
      ->type_name("ID");
  app.add_option("--open", open_rank, "Open this hit in the browser")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMaxHits).description(""));
  app.add_option("--now", now, "Count relative dates from this time")->type_name("TIME");
  app.add_flag("--utc", utc, "Days and times without a zone are those of UTC, not of this place");
  app.add_option("--color", options.color, "auto (default), always or never")
      ->type_name("WHEN")
      ->transform(one_of(colors));
  app.add_option("--hyperlink", options.hyperlinks, "Headlines as links: auto, always or never")
      ->type_name("WHEN")
      ->transform(one_of(hyperlinks));
  app.add_option("--pager", options.pager, "auto (default) or never")
      ->type_name("WHEN")
      ->transform(one_of(pagers));

  // CLI11 takes its arguments last first.
  std::vector<std::string> reversed;
  bool options_ended = false;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::string argument = arguments[i];
    options_ended = options_ended || argument == "--";
    if (!options_ended && is_negated_word(argument)) argument.insert(0, 1, kQueryMark);
    reversed.push_back(std::move(argument));
  }
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    options.text_to_print = app.help();
    return options;
  } catch (const CLI::CallForVersion& version) {
    options.text_to_print = std::string(version.what()) + '\n';
    return options;
  } catch (const CLI::ParseError& error) {
    std::string message = expand_message(error.what());
    std::erase(message, kQueryMark);
    return fail(ErrorCode::Usage, std::move(message), "dateline-search --help lists the options");
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
  if (app.count("--timeline") > 0) options.timeline = units.at(timeline);
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
  if (has_template) options.format = OutputFormat::Template;
  if (options.ends_with_nul && !has_template) options.format = OutputFormat::Paths;
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
  const bool asks = options.has_query || options.queries_file || options.show_id || options.like ||
                    !options.facets.empty() || options.timeline || !options.filters.empty() ||
                    options.undated != Undated::Default;
  if (!asks)
    return fail(ErrorCode::Usage, "there is nothing to search for",
                "dateline-search QUERY; dateline-search --help lists the options");
  return options;
}

}  // namespace dateline
