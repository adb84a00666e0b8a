#include "searcher/reranker.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <unordered_map>

#include "searcher/known_documents.hpp"
#include "searcher/tie_order.hpp"

namespace dateline {
namespace {

/// Of the best score, for a headline with all words of the query, and for one that has no others
/// besides: 0.2 to 0.3 did alike on headlines and topics.
constexpr double kTitleHasQuery = 0.125;
constexpr double kTitleIsQuery = 0.25;

/// What is left of the score of a text that breaks off, and of a page that is no article. They come
/// below articles that fit as well, not below those that hardly fit.
constexpr double kStubFactor = 0.8;
constexpr double kPageFactor = 0.6;

constexpr double kRecencyHalfLife = 30 * 86400.0;

/// Judged articles lose nothing up to a tenth of the best score, whatever their dates.
constexpr double share_of(Recency recency) {
  switch (recency) {
    case Recency::None:
      return 0;
    case Recency::Low:
      return 0.03;
    case Recency::Medium:
      return 0.06;
    case Recency::High:
      break;
  }
  return 0.1;
}

/// For the share of the query that the headline has, by weight, and for the share of the headline
/// that these words are.
void add_title_fit(const std::vector<TitleWord>& words, const std::vector<DocumentFacts>& facts,
                   double best, std::vector<RankedDocument>& ranked) {
  if (words.empty()) return;
  const double total =
      std::accumulate(words.begin(), words.end(), 0.0,
                      [](double sum, const TitleWord& word) { return sum + word.weight; });
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    double found = 0;
    double count = 0;
    for (std::size_t word = 0; word < words.size(); ++word) {
      if ((facts[i].title_words >> word & 1) == 0) continue;
      found += words[word].weight;
      ++count;
    }
    const double length = facts[i].stored.title_words;
    const double named = length > 0 ? std::min(1.0, count / length) : 0;
    ranked[i].second.title = best * found / total * (kTitleHasQuery + kTitleIsQuery * named);
    ranked[i].score += ranked[i].second.title;
  }
}

void add_recency(std::chrono::sys_seconds now, double most, const std::vector<DocumentFacts>& facts,
                 std::vector<RankedDocument>& ranked) {
  const auto today = static_cast<double>(now.time_since_epoch().count());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (!facts[i].stored.published) continue;
    // A date in the future is wrong or an announcement, and neither is more recent than now.
    const double age = std::max(0.0, today - static_cast<double>(*facts[i].stored.published));
    ranked[i].second.recency = most * std::exp2(-age / kRecencyHalfLife);
    ranked[i].score += ranked[i].second.recency;
  }
}

}  // namespace

std::vector<RankedDocument> add_bonus(const DatabaseSet& databases,
                                      const std::vector<RankedDocument>& ranked,
                                      const std::vector<Xapian::Query>& bonus,
                                      const Xapian::Weight& scheme, FoundDocuments& documents) {
  if (bonus.empty() || ranked.empty()) return ranked;
  const KnownDocumentsQuery known = query_known_documents(databases, ranked, documents);
  Xapian::Query query = known.query;
  // One by one: with phrases and terms in one OR on the right, Xapian 1.4.22 gives some documents
  // the weight of phrases they do not have.
  for (const Xapian::Query& part : bonus) query = {Xapian::Query::OP_AND_MAYBE, query, part};
  Xapian::Enquire enquire(databases.all());
  enquire.set_query(query);
  enquire.set_weighting_scheme(scheme);
  const Xapian::MSet matched =
      enquire.get_mset(Xapian::doccount{0}, static_cast<Xapian::doccount>(ranked.size()));
  std::unordered_map<Xapian::docid, double> weights;
  for (auto item = matched.begin(); item != matched.end(); ++item)
    weights.emplace(*item, item.get_weight());
  std::vector<RankedDocument> out = ranked;
  for (RankedDocument& document : out) {
    const auto found = weights.find(document.document);
    const double weight = found == weights.end() ? 0 : found->second;
    document.second.forms = known.has_scores ? weight - document.score : weight;
    document.score += document.second.forms;
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return out;
}

void look_again(const DatabaseSet& databases, const SecondLook& look,
                std::vector<RankedDocument>& ranked, FoundDocuments& documents) {
  if (ranked.empty()) return;
  const double best = ranked.front().score;
  const std::vector<DocumentFacts> facts =
      read_facts(databases, look.title_words, ranked, documents);
  add_title_fit(look.title_words, facts, best, ranked);
  if (look.recency != Recency::None)
    add_recency(look.now, share_of(look.recency) * best, facts, ranked);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const double fits = ranked[i].score;
    if (facts[i].stored.kind == ArticleKind::Stub) ranked[i].score *= kStubFactor;
    if (facts[i].stored.kind == ArticleKind::Page) ranked[i].score *= kPageFactor;
    ranked[i].second.kind = ranked[i].score - fits;
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  settle_ties(ranked, 0, ranked.size(), documents);
}

}  // namespace dateline
