#include "bench/app.hpp"

#include <ostream>

#include "common/diagnostics.hpp"
#include "common/exit_status.hpp"

namespace dateline {
namespace {

constexpr const char* kProgram = "dateline-bench";

}  // namespace

int run_bench(const BenchOptions& options, std::ostream& out, std::ostream& err) {
  if (options.text_to_print) {
    out << *options.text_to_print;
    return kExitSuccess;
  }
  const Error error{.code = ErrorCode::Usage, .message = "only --help and --version so far"};
  print_error(kProgram, error, err);
  return exit_status_of(error);
}

}  // namespace dateline
