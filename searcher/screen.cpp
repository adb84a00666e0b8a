#include "searcher/screen.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <streambuf>
#include <unistd.h>
#include <utility>
#include <vector>

#include "common/diagnostics.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

constexpr char kEscape = '\x1B';
constexpr std::size_t kUsualRows = 24;

/// What a pipe holds on Linux. A pager that has taken more has been running and reading.
constexpr std::size_t kPipeCapacity = 65536;

/// The exit statuses by which a shell says that it cannot run a command.
bool is_not_run(int status) { return status == 126 || status == 127; }

/// `line` without colours (CSI ... final byte) and links (OSC ... ST).
std::string without_escapes(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::size_t escape = std::min(line.find(kEscape), line.size());
    out += line.substr(0, escape);
    line.remove_prefix(escape);
    if (line.starts_with("\x1B[")) {
      const auto* end =
          std::find_if(line.begin() + 2, line.end(), [](char c) { return c >= '@' && c <= '~'; });
      line.remove_prefix(std::min(static_cast<std::size_t>(end - line.begin()) + 1, line.size()));
    } else if (line.starts_with("\x1B]")) {
      const std::size_t end = line.find("\x1B\\");
      line.remove_prefix(end == std::string_view::npos ? line.size() : end + 2);
    } else if (!line.empty()) {
      line.remove_prefix(1);
    }
  }
  return out;
}

/// Ends colours and links when a signal ends the program while text with them is being written.
class ColorsEndWithProgram {
 public:
  explicit ColorsEndWithProgram(std::string_view text) {
    if (text.find(kEscape) == std::string_view::npos) return;
    for (Saved& one : saved_) {
      struct sigaction action {};
      action.sa_handler = end_colors;
      one.is_set = sigaction(one.signal, nullptr, &one.before) == 0 &&
                   one.before.sa_handler == SIG_DFL && sigaction(one.signal, &action, nullptr) == 0;
    }
  }
  ColorsEndWithProgram(const ColorsEndWithProgram&) = delete;
  ColorsEndWithProgram& operator=(const ColorsEndWithProgram&) = delete;
  ~ColorsEndWithProgram() {
    for (const Saved& one : saved_)
      if (one.is_set) sigaction(one.signal, &one.before, nullptr);
  }

 private:
  struct Saved {
    int signal;
    bool is_set = false;
    struct sigaction before {};
  };

  /// Async-signal-safe. A terminal that takes no text is waited for a moment only.
  static void end_colors(int signal) {
    constexpr std::string_view kEnd = "\x1B[0m\x1B]8;;\x1B\\";
    constexpr int kMilliseconds = 200;
    pollfd terminal{STDOUT_FILENO, POLLOUT, 0};
    if (poll(&terminal, 1, kMilliseconds) == 1) [[maybe_unused]]
      const ssize_t written = write(STDOUT_FILENO, kEnd.data(), kEnd.size());
    std::signal(signal, SIG_DFL);
    raise(signal);
  }

  std::array<Saved, 2> saved_{Saved{SIGINT}, Saved{SIGTERM}};
};

}  // namespace

void RowCount::add(std::string_view text) {
  while (true) {
    const std::size_t end = text.find('\n');
    line_ += text.substr(0, end);
    if (end == std::string_view::npos) return;
    rows_ += std::max<std::size_t>(rows_of(line_), 1);
    line_.clear();
    text.remove_prefix(end + 1);
  }
}

std::size_t RowCount::rows_of(std::string_view line) const {
  if (line.empty()) return 0;
  const std::size_t width = display_width(without_escapes(line));
  return columns_ == 0 ? 1 : std::max<std::size_t>((width + columns_ - 1) / columns_, 1);
}

class Screen::Impl {
 public:
  Impl(std::ostream& out, std::ostream& err, ScreenSettings settings)
      : direct_out_(out),
        direct_err_(err),
        settings_(std::move(settings)),
        count_(settings_.columns),
        state_(settings_.pager ? State::Holding : State::Direct) {}

  std::ostream& out() { return out_; }
  std::ostream& err() { return settings_.shows_errors ? err_ : direct_err_; }

  void finish() {
    if (state_ == State::Paging) close_pager();
    if (state_ == State::Holding) pass_on_directly();
  }

