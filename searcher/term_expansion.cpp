#include "searcher/term_expansion.hpp"

#include <algorithm>
#include <utility>

#include "common/schema.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/word_match.hpp"

namespace dateline {

Expansion expand_words(const Xapian::Database& database, std::string_view prefix,
                       std::string_view head, const WordTest& test) {
  const std::string start = std::string(prefix) + std::string(head);
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const auto end = database.allterms_end(start);
  for (auto it = database.allterms_begin(start); it != end;) {
    const std::string term = *it;
    // Prefixes are capitals, and no folded word begins with one.
    if (prefix.empty() && term.front() >= 'A' && term.front() <= 'Z') {
      it.skip_to("[");
      continue;
    }
    const std::string_view word = std::string_view(term).substr(prefix.size());
    const bool is_of_longer_prefix = !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
    if (!word.empty() && !is_of_longer_prefix && test(word))
      found.emplace_back(it.get_termfreq(), std::string(word));
    ++it;
  }
  Expansion expansion{.found = found.size()};
  const std::size_t kept = std::min(found.size(), kMaxExpansion);
  const auto by_frequency = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    by_frequency);
  for (std::size_t i = 0; i < kept; ++i) {
    expansion.words.push_back(std::move(found[i].second));
    expansion.frequencies.push_back(found[i].first);
  }
  return expansion;
}

Expansion expand_query(const Xapian::Database& database, const Query& query) {
  const std::string_view prefix = field_of(query.field).prefix;
  const std::string text = fold(normalize_nfc(query.text));
  if (query.kind == QueryKind::Prefix)
    return expand_words(database, prefix, text, [](std::string_view) { return true; });
  if (query.kind == QueryKind::Pattern) {
    const std::string head = text.substr(0, text.find_first_of("*?"));
    return expand_words(database, prefix, head,
                        [&](std::string_view word) { return matches_pattern(word, text); });
  }
  const std::u32string wanted = to_code_points(text);
  return expand_words(database, prefix, "", [&](std::string_view word) {
    // A code point takes four bytes at most.
    if (word.size() > 4 * (wanted.size() + query.number)) return false;
    return is_within_edits(to_code_points(word), wanted, query.number);
  });
}

}  // namespace dateline
