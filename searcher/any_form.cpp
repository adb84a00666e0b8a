#include "searcher/any_form.hpp"

#include <cstddef>
#include <cstdint>
#include <queue>
#include <tuple>
#include <utility>

namespace dateline {

Xapian::Query any_form(const std::vector<TermForm>& forms) {
  // As for a Huffman code: the two rarest together, until one is left. Nested synonyms stay as they
  // are nested, ORs would be flattened.
  using Rank = std::tuple<std::uint64_t, std::size_t>;  // frequency, place in `queries`
  std::priority_queue<Rank, std::vector<Rank>, std::greater<>> rarest;
  std::vector<Xapian::Query> queries;
  for (const TermForm& form : forms) {
    rarest.emplace(form.frequency, queries.size());
    queries.emplace_back(form.term);
  }
  while (rarest.size() > 1) {
    const auto [first_frequency, first] = rarest.top();
    rarest.pop();
    const auto [second_frequency, second] = rarest.top();
    rarest.pop();
    rarest.emplace(first_frequency + second_frequency, queries.size());
    queries.emplace_back(Xapian::Query::OP_SYNONYM, queries[first], queries[second]);
  }
  return queries.back();
}

}  // namespace dateline
