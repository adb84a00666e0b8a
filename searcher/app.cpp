#include "searcher/app.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/utf8.hpp"
#include "searcher/browser.hpp"
#include "searcher/csv_printer.hpp"
#include "searcher/html_printer.hpp"
#include "searcher/json_printer.hpp"
#include "searcher/output.hpp"
#include "searcher/path_printer.hpp"
#include "searcher/run_printer.hpp"
#include "searcher/screen.hpp"
#include "searcher/searcher.hpp"
#include "searcher/template_printer.hpp"
#include "searcher/terminal.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kProgram = "dateline-search";

std::unique_ptr<ResultPrinter> make_printer(const SearchOptions& options,
                                            const Terminal& terminal) {
  if (options.analyze_only) return std::make_unique<TextPrinter>(choose_style(options, terminal));
  const LineEnd end = options.ends_with_nul ? LineEnd::Nul : LineEnd::LineFeed;
  switch (options.format) {
    case OutputFormat::Json:
      return std::make_unique<JsonPrinter>(JsonPrinter::Shape::Array);
    case OutputFormat::Ndjson:
      return std::make_unique<JsonPrinter>(JsonPrinter::Shape::Lines);
    case OutputFormat::Trec:
      return std::make_unique<RunPrinter>();
    case OutputFormat::Csv:
      return std::make_unique<CsvPrinter>(
          options.facets.empty() && !options.timeline ? CsvTable::Hits : CsvTable::Counts);
    case OutputFormat::Html:
      return std::make_unique<HtmlPrinter>();
    case OutputFormat::Paths:
      return std::make_unique<PathPrinter>(end);
    case OutputFormat::Template:
      return std::make_unique<TemplatePrinter>(options.hit_template, end);
    case OutputFormat::Text:
      break;
  }
  return std::make_unique<TextPrinter>(choose_style(options, terminal));
}

/// `QUERY` or `ID<TAB>QUERY`; without an id the number of the line.
QueryLine split_query_line(std::string_view line, std::size_t number) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t tab = line.find('\t');
  QueryLine query{.id = std::to_string(number)};
  if (tab != std::string_view::npos && tab > 0) {
    query.id = printable(line.substr(0, tab));
    std::replace(query.id.begin(), query.id.end(), ' ', '_');
    line.remove_prefix(tab + 1);
  }
  query.text = make_valid_utf8(line);
  return query;
}

class App {
 public:
  App(const SearchOptions& options, const Terminal& terminal, std::ostream& out, std::ostream& err)
      : options_(options),
        terminal_(terminal),
        out_(out),
        err_(err),
        printer_(make_printer(options, terminal)) {}

  int run() {
    if (options_.text_to_print) {
      out_.text() += *options_.text_to_print;
      return finish(kExitSuccess);
    }
    if (options_.status_only) out_.silence();
    printer_->begin(out_.text());
    if (options_.analyze_only || open()) answer_all();
    printer_->end(out_.text());
    if (options_.status_only && found_) return finish(kExitSuccess);
    return finish(failed_ ? status_ : found_ ? kExitSuccess : kExitPartial);
  }

 private:
  int finish(int status) {
    out_.flush();
    if (const auto error = out_.error()) {
      print_error(kProgram, *error, err_);
      return kExitError;
    }
    // Whoever leaves the pager knows the answer; a closed pipe does not want to know.
    return out_.is_open() || terminal_.is_terminal ? status : kExitSuccess;
  }

  void answer_all() {
    if (options_.show_id) {
      show(*options_.show_id);
    } else if (options_.queries_file) {
      answer_file(*options_.queries_file);
    } else if (options_.has_query && options_.query == "-") {
      const std::string text(std::istreambuf_iterator<char>(std::cin), {});
      answer({.text = make_valid_utf8(text)});
    } else {
      answer({.text = options_.query});
    }
  }

