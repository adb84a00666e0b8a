#pragma once

// Query text cut into words, quotations, fields and operators.
//
//   AND OR NOT           capitals only, and not in a query shouted in capitals (a pasted headline)
//   w/5 NEAR/5 NEAR      pre/5 ADJ/5 ADJ   same-para      between two words
//   name:                a field of common/schema.hpp, before a word, quotation or group; after the
//                        fields that hold values rather than words (site:, date:, ...) the value
//                        runs to the next blank
//   -word  =word         without it; exactly it
//   atleast3:word        that often or more
//   elect*  *gate  wom?n  word~1   patterns and near spellings
//   "..." “...” „...“ «...» 「...」   quotations
//
// Everything else is words, cut further by the tokeniser of common/tokenizer.hpp; what holds no
// word there is punctuation and left out.

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/result.hpp"
#include "common/schema.hpp"
#include "searcher/query.hpp"

namespace dateline {

enum class QueryTokenKind : std::uint8_t {
  Word,     ///< `text` as typed, without its operators
  Exact,    ///< =word
  Prefix,   ///< `text` without its star
  Pattern,  ///< `text` with its * and ?
  Fuzzy,    ///< `number` edits
  Phrase,   ///< `text` between the quotes
  Value,    ///< of a field that holds values
  All,      ///< a lone star: every article
  Field,
  AtLeast,  ///< atleast3: with `number` 3
  Open,
  Close,
  And,
  Or,
  Not,   ///< NOT, or - before a word
  Near,  ///< `number` words apart at most
  Before,
  SameParagraph,
  End,
};

/// `text` is a view of the query.
struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::End;
  std::string_view text = {};
  FieldId field = FieldId::Text;
  std::uint32_t number = 0;
  QuerySpan span = {};
};

/// A longer query, or one of more parts, is refused: no person types it, and cost grows with it.
inline constexpr std::size_t kMaxQueryBytes = 16384;
inline constexpr std::size_t kMaxQueryTokens = 2000;

/// Whether the word, as it stands, is an operator.
bool is_boolean_operator(std::string_view word);

/// Whether the query is a text in capitals, a pasted headline, whose AND and NOT are words: no
/// other letters, and words beyond what the operators between them would join.
bool is_shouted(std::string_view query);

/// The tokens of the query, the last of kind End. Errors are of code QuerySyntax. Any bytes may
/// come; linear in them.
Result<std::vector<QueryToken>> lex_query(std::string_view query);

}  // namespace dateline
