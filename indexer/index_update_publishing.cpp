// How an IndexUpdate puts in force what it has gathered.

#include <filesystem>
#include <malloc.h>
#include <utility>

#include <fmt/format.h>

#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "indexer/article_id.hpp"
#include "indexer/database_merge.hpp"
#include "indexer/index_update.hpp"
#include "indexer/segment_writer.hpp"
#include "indexer/spelling_words.hpp"
#include "indexer/story_folding.hpp"
#include "indexer/word_list_update.hpp"
#include "indexer/write_guard.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string unique_term_of_id(const std::string& id) {
  return make_term(field_of(FieldId::Id).prefix, id);
}

std::string unique_term_of(const Xapian::Document& document) {
  const std::string prefix(field_of(FieldId::Id).prefix);
  auto term = document.termlist_begin();
  term.skip_to(prefix);
  return term == document.termlist_end() ? std::string() : *term;
}

}  // namespace

bool IndexUpdate::is_small() const {
  if (!current_) return false;
  const std::uint64_t changes =
      batch_->articles.size() + segment_articles_ + late_.size() + touched_by_drop_.size();
  return changes * limits_.merged_per_change <= current_->get_doccount() + limits_.merged_for_free;
}

Result<void> IndexUpdate::put_in_force() { return publish(is_small()); }

Result<void> IndexUpdate::publish(bool in_place) {
  if (!in_place || !segments_.empty())
    if (auto written = write_batch(); !written) return written;
  if (pool_)
    if (auto written = pool_->wait(); !written) return written;
  // What building segments took would stay beside what merging takes.
  malloc_trim(0);
  const WriteGuard guard(store_, store_.directory());
  auto done = in_place ? change_in_place() : merge();
  if (!done) return done;
  clear();
  return open_current();
}

/// Changes a database document by document, and notes what that means for stories.
class IndexUpdate::Editor {
 public:
  Editor(Xapian::WritableDatabase& database, const Xapian::Database* folded)
      : database_(database), folded_(folded) {}

  void replace(const std::string& term, const Xapian::Document& document) {
    note_removal(term);
    written_.insert(database_.replace_document(term, document));
  }

  void remove(const std::string& term) {
    note_removal(term);
    const auto posting = database_.postlist_begin(term);
    if (posting == database_.postlist_end(term)) return;
    written_.erase(*posting);
    database_.delete_document(*posting);
  }

  std::optional<Article> find(const std::string& term) const {
    const auto posting = database_.postlist_begin(term);
    if (posting == database_.postlist_end(term)) return std::nullopt;
    auto article = decode_article(database_.get_document(*posting).get_data());
    if (!article) return std::nullopt;
    return *std::move(article);
  }

  Xapian::WritableDatabase& database() { return database_; }

  FoldingChanges changes() && {
    changes_.written.assign(written_.begin(), written_.end());
    return std::move(changes_);
  }

 private:
  /// Once for each document, as it was when stories were last folded.
  void note_removal(const std::string& term) {
    if (folded_ == nullptr) return;
    const auto posting = folded_->postlist_begin(term);
    if (posting == folded_->postlist_end(term) || !noted_.insert(*posting).second) return;
    changes_.note_removal(*folded_, *posting);
  }

  Xapian::WritableDatabase& database_;
  const Xapian::Database* folded_;
  std::set<Xapian::docid> noted_;
  std::set<Xapian::docid> written_;
  FoldingChanges changes_;
};

Result<void> IndexUpdate::change_in_place() {
  const bool has_changes = !batch_->articles.empty() || !batch_->records.empty() ||
                           !segments_.empty() || !late_.empty() || !touched_by_drop_.empty() ||
                           !forgotten_.empty() || !to_reread_.empty() || !handed_out_.empty();
  if (!has_changes) return {};
  const std::string path = *store_.current();
  return catching(path, [&] {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    // Else what is half done would be committed when something throws, or grows large.
    database.begin_transaction();
    Editor editor(database, current_.get());
    for (const Article& article : batch_->articles)
      editor.replace(unique_term(article), builder_->build(article));
    for (const auto& [key, value] : batch_->records) database.set_metadata(key, value);
    replay_segments(editor);
    apply_lists(editor);
    const FoldingChanges changes = std::move(editor).changes();
    fold_stories(database, changes);
    extend_spelling(database, changes.written);
    extend_word_list(database, *current_, changes.written);
    database.commit_transaction();
    database.close();
  });
}

void IndexUpdate::replay_segments(Editor& editor) {
  for (const std::string& path : segments_) {
    const Xapian::Database segment(path);
    for (Xapian::docid id = 1; id <= segment.get_lastdocid(); ++id) {
      const Xapian::Document document = segment.get_document(id);
      editor.replace(unique_term_of(document), document);
    }
    for (auto key = segment.metadata_keys_begin(); key != segment.metadata_keys_end(); ++key)
      editor.database().set_metadata(*key, segment.get_metadata(*key));
  }
}

