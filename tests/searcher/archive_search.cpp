#include "tests/searcher/archive_search.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline::test {

const std::string& archive_path() {
  static const ScratchFolder folder;
  static const std::string path = [] {
    std::string made = folder / "db";
    make_archive(made);
    return made;
  }();
  return path;
}

Searcher open_archive() {
  auto searcher = Searcher::open({archive_path()});
  EXPECT_TRUE(searcher) << searcher.error().message;
  return *std::move(searcher);
}

Query parse(std::string_view text, DefaultOperator default_operator) {
  auto query = parse_query(text, {.clock = {.now = kNow}, .default_operator = default_operator});
  EXPECT_TRUE(query) << text << ": " << query.error().message;
  return query ? *std::move(query) : Query{};
}

ResultPage search(const SearchRequest& request) {
  Searcher searcher = open_archive();
  auto page = searcher.search(request);
  EXPECT_TRUE(page) << page.error().message;
  return page ? *std::move(page) : ResultPage{};
}

std::vector<std::string> ids(const ResultPage& page) {
  std::vector<std::string> out;
  for (const Hit& hit : page.hits) out.push_back((hit.is_partial ? "~" : "") + hit.article.id);
  return out;
}

}  // namespace dateline::test
