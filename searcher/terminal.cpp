#include "searcher/terminal.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

namespace dateline {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t terminal_columns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace

TextStyle choose_style(const SearchOptions& options) {
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  const bool wants_color =
      is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  TextStyle style;
  style.color =
      options.color == ColorMode::Always || (options.color == ColorMode::Auto && wants_color);
  style.hyperlinks = style.color && is_terminal;
  style.blocks = is_terminal && environment("TERM") != "dumb";
  style.columns = is_terminal ? terminal_columns() : 0;
  std::error_code unknown;
  style.folder = std::filesystem::current_path(unknown).string();
  return style;
}

}  // namespace dateline
