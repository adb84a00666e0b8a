#include "searcher/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "searcher/filter_terms.hpp"
#include "searcher/known_documents.hpp"

namespace dateline {
namespace {

/// Filters weigh less than this (without_score()), and so does what rounding leaves.
constexpr double kNothing = 1e-7;

void add_second_scores(const SecondScores& second, std::vector<ScorePart>& parts) {
  const auto add = [&](std::string_view what, std::string_view field, double score) {
    if (std::abs(score) >= kNothing)
      parts.push_back({.what = std::string(what), .field = std::string(field), .score = score});
  };
  add("forms and pairs", "", second.forms);
  add("headline", "title", second.title);
  add("recency", "date", second.recency);
  add("kind", "is", second.kind);
}

void add_rest(double score, std::vector<ScorePart>& parts) {
  const double told =
      std::accumulate(parts.begin(), parts.end(), 0.0,
                      [](double sum, const ScorePart& part) { return sum + part.score; });
  // Sums of many parts are not as exact as one.
  constexpr double kRounding = 1e-5;
  if (score - told > kRounding)
    parts.push_back({.what = "other parts", .field = "", .score = score - told});
}

}  // namespace

std::vector<std::vector<ScorePart>> explain_scores(const DatabaseSet& databases,
                                                   const std::vector<RankedDocument>& ranked,
                                                   const std::vector<ScoringPart>& parts,
                                                   const Xapian::Weight& scheme,
                                                   FoundDocuments& documents) {
  std::vector<std::vector<ScorePart>> explained(ranked.size());
  if (ranked.empty()) return explained;
  std::vector<RankedDocument> unscored = ranked;
  for (RankedDocument& document : unscored) document.score = 0;
  const Xapian::Query known =
      without_score(query_known_documents(databases, unscored, documents, Driver::Other).query);
  std::unordered_map<Xapian::docid, std::size_t> places;
  for (std::size_t i = 0; i < ranked.size(); ++i) places.emplace(ranked[i].document, i);
  for (const ScoringPart& part : parts) {
    Xapian::Enquire enquire(databases.all());
    enquire.set_query({Xapian::Query::OP_AND, part.query, known});
    enquire.set_weighting_scheme(scheme);
    const Xapian::MSet matched =
        enquire.get_mset(Xapian::doccount{0}, static_cast<Xapian::doccount>(ranked.size()));
    for (auto item = matched.begin(); item != matched.end(); ++item) {
      const auto place = places.find(*item);
      const double weight = item.get_weight();
      if (place != places.end() && weight >= kNothing)
        explained[place->second].push_back(
            {.what = part.what, .field = part.field, .score = weight});
    }
  }
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    std::stable_sort(explained[i].begin(), explained[i].end(),
                     [](const ScorePart& a, const ScorePart& b) { return a.score > b.score; });
    add_second_scores(ranked[i].second, explained[i]);
    if (parts.size() >= kMostParts) add_rest(ranked[i].score, explained[i]);
  }
  return explained;
}

}  // namespace dateline
