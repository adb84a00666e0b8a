#include "searcher/query_languages.hpp"

#include <algorithm>

#include "common/stemmer.hpp"
#include "common/tokenizer.hpp"

namespace dateline {
namespace {

bool is_language(const Query& query) {
  return query.kind == QueryKind::Filter && query.field == FieldId::Language;
}

void collect_languages(const Query& query, std::vector<std::string>& codes) {
  if (is_language(query)) codes.push_back(query.text);
  const bool is_choice = query.kind == QueryKind::Or && !query.children.empty() &&
                         std::all_of(query.children.begin(), query.children.end(), is_language);
  if (!is_choice) return;
  for (const Query& child : query.children) codes.push_back(child.text);
}

void collect_terms(const Query& query, std::vector<std::string>& terms) {
  if (query.kind == QueryKind::Word && !query.exact)
    for (const AnalyzedTerm& term : analyze_query_text(query.text)) terms.push_back(term.term);
  for (const Query& child : query.children) collect_terms(child, terms);
}

}  // namespace

std::vector<std::string> wanted_languages(const Query& query) {
  std::vector<std::string> codes;
  collect_languages(query, codes);
  if (query.kind == QueryKind::And)
    for (const Query& child : query.children) collect_languages(child, codes);
  return codes;
}

std::string choose_stop_language(const Query& query, const std::vector<std::string>& codes) {
  if (codes.size() == 1) return codes.front();
  std::vector<std::string> terms;
  collect_terms(query, terms);
  const auto count = [&](const std::string& code) {
    return std::count_if(terms.begin(), terms.end(),
                         [&](const std::string& term) { return is_stop_word(code, term); });
  };
  std::string chosen = codes.front();
  auto most = std::max<std::ptrdiff_t>(count(chosen), 1);
  for (const std::string& code : codes) {
    if (const auto found = count(code); found > most) {
      most = found;
      chosen = code;
    }
  }
  return chosen;
}

}  // namespace dateline
