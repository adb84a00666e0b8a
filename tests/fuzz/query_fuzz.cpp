// Any bytes parse to a tree or to an error about bytes of the query, and a tree can be typed again.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/query_text.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const dateline::Query& query, std::size_t size) {
  require(query.span.offset <= size && query.span.length <= size - query.span.offset);
  for (const dateline::Query& child : query.children)
    check(child, size);  // depth is bounded by the parser
}

/// The same tree, but for words that only small letters keep from being operators.
void check_typed_again(const dateline::Query& query) {
  const std::string typed = dateline::format_query(query);
  require(dateline::is_valid_utf8(typed));
  if (typed.size() > dateline::kMaxQueryBytes) return;
  const auto again = dateline::parse_query(typed, {});
  // Parentheses may nest deeper, and bounds are reached sooner, than in what was typed first.
  if (!again) return require(again.error().message.find("more than") != std::string::npos);
  require(dateline::to_lower(dateline::to_string(*again)) ==
          dateline::to_lower(dateline::to_string(query)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = dateline::parse_query(text, {});
  if (query) {
    check(*query, size);
    if (dateline::is_valid_utf8(text)) check_typed_again(*query);
    return 0;
  }
  const dateline::Error& error = query.error();
  require(error.code == dateline::ErrorCode::QuerySyntax && !error.message.empty());
  require(error.offset <= size && error.length <= size - error.offset);
  return 0;
}
