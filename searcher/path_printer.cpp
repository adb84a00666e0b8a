#include "searcher/path_printer.hpp"

#include <unordered_set>

#include "common/utf8.hpp"

namespace dateline {

void PathPrinter::append(std::string& out, const std::string& path) const {
  out += end_ == LineEnd::Nul ? path : printable(path);
  out += static_cast<char>(end_);
}

void PathPrinter::print(std::string& out, const Answer& answer) {
  std::unordered_set<std::string_view> printed;
  for (const Hit& hit : answer.page.hits) {
    const std::string& path = hit.article.source.path;
    if (!hit.is_partial && printed.insert(path).second) append(out, path);
  }
}

void PathPrinter::print_article(std::string& out, const ShownArticle& shown) {
  append(out, shown.article.source.path);
}

}  // namespace dateline
