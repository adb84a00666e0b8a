#include <iostream>
#include <span>

#include "common/argument_file.hpp"
#include "common/diagnostics.hpp"
#include "searcher/app.hpp"
#include "searcher/options.hpp"
#include "searcher/terminal.hpp"

namespace {
constexpr const char* kProgram = "dateline-search";
}

int main(int argc, char** argv) try {
  std::ios::sync_with_stdio(false);
  const std::span<char* const> arguments{argv, static_cast<std::size_t>(argc)};
  const auto options = dateline::read_argument_file("search", arguments)
                           .and_then([&](const dateline::ArgumentFile& file) {
                             return dateline::parse_search_options(arguments, file);
                           });
  if (!options) {
    dateline::print_error(kProgram, options.error(), std::cerr);
    return dateline::exit_status_of(options.error());
  }
  return dateline::run_searcher(*options, std::cout, std::cerr, dateline::read_terminal());
} catch (...) {
  return dateline::report_internal_error(kProgram, std::cerr);
}
