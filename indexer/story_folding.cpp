#include "indexer/story_folding.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>

#include "common/schema.hpp"
#include "indexer/story_evidence.hpp"

namespace dateline {
namespace {

/// Sets of documents; find() gives the representative of a document's set.
class DocumentSets {
 public:
  explicit DocumentSets(std::size_t documents) : parents_(documents) {
    for (std::size_t i = 0; i < documents; ++i) parents_[i] = static_cast<Xapian::docid>(i);
  }

  Xapian::docid find(Xapian::docid document) {
    while (parents_[document] != document) {
      parents_[document] = parents_[parents_[document]];
      document = parents_[document];
    }
    return document;
  }

  /// The smaller representative stays one, so a set's is its first document.
  void join(Xapian::docid a, Xapian::docid b) {
    a = find(a);
    b = find(b);
    if (a < b) {
      parents_[b] = a;
    } else {
      parents_[a] = b;
    }
  }

 private:
  std::vector<Xapian::docid> parents_;
};

/// A hash that several articles have, and where the list of those met so far stands.
struct SharedHash {
  ShingleHash hash;
  std::uint32_t sharers;
  std::uint32_t begin;
};

class WholeFolding {
 public:
  explicit WholeFolding(Xapian::WritableDatabase& database)
      : database_(database),
        size_(std::size_t{database.get_lastdocid()} + 1),
        sets_(size_),
        counts_(size_) {}

  FoldingReport run() {
    find_shared_hashes();
    join_copies();
    write_stories();
    return report_;
  }

 private:
  /// Enough of a document's hashes to be worth comparing; a shared exact text is.
  static constexpr std::uint8_t kEnough = kMinSharedHashes;

  // Until join_copies() counts_ says how many of a document's hashes others have too.
  void find_shared_hashes() {
    const std::string prefix(kShinglePrefix);
    std::uint32_t begin = 0;
    const auto end = database_.allterms_end(prefix);
    for (auto term = database_.allterms_begin(prefix); term != end; ++term) {
      const Xapian::doccount sharers = term.get_termfreq();
      if (sharers < 2) continue;
      const std::string text = *term;
      const auto hash = parse_shingle_term(text);
      if (!hash) continue;
      if (sharers > kMaxSharers) {
        boilerplate_.insert(*hash);
        continue;
      }
      hashes_.push_back({.hash = *hash, .sharers = 0, .begin = begin});
      begin += sharers;
      const auto last = database_.postlist_end(text);
      for (auto posting = database_.postlist_begin(text); posting != last; ++posting) {
        std::uint8_t& count = counts_[*posting];
        if (is_exact(*hash)) {
          count = kEnough;
        } else {
          ++count;
        }
      }
    }
    sharers_.resize(begin);
    ranks_.resize(begin);
  }

  void join_copies() {
    std::vector<bool> is_candidate(size_);
    for (std::size_t i = 0; i < size_; ++i) is_candidate[i] = counts_[i] >= kEnough;
    std::fill(counts_.begin(), counts_.end(), std::uint8_t{0});
    first_ranks_.resize(size_);
    second_ranks_.resize(size_);
    for (std::size_t i = 0; i < size_; ++i)
      if (is_candidate[i]) join_to_earlier(static_cast<Xapian::docid>(i));
  }

  /// Joins a document to its copies among those this was called for before.
  void join_to_earlier(Xapian::docid document) {
    met_.clear();
    std::uint8_t rank = 0;
    for (const ShingleHash hash : hashes_of(database_, document)) {
      if (!boilerplate_.empty() && boilerplate_.contains(hash)) continue;
      ++rank;
      const auto found =
          std::lower_bound(hashes_.begin(), hashes_.end(), hash,
                           [](const SharedHash& a, ShingleHash b) { return a.hash < b; });
      if (found == hashes_.end() || found->hash != hash) continue;
      const std::uint32_t end = found->begin + found->sharers;
      for (std::uint32_t i = found->begin; i < end; ++i) {
        const Xapian::docid other = sharers_[i];
        if (counts_[other]++ == 0) met_.push_back(other);
        first_ranks_[other] = rank;
        second_ranks_[other] = ranks_[i];
        if (is_exact(hash)) sets_.join(document, other);
      }
      report_.steps += found->sharers;
      sharers_[end] = document;
      ranks_[end] = rank;
      ++found->sharers;
    }
    for (const Xapian::docid other : met_) {
      if (are_copies({.count = counts_[other],
                      .first_rank = first_ranks_[other],
                      .second_rank = second_ranks_[other]}))
        sets_.join(document, other);
      counts_[other] = 0;
    }
  }

  void write_stories() {
    // Only ids of articles with copies are kept, one for each set, under its first document.
    std::vector<std::uint32_t> story_of(size_);
    std::vector<std::string> stories(1);
    for (std::size_t i = 1; i < size_; ++i) {
      const auto document = static_cast<Xapian::docid>(i);
      const Xapian::docid first = sets_.find(document);
      if (first == document) continue;
      if (story_of[first] == 0) {
        story_of[first] = static_cast<std::uint32_t>(stories.size());
        stories.push_back(article_id_of(database_, first));
        ++report_.articles;
      }
      story_of[i] = story_of[first];
      ++report_.articles;
      std::string& story = stories[story_of[i]];
      story = std::min(story, article_id_of(database_, document));
    }
    report_.stories = static_cast<std::uint32_t>(stories.size() - 1);

    std::vector<Xapian::docid> changed;
    {
      auto value = database_.valuestream_begin(kSlotStory);
      const auto end = database_.valuestream_end(kSlotStory);
      for (std::size_t i = 1; i < size_; ++i) {
        const auto document = static_cast<Xapian::docid>(i);
        while (value != end && value.get_docid() < document) ++value;
        const bool has_story = value != end && value.get_docid() == document;
        const std::string& story = stories[story_of[i]];
        if (has_story ? *value != story : !story.empty()) changed.push_back(document);
      }
    }
    for (const Xapian::docid document : changed)
      if (set_story(database_, document, stories[story_of[document]])) ++report_.written;
  }

  Xapian::WritableDatabase& database_;
  std::size_t size_;  ///< of what is indexed by document
  std::unordered_set<ShingleHash> boilerplate_;
  std::vector<SharedHash> hashes_;  ///< ascending
  std::vector<Xapian::docid> sharers_;
  std::vector<std::uint8_t> ranks_;  ///< of the hash in each of the sharers
  DocumentSets sets_;
  // Of the documents that share hashes with the one at hand.
  std::vector<std::uint8_t> counts_;
  std::vector<std::uint8_t> first_ranks_;
  std::vector<std::uint8_t> second_ranks_;
  std::vector<Xapian::docid> met_;
  FoldingReport report_;
};

}  // namespace

void FoldingChanges::note_removal(const Xapian::Database& database, Xapian::docid document) {
  const std::vector<ShingleHash> hashes = hashes_of(database, document);
  removed_hashes.insert(removed_hashes.end(), hashes.begin(), hashes.end());
}

FoldingReport fold_all_stories(Xapian::WritableDatabase& database) {
  return WholeFolding(database).run();
}

}  // namespace dateline
