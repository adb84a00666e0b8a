#include "searcher/word_terms.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "common/utf8.hpp"

namespace dateline {

WordTerms::WordTerms(const Xapian::Database& database, Xapian::doccount articles,
                     std::vector<IndexedLanguage*> languages)
    : database_(database), articles_(articles), languages_(std::move(languages)) {}

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
    std::erase_if(stems, [&](const std::string& stem) { return !database_.term_exists(stem); });
    if (stems.empty()) stems.push_back(first);
  }
  return stems;
}

Expansion WordTerms::forms(const AnalyzedTerm& term, FieldId field) const {
  const Expansion itself{.words = {term.term}, .found = 1};
  const auto found = stems(term, "");
  if (found.empty()) return itself;
  std::string head = term.term;
  for (const std::string& stem : found) {
    const auto [in_head, in_stem] =
        std::mismatch(head.begin(), head.end(), stem.begin() + 1, stem.end());
    head.erase(in_head, head.end());
  }
  // Another form may end the stem in another letter: parti is the stem of party.
  head = utf8_prefix(head, head.empty() ? 0 : head.size() - 1);
  if (head.empty()) return itself;
  auto expansion =
      expand_words(database_, field_of(field).prefix, head, [&](std::string_view word) {
        if (word == term.term) return true;
        return std::any_of(languages_.begin(), languages_.end(), [&](auto* language) {
          // The same language must stem both alike; a view lasts until the next call only.
          const std::string wanted(language->stemmer.stem(term.word));
          return language->stemmer.stem(word) == wanted;
        });
      });
  return expansion.words.empty() ? itself : expansion;
}

double WordTerms::weight(const std::string& term) const {
  const double frequency = database_.get_termfreq(term);
  return std::log(1 + static_cast<double>(articles_) / (1 + frequency));
}

std::vector<std::string> WordTerms::language_codes() const {
  std::vector<std::string> codes;
  codes.reserve(languages_.size());
  for (const auto* language : languages_) codes.push_back(language->code);
  return codes;
}

}  // namespace dateline
