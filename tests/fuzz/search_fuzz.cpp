// Any query is answered, or refused for what is wrong with it, and never by an exception of Xapian;
// counting it finds as many articles as searching it lists.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>

#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/searcher/test_archive.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

dateline::Searcher open_archive() {
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("search-fuzz-" + std::to_string(getpid())))
          .string();
  dateline::test::make_archive(folder);
  auto opened = dateline::Searcher::open({folder});
  require(opened.has_value());
  // The files stay open for as long as they are read.
  std::filesystem::remove_all(folder);
  return std::move(*opened);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static dateline::Searcher searcher = open_archive();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = dateline::parse_query(text, {});
  if (!query) return 0;
  const auto page = searcher.search({.query = *query,
                                     .text = std::string(text),
                                     .limit = 0,
                                     .collapse = dateline::Collapse::None});
  if (!page) {
    require(page.error().code == dateline::ErrorCode::QuerySyntax);
    require(page.error().offset <= size && page.error().length <= size - page.error().offset);
    return 0;
  }
  std::size_t matches = 0;
  for (const dateline::Hit& hit : page->hits) matches += !hit.is_partial;
  require(page->is_exact && page->matches == matches);
  const auto counted = searcher.count(*query);
  require(counted && *counted == matches);
  return 0;
}