  void report(const Error& error, const QueryLine& line = {}) {
    failed_ = true;
    is_cut_off_ = is_cut_off_ || error.code == ErrorCode::Unreachable;
    status_ = std::max(status_, exit_status_of(error));
    printer_->print_error(out_.text(), line, error);
    out_.flush();
    if (const std::string place = point_at_error(line.text, error); !place.empty()) {
      print_error(kProgram, Error{.code = error.code, .message = error.message}, err_);
      err_ << place;
      if (!error.hint.empty()) err_ << kProgram << ": " << printable(error.hint) << '\n';
    } else {
      print_error(kProgram, error, err_);
    }
  }

  /// That no article has the id asked for is an answer.
  void report_missing(const Error& error, const QueryLine& line) {
    if (error.code != ErrorCode::Input) return report(error, line);
    printer_->print_error(out_.text(), line, error);
    print_error(kProgram, error, err_);
  }

  bool open() {
    auto paths = options_.databases;
    if (paths.empty()) paths.push_back(default_database_path());
    auto opened = Searcher::open(std::move(paths));
    if (!opened) {
      report(opened.error());
      return false;
    }
    searcher_.emplace(*std::move(opened));
    for (const std::string& warning : searcher_->warnings()) warn(warning);
    return true;
  }

  void warn(std::string_view warning) { err_ << kProgram << ": " << printable(warning) << '\n'; }

  void show(const std::string& id) {
    std::optional<Query> query;
    if (options_.has_query) {
      auto parsed = parse_query(options_.query, options_.context);
      if (!parsed) return report(parsed.error(), {.text = options_.query});
      query = *std::move(parsed);
    }
    const auto shown = searcher_->show(id, query);
    if (!shown) return report_missing(shown.error(), {.text = options_.query});
    found_ = true;
    printer_->print_article(out_.text(), *shown);
  }

  void answer_file(const std::string& path) {
    std::ifstream file;
    if (path != "-") {
      file.open(path);
      if (!file)
        return report({.code = ErrorCode::Usage,
                       .message = fmt::format("cannot read {}: {}", path,
                                              std::generic_category().message(errno))});
    }
    std::istream& lines = path == "-" ? std::cin : file;
    is_batch_ = true;
    std::string line;
    // Every further query would wait as long for a database that does not answer.
    for (std::size_t number = 1; wants_more() && std::getline(lines, line); ++number) {
      const QueryLine query = split_query_line(line, number);
      if (query.text.find_first_not_of(" \t") == std::string::npos) continue;
      answer(query);
      constexpr std::size_t kLargePiece = 1 << 16;
      if (out_.text().size() > kLargePiece) out_.flush();
    }
  }

  bool wants_more() const {
    return out_.is_open() && !is_cut_off_ && !(options_.status_only && found_);
  }

  void answer(const QueryLine& line) {
    const auto start = Clock::now();
    Query query{.kind = QueryKind::And};
    // Without a query the filters of the options say it all.
    if (options_.has_query || options_.queries_file) {
      auto parsed = parse_query(line.text, options_.context);
      if (!parsed) return report(parsed.error(), line);
      query = *std::move(parsed);
    }
    query = narrow_query(std::move(query), options_.filters);
    if (options_.analyze_only) {
      found_ = true;
      out_.text() += printable(to_string(query));
      out_.text() += '\n';
      return;
    }
    const bool wants_overview = !options_.facets.empty() || options_.timeline;
    if (options_.count_only && !options_.status_only && !wants_overview && !options_.like)
      return count(line, query, start);

    SearchRequest request{.query = std::move(query),
                          .text = line.text,
                          .like = options_.like,
                          .undated = options_.undated,
                          .sort = options_.sort,
                          .offset = options_.offset,
                          .limit = options_.limit,
                          .near_misses = options_.near_misses,
                          .collapse = options_.collapse,
                          .recency = options_.recency,
                          .now = options_.context.clock.now,
                          .expand = options_.expand,
                          .fragments = options_.fragments,
                          .facets = options_.facets,
                          .timeline = options_.timeline,
                          .list_copies = options_.list_copies,
                          .explain = options_.explain,
                          .overview_only = options_.count_only};
    if (!printer_->shows_fragments()) request.fragments.count = 0;
    if (options_.status_only) reduce_to_status(request);
    if (options_.open_rank) reach(*options_.open_rank, request);
    const auto page = searcher_->search(request);
    if (!page) return report_missing(page.error(), line);
    found_ = found_ || page->matches > 0;
    if (options_.open_rank) return open_hit(*options_.open_rank, *page);
    if (options_.status_only) return;
    auto facts = searcher_->facts();
    if (!facts) return report(facts.error());
    const Answer answer{.line = line,
                        .query = request.query,
                        .page = *page,
                        .databases = *std::move(facts),
                        .now = options_.context.clock.now,
                        .elapsed = Clock::now() - start,
                        .is_batch = is_batch_};
    if (options_.count_only && (!wants_overview || printer_->is_for_people()))
      printer_->print_count(out_.text(), line, page->matches, answer.elapsed);
    if (!options_.count_only || wants_overview) printer_->print(out_.text(), answer);
    if (printer_->is_for_people()) comment(answer);
  }

