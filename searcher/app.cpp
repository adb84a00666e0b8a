#include "searcher/app.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "common/database.hpp"
#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/utf8.hpp"
#include "searcher/json_printer.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kProgram = "dateline-search";
constexpr std::string_view kRunTag = "dateline";

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t terminal_columns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

TextStyle choose_style(ColorMode mode) {
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  const bool wants_color =
      is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  TextStyle style;
  style.color = mode == ColorMode::Always || (mode == ColorMode::Auto && wants_color);
  style.hyperlinks = style.color && is_terminal;
  style.columns = is_terminal ? terminal_columns() : 0;
  std::error_code unknown;
  style.folder = std::filesystem::current_path(unknown).string();
  return style;
}

/// Collects results and passes them on in large pieces. Once the reader is gone nothing is written
/// any more.
class Output {
 public:
  explicit Output(std::ostream& stream) : stream_(stream) {}

  std::string& text() { return text_; }

  void line(std::string_view line) {
    text_ += line;
    text_ += '\n';
  }

  void flush() {
    if (stream_.good() && !text_.empty()) {
      errno = 0;
      stream_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
      stream_.flush();
      if (!stream_.good()) write_error_ = errno;
    }
    text_.clear();
  }

  bool is_open() const { return stream_.good(); }

  /// What kept the results from being written, unless the reader merely had enough.
  std::optional<Error> error() const {
    if (stream_.good() || write_error_ == EPIPE) return std::nullopt;
    return Error{.code = ErrorCode::Input,
                 .message = fmt::format("cannot write the results: {}",
                                        std::generic_category().message(write_error_))};
  }

 private:
  std::ostream& stream_;
  std::string text_;
  int write_error_ = 0;
};

