#include "searcher/terminal.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

namespace dateline {
namespace {

constexpr std::array kVariables{"NO_COLOR",       "CLICOLOR", "CLICOLOR_FORCE",
                                "FORCE_COLOR",    "TERM",     "COLUMNS",
                                "DATELINE_PAGER", "PAGER",    "BROWSER"};

constexpr std::size_t kUsualColumns = 80;
constexpr std::size_t kMaxColumnsVariable = 9999;

std::string_view value_of(const Terminal& terminal, std::string_view name) {
  const auto found = terminal.environment.find(name);
  return found == terminal.environment.end() ? std::string_view() : found->second;
}

/// Whether a variable says yes.
bool is_on(const Terminal& terminal, std::string_view name) {
  const std::string_view value = value_of(terminal, name);
  return !value.empty() && value != "0";
}

bool is_dumb(const Terminal& terminal) { return value_of(terminal, "TERM") == "dumb"; }

bool wants_color(const Terminal& terminal) {
  if (!value_of(terminal, "NO_COLOR").empty()) return false;
  if (is_on(terminal, "CLICOLOR_FORCE") || is_on(terminal, "FORCE_COLOR")) return true;
  return terminal.is_terminal && !is_dumb(terminal) && value_of(terminal, "CLICOLOR") != "0";
}

bool wants_hyperlinks(const Terminal& terminal) {
  // The Linux console has no mouse to follow them with.
  return terminal.is_terminal && !is_dumb(terminal) && value_of(terminal, "TERM") != "linux";
}

}  // namespace

Terminal read_terminal() {
  Terminal terminal{.is_terminal = isatty(STDOUT_FILENO) == 1,
                    .shows_errors = isatty(STDERR_FILENO) == 1};
  winsize size{};
  if (terminal.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    terminal.columns = size.ws_col;
    terminal.rows = size.ws_row;
  }
  for (const char* name : kVariables)
    if (const char* value = std::getenv(name)) terminal.environment.emplace(name, value);
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) terminal.host = host.data();
  std::error_code unknown;
  terminal.folder = std::filesystem::current_path(unknown).string();
  return terminal;
}

std::size_t columns_of(const Terminal& terminal) {
  if (!terminal.is_terminal) return 0;
  const std::string_view text = value_of(terminal, "COLUMNS");
  std::size_t columns = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), columns);
  const bool is_sane = failure == std::errc() && end == text.data() + text.size() && columns > 0 &&
                       columns <= kMaxColumnsVariable;
  if (is_sane) return columns;
  return terminal.columns > 0 ? terminal.columns : kUsualColumns;
}

TextStyle choose_style(const SearchOptions& options, const Terminal& terminal) {
  TextStyle style{.blocks = terminal.is_terminal && !is_dumb(terminal),
                  .columns = columns_of(terminal),
                  .folder = terminal.folder,
                  .host = terminal.host,
                  .ascii = terminal.is_terminal && is_dumb(terminal)};
  style.color = options.color == ColorMode::Always ||
                (options.color == ColorMode::Auto && wants_color(terminal));
  style.hyperlinks = options.hyperlinks == HyperlinkMode::Always ||
                     (options.hyperlinks == HyperlinkMode::Auto && wants_hyperlinks(terminal));
  return style;
}

std::optional<PagerCommand> choose_pager(const SearchOptions& options, const Terminal& terminal) {
  if (options.pager == PagerMode::Never || !terminal.is_terminal || is_dumb(terminal))
    return std::nullopt;
  if (options.queries_file == "-") return std::nullopt;
  for (const char* name : {"DATELINE_PAGER", "PAGER"}) {
    const auto found = terminal.environment.find(name);
    if (found == terminal.environment.end()) continue;
    if (found->second.empty() || found->second == "cat") return std::nullopt;
    return PagerCommand{.text = found->second, .is_asked_for = true};
  }
  return PagerCommand{.text = "less"};
}

}  // namespace dateline
