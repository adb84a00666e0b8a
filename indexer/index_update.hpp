#pragma once

// One run's changes to a database: gathered as segments and lists while the last generation goes on
// answering, put in force together.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <xapian.h>

#include "common/article.hpp"
#include "common/result.hpp"
#include "indexer/generation_store.hpp"
#include "indexer/page_record.hpp"
#include "indexer/segment_pool.hpp"

namespace dateline {

enum class AddOutcome {
  Added,
  Changed,
  Same,  ///< the database holds the article as it is
};

/// Sizes at which an update acts. The defaults are measured; tests set small ones.
struct IndexUpdateLimits {
  /// Text of the articles of one segment, in bytes. The first ones are small, so that a small
  /// archive keeps every thread busy; large ones merge faster. A segment takes about three times
  /// its text in memory.
  std::size_t first_batch_bytes = std::size_t{1} << 20;
  std::size_t max_batch_bytes = std::size_t{6} << 20;
  /// Segments are merged into one when there are so many: a merge keeps five files of each open.
  std::size_t max_segments = 96;
  /// What is done so far is put in force when it is as large as the database, and no smaller than
  /// this: so a long first run loses no more than half of its work when it is killed, and merging
  /// costs about twice what one merge at the end does.
  std::uint64_t min_published = 100'000;
  /// Further captures of articles of this run wait in memory.
  std::size_t max_late_bytes = std::size_t{32} << 20;
  /// Changing a document in place takes as long as merging about so many others. Measured on
  /// databases of 10,000 to 100,000 articles of 400 words.
  std::uint64_t merged_per_change = 20;
  /// So many documents are merged in no time.
  std::uint64_t merged_for_free = 100;
};

/// Record and article id of each capture in one file.
using CapturesOfFile = std::map<std::string, std::string, std::less<>>;

/// Everything here belongs to one thread; segments are written in threads of its own.
///
/// An article is known by its id. Several captures of it, in this run or in the database, become
/// one article: see merge_captures(). The result does not depend on the order in which they come.
/// Only the text of the best capture is kept, so files are read again when it goes.
///
/// A long run puts what is done so far in force in between. The page records in force never claim
/// more than the articles beside them hold, so a run may end anywhere and the next one completes
/// it.
class IndexUpdate {
 public:
  static Result<IndexUpdate> open(const std::string& directory,
                                  std::optional<std::chrono::seconds> wait, std::size_t threads,
                                  const IndexUpdateLimits& limits = {});
  IndexUpdate(IndexUpdate&&) noexcept;
  IndexUpdate& operator=(IndexUpdate&&) noexcept;
  /// What was not put in force is dropped.
  ~IndexUpdate();

  const GenerationStore& store() const { return store_; }

  /// The captures of one file come one after another; those of an archive have a record. An error
  /// means that the run cannot go on.
  Result<AddOutcome> add(Article article);

  /// Keeps the record of a file once its articles were added.
  Result<void> remember(const std::string& path, PageRecord record);

  /// The file was read again and holds just these captures: record ("" for a page of its own) and
  /// id of the article. What it held beside them is gone.
  Result<void> settle(const std::string& path, const CapturesOfFile& captures);

  /// The file has gone, with every capture in it.
  Result<void> forget(const std::string& path);

  /// Whether the database in force has captures in the file that have not been dropped since.
  Result<bool> holds(const std::string& path) const;

  /// Files that hold captures which may now be the best of their article, whose text the database
  /// does not have. Until they are settled again, the page records put in force say that these
  /// files are to be read. Each is named once.
  std::vector<std::string> take_files_to_reread();
  /// Whether there are any; also put_in_force() may come upon some.
  bool wants_reread() const { return !to_reread_.empty(); }

  /// Articles that have lost their last capture: counted when that is put in force.
  std::uint64_t removed() const { return removed_; }

  /// Articles of the database in force that share a story with another.
  Result<std::uint64_t> syndicated() const;

  /// Makes everything so far the database that readers see, at once. After an error the database
  /// is as it was before.
  Result<void> put_in_force();

 private:
  /// A capture that is gone.
  struct Dropped {
    std::string id;
    std::string path;
    std::string record;
    auto operator<=>(const Dropped&) const = default;
  };
  /// Articles and page records of the segment to be written next.
  struct Batch {
    std::vector<Article> articles;
    std::map<std::string, std::string> records;
    std::size_t bytes = 0;
  };
  class Editor;

  IndexUpdate(GenerationStore store, std::size_t threads, const IndexUpdateLimits& limits);

  Result<void> open_current();
  std::optional<Xapian::docid> find(const std::string& unique_term) const;
  bool is_dropped(const std::string& id, const ArticleSource& source) const;
  void begin_reading(const ArticleSource& source);
  void drop_stale(const Article& stored, const ArticleSource& read);
  Article merge_into(Article capture, Article stored);
  void reread(const std::vector<ArticleSource>& sources);
  void add_record(std::string_view path, PageRecord record);
  void remove_record(const std::string& path);
  Result<void> drop(const std::string& path,
                    const std::function<bool(const Article&, const ArticleSource&)>& is_gone);
  Result<void> write_batch();
  Result<void> publish_if_large();

  bool is_small() const;
  Result<void> publish(bool in_place);
  Result<void> change_in_place();
  void replay_segments(Editor& editor);
  Result<void> merge();
  Result<void> write_survivors();
  void delete_superseded(Xapian::WritableDatabase& merged) const;
  void apply_lists(Editor& editor);
  void apply_to_article(Editor& editor, const std::string& id, std::vector<Article> captures);
  void mark_unread(Editor& editor, const std::string& path);
  void clear();

  GenerationStore store_;
  std::size_t threads_ = 1;
  IndexUpdateLimits limits_;
  std::unique_ptr<Xapian::Database> current_;
  std::unique_ptr<SegmentPool> pool_;
  std::unique_ptr<DocumentBuilder> builder_;

  std::uint64_t sequence_ = 0;  ///< of the last page record

  /// The file whose captures are being added, and hashes of their records so far: an archive may
  /// hold millions.
  struct {
    std::string path;
    std::unordered_set<std::uint64_t> records;
  } reading_;
  std::set<std::string> to_reread_;
  std::set<std::string> handed_out_;  ///< by take_files_to_reread(), and not yet read

  // Since the last put_in_force():
  std::unique_ptr<Batch> batch_;
  std::size_t batch_limit_ = 0;
  std::vector<std::string> segments_;
  std::uint64_t segment_articles_ = 0;
  std::unordered_set<std::uint64_t> ids_;             ///< hashes of the ids in batch and segments
  std::map<std::string, std::vector<Article>> late_;  ///< further captures of those, by id
  std::size_t late_bytes_ = 0;
  std::set<Xapian::docid> superseded_;  ///< documents of the current generation
  std::set<Dropped> dropped_;
  std::set<std::string> touched_by_drop_;  ///< ids of articles
  std::set<std::string> forgotten_;        ///< keys of page records
  std::uint64_t removed_ = 0;
};

}  // namespace dateline
