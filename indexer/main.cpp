#include <iostream>

#include "common/diagnostics.hpp"
#include "indexer/app.hpp"
#include "indexer/options.hpp"

namespace {
constexpr const char* kProgram = "dateline-index";
}

int main(int argc, char** argv) try {
  std::ios::sync_with_stdio(false);
  const auto options = dateline::parse_index_options({argv, static_cast<std::size_t>(argc)});
  if (!options) {
    dateline::print_error(kProgram, options.error(), std::cerr);
    return dateline::exit_status_of(options.error());
  }
  return dateline::run_indexer(*options, std::cout, std::cerr);
} catch (...) {
  return dateline::report_internal_error(kProgram, std::cerr);
}
