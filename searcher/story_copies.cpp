#include "searcher/story_copies.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "common/article.hpp"
#include "common/number_text.hpp"
#include "common/ranking_facts.hpp"
#include "common/schema.hpp"
#include "searcher/matcher.hpp"

namespace dateline {
namespace {

struct StoryMembers {
  std::vector<Xapian::docid> documents;  ///< the oldest: kMostCopies, and one for the hit
  std::uint64_t count = 0;               ///< of all
};

using MembersByStory = std::map<std::string, StoryMembers>;

MembersByStory walk(const Xapian::Database& database, const std::set<std::string>& stories,
                    FoundDocuments& documents) {
  MembersByStory found;
  const auto end = database.valuestream_end(kSlotStory);
  for (auto value = database.valuestream_begin(kSlotStory); value != end; ++value)
    if (std::string story = *value; stories.contains(story))
      found[std::move(story)].documents.push_back(value.get_docid());
  for (auto& [story, members] : found) {
    members.count = members.documents.size();
    if (members.count <= kMostCopies) continue;
    std::vector<std::pair<std::int64_t, Xapian::docid>> by_date;
    for (const Xapian::docid document : members.documents) {
      const auto published = decode_ranking_facts(documents.text(document, kSlotRanking)).published;
      by_date.emplace_back(published.value_or(std::numeric_limits<std::int64_t>::max()), document);
    }
    std::sort(by_date.begin(), by_date.end());
    members.documents.clear();
    for (std::size_t i = 0; i <= kMostCopies; ++i) members.documents.push_back(by_date[i].second);
  }
  return found;
}

MembersByStory ask(const Xapian::Database& database, const std::set<std::string>& stories) {
  MembersByStory found;
  const Matcher matcher(database, SortOrder::Oldest, Collapse::None);
  for (const std::string& story : stories) {
    const Xapian::Query in_story(Xapian::Query::OP_VALUE_RANGE, kSlotStory, story, story);
    const MatchedDocuments matched =
        matcher.match(in_story, *weighting_for(0), kMostCopies + 1, true);
    StoryMembers& members = found[story];
    members.count = matched.estimate;
    for (const RankedDocument& member : matched.ranked)
      members.documents.push_back(member.document);
  }
  return found;
}

/// The members besides the hit, kMostCopies at most.
Result<std::vector<Copy>> read_copies(const StoryMembers& members, Xapian::docid hit,
                                      FoundDocuments& documents) {
  std::vector<Copy> copies;
  for (const Xapian::docid member : members.documents) {
    if (member == hit) continue;
    auto article = decode_article(documents.record(member));
    if (!article) return fail(article.error());
    copies.push_back({.id = std::move(article->id),
                      .title = std::move(article->title),
                      .url = std::move(article->url),
                      .source = std::move(article->source),
                      .site = std::move(article->site),
                      .published = article->published});
  }
  std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
    if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
    if (a.published && a.published->time.utc() != b.published->time.utc())
      return a.published->time.utc() < b.published->time.utc();
    return a.id < b.id;
  });
  if (copies.size() > kMostCopies) copies.resize(kMostCopies);
  return copies;
}

}  // namespace

Result<std::vector<std::string>> list_copies(const DatabaseSet& databases,
                                             const std::vector<Xapian::docid>& places,
                                             std::vector<Hit>& hits, FoundDocuments& documents) {
  std::set<std::string> stories;
  for (const Hit& hit : hits)
    if (!hit.story.empty()) stories.insert(hit.story);
  std::vector<std::string> warnings;
  if (stories.empty()) return warnings;
  const MembersByStory members = databases.has_remote() ? ask(databases.all(), stories)
                                                        : walk(databases.all(), stories, documents);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto found = members.find(hits[i].story);
    if (found == members.end()) continue;
    auto copies = read_copies(found->second, places[i], documents);
    if (!copies) return fail(copies.error());
    hits[i].copies = *std::move(copies);
    const std::uint64_t all = found->second.count - 1;
    if (all > hits[i].copies.size())
      warnings.push_back(fmt::format("hit {} has {} copies; the {} oldest are listed", hits[i].rank,
                                     group_digits(all), hits[i].copies.size()));
  }
  return warnings;
}

}  // namespace dateline
