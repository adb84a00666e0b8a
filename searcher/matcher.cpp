#include "searcher/matcher.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "common/schema.hpp"
#include "searcher/filter_terms.hpp"

namespace dateline {

namespace {

/// A question of so many words is asked for what is about it; fewer may be a headline or a name,
/// which short items hold as well as long ones. 7 to 12 did alike on judged queries.
constexpr std::size_t kManyWords = 8;

}  // namespace

/// BM25 with k1 1.6, b 0.4: level or best over five judged collections. k3 1000 counts repeated
/// query words linearly, as IneB2 does and pasted sentences need. IneB2 makes more of words that
/// come in bursts; c 0.5 to 1 did alike.
std::unique_ptr<Xapian::Weight> weighting_for(std::size_t words) {
  if (words >= kManyWords) return std::make_unique<Xapian::IneB2Weight>(0.7);
  return std::make_unique<Xapian::BM25Weight>(1.6, 0.0, 1000.0, 0.4, 0.0);
}

MatchedDocuments Matcher::match(const Xapian::Query& query, const Xapian::Weight& weighting,
                                Xapian::doccount depth, bool counts, ValueTally* tally) const {
  if (sort_ == SortOrder::Oldest) return match_oldest(query, weighting, depth, counts, tally);
  Xapian::Enquire enquire(database_);
  if (sort_ == SortOrder::Newest) enquire.set_sort_by_value_then_relevance(kSlotPublished, true);
  return match(enquire, query, weighting, depth, counts, tally);
}

/// Undated articles have no value to sort by, and would come first in ascending order. A key that
/// puts them last would have to be made by a KeyMaker, which no remote database has, so they are
/// matched apart.
MatchedDocuments Matcher::match_oldest(const Xapian::Query& query, const Xapian::Weight& weighting,
                                       Xapian::doccount depth, bool counts,
                                       ValueTally* tally) const {
  const auto only = [&](std::string_view flag) {
    return Xapian::Query(Xapian::Query::OP_AND, query, make_flag_filter(flag));
  };
  Xapian::Enquire by_date(database_);
  by_date.set_sort_by_value_then_relevance(kSlotPublished, false);
  MatchedDocuments all = match(by_date, only("dated"), weighting, depth, counts, tally);

  // A story that has a dated copy stands there already.
  std::unordered_set<std::string> stories;
  for (const RankedDocument& dated : all.ranked)
    if (!dated.story.empty()) stories.insert(dated.story);
  // A tally sees nothing of a match that is asked for no documents.
  const auto left = static_cast<Xapian::doccount>(
      std::max<std::size_t>(depth - all.ranked.size() + stories.size(), tally == nullptr ? 0 : 1));
  Xapian::Enquire by_score(database_);
  MatchedDocuments undated = match(by_score, only("undated"), weighting, left, counts, tally);
  all.lower_bound += undated.lower_bound;
  all.estimate += undated.estimate;
  all.upper_bound += undated.upper_bound;
  std::copy_if(undated.ranked.begin(), undated.ranked.end(), std::back_inserter(all.ranked),
               [&](const RankedDocument& one) { return !stories.contains(one.story); });
  all.ranked.resize(std::min<std::size_t>(all.ranked.size(), depth));
  return all;
}

MatchedDocuments Matcher::match(Xapian::Enquire& enquire, const Xapian::Query& query,
                                const Xapian::Weight& weighting, Xapian::doccount depth,
                                bool counts, ValueTally* tally) const {
  enquire.set_query(query);
  enquire.set_weighting_scheme(weighting);
  if (tally != nullptr) tally->attach(enquire);
  if (collapse_ == Collapse::Story) enquire.set_collapse_key(kSlotStory);
  // One more than shown tells whether these are all.
  const Xapian::doccount looked_at =
      counts || tally != nullptr ? database_.get_doccount() : depth + 1;
  const Xapian::MSet matched = enquire.get_mset(Xapian::doccount{0}, depth, looked_at);
  MatchedDocuments all{.lower_bound = matched.get_uncollapsed_matches_lower_bound(),
                       .estimate = matched.get_uncollapsed_matches_estimated(),
                       .upper_bound = matched.get_uncollapsed_matches_upper_bound()};
  // The bounds speak of what might have matched, even when nothing did.
  if (matched.empty() && depth > 0) return {};
  all.ranked.reserve(matched.size());
  for (auto item = matched.begin(); item != matched.end(); ++item)
    all.ranked.push_back({.document = *item,
                          .score = item.get_weight(),
                          .folded = item.get_collapse_count(),
                          .story = item.get_collapse_key(),
                          .sort_key = item.get_sort_key()});
  return all;
}

std::uint64_t Matcher::count(const Xapian::Query& query) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  return enquire.get_mset(Xapian::doccount{0}, 0, database_.get_doccount()).get_matches_estimated();
}

StoryCounts Matcher::count_stories(const Xapian::Query& query) const {
  Xapian::ValueCountMatchSpy counted(kSlotStory);
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  enquire.add_matchspy(&counted);
  // A spy sees nothing of a match that is asked for no documents.
  const Xapian::MSet matched = enquire.get_mset(Xapian::doccount{0}, 1, database_.get_doccount());
  StoryCounts counts{.matches = matched.get_matches_estimated(), .of_story = {}};
  for (auto value = counted.values_begin(); value != counted.values_end(); ++value)
    counts.of_story[*value] = value.get_termfreq();
  return counts;
}

}  // namespace dateline
