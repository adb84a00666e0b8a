#include "indexer/byline.hpp"

#include <algorithm>
#include <set>

#include "indexer/person_name.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// How much a source counts, after how often it is right on annotated pages.
double weight_of(AuthorSource source) {
  switch (source) {
    case AuthorSource::JsonPerson:
      return 3.0;
    case AuthorSource::Microdata:
      return 2.6;
    case AuthorSource::RelAuthor:
    case AuthorSource::CardLabel:
      return 2.2;
    case AuthorSource::Meta:
      return 2.0;
    case AuthorSource::LineAbove:
    case AuthorSource::ProfileLink:
      return 1.8;
    case AuthorSource::NamedElement:
      return 1.7;
    case AuthorSource::JsonOrganization:
    case AuthorSource::DateLine:
      return 1.0;
    case AuthorSource::LineBelow:
    case AuthorSource::BareName:
      return 0.8;
    case AuthorSource::Owner:
      return 0.1;
  }
  return 0;
}

std::vector<std::string> fold_names(const AuthorCandidate& candidate) {
  std::vector<std::string> names;
  for (const std::string& name : candidate.names) names.push_back(fold_words(name));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::vector<std::string> choose_authors(std::span<const AuthorCandidate> candidates) {
  /// Desks, firms and handles yield to a person that the page names.
  constexpr double kNoPerson = 0.2;
  constexpr double kNoGivenName = 0.7;
  constexpr double kAgreement = 0.8;
  std::vector<std::vector<std::string>> folded;
  for (const AuthorCandidate& candidate : candidates) folded.push_back(fold_names(candidate));
  std::size_t best = candidates.size();
  double best_weight = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    double weight = weight_of(candidates[i].source);
    std::set<AuthorSource> heard{candidates[i].source};
    for (std::size_t j = 0; j < candidates.size(); ++j)
      if (folded[i] == folded[j] && heard.insert(candidates[j].source).second)
        weight += weight_of(candidates[j].source) * kAgreement;
    if (!candidates[i].are_persons) weight *= kNoPerson;
    if (!std::any_of(candidates[i].names.begin(), candidates[i].names.end(),
                     begins_with_given_name))
      weight *= kNoGivenName;
    if (weight <= best_weight) continue;
    best_weight = weight;
    best = i;
  }
  return best == candidates.size() ? std::vector<std::string>{} : candidates[best].names;
}

std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text) {
  return choose_authors(
      collect_author_candidates(document, page, metadata, facts, identity, headline, text));
}

}  // namespace dateline