  /// One match is as good as all.
  static void reduce_to_status(SearchRequest& request) {
    request.limit = 1;
    request.near_misses = false;
    request.fragments.count = 0;
    request.facets.clear();
    request.timeline.reset();
    request.list_copies = request.explain = request.overview_only = false;
  }

  /// Has the page hold this hit, which otherwise is the one that would be shown.
  static void reach(std::size_t rank, SearchRequest& request) {
    request.offset = std::min(request.offset, rank - 1);
    if (request.limit > 0) request.limit = std::max(request.limit, rank - request.offset);
    request.fragments.count = 0;
  }

  void open_hit(std::size_t rank, const ResultPage& page) {
    const auto hit = std::find_if(page.hits.begin(), page.hits.end(),
                                  [&](const Hit& one) { return one.rank == rank; });
    if (hit == page.hits.end()) {
      found_ = false;
      return warn(page.hits.empty() ? fmt::format("there is no hit {}", rank)
                                    : fmt::format("there is no hit {}, the last is {}", rank,
                                                  page.hits.back().rank));
    }
    found_ = true;
    const std::string address = address_to_open(hit->article);
    if (address.empty())
      return report(
          {.code = ErrorCode::Input,
           .message = fmt::format("hit {} has neither a web address nor a page of its own: {}",
                                  rank, to_string(hit->article.source)),
           .hint = fmt::format("dateline-search --show {}", hit->article.id)});
    if (const auto opened = open_in_browser(address, terminal_); !opened) {
      out_.text() += address + '\n';
      report(opened.error());
    }
  }

  void count(const QueryLine& line, const Query& query, Clock::time_point start) {
    const auto counted = searcher_->count(query, options_.undated);
    if (!counted) return report(counted.error(), line);
    found_ = found_ || *counted > 0;
    printer_->print_count(out_.text(), line, *counted, Clock::now() - start);
  }

  /// Results first, so that they stand above what is said of them.
  void comment(const Answer& answer) {
    out_.flush();
    for (const std::string& warning : answer.page.warnings) warn(warning);
    if (is_batch_) return;
    err_ << wrap_lines(describe_result(answer.page, answer.elapsed, searcher_->articles()),
                       {.columns = terminal_.shows_errors ? columns_of(terminal_) : 0});
  }

  const SearchOptions& options_;
  const Terminal& terminal_;
  Output out_;
  std::ostream& err_;
  std::unique_ptr<ResultPrinter> printer_;
  std::optional<Searcher> searcher_;
  bool is_batch_ = false;
  bool found_ = false;
  bool failed_ = false;
  bool is_cut_off_ = false;  ///< from a remote database
  int status_ = kExitSuccess;
};

}  // namespace

int run_searcher(const SearchOptions& options, std::ostream& out, std::ostream& err,
                 const Terminal& terminal) {
  // A reader that has seen enough closes the pipe; that is for write() to say.
  std::signal(SIGPIPE, SIG_IGN);
  if (!terminal.is_terminal) return App(options, terminal, out, err).run();
  Screen screen(out, err,
                {.columns = terminal.columns,
                 .rows = terminal.rows,
                 .shows_errors = terminal.shows_errors,
                 .pager = choose_pager(options, terminal)});
  const int status = App(options, terminal, screen.out(), screen.err()).run();
  screen.finish();
  return status;
}

}  // namespace dateline
