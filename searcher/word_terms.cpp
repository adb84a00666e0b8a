#include "searcher/word_terms.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {

std::vector<std::string> WordTerms::stems(const AnalyzedTerm& term, std::string_view prefix) const {
  std::vector<std::string> stems;
  if (term.kind != TokenKind::Word) return stems;
  for (auto* language : languages_) {
    std::string stem = fmt::format("Z{}{}", prefix, language->stemmer.stem(term.word));
    if (std::find(stems.begin(), stems.end(), stem) == stems.end())
      stems.push_back(std::move(stem));
  }
  // Of several languages most have no such word.
  if (stems.size() > 1) {
    const std::string first = stems.front();
    std::erase_if(stems, [&](const std::string& stem) { return frequency(stem) == 0; });
    if (stems.empty()) stems.push_back(first);
  }
  return stems;
}

template <class Expand>
Expansion WordTerms::remember(const std::string& key, Expand&& expand) const {
  constexpr std::size_t kMostRemembered = 100;
  auto& known = words_.expansions;
  if (const auto found = known.find(key); found != known.end()) return found->second;
  if (known.size() == kMostRemembered) known.clear();
  return known.emplace(key, expand()).first->second;
}

Expansion WordTerms::forms(const AnalyzedTerm& term, FieldId field) const {
  const Expansion itself{.words = {term.term}, .frequencies = {0}, .found = 1};
  if (term.kind != TokenKind::Word) return itself;
  std::string head = term.term;
  for (auto* language : languages_) {
    const std::string_view stem = language->stemmer.stem(term.word);
    const auto [in_head, in_stem] =
        std::mismatch(head.begin(), head.end(), stem.begin(), stem.end());
    head.erase(in_head, head.end());
  }
  // Other forms may write the end of the stem otherwise: party has the stem parti, striking strike,
  // dying die.
  for (int i = 0; i < 2 && (head.ends_with('e') || head.ends_with('i')); ++i) head.pop_back();
  head = utf8_prefix(head, head.size());
  if (head.empty()) return itself;
  // Patterns, which are remembered beside them, have no blanks.
  std::string key = fmt::format("{} {}", field_of(field).prefix, term.term);
  for (const auto* language : languages_) key += ' ' + language->code;
  auto expansion = remember(key, [&] {
    return expand_words(words_.database, field_of(field).prefix, head, [&](std::string_view word) {
      if (word == term.term) return true;
      return std::any_of(languages_.begin(), languages_.end(), [&](auto* language) {
        // The same language must stem both alike, with accents or, as the words of the index
        // are, without; a view lasts until the next call only.
        const std::string wanted(language->stemmer.stem(term.word));
        const std::string folded(language->stemmer.stem(term.term));
        const std::string_view stem = language->stemmer.stem(word);
        return stem == wanted || stem == folded;
      });
    });
  });
  return expansion.words.empty() ? itself : expansion;
}

Expansion WordTerms::expand(const Query& query) const {
  return remember(to_string(query),
                  [&] { return expand_query(words_.database, words_.vocabulary, query); });
}

Xapian::doccount WordTerms::frequency(const std::string& term) const {
  return words_.frequencies.of(term);
}

double WordTerms::weight(const std::string& term) const {
  return std::log(1 + static_cast<double>(words_.articles) / (1.0 + frequency(term)));
}

std::vector<std::string> WordTerms::language_codes() const {
  std::vector<std::string> codes;
  codes.reserve(languages_.size());
  for (const auto* language : languages_) codes.push_back(language->code);
  return codes;
}

}  // namespace dateline