/// A query and the id that a TREC run names it by.
struct QueryLine {
  std::string id;
  std::string text;
};

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
  App(const SearchOptions& options, std::ostream& out, std::ostream& err)
      : options_(options), out_(out), err_(err), style_(choose_style(options.color)) {}

  int run() {
    if (options_.text_to_print) {
      out_.text() += *options_.text_to_print;
      return finish(kExitSuccess);
    }
    if (!options_.analyze_only && !open()) return finish(status_);
    if (options_.format == OutputFormat::Json) out_.text() += "[\n";
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
    if (options_.format == OutputFormat::Json) out_.text() += has_record_ ? "\n]\n" : "]\n";
    return finish(failed_ ? status_ : found_ ? kExitSuccess : kExitPartial);
  }

 private:
  bool is_machine_format() const {
    return options_.format == OutputFormat::Json || options_.format == OutputFormat::Ndjson;
  }

  int finish(int status) {
    out_.flush();
    if (const auto error = out_.error()) {
      print_error(kProgram, *error, err_);
      return kExitError;
    }
    return out_.is_open() ? status : kExitSuccess;
  }

  void record(std::string_view json) {
    if (options_.format == OutputFormat::Json && has_record_) out_.text() += ",\n";
    has_record_ = true;
    out_.text() += json;
    if (options_.format == OutputFormat::Ndjson) out_.text() += '\n';
  }

  void report(const Error& error, std::string_view query = {}) {
    failed_ = true;
    is_cut_off_ = is_cut_off_ || error.code == ErrorCode::Unreachable;
    status_ = std::max(status_, exit_status_of(error));
    if (is_machine_format()) record(error_to_json(error));
    out_.flush();
    if (const std::string place = point_at_error(query, error); !place.empty()) {
      print_error(kProgram, Error{.code = error.code, .message = error.message}, err_);
      err_ << place;
      if (!error.hint.empty()) err_ << kProgram << ": " << printable(error.hint) << '\n';
    } else {
      print_error(kProgram, error, err_);
    }
  }

  bool open() {
    auto paths = options_.databases;
    if (paths.empty()) paths.push_back(default_database_path());
    auto opened = Searcher::open(std::move(paths));
    if (!opened) {
      report_before_records(opened.error());
      return false;
    }
    searcher_.emplace(*std::move(opened));
    for (const std::string& warning : searcher_->warnings())
      err_ << kProgram << ": " << printable(warning) << '\n';
    return true;
  }

  /// An error that ends the run before there are records; the array of --format json is whole even
  /// so.
  void report_before_records(const Error& error) {
    if (options_.format == OutputFormat::Json) out_.text() += "[\n";
    report(error);
    if (options_.format == OutputFormat::Json) out_.text() += "\n]\n";
  }

  void show(const std::string& id) {
    const auto article = searcher_->find(id);
    if (!article) {
      if (article.error().code != ErrorCode::Input) return report(article.error());
      // That nothing has this id is an answer.
      if (is_machine_format()) record(error_to_json(article.error()));
      return print_error(kProgram, article.error(), err_);
    }
    found_ = true;
    if (is_machine_format()) return record(article_to_json(*article));
    append_article(out_.text(), *article, style_);
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
    for (std::size_t number = 1; out_.is_open() && !is_cut_off_ && std::getline(lines, line);
         ++number) {
      const QueryLine query = split_query_line(line, number);
      if (query.text.find_first_not_of(" \t") == std::string::npos) continue;
      answer(query);
      constexpr std::size_t kLargePiece = 1 << 16;
      if (out_.text().size() > kLargePiece) out_.flush();
    }
  }

  void answer(const QueryLine& line) {
    const auto start = Clock::now();
    Query query{.kind = QueryKind::And};
    // Without a query the filters of the options say it all.
    if (options_.has_query || options_.queries_file) {
      auto parsed = parse_query(line.text, options_.context);
      if (!parsed) return report(parsed.error(), line.text);
      query = *std::move(parsed);
    }
    query = narrow_query(std::move(query), options_.filters);
    if (options_.analyze_only) {
      found_ = true;
      return out_.line(printable(to_string(query)));
    }
    if (options_.count_only) return count(line, query, start);

    SearchRequest request{.query = std::move(query),
                          .text = line.text,
                          .undated = options_.undated,
                          .sort = options_.sort,
                          .offset = options_.offset,
                          .limit = options_.limit,
                          .near_misses = options_.near_misses,
                          .collapse = options_.collapse,
                          .recency = options_.recency,
                          .now = options_.context.clock.now,
                          .expand = options_.expand,
                          .fragments = {.count = options_.fragments}};
    if (options_.format == OutputFormat::Trec) request.fragments.count = 0;
    const auto page = searcher_->search(request);
    if (!page) return report(page.error(), line.text);
    const auto elapsed = Clock::now() - start;
    found_ = found_ || page->matches > 0;
    print(line, request.query, *page, elapsed);
  }

  void count(const QueryLine& line, const Query& query, Clock::time_point start) {
    const auto counted = searcher_->count(query, options_.undated);
    if (!counted) return report(counted.error(), line.text);
    found_ = found_ || *counted > 0;
    if (is_machine_format()) return record(count_to_json(*counted, Clock::now() - start));
    out_.line(is_batch_ ? fmt::format("{}\t{}", line.id, *counted) : std::to_string(*counted));
  }

  void print(const QueryLine& line, const Query& query, const ResultPage& page,
             std::chrono::nanoseconds elapsed) {
    switch (options_.format) {
      case OutputFormat::Text:
        print_text(line, page);
        break;
      case OutputFormat::Trec:
        print_run(line, page);
        break;
      case OutputFormat::Json:
      case OutputFormat::Ndjson:
        return print_records(line, query, page, elapsed);
    }
    // Results first, so that they stand above what is said of them.
    out_.flush();
    for (const std::string& warning : page.warnings)
      err_ << kProgram << ": " << printable(warning) << '\n';
    if (!is_batch_) err_ << describe_result(page, elapsed, searcher_->articles());
  }

  void print_text(const QueryLine& line, const ResultPage& page) {
    if (is_batch_) out_.line(fmt::format("== {}", printable(line.text)));
    bool in_near_misses = false;
    for (const Hit& hit : page.hits) {
      if (hit.is_partial && !std::exchange(in_near_misses, true))
        append_near_miss_rule(out_.text(), style_);
      append_hit(out_.text(), hit, style_);
    }
  }

  void print_run(const QueryLine& line, const ResultPage& page) {
    // Scorers sort by score; those of near misses may lie above a match's, and ties would fall to
    // the ids. So every score stays below the one before it.
    constexpr double kStep = 1e-6;
    double last = 0;
    for (const Hit& hit : page.hits) {
      const bool is_first = &hit == &page.hits.front();
      last = is_first ? hit.score : std::min(hit.score, last - kStep);
      out_.line(fmt::format("{} Q0 {} {} {:.6f} {}", line.id, printable(hit.article.id), hit.rank,
                            last, kRunTag));
    }
  }

  void print_records(const QueryLine& line, const Query& query, const ResultPage& page,
                     std::chrono::nanoseconds elapsed) {
    auto facts = searcher_->facts();
    if (!facts) return report(facts.error());
    record(begin_to_json({.query = line.text,
                          .query_id = is_batch_ ? line.id : std::string(),
                          .parsed = to_string(query),
                          .databases = *std::move(facts),
                          .now = options_.context.clock.now}));
    for (const Hit& hit : page.hits) record(hit_to_json(hit));
    record(summary_to_json(page, elapsed));
  }

  const SearchOptions& options_;
  Output out_;
  std::ostream& err_;
  TextStyle style_;
  std::optional<Searcher> searcher_;
  bool is_batch_ = false;
  bool has_record_ = false;
  bool found_ = false;
  bool failed_ = false;
  bool is_cut_off_ = false;  ///< from a remote database
  int status_ = kExitSuccess;
};

}  // namespace

int run_searcher(const SearchOptions& options, std::ostream& out, std::ostream& err) {
  // A reader that has seen enough closes the pipe; that is for write() to say.
  std::signal(SIGPIPE, SIG_IGN);
  return App(options, out, err).run();
}

}  // namespace dateline
