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

/// Record and article id of each capture in one file.
using CapturesOfFile = std::map<std::string, std::string, std::less<>>;

/// Everything here belongs to one thread; segments are written in threads of its own.
///
/// An article is known by its id. Several captures of it, in this run or in the database, become
/// one article: see merge_captures(). The result does not depend on the order in which they come.
class IndexUpdate {
 public:
  static Result<IndexUpdate> open(const std::string& directory,
                                  std::optional<std::chrono::seconds> wait, std::size_t threads);
  IndexUpdate(IndexUpdate&&) noexcept;
  IndexUpdate& operator=(IndexUpdate&&) noexcept;
  /// What was not put in force is dropped.
  ~IndexUpdate();

  const GenerationStore& store() const { return store_; }

  /// An error means that the run cannot go on.
  Result<AddOutcome> add(Article article);

  /// Keeps the record of a file once its articles were added.
  Result<void> remember(std::string_view path, PageRecord record);

  /// The file was read again and holds just these captures: record ("" for a page of its own) and
  /// id of the article. What it held beside them is gone.
  Result<void> settle(const std::string& path, const CapturesOfFile& captures);

  /// The file has gone, with every capture in it.
  Result<void> forget(const std::string& path);

  /// Files that hold captures of articles whose best capture has gone: to be read again before
  /// put_in_force(). Each is named once.
  std::vector<std::string> take_files_to_reread();

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
  struct Batch;
  class Editor;

  IndexUpdate(GenerationStore store, std::size_t threads);

  Result<void> open_current();
  std::optional<Xapian::docid> find(const std::string& unique_term) const;
  /// The article without captures that have gone; nothing when none is left. `lost_best` tells
  /// that its text was that of a capture that has gone.
  std::optional<Article> without_dropped(Article article, bool& lost_best) const;
  void drop_vanished(const Article& article, const ArticleSource& except);
  Result<void> drop(const std::string& path,
                    const std::function<bool(const Article&, const ArticleSource&)>& is_gone);
  Result<void> write_batch();
  Result<void> publish_if_large();

  bool is_small(std::size_t articles) const;
  Result<void> change_in_place();
  void replay_segments(Editor& editor);
  Result<void> merge();
  Result<void> write_survivors();
  void apply_lists(Editor& editor);
  void clear();

  GenerationStore store_;
  std::size_t threads_ = 1;
  std::unique_ptr<Xapian::Database> current_;
  std::unique_ptr<SegmentPool> pool_;
  std::unique_ptr<DocumentBuilder> builder_;

  // Since the last put_in_force():
  std::unique_ptr<Batch> batch_;
  std::size_t batch_limit_ = 0;
  std::vector<std::string> segments_;
  std::uint64_t segment_articles_ = 0;
  std::unordered_set<std::uint64_t> ids_;  ///< hashes of the ids in batch and segments
  std::vector<Article> late_;              ///< further captures of those
  std::size_t late_bytes_ = 0;
  std::set<Xapian::docid> superseded_;  ///< documents of the current generation
  std::set<Dropped> dropped_;
  std::set<Xapian::docid> touched_by_drop_;
  std::set<std::string> forgotten_;  ///< keys of page records
  std::set<std::string> to_reread_;
  std::uint64_t removed_ = 0;
};

}  // namespace dateline
