#include "searcher/run_printer.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "searcher/text_printer.hpp"

namespace dateline {
namespace {

constexpr std::string_view kRunTag = "dateline";

}  // namespace

void RunPrinter::print(std::string& out, const Answer& answer) {
  // Scorers sort by score; those of near misses may lie above a match's, and ties would fall to
  // the ids. So every score stays below the one before it.
  constexpr double kStep = 1e-6;
  const std::string id = answer.line.id.empty() ? "1" : printable(answer.line.id);
  double last = 0;
  for (const Hit& hit : answer.page.hits) {
    const bool is_first = &hit == &answer.page.hits.front();
    last = is_first ? hit.score : std::min(hit.score, last - kStep);
    fmt::format_to(std::back_inserter(out), "{} Q0 {} {} {:.6f} {}\n", id,
                   printable(hit.article.id), hit.rank, last, kRunTag);
  }
}

void RunPrinter::print_article(std::string& out, const ShownArticle& shown) {
  append_article(out, shown, {});
}

}  // namespace dateline
