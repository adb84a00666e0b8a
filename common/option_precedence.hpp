#pragma once

// Which options of a file of arguments count beside those of a command line: command line, then
// environment, then file.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/argument_file.hpp"
#include "common/result.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace dateline {

/// Long names of options, and names of positional arguments, that stand for one choice: any of them
/// on the command line displaces all of them in the file.
using OneChoice = std::vector<std::string>;

/// Whether a whole command line (without program name) can be understood. A command line that lacks
/// something, a query or a path, is none the worse.
using CheckArguments = std::function<std::optional<Error>(const std::vector<std::string>&)>;

/// The arguments of the file that stand before those of the command line, which `parser` has read.
///
/// Left out is what the command line displaces: options that it gives itself, all occurrences of
/// them, and those of the same choice; and --db where $DATELINE_DB names the database. What is left
/// is in the order of the file. Usage, with file and line: an argument that is no option of the
/// parser's, is one for the command line alone (not `configurable` there), lacks its value, or that
/// `check` has something against, displaced or not.
Result<std::vector<std::string>> file_arguments_that_count(const ArgumentFile& file,
                                                           const CLI::App& parser,
                                                           const std::vector<OneChoice>& choices,
                                                           const CheckArguments& check);

/// What is wrong with positional arguments that the parser has read, if there are any.
std::optional<Error> refuse_positionals(const CLI::App& parser);

/// Reads a command line (program name first) and, before it, what it leaves of the file's options.
///
/// A CommandLine has a parser `app`, `read()` from strings to a Result of options that may be a
/// mere text_to_print, and `choices()`.
template <class CommandLine>
auto read_options(std::span<char* const> arguments, const ArgumentFile& file) {
  std::vector<std::string> given;
  if (!arguments.empty()) given.assign(arguments.begin() + 1, arguments.end());
  CommandLine alone;
  auto options = alone.read(given);
  if (!options || options->text_to_print || file.arguments.empty()) return options;
  auto counting =
      file_arguments_that_count(file, alone.app, alone.choices(),
                                [](const std::vector<std::string>& lines) -> std::optional<Error> {
                                  CommandLine of_file;
                                  if (const auto read = of_file.read(lines); !read)
                                    return read.error();
                                  return refuse_positionals(of_file.app);
                                });
  if (!counting) return decltype(options)(fail(counting.error()));
  counting->insert(counting->end(), given.begin(), given.end());
  return CommandLine().read(*counting);
}

}  // namespace dateline
