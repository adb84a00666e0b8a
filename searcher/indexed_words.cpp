#include "searcher/indexed_words.hpp"

#include <algorithm>
#include <utility>

#include "common/database.hpp"
#include "common/schema.hpp"

namespace dateline {

IndexedWords::IndexedWords(const DatabaseSet& databases)
    : database(databases.all()),
      articles(database.get_doccount()),
      frequencies(database),
      vocabulary(databases.each()) {
  const std::string prefix(field_of(FieldId::Language).prefix);
  std::vector<std::string> codes = indexed_languages(database);
  std::vector<std::string> terms;
  for (const std::string& code : codes) terms.push_back(prefix + code);
  frequencies.learn(terms);
  std::vector<std::pair<Xapian::doccount, std::string>> counted;
  Xapian::doccount known = 0;
  for (std::string& code : codes) {
    const Xapian::doccount count = frequencies.of(prefix + code);
    known += count;
    counted.emplace_back(count, std::move(code));
  }
  if (known < articles || counted.empty()) counted.emplace_back(articles - known, "");
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [count, code] : counted) languages.push_back({code, Stemmer(code)});
}

}  // namespace dateline
