#include "searcher/query_help.hpp"

#include <fmt/format.h>

#include "common/schema.hpp"

namespace dateline {
namespace {

constexpr std::string_view kForms = R"(Words
  climate summit          both words, in any form (summits); when articles with both do not fill the
                          page, near misses with one of them follow below a rule
  =Voting                 this word only, no other form of it (capitals and accents never count)
  "prime minister"        these words in a row; typographic quotation marks will do
  elect*                  words that begin so; three letters at least
  *gate  col*r  wom?n     * any letters, ? one letter
  goverment~1             near spellings: one edit away, or two with ~2

Operators (capitals only)
  a OR b                  either
  a AND b                 both, without near misses; binds tighter than OR
  NOT a   -a              without; `-a` alone is every article without it
  (a OR b) c              groups; side by side binds loosest: a OR b c is (a OR b) c

Proximity
  a w/5 b   a NEAR/5 b    at most five words apart; the sides are words, patterns, "phrases" or
                          (x OR y), up to eight of them: a w/5 b w/5 c
  a pre/5 b   a ADJ/5 b   the same in this order
  a same-para b           in one paragraph
  atleast3:word           three mentions or more; title:atleast2:word

Fields, before a word, a phrase or a group
)";

constexpr std::string_view kRest = R"(
  Filters of one field side by side are alternatives, those of different fields all hold:
  site:bbc.co.uk site:cnn.com lang:en

Dates (an article counts by the day that its readers saw)
  date:2023  date:2023-03  date:2023-03-20  date:yesterday  date:march
  date:2023-03-01..2023-03-20   date:2019..   date:..2019   date:>2019
  date:7d..               since a week ago; also 2w 3M 1y, and 6h 30m for hours and minutes
  date:2023-03-20T14:30.. a moment, in the local zone, that of --utc, or its own: 14:30Z 14:30+02:00
  Articles without a date are left out where a date is asked for; --undated=include keeps them.

Length
  words:>800  words:200..500  words:..300
)";

}  // namespace

std::string query_help() {
  std::string text(kForms);
  for (const Field& field : kFields) {
    if (!field.name.empty())
      text += fmt::format("  {:<24}{}\n", fmt::format("{}:", field.name), field.help);
  }
  text += kRest;
  return text;
}

}  // namespace dateline
