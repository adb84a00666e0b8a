#pragma once

// Stories: groups of articles that are copies of one text, found by the shingle hashes that their
// documents hold (indexer/shingle_hashes.hpp). Copies are syndicated articles on several sites,
// whole, cut to half, with a word in twenty replaced, or with other lines in front and behind.
//
// The stories of a database depend on its documents alone, never on the order in which they came:
// which two articles are copies is decided by the two and by how common each hash is
// (indexer/story_evidence.hpp), and a story is a connected component of that relation. Its id is
// the smallest article id in it, so it changes when that article goes.
//
// Both functions write kSlotStory of the documents whose story changed, and nothing else; an
// article without a copy has none. They do not commit. What Xapian throws goes through: then the
// caller's batch is gone, and folding all again puts things right.

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "indexer/shingle_hashes.hpp"

namespace dateline {

/// What changed in a database since its stories were last folded. A document that was added and
/// deleted again in between is not mentioned.
struct FoldingChanges {
  std::vector<Xapian::docid> written;  ///< documents added or replaced, as they are now
  /// All hashes of each document deleted, and of each one replaced as it was when last folded: a
  /// hash that two of them had stands here twice.
  std::vector<ShingleHash> removed_hashes;

  /// Notes the hashes of a document that is about to be deleted or replaced.
  void note_removal(const Xapian::Database& database, Xapian::docid document);
};

struct FoldingReport {
  std::uint32_t stories = 0;   ///< with at least two articles, of those looked at
  std::uint32_t articles = 0;  ///< in these stories
  std::uint32_t written = 0;   ///< documents whose story changed
  std::uint64_t steps = 0;     ///< hash shared by a pair of articles, over all that were compared

  bool operator==(const FoldingReport&) const = default;
};

/// Folds a whole database. Reads the posting lists of shared hashes once and the term lists of the
/// articles with enough of them. Memory: 12 bytes a document, 5 bytes for each hash an article
/// shares with any other, 16 bytes for each such hash: about 300 bytes for an article with a copy.
/// Time: linear in articles, since a hash counts in at most kMaxSharers of them.
FoldingReport fold_all_stories(Xapian::WritableDatabase& database);

/// Brings a folded database up to date, with the same result as fold_all_stories(). Looks at the
/// changed articles, whatever shares a hash with one that went, and their stories. Memory and time
/// grow with these: beyond a tenth or so of a database the other function is faster.
FoldingReport fold_stories(Xapian::WritableDatabase& database, const FoldingChanges& changes);

}  // namespace dateline
