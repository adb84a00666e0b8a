#pragma once

// A query as the user meant it: the tree that the parser makes, the planner turns into a database
// query, and the highlighter reads to know which words to mark.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/schema.hpp"

namespace dateline {

/// Byte range in the query text.
struct QuerySpan {
  std::size_t offset = 0;
  std::size_t length = 0;
  bool operator==(const QuerySpan&) const = default;
};

enum class QueryKind : std::uint8_t {
  Word,    ///< `text`, any form of it; unstemmed when `exact`. What the tokeniser cuts into several
           ///< words (covid-19) stands for them in a row
  Prefix,  ///< `text`*: every word that begins so
  Pattern,  ///< `text` with * for any letters and ? for one
  Fuzzy,    ///< `text` and every word at most `number` edits away
  Phrase,   ///< `text`: words in a row, unstemmed
  AtLeast,  ///< the one child, a Word, occurs `number` times or more
  Filter,   ///< `text` is the value of a field that is not searched by words: site, tag, path, ...
  Date,     ///< published in [`from`, `until`), seconds since 1970 UTC; either end may be open. The
            ///< ends are midnights that stand for days of the calendar, when `exact` moments
  Length,   ///< the body has from `from` to `until` words, both included; either end may be open
  And,      ///< all of `children`; those that are Not exclude. Without children: every article
  Or,       ///< any of `children`
  Not,      ///< all articles but those of the one child
  Near,     ///< `children` at most `number` words apart, in any order
  Before,   ///< the same in the order given
  SameParagraph,  ///< `children` in one paragraph
};

/// `field` narrows a Word, Prefix, Pattern, Fuzzy or Phrase to one field and is FieldId::Text where
/// the user named none; groups under a field (`title:(a OR b)`) hand it to their members, so inner
/// nodes carry none.
struct Query {
  QueryKind kind = QueryKind::Word;
  FieldId field = FieldId::Text;
  std::string text = {};
  bool exact = false;
  /// For And and Or: the members merely stand side by side. Stop words among them are not required,
  /// and articles with some of an And's words are near misses.
  bool implicit = false;
  std::uint32_t number = 0;
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> until = {};
  std::vector<Query> children = {};
  QuerySpan span = {};

  bool operator==(const Query&) const = default;
};

/// What becomes of articles without a date.
enum class Undated : std::uint8_t {
  Default,  ///< they are in unless the query asks for dates
  Include,  ///< they pass every date filter
  Exclude,
  Only,
};

/// Whether the query narrows the result without saying what it is about: it does not score.
bool is_filter(const Query& query);

/// The tree on one line, as `--analyze` prints it: `(AND climate (OR title:"summit meeting"
/// date:2023-03-01..2023-03-31))`. Two queries print alike when they mean the same, wherever their
/// parts stood. The text is the user's: print it through printable().
std::string to_string(const Query& query);

/// The query narrowed by filters that all hold; near misses stay near misses.
Query narrow_query(Query query, std::vector<Query> filters);

}  // namespace dateline
