#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace dateline {

/// What --help-all prints: the parser's usage, description, options in their groups, and footer.
/// Lines that are made here have at most 80 columns; those of the footer stay as they are.
std::string full_help(const CLI::App& parser);

}  // namespace dateline
