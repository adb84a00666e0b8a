#include "common/option_precedence.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <span>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dateline {
namespace {

/// An option of the file with its values.
struct FileOption {
  const CLI::Option* option = nullptr;
  std::vector<std::string> arguments;
  std::size_t line = 0;
  bool has_value = false;  ///< in the same argument
};

tl::unexpected<Error> fail_at(const ArgumentFile& file, std::size_t line, std::string_view message,
                              std::string hint = {}) {
  return fail(ErrorCode::Usage, fmt::format("{}:{}: {}", file.path, line, message),
              std::move(hint));
}

/// The options that one argument names: short ones may share it, as in -qe. None: it names no
/// option.
std::vector<FileOption> named_options(const CLI::App& parser, const FileArgument& argument) {
  const std::string& text = argument.text;
  if (text.starts_with("--")) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const auto* option = parser.get_option_no_throw(text.substr(0, equals));
    if (option == nullptr) return {};
    return {{.option = option,
             .arguments = {text},
             .line = argument.line,
             .has_value = equals < text.size()}};
  }
  std::vector<FileOption> named;
  for (std::size_t i = 1; text.starts_with('-') && i < text.size(); ++i) {
    const std::string name{'-', text[i]};
    const auto* option = parser.get_option_no_throw(name);
    if (option == nullptr) return {};
    named.push_back({.option = option, .arguments = {name}, .line = argument.line});
    if (option->get_items_expected_max() > 0) {
      named.back().has_value = i + 1 < text.size();
      named.back().arguments.front() += text.substr(i + 1);
      break;
    }
  }
  return named;
}

bool is_for_command_line(const FileOption& option) { return !option.option->get_configurable(); }

Result<std::vector<FileOption>> split_options(const ArgumentFile& file, const CLI::App& parser) {
  std::vector<FileOption> options;
  for (std::size_t i = 0; i < file.arguments.size(); ++i) {
    const auto& [text, line] = file.arguments[i];
    std::vector<FileOption> named = named_options(parser, file.arguments[i]);
    if (named.empty())
      return fail_at(
          file, line, fmt::format("{} is no option, and only options can stand here", text),
          fmt::format("one argument a line; {} --help-all lists the options", parser.get_name()));
    if (const auto alone = std::find_if(named.begin(), named.end(), is_for_command_line);
        alone != named.end())
      return fail_at(
          file, line,
          fmt::format("{} has a meaning on the command line only", alone->option->get_name()));
    FileOption& last = named.back();
    const int values = last.has_value ? 0 : last.option->get_items_expected_min();
    for (int value = 0; value < values; ++value) {
      if (++i == file.arguments.size())
        return fail_at(file, line, fmt::format("{} lacks its value", text));
      last.arguments.push_back(file.arguments[i].text);
    }
    std::move(named.begin(), named.end(), std::back_inserter(options));
  }
  return options;
}

std::vector<std::string> joined(std::span<const FileOption> options) {
  std::vector<std::string> arguments;
  for (const FileOption& option : options)
    arguments.insert(arguments.end(), option.arguments.begin(), option.arguments.end());
  return arguments;
}

bool is_given(const CLI::App& parser, const std::string& name) {
  const auto* option = parser.get_option_no_throw(name);
  return option != nullptr && option->count() > 0;
}

bool is_displaced(const CLI::Option& option, const CLI::App& parser,
                  const std::vector<OneChoice>& choices) {
  if (option.count() > 0) return true;
  const char* database = std::getenv("DATELINE_DB");
  if (option.check_name("--db") && database != nullptr && *database != '\0') return true;
  return std::any_of(choices.begin(), choices.end(), [&](const OneChoice& choice) {
    const auto is_this = [&](const std::string& name) { return option.check_name(name); };
    const auto given = [&](const std::string& name) { return is_given(parser, name); };
    return std::any_of(choice.begin(), choice.end(), is_this) &&
           std::any_of(choice.begin(), choice.end(), given);
  });
}

}  // namespace

Result<std::vector<std::string>> file_arguments_that_count(const ArgumentFile& file,
                                                           const CLI::App& parser,
                                                           const std::vector<OneChoice>& choices,
                                                           const CheckArguments& check) {
  const auto options = split_options(file, parser);
  if (!options) return fail(options.error());
  if (check(joined(*options))) {
    // The first option that what stands above it does not go with.
    for (std::size_t count = 1; count <= options->size(); ++count) {
      if (const auto error = check(joined(std::span(*options).first(count))))
        return fail_at(file, (*options)[count - 1].line, error->message, error->hint);
    }
  }
  std::vector<std::string> counting;
  for (const FileOption& option : *options) {
    if (!is_displaced(*option.option, parser, choices))
      counting.insert(counting.end(), option.arguments.begin(), option.arguments.end());
  }
  return counting;
}

std::optional<Error> refuse_positionals(const CLI::App& parser) {
  for (const CLI::Option* option : parser.get_options())
    if (!option->nonpositional() && option->count() > 0)
      return Error{.code = ErrorCode::Usage,
                   .message = "this is no option, and only options can stand here"};
  return std::nullopt;
}

}  // namespace dateline
