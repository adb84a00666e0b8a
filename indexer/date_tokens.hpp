#pragma once

// Text cut into the numbers, words and marks that dates are written with.

#include <cstddef>
#include <string_view>
#include <vector>

namespace dateline {

enum class DateTokenKind { Number, Word, Mark };

struct DateToken {
  DateTokenKind kind = DateTokenKind::Mark;
  unsigned value = 0;          ///< Number: its value; Mark: the code point
  unsigned digits = 0;         ///< Number: how many
  char32_t first = 0;          ///< Word: first code point, in lower case
  std::string_view word = {};  ///< Word: as written
  std::size_t offset = 0;
  std::size_t end = 0;
  bool space_before = false;
};

/// Tokens of the part of `text` (valid UTF-8) in which a date can stand: empty, at the cost of a
/// look at every byte, where no digits can be a year. Digits of any script.
std::vector<DateToken> tokenize_dates(std::string_view text);

}  // namespace dateline
