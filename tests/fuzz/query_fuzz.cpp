// Any bytes parse to a tree or to an error about bytes of the query, and a tree prints as a
// query-like line.

#include <cstdint>
#include <cstdlib>

#include "common/utf8.hpp"
#include "searcher/query_parser.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const dateline::Query& query, std::size_t size) {
  require(query.span.offset <= size && query.span.length <= size - query.span.offset);
  for (const dateline::Query& child : query.children)
    check(child, size);  // depth is bounded by the parser
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = dateline::parse_query(text, {});
  if (query) {
    check(*query, size);
    require(dateline::is_valid_utf8(dateline::to_string(*query)) || !dateline::is_valid_utf8(text));
    return 0;
  }
  const dateline::Error& error = query.error();
  require(error.code == dateline::ErrorCode::QuerySyntax && !error.message.empty());
  require(error.offset <= size && error.length <= size - error.offset);
  return 0;
}
