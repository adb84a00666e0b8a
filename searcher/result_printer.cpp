#include "searcher/result_printer.hpp"

#include <iterator>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {

void ResultPrinter::print_count(std::string& out, const QueryLine& line, std::uint64_t matches,
                                std::chrono::nanoseconds /*elapsed*/) {
  if (!line.id.empty()) fmt::format_to(std::back_inserter(out), "{}\t", printable(line.id));
  fmt::format_to(std::back_inserter(out), "{}\n", matches);
}

}  // namespace dateline
