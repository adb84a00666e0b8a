#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/story_evidence.hpp"
#include "indexer/story_folding.hpp"

namespace dateline {
namespace {

/// A hash as the database has it now. Read when needed: its frequency says whether it counts at
/// all, and only then the articles that have it are of interest.
struct HashPostings {
  Xapian::doccount sharers = 0;
  bool is_read = false;
  std::vector<std::uint32_t> articles;  ///< places in ArticleGraph's arrays

  bool is_boilerplate() const { return sharers > kMaxSharers; }
};

/// The articles of a database joined where they are copies, read from the database as far as it is
/// walked.
class ArticleGraph {
 public:
  explicit ArticleGraph(const Xapian::Database& database) : database_(database) {}

  HashPostings& postings(ShingleHash hash) {
    const auto [found, is_new] = postings_.try_emplace(hash);
    if (is_new) found->second.sharers = database_.get_termfreq(shingle_term(hash));
    return found->second;
  }

  const std::vector<std::uint32_t>& articles_with(ShingleHash hash) {
    HashPostings& list = postings(hash);
    if (!list.is_read) {
      const std::string term = shingle_term(hash);
      const auto end = database_.postlist_end(term);
      for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
        list.articles.push_back(place_of(*posting));
      list.is_read = true;
    }
    return list.articles;
  }

  std::uint32_t place_of(Xapian::docid document) {
    const auto [found, is_new] =
        places_.try_emplace(document, static_cast<std::uint32_t>(articles_.size()));
    if (is_new) articles_.push_back({.document = document});
    return found->second;
  }

  /// All articles of the component that `start` belongs to; empty when it was given before.
  std::vector<Xapian::docid> component_of(std::uint32_t start) {
    std::vector<Xapian::docid> component;
    if (articles_[start].is_visited) return component;
    articles_[start].is_visited = true;
    std::vector<std::uint32_t> to_walk{start};
    while (!to_walk.empty()) {
      const std::uint32_t place = to_walk.back();
      to_walk.pop_back();
      component.push_back(articles_[place].document);
      for (const std::uint32_t copy : unvisited_copies_of(place)) {
        articles_[copy].is_visited = true;
        to_walk.push_back(copy);
      }
    }
    return component;
  }

  std::uint64_t steps() const { return steps_; }

 private:
  struct GraphArticle {
    Xapian::docid document = 0;
    bool is_visited = false;
    std::optional<std::vector<ShingleHash>> hashes = {};  ///< without boilerplate
    // What it shares with the article at hand.
    unsigned shared = 0;
    unsigned rank_in_other = 0;
    ShingleHash last_shared = 0;
  };

  const std::vector<ShingleHash>& hashes_at(std::uint32_t place) {
    std::optional<std::vector<ShingleHash>>& kept = articles_[place].hashes;
    if (!kept) {
      std::vector<ShingleHash> hashes = hashes_of(database_, articles_[place].document);
      std::erase_if(hashes, [this](ShingleHash hash) { return postings(hash).is_boilerplate(); });
      kept = std::move(hashes);
    }
    return *kept;
  }

  // An article that was visited is in this component already, or in another one whose copies have
  // all been found.
  std::vector<std::uint32_t> unvisited_copies_of(std::uint32_t place) {
    std::vector<std::uint32_t> met;
    std::vector<std::uint32_t> copies;
    unsigned rank = 0;
    // Reading posting lists adds articles and so moves them.
    const std::vector<ShingleHash> hashes = hashes_at(place);
    for (const ShingleHash hash : hashes) {
      ++rank;
      for (const std::uint32_t other : articles_with(hash)) {
        GraphArticle& article = articles_[other];
        if (article.is_visited) continue;
        ++steps_;
        if (article.shared++ == 0) met.push_back(other);
        article.rank_in_other = rank;
        article.last_shared = hash;
      }
    }
    for (const std::uint32_t other : met) {
      if (is_copy(other)) copies.push_back(other);
      articles_[other].shared = 0;
    }
    return copies;
  }

  bool is_copy(std::uint32_t place) {
    const GraphArticle& article = articles_[place];
    if (is_exact(article.last_shared)) return true;
    if (article.shared < kMinSharedHashes) return false;
    const std::vector<ShingleHash>& hashes = hashes_at(place);
    const auto last = std::lower_bound(hashes.begin(), hashes.end(), article.last_shared);
    return are_copies({.count = article.shared,
                       .first_rank = article.rank_in_other,
                       .second_rank = static_cast<unsigned>(last - hashes.begin()) + 1});
  }

  const Xapian::Database& database_;
  std::unordered_map<ShingleHash, HashPostings> postings_;
  std::unordered_map<Xapian::docid, std::uint32_t> places_;
  std::vector<GraphArticle> articles_;
  std::uint64_t steps_ = 0;
};

/// How often a hash came and went.
struct HashTurnover {
  Xapian::doccount added = 0;
  Xapian::doccount removed = 0;
};

/// Articles of which one at least is in every component that the changes can have made or unmade. A
/// component without them had the same members and edges before.
std::vector<std::uint32_t> find_seeds(const Xapian::Database& database,
                                      const FoldingChanges& changes, ArticleGraph& graph) {
  std::vector<Xapian::docid> written = changes.written;
  std::sort(written.begin(), written.end());
  written.erase(std::unique(written.begin(), written.end()), written.end());

  std::map<ShingleHash, HashTurnover> turnover;
  std::vector<std::uint32_t> seeds;
  for (const Xapian::docid document : written) {
    seeds.push_back(graph.place_of(document));
    for (const ShingleHash hash : hashes_of(database, document)) ++turnover[hash].added;
  }
  for (const ShingleHash hash : changes.removed_hashes) ++turnover[hash].removed;

  for (const auto& [hash, count] : turnover) {
    const HashPostings& now = graph.postings(hash);
    const bool was_boilerplate = now.sharers + count.removed > kMaxSharers + count.added;
    // A hash that begins or ceases to count changes what its articles have in common; one that went
    // from an article may have held others together through it.
    const bool turned = was_boilerplate != now.is_boilerplate();
    const bool was_evidence = count.removed > 0 && !was_boilerplate;
    if (!turned && !was_evidence) continue;
    const std::vector<std::uint32_t>& articles = graph.articles_with(hash);
    seeds.insert(seeds.end(), articles.begin(), articles.end());
  }
  return seeds;
}

}  // namespace

FoldingReport fold_stories(Xapian::WritableDatabase& database, const FoldingChanges& changes) {
  FoldingReport report;
  ArticleGraph graph(database);
  std::vector<std::pair<Xapian::docid, std::string>> stories;
  for (const std::uint32_t seed : find_seeds(database, changes, graph)) {
    const std::vector<Xapian::docid> component = graph.component_of(seed);
    std::string story;
    if (component.size() > 1) {
      ++report.stories;
      report.articles += static_cast<std::uint32_t>(component.size());
      for (const Xapian::docid document : component) {
        std::string id = article_id_of(database, document);
        if (story.empty() || id < story) story = std::move(id);
      }
    }
    for (const Xapian::docid document : component) stories.emplace_back(document, story);
  }
  report.steps = graph.steps();
  std::sort(stories.begin(), stories.end());
  for (const auto& [document, story] : stories)
    if (set_story(database, document, story)) ++report.written;
  return report;
}

}  // namespace dateline
