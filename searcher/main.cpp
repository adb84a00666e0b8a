#include <iostream>

#include "common/diagnostics.hpp"
#include "searcher/app.hpp"
#include "searcher/options.hpp"
#include "searcher/terminal.hpp"

namespace {
constexpr const char* kProgram = "dateline-search";
}

int main(int argc, char** argv) try {
  std::ios::sync_with_stdio(false);
  const auto options = dateline::parse_search_options({argv, static_cast<std::size_t>(argc)});
  if (!options) {
    dateline::print_error(kProgram, options.error(), std::cerr);
    return dateline::exit_status_of(options.error());
  }
  return dateline::run_searcher(*options, std::cout, std::cerr, dateline::read_terminal());
} catch (...) {
  return dateline::report_internal_error(kProgram, std::cerr);
}
