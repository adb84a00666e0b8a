#include "common/option_help.hpp"

#include <algorithm>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dateline {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kDescriptionColumn = 28;

std::string spelling(const CLI::Option& option) {
  std::string text =
      option.get_snames().empty() ? "    " : "-" + option.get_snames().front() + ", ";
  text += "--" + option.get_lnames().front();
  if (option.get_type_size_max() > 0) text += " " + option.get_type_name();
  return text;
}

/// Writes an option beside its description, which begins on the next line when there is no room.
void write_option(std::string& out, const CLI::Option& option) {
  std::string line = "  " + spelling(option);
  if (line.size() + 2 > kDescriptionColumn) {
    out += line + '\n';
    line.clear();
  }
  line.resize(kDescriptionColumn - 1, ' ');
  std::string_view rest = option.get_description();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (line.size() + 1 + end > kColumns) {
      out += line + '\n';
      line.assign(kDescriptionColumn - 1, ' ');
    }
    line += ' ';
    line += rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out += line + '\n';
}

}  // namespace

std::string full_help(const CLI::App& parser) {
  std::string text = fmt::format("Usage: {} [OPTIONS]", parser.get_name());
  for (const CLI::Option* option : parser.get_options())
    if (!option->nonpositional()) text += fmt::format(" {}...", option->get_name());
  text += fmt::format("\n{}\n", parser.get_description());
  for (const std::string& group : parser.get_groups()) {
    std::string options;
    for (const CLI::Option* option : parser.get_options())
      if (option->nonpositional() && option->get_group() == group) write_option(options, *option);
    if (!options.empty()) text += fmt::format("\n{}:\n{}", group, options);
  }
  return text + parser.get_footer() + '\n';
}

}  // namespace dateline