Result<void> IndexUpdate::write_survivors() {
  auto directory = store_.make_segment_directory();
  if (!directory) return fail(directory.error());
  return catching(*directory, [&]() -> Result<void> {
    auto writer = std::make_unique<SegmentWriter>(*directory);
    segments_.insert(segments_.begin(), *directory);
    for (auto key = current_->metadata_keys_begin(); key != current_->metadata_keys_end(); ++key)
      writer->set_metadata(*key, current_->get_metadata(*key));
    for (auto id = current_->postlist_begin(""); id != current_->postlist_end(""); ++id) {
      if (superseded_.contains(*id)) continue;
      writer->begin_document();
      copy_document(*current_, *id, *writer);
      writer->end_document();
      if (writer->memory() < 4 * limits_.max_batch_bytes) continue;
      if (auto finished = writer->finish(); !finished) return finished;
      directory = store_.make_segment_directory();
      if (!directory) return fail(directory.error());
      segments_.insert(segments_.begin(), *directory);
      writer = std::make_unique<SegmentWriter>(*directory);
    }
    superseded_.clear();
    return writer->finish();
  });
}

Result<void> IndexUpdate::merge() {
  if (segments_.empty()) {
    // A database without articles is one all the same.
    batch_->records.emplace(std::string(kMetadataSchema), std::to_string(kSchemaVersion));
    if (auto written = write_batch(); !written) return written;
    if (auto written = pool_->wait(); !written) return written;
  }
  std::vector<std::string> sources;
  if (current_ && superseded_.size() * 2 > current_->get_doccount()) {
    if (auto written = write_survivors(); !written) return written;
  } else if (current_) {
    // First, so that its documents keep their ids.
    sources.push_back(*store_.current());
  }
  sources.insert(sources.end(), segments_.begin(), segments_.end());
  const std::string target = store_.next();
  if (sources.size() == 1) {
    std::error_code error;
    fs::rename(sources.front(), target, error);
    if (error) return fail(ErrorCode::Database, fmt::format("{}: {}", target, error.message()));
  } else if (auto merged = merge_databases(sources, target); !merged) {
    return merged;
  }
  auto changed = catching(target, [&] {
    // put_in_force() asks the disk to keep it.
    Xapian::WritableDatabase database(target, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    delete_superseded(database);
    Editor editor(database, nullptr);
    apply_lists(editor);
    fold_all_stories(database);
    refresh_spelling(database);
    refresh_word_list(database);
    database.commit();
    database.close();
  });
  if (!changed) return changed;
  return store_.put_in_force();
}

void IndexUpdate::delete_superseded(Xapian::WritableDatabase& merged) const {
  if (superseded_.empty()) return;
  // A merge closes the gap before the first document.
  const Xapian::docid gap = *current_->postlist_begin("") - 1;
  for (const Xapian::docid id : superseded_) merged.delete_document(id - gap);
}

void IndexUpdate::apply_lists(Editor& editor) {
  for (const std::string& id : touched_by_drop_) late_.try_emplace(id);
  for (auto& [id, captures] : late_) apply_to_article(editor, id, std::move(captures));
  for (const std::string& key : forgotten_) editor.database().set_metadata(key, std::string());
  for (const auto* paths : {&to_reread_, &handed_out_})
    for (const std::string& path : *paths) mark_unread(editor, path);
  editor.database().set_metadata(std::string(kMetadataSequence), std::to_string(sequence_));
}

void IndexUpdate::apply_to_article(Editor& editor, const std::string& id,
                                   std::vector<Article> captures) {
  const std::string term = unique_term_of_id(id);
  const std::optional<Article> stored = editor.find(term);
  std::optional<Article> article = stored;
  for (Article& capture : captures)
    article = article ? merge_into(std::move(capture), *std::move(article)) : std::move(capture);
  if (!article) return;
  std::erase_if(article->other_sources,
                [&](const ArticleSource& source) { return is_dropped(id, source); });
  if (is_dropped(id, article->source)) {
    reread(article->other_sources);
    if (article->other_sources.empty()) ++removed_;
    editor.remove(term);
  } else if (article != stored) {
    editor.replace(term, builder_->build(*article));
  }
}

void IndexUpdate::mark_unread(Editor& editor, const std::string& path) {
  const std::string key = page_record_key(path);
  PageRecord record{.size = kUnreadPageSize};
  if (is_long_path_key(key)) record.long_path = path;
  editor.database().set_metadata(key, encode_page_record(record, ++sequence_));
}

Result<std::uint64_t> IndexUpdate::syndicated() const {
  if (!current_) return 0;
  return catching(store_.directory(),
                  [&] { return std::uint64_t{current_->get_value_freq(kSlotStory)}; });
}

void IndexUpdate::clear() {
  store_.remove_unfinished();
  *batch_ = {};
  batch_limit_ = limits_.first_batch_bytes;
  segments_.clear();
  segment_articles_ = 0;
  ids_.clear();
  late_.clear();
  late_bytes_ = 0;
  superseded_.clear();
  dropped_.clear();
  touched_by_drop_.clear();
  forgotten_.clear();
}

}  // namespace dateline