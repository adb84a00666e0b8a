#include "indexer/app.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "indexer/article_json.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/index_report.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/ordered_pipeline.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/page_reader.hpp"

namespace dateline {
namespace {

constexpr std::string_view kProgram = "dateline-index";

/// Pages under way for each thread: enough that a slow page does not starve the others, few enough
/// that memory stays small.
constexpr std::size_t kPagesUnderWayPerThread = 8;

/// Longest text indexed of one article. A novel has a megabyte; what is longer is a data dump, and
/// would cost memory out of proportion.
constexpr std::size_t kMaxBodyBytes = std::size_t{2} << 20;

volatile std::sig_atomic_t interrupted = 0;

/// While it lives the first SIGINT or SIGTERM asks the run to end; the next one has the default
/// effect.
class InterruptHandler {
 public:
  InterruptHandler() {
    interrupted = 0;
    struct sigaction action = {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;
  ~InterruptHandler() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }

 private:
  struct sigaction before_int_ = {};
  struct sigaction before_term_ = {};
};

/// What the walk met: a page to read, or a reason why there is none.
using WalkedItem = std::variant<FoundPage, WalkFailure>;

/// What a worker makes of it: ready for the database, or ready to print.
struct HandledPage {
  std::string path;
  Result<Article> article;
  Xapian::Document document = {};  ///< empty with --extract-only
  bool is_cut = false;             ///< the body was longer than kMaxBodyBytes
};

using Pipeline = OrderedPipeline<WalkedItem, HandledPage>;

/// Keeps the blocks that fit. True when something went.
bool cut_body(Article& article) {
  if (article.body.size() <= kMaxBodyBytes) return false;
  std::string_view kept = utf8_prefix(article.body, kMaxBodyBytes);
  if (const auto block_end = kept.rfind("\n\n");
      block_end != std::string_view::npos && block_end > 0)
    kept = kept.substr(0, block_end);
  article.body.resize(kept.size());
  article.words = count_words(article.body);
  return true;
}

/// Reads the list of paths that "-" stands for.
std::vector<std::string> read_path_list(std::istream& in, char separator) {
  std::vector<std::string> paths;
  for (std::string line; std::getline(in, line, separator);)
    if (!line.empty()) paths.push_back(line);
  return paths;
}

std::vector<std::string> expand_paths(const IndexOptions& options) {
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) {
    if (path != "-") {
      paths.push_back(path);
      continue;
    }
    const auto listed = read_path_list(std::cin, options.nul_separated ? '\0' : '\n');
    paths.insert(paths.end(), listed.begin(), listed.end());
  }
  return paths;
}

/// A typing mistake must not leave an empty database behind.
Result<void> check_any_path_exists(const std::vector<std::string>& paths) {
  if (paths.empty()) return fail(ErrorCode::Usage, "no paths to index");
  std::error_code error;
  for (const std::string& path : paths)
    if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) return {};
  return fail(ErrorCode::Usage, fmt::format("{}: no such file or directory", paths.front()));
}

Pipeline::Worker make_worker(const IndexOptions& options) {
  auto builder = options.extract_only ? nullptr : std::make_shared<DocumentBuilder>();
  return [builder, limit = options.max_page_bytes](WalkedItem item) -> HandledPage {
    if (auto* failure = std::get_if<WalkFailure>(&item))
      return {.path = failure->path, .article = fail(std::move(failure->error))};
    const auto& found = std::get<FoundPage>(item);
    auto raw = read_page(found, limit);
    if (!raw) return {.path = found.path, .article = fail(raw.error())};
    HandledPage page{.path = found.path, .article = extract_page(*raw)};
    if (page.article) page.is_cut = cut_body(*page.article);
    if (page.article && builder) page.document = builder->build(*page.article);
    return page;
  };
}

/// Takes the pages in their order, writes or prints them, and counts.
class PageSink {
 public:
  PageSink(const IndexOptions& options, std::optional<IndexWriter> writer, std::ostream& out,
           std::ostream& err)
      : options_(options), writer_(std::move(writer)), out_(out), err_(err) {}

