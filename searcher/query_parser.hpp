#pragma once

// Query text to a query tree.
//
//   query    = { or }              side by side: all of them (or any, if so configured)
//   or       = and { OR and }
//   and      = not { AND not }
//   not      = (NOT | -) not | near
//   near     = operand { (NEAR/n | PRE/n | same-para) operand }
//   operand  = word | "words" | field: operand | field:( query ) | atleastN:word | ( query )
//
// So AND binds tighter than OR, and both tighter than standing side by side: `brexit OR leave vote`
// wants the vote and either of the others. Filters of one field side by side are alternatives
// (site:a site:b), filters of different fields all hold, and neither depends on whether words are
// joined by "all" or "any".

#include <string_view>

#include "common/result.hpp"
#include "searcher/query.hpp"
#include "searcher/query_dates.hpp"

namespace dateline {

enum class DefaultOperator : std::uint8_t {
  All,  ///< words side by side make an And that is `implicit`
  Any,  ///< they make an Or
};

struct QueryContext {
  QueryClock clock = {};
  DefaultOperator default_operator = DefaultOperator::All;
};

/// Groups and negations may be nested this deep, so that whatever walks the tree may recurse.
inline constexpr int kMaxQueryDepth = 50;

/// So many sides a proximity may have: the cost of telling whether they stand together doubles with
/// every one.
inline constexpr std::size_t kMaxProximitySides = 8;

/// Errors are of code QuerySyntax and name the bytes they are about. Any bytes may come.
Result<Query> parse_query(std::string_view text, const QueryContext& context);

}  // namespace dateline
