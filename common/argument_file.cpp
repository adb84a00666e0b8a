#include "common/argument_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

bool leaves_file_alone(std::string_view argument) {
  return argument == "--no-config" || argument == "--version" || argument == "-h" ||
         argument.starts_with("--help");
}

/// Empty when there is no home to look in.
std::string default_path(std::string_view program) {
  // A relative path is no valid one there (XDG Base Directory Specification, "Basics").
  fs::path folder = environment("XDG_CONFIG_HOME").value_or("");
  if (!folder.is_absolute()) {
    const std::string home = environment("HOME").value_or("");
    if (home.empty()) return {};
    folder = fs::path(home) / ".config";
  }
  return (folder / "dateline" / fmt::format("{}.conf", program)).string();
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\v\f";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

Result<ArgumentFile> read_file(std::string path) {
  std::ifstream file(path, std::ios::binary);
  int failure = file ? 0 : errno;
  // A directory opens like a file, and reads like an empty one.
  std::error_code unknown;
  if (fs::is_directory(path, unknown)) failure = EISDIR;
  if (failure != 0)
    return fail(ErrorCode::Usage,
                fmt::format("cannot read the options in {}: {}", path,
                            std::generic_category().message(failure)),
                "--no-config does without them");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return parse_argument_file(std::move(path), text);
}

}  // namespace

ArgumentFile parse_argument_file(std::string path, std::string_view text) {
  ArgumentFile file{.path = std::move(path), .arguments = {}};
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view argument = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!argument.empty() && argument.front() != '#')
      file.arguments.push_back({.text = std::string(argument), .line = line});
  }
  return file;
}

Result<ArgumentFile> read_argument_file(std::string_view program,
                                        std::span<char* const> command_line) {
  for (std::string_view argument :
       command_line.subspan(std::min<std::size_t>(1, command_line.size()))) {
    if (argument == "--") break;
    if (leaves_file_alone(argument)) return ArgumentFile{};
  }
  std::string variable = fmt::format("DATELINE_{}_CONFIG", program);
  std::transform(variable.begin(), variable.end(), variable.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (auto named = environment(variable)) {
    if (named->empty()) return ArgumentFile{};
    return read_file(*std::move(named));
  }
  std::string path = default_path(program);
  std::error_code absent;
  if (path.empty() || !fs::exists(path, absent)) return ArgumentFile{};
  return read_file(std::move(path));
}

}  // namespace dateline
