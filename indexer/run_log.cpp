#include "indexer/run_log.hpp"

#include <cstdlib>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {
namespace {

constexpr std::string_view kProgram = "dateline-index";
/// Goes to the line's beginning and clears it: ECMA-48, EL.
constexpr std::string_view kClearLine = "\r\x1b[K";

constexpr std::chrono::milliseconds kRedrawPause{100};
constexpr std::chrono::seconds kLinePause{1};

ProgressStyle effective_style(const IndexOptions& options, bool is_terminal) {
  if (options.progress == ProgressStyle::Json) return ProgressStyle::Json;
  const char* terminal = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe)
  const bool can_redraw = terminal != nullptr && std::string_view(terminal) != "dumb";
  const bool is_wanted =
      options.progress == ProgressStyle::Auto && options.verbosity != Verbosity::Quiet;
  return is_wanted && is_terminal && can_redraw ? ProgressStyle::Auto : ProgressStyle::Never;
}

}  // namespace

RunLog::RunLog(const IndexOptions& options, std::ostream& err, bool is_terminal, ReportFile* report)
    : err_(err),
      verbosity_(options.verbosity),
      style_(effective_style(options, is_terminal)),
      report_(report) {}

RunLog::~RunLog() { clear(); }

void RunLog::failure(std::string_view place, std::string_view reason) {
  if (report_ != nullptr) report_->add_failure(place, reason);
  if (verbosity_ != Verbosity::Quiet) say(place, reason);
}

void RunLog::note(std::string_view place, std::string_view text) {
  if (verbosity_ != Verbosity::Quiet) say(place, text);
}

void RunLog::passed_over(std::string_view place, std::string_view reason) {
  if (verbosity_ == Verbosity::Verbose) say(place, reason);
}

void RunLog::progress(const std::function<RunProgress()>& read) {
  if (!shows_progress()) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  if (style_ == ProgressStyle::Json) {
    next_ = now + kLinePause;
    err_ << to_json(read()) << std::endl;
  } else {
    next_ = now + kRedrawPause;
    draw(to_string(read()));
  }
}

void RunLog::phase(std::string_view text) {
  if (style_ == ProgressStyle::Json) {
    err_ << fmt::format(R"({{"type":"phase","name":"{}"}})", text) << std::endl;
  } else if (style_ == ProgressStyle::Auto) {
    draw(text);
  }
}

void RunLog::say(std::string_view place, std::string_view text) {
  clear();
  err_ << fmt::format("{}: {}: {}\n", kProgram, printable(place), printable(text));
}

void RunLog::draw(std::string_view text) {
  err_ << kClearLine << text << std::flush;
  is_drawn_ = true;
}

void RunLog::clear() {
  if (!is_drawn_) return;
  err_ << kClearLine << std::flush;
  is_drawn_ = false;
}

}  // namespace dateline