 private:
  enum class State {
    Holding,  ///< there may be a pager
    Paging,
    Left,  ///< the reader has left the pager
    Direct,
  };

  struct Piece {
    std::ostream* stream;
    std::string text;
  };

  /// A stream that writes on the screen, `direct` where there is no pager.
  class Channel : public std::streambuf {
   public:
    Channel(Impl& screen, std::ostream& direct) : screen_(screen), direct_(direct) {}

   protected:
    std::streamsize xsputn(const char* text, std::streamsize size) override {
      return screen_.write(direct_, {text, static_cast<std::size_t>(size)}) ? size : 0;
    }
    int_type overflow(int_type c) override {
      const char one = traits_type::to_char_type(c);
      return xsputn(&one, 1) == 1 ? c : traits_type::eof();
    }
    int sync() override {
      return screen_.state_ == State::Direct && !direct_.flush().good() ? -1 : 0;
    }

   private:
    Impl& screen_;
    std::ostream& direct_;
  };

  bool write(std::ostream& stream, std::string_view text) {
    if (state_ == State::Direct) return write_directly(stream, text);
    if (state_ == State::Left) {
      errno = EPIPE;
      return false;
    }
    if (state_ == State::Paging) return write_to_pager(stream, text);
    hold(stream, text);
    count_.add(text);
    const std::size_t rows = settings_.rows == 0 ? kUsualRows : settings_.rows;
    // The last row is the shell's prompt.
    return count_.rows() < rows || start_pager();
  }

  void hold(std::ostream& stream, std::string_view text) {
    if (held_.empty() || held_.back().stream != &stream) held_.push_back({&stream, {}});
    held_.back().text += text;
  }

  static bool write_directly(std::ostream& stream, std::string_view text) {
    const ColorsEndWithProgram guard(text);
    return stream.write(text.data(), static_cast<std::streamsize>(text.size())).flush().good();
  }

  bool pass_on_directly() {
    state_ = State::Direct;
    bool passed_on = true;
    for (const Piece& piece : std::exchange(held_, {}))
      passed_on = write_directly(*piece.stream, piece.text) && passed_on;
    return passed_on;
  }

  bool start_pager() {
    auto started = Pager::start(*settings_.pager);
    if (!started) {
      if (settings_.pager->is_asked_for)
        print_error("dateline-search", started.error(), direct_err_);
      return pass_on_directly();
    }
    pager_.emplace(*std::move(started));
    state_ = State::Paging;
    for (const Piece& piece : std::vector(held_))
      if (!pass_to_pager(piece.text)) return close_pager();
    return true;
  }

  bool write_to_pager(std::ostream& stream, std::string_view text) {
    if (taken_ <= kPipeCapacity) hold(stream, text);
    return pass_to_pager(text) || close_pager();
  }

  bool pass_to_pager(std::string_view text) {
    const std::size_t taken = pager_->write(text);
    taken_ += taken;
    if (taken_ > kPipeCapacity) held_.clear();
    return taken == text.size();
  }

  /// Waits for its end. The text of a pager that never ran is passed on; false when its reader has
  /// had enough.
  bool close_pager() {
    const int status = pager_->finish();
    pager_.reset();
    if (is_not_run(status) && taken_ <= kPipeCapacity) return pass_on_directly();
    state_ = State::Left;
    errno = EPIPE;
    return false;
  }

  std::ostream& direct_out_;
  std::ostream& direct_err_;
  ScreenSettings settings_;
  RowCount count_;
  State state_;
  std::vector<Piece> held_;  ///< with a pager: until it is known to run
  std::optional<Pager> pager_;
  std::size_t taken_ = 0;  ///< by the pager, in bytes
  Channel out_channel_{*this, direct_out_};
  Channel err_channel_{*this, direct_err_};
  std::ostream out_{&out_channel_};
  std::ostream err_{&err_channel_};
};

Screen::Screen(std::ostream& out, std::ostream& err, ScreenSettings settings)
    : impl_(std::make_unique<Impl>(out, err, std::move(settings))) {}

Screen::~Screen() { finish(); }

std::ostream& Screen::out() { return impl_->out(); }

std::ostream& Screen::err() { return impl_->err(); }

void Screen::finish() { impl_->finish(); }

}  // namespace dateline
