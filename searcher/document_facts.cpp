#include "searcher/document_facts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "common/schema.hpp"
#include "searcher/filter_terms.hpp"
#include "searcher/known_documents.hpp"

namespace dateline {
namespace {

/// Reads lists of a local database side by side with the ranked documents, in the order of their
/// numbers.
class ListReader {
 public:
  ListReader(const Xapian::Database& database, const std::vector<RankedDocument>& ranked)
      : database_(database), ranked_(ranked), order_(ranked.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return ranked[a].document < ranked[b].document;
    });
  }

  /// Calls `use` with the place of each document that has the term.
  template <class Use>
  void for_each_with(const std::string& term, Use&& use) const {
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (const std::size_t place : order_) {
      if (posting == end) return;
      posting.skip_to(ranked_[place].document);
      if (posting != end && *posting == ranked_[place].document) use(place);
    }
  }

  /// Calls `use` with the place of each document that has a value in the slot, and the value.
  template <class Use>
  void for_each_value(Slot slot, Use&& use) const {
    auto value = database_.valuestream_begin(slot);
    const auto end = database_.valuestream_end(slot);
    for (const std::size_t place : order_) {
      if (value == end) return;
      value.skip_to(ranked_[place].document);
      if (value != end && value.get_docid() == ranked_[place].document) use(place, *value);
    }
  }

 private:
  const Xapian::Database& database_;
  const std::vector<RankedDocument>& ranked_;
  std::vector<std::size_t> order_;
};

std::vector<DocumentFacts> read_lists(const Xapian::Database& database,
                                      const std::vector<TitleWord>& title_words,
                                      const std::vector<RankedDocument>& ranked) {
  std::vector<DocumentFacts> facts(ranked.size());
  const ListReader lists(database, ranked);
  for (std::size_t i = 0; i < title_words.size(); ++i)
    for (const std::string& term : title_words[i].terms)
      lists.for_each_with(
          term, [&](std::size_t place) { facts[place].title_words |= std::uint32_t{1} << i; });
  lists.for_each_value(kSlotRanking, [&](std::size_t place, const std::string& value) {
    facts[place].stored = decode_ranking_facts(value);
  });
  return facts;
}

/// Which of the term lists each document has something of, as bits: every list weighs a power of
/// two.
std::unordered_map<Xapian::docid, std::uint32_t> ask_for_terms(
    const Xapian::Database& database, Xapian::Query query,
    const std::vector<std::vector<std::string>>& lists, Xapian::doccount documents) {
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const Xapian::Query bit((new Xapian::FixedWeightPostingSource(std::exp2(i)))->release());
    const Xapian::Query terms(Xapian::Query::OP_OR, lists[i].begin(), lists[i].end());
    query = {Xapian::Query::OP_AND_MAYBE, query,
             Xapian::Query(Xapian::Query::OP_AND, bit, without_score(terms))};
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::MSet matched = enquire.get_mset(Xapian::doccount{0}, documents);
  std::unordered_map<Xapian::docid, std::uint32_t> bits;
  for (auto item = matched.begin(); item != matched.end(); ++item)
    bits[*item] = static_cast<std::uint32_t>(std::llround(item.get_weight()));
  return bits;
}

std::vector<DocumentFacts> ask(const DatabaseSet& databases,
                               const std::vector<TitleWord>& title_words,
                               const std::vector<RankedDocument>& ranked,
                               FoundDocuments& documents) {
  std::vector<std::vector<std::string>> lists;
  for (const TitleWord& word : title_words) lists.push_back(word.terms);
  std::unordered_map<Xapian::docid, std::uint32_t> bits;
  if (!lists.empty())
    bits = ask_for_terms(databases.all(), query_known_documents(databases, ranked, documents).query,
                         lists, static_cast<Xapian::doccount>(ranked.size()));
  std::vector<DocumentFacts> facts;
  for (const RankedDocument& document : ranked) {
    const auto found = bits.find(document.document);
    facts.push_back(
        {.title_words = found == bits.end() ? 0 : found->second,
         .stored = decode_ranking_facts(documents.text(document.document, kSlotRanking))});
  }
  return facts;
}

}  // namespace

std::vector<DocumentFacts> read_facts(const DatabaseSet& databases,
                                      const std::vector<TitleWord>& title_words,
                                      const std::vector<RankedDocument>& ranked,
                                      FoundDocuments& documents) {
  if (ranked.empty()) return {};
  if (databases.has_remote()) return ask(databases, title_words, ranked, documents);
  return read_lists(databases.all(), title_words, ranked);
}

}  // namespace dateline
