#pragma once

// A query as the user meant it: the tree that the parser makes, the planner turns into a database
// query, and the highlighter reads to know which words to mark.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.hpp"
#include "common/schema.hpp"

namespace dateline {

/// Byte range in the query text.
struct QuerySpan {
  std::size_t offset = 0;
  std::size_t length = 0;
  bool operator==(const QuerySpan&) const = default;
};

enum class QueryKind : std::uint8_t {
  Word,    ///< `text`; unstemmed when `exact`
  Prefix,  ///< `text`*: every word that begins so
  Phrase,  ///< `text`: words in a row, unstemmed
  And,     ///< all of `children`; those that are Not exclude
  Or,      ///< any of `children`
  Not,     ///< all articles but those of the one child
  Date,    ///< published in [`from`, `until`), seconds since 1970 UTC, either end may be open
  Length,  ///< `body` has between `from` and `until` words, both included, either end may be open
};

/// `field` narrows a Word, Prefix or Phrase to one field and is FieldId::Text where the user named
/// none; groups under a field
/// (`title:(a OR b)`) hand it to their members, so And, Or and Not carry none.
struct Query {
  QueryKind kind = QueryKind::Word;
  FieldId field = FieldId::Text;
  std::string text = {};
  bool exact = false;
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> until = {};
  std::vector<Query> children = {};
  QuerySpan span = {};

  bool operator==(const Query&) const = default;
};

/// The tree on one line, as `--analyze` prints it: `(AND climate (OR title:"summit meeting"
/// date:2023-03))`.
std::string to_string(const Query& query);

}  // namespace dateline