  /// An error means that the run cannot go on.
  Result<void> take(HandledPage page) {
    if (!page.article) {
      report_failure(page.path, page.article.error());
      return {};
    }
    const Article& article = *page.article;
    if (!writer_) {
      out_ << to_json(article) << '\n';
      if (!out_) return fail(ErrorCode::Usage, "cannot write to standard output");
      ++report_.added;
    } else {
      const auto outcome =
          writer_->upsert(unique_term(article), std::move(page.document), article.body.size());
      if (!outcome && outcome.error().code != ErrorCode::Input) return fail(outcome.error());
      if (!outcome) {
        report_failure(page.path, outcome.error());
        return {};
      }
      ++(*outcome == UpsertOutcome::Added ? report_.added : report_.updated);
    }
    report_.count_kind(article.kind);
    if (page.is_cut && options_.verbosity != Verbosity::Quiet)
      err_ << fmt::format("{}: {}: only the first {} bytes of its text are kept\n", kProgram,
                          printable(page.path), article.body.size());
    return {};
  }

  Result<void> finish() { return writer_ ? writer_->commit() : Result<void>(); }

  IndexReport& report() { return report_; }

 private:
  void report_failure(const std::string& path, const Error& error) {
    const bool is_failure = error.code != ErrorCode::NotAPage;
    ++(is_failure ? report_.failed : report_.skipped);
    if (is_failure && !writer_) out_ << failure_to_json(path, error.message) << '\n';
    const bool is_named = is_failure ? options_.verbosity != Verbosity::Quiet
                                     : options_.verbosity == Verbosity::Verbose;
    if (is_named)
      err_ << fmt::format("{}: {}: {}\n", kProgram, printable(path), printable(error.message));
  }

  const IndexOptions& options_;
  std::optional<IndexWriter> writer_;
  std::ostream& out_;
  std::ostream& err_;
  IndexReport report_;
};

/// Pumps every page under `paths` through the workers into the sink.
Result<void> run_pipeline(const IndexOptions& options, const std::vector<std::string>& paths,
                          PageSink& sink) {
  Pipeline pipeline(options.threads, options.threads * kPagesUnderWayPerThread,
                    [&] { return make_worker(options); });
  std::jthread walker([&] {
    const auto hand_over = [&](WalkedItem item) {
      return interrupted == 0 && pipeline.push(std::move(item));
    };
    walk_pages(paths, {.globs = options.globs, .follow_links = options.follow_links}, hand_over,
               hand_over);
    pipeline.close();
  });
  while (auto page = pipeline.pop()) {
    if (auto taken = sink.take(*std::move(page)); !taken) {
      pipeline.cancel();
      return taken;
    }
  }
  return {};
}

}  // namespace

int run_indexer(const IndexOptions& options, std::ostream& out, std::ostream& err) {
  if (options.text_to_print) {
    out << *options.text_to_print;
    return kExitSuccess;
  }
  const auto stop = [&](const Error& error) {
    print_error(kProgram, error, err);
    return exit_status_of(error);
  };
  // A reader that leaves early (| head) must not kill a run half-way; writing fails instead.
  std::signal(SIGPIPE, SIG_IGN);
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<std::string> paths = expand_paths(options);
  if (const auto checked = check_any_path_exists(paths); !checked) return stop(checked.error());

  std::optional<IndexWriter> writer;
  if (!options.extract_only) {
    auto opened = IndexWriter::open(options.database, options.wait);
    if (!opened) return stop(opened.error());
    writer = *std::move(opened);
  }

  const InterruptHandler handler;
  PageSink sink(options, std::move(writer), out, err);
  const auto ran = run_pipeline(options, paths, sink);
  const auto committed = sink.finish();
  if (!ran && options.extract_only && !out)
    return kExitSuccess;  // the reader of our output has gone
  if (!ran) return stop(ran.error());
  if (!committed) return stop(committed.error());

  IndexReport& report = sink.report();
  report.elapsed = std::chrono::steady_clock::now() - begin;
  if (options.verbosity != Verbosity::Quiet)
    err << fmt::format("{}: {}\n", kProgram, to_string(report, peak_memory_bytes()));
  if (interrupted != 0) return kExitInterrupted;
  return report.failed > 0 ? kExitPartial : kExitSuccess;
}

}  // namespace dateline
