#include "indexer/index_update.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "common/content_hash.hpp"
#include "common/database.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "indexer/article_id.hpp"
#include "indexer/segment_writer.hpp"
#include "indexer/story_folding.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Text of the articles of one segment, in bytes. The first ones are small, so that a small archive
/// keeps every thread busy; large ones merge faster. A segment takes about three times its text in
/// memory.
constexpr std::size_t kFirstBatchBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxBatchBytes = std::size_t{8} << 20;

/// Every article takes memory beside its text.
constexpr std::size_t kArticleOverhead = 1000;

/// More threads would hold more memory than they save time.
constexpr std::size_t kMaxSegmentThreads = 4;

/// Segments are merged into one when there are so many: a merge keeps five files of each open.
constexpr std::size_t kMaxSegments = 96;

/// What is done so far is put in force when it is as large as the database, and no smaller than
/// this: so a long first run loses no more than half of its work when it is killed, and merging
/// costs about twice what one merge at the end does.
constexpr std::uint64_t kMinPublished = 100'000;

/// Further captures of articles of this run wait in memory.
constexpr std::size_t kMaxLateBytes = std::size_t{32} << 20;

/// Changing a document in place takes as long as merging about so many others. Measured on
/// databases of 10,000 to 100,000 articles of 400 words.
constexpr std::uint64_t kMergedPerChange = 20;

std::size_t size_of(const Article& article) { return article.body.size() + kArticleOverhead; }

/// Of two values of a metadata key the one written later: page records begin with their sequence
/// number, all other keys have one value only.
class LatestMetadata final : public Xapian::Compactor {
 public:
  std::string resolve_duplicate_metadata(const std::string&, std::size_t count,
                                         const std::string values[]) override {
    return *std::max_element(values, values + count);
  }
};

Result<void> merge_databases(const std::vector<std::string>& paths, const std::string& target) {
  return catching(target, [&] {
    Xapian::Database all;
    for (const std::string& path : paths) all.add_database(Xapian::Database(path));
    LatestMetadata latest;
    all.compact(target, 0, 0, latest);
  });
}

void write_schema(SegmentWriter& writer) {
  writer.set_metadata(kMetadataSchema, std::to_string(kSchemaVersion));
}

/// Hands the document over to the sink of another database.
void copy_document(const Xapian::Database& database, Xapian::docid id, DocumentSink& sink) {
  const Xapian::Document document = database.get_document(id);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    const std::string text = *term;
    std::uint32_t left = term.get_wdf();
    auto position = database.positionlist_begin(id, text);
    const auto end = database.positionlist_end(id, text);
    if (position == end) sink.add_term(text, left);
    for (bool is_first = true; position != end; ++position, is_first = false) {
      // The sum of the weights is what counts.
      sink.add_posting(text, *position, is_first ? left : 0);
    }
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    sink.add_value(value.get_valueno(), *value);
  sink.set_data(document.get_data());
}

bool is_same_place(const ArticleSource& a, const ArticleSource& b) {
  return a.path == b.path && a.record == b.record;
}

std::string unique_term_of(const Xapian::Document& document) {
  const std::string prefix(field_of(FieldId::Id).prefix);
  auto term = document.termlist_begin();
  term.skip_to(prefix);
  return term == document.termlist_end() ? std::string() : *term;
}

}  // namespace

/// Articles and page records of the segment to be written next.
struct IndexUpdate::Batch {
  std::vector<Article> articles;
  std::map<std::string, std::string> records;
  std::size_t bytes = 0;
};

IndexUpdate::IndexUpdate(GenerationStore store, std::size_t threads)
    : store_(std::move(store)),
      threads_(std::clamp<std::size_t>(threads, 1, kMaxSegmentThreads)),
      builder_(std::make_unique<DocumentBuilder>()),
      batch_(std::make_unique<Batch>()),
      batch_limit_(kFirstBatchBytes) {}

IndexUpdate::IndexUpdate(IndexUpdate&&) noexcept = default;
IndexUpdate& IndexUpdate::operator=(IndexUpdate&&) noexcept = default;
IndexUpdate::~IndexUpdate() = default;

Result<IndexUpdate> IndexUpdate::open(const std::string& directory,
                                      std::optional<std::chrono::seconds> wait,
                                      std::size_t threads) {
  auto store = GenerationStore::open(directory, wait);
  if (!store) return fail(store.error());
  IndexUpdate update(*std::move(store), threads);
  if (auto opened = update.open_current(); !opened) return fail(opened.error());
  return update;
}

Result<void> IndexUpdate::open_current() {
  current_.reset();
  const auto path = store_.current();
  if (!path) return {};
  return catching(*path, [&] { current_ = std::make_unique<Xapian::Database>(*path); });
}

std::optional<Xapian::docid> IndexUpdate::find(const std::string& unique_term) const {
  if (!current_) return std::nullopt;
  const auto posting = current_->postlist_begin(unique_term);
  if (posting == current_->postlist_end(unique_term)) return std::nullopt;
  return *posting;
}

std::optional<Article> IndexUpdate::without_dropped(Article article, bool& lost_best) const {
  const auto is_gone = [&](const ArticleSource& source) {
    return dropped_.contains({article.id, source.path, source.record});
  };
  std::erase_if(article.other_sources, is_gone);
  lost_best = is_gone(article.source);
  if (lost_best && article.other_sources.empty()) return std::nullopt;
  return article;
}

/// A page that was moved comes at its new place before the old one is missed.
void IndexUpdate::drop_vanished(const Article& article, const ArticleSource& except) {
  const auto look_at = [&](const ArticleSource& source) {
    std::error_code error;
    if (source.path == except.path || fs::exists(source.path, error) || error) return;
    dropped_.insert({article.id, source.path, source.record});
    forgotten_.insert(page_record_key(source.path));
  };
  look_at(article.source);
  for (const ArticleSource& source : article.other_sources) look_at(source);
}

Result<AddOutcome> IndexUpdate::add(Article article) {
  const std::string term = unique_term(article);
  if (!ids_.insert(hash_content(article.id).first).second) {
    late_bytes_ += size_of(article);
    late_.push_back(std::move(article));
    if (late_bytes_ < kMaxLateBytes) return AddOutcome::Changed;
    if (auto published = put_in_force(); !published) return fail(published.error());
    return AddOutcome::Changed;
  }
  AddOutcome outcome = AddOutcome::Added;
  auto known = catching(store_.directory(), [&]() -> Result<bool> {
    const auto document = find(term);
    if (!document) return true;
    outcome = AddOutcome::Changed;
    auto decoded = decode_article(current_->get_document(*document).get_data());
    if (!decoded) return fail(decoded.error());
    // The capture that comes takes the place of an older one at the same place.
    const Article before = *decoded;
    const ArticleSource& source = article.source;
    const auto same_place = [&](const ArticleSource& other) {
      return is_same_place(other, source);
    };
    drop_vanished(before, source);
    bool lost_best = false;
    auto kept = without_dropped(*std::move(decoded), lost_best);
    if (kept) {
      std::erase_if(kept->other_sources, same_place);
      if (lost_best || same_place(kept->source)) {
        article.other_sources = std::move(kept->other_sources);
      } else {
        article = merge_captures(std::move(article), *std::move(kept));
      }
    }
    if (article == before) return false;
    superseded_.insert(*document);
    return true;
  });
  if (!known) return fail(known.error());
  if (!*known) {
    outcome = AddOutcome::Same;
    return outcome;
  }
  batch_->bytes += size_of(article);
  batch_->articles.push_back(std::move(article));
  if (batch_->bytes >= batch_limit_)
    if (auto written = write_batch(); !written) return fail(written.error());
  if (auto published = publish_if_large(); !published) return fail(published.error());
  return outcome;
}

Result<void> IndexUpdate::remember(std::string_view path, PageRecord record) {
  constexpr std::size_t kRecordOverhead = 100;
  std::string key = page_record_key(path);
  if (path.size() > kMaxKeyPath) record.long_path = path;
  forgotten_.erase(key);
  batch_->bytes += key.size() + kRecordOverhead;
  batch_->records.insert_or_assign(std::move(key),
                                   encode_page_record(record, store_.next_number()));
  if (batch_->bytes >= batch_limit_) return write_batch();
  return {};
}

Result<void> IndexUpdate::drop(
    const std::string& path,
    const std::function<bool(const Article&, const ArticleSource&)>& is_gone) {
  if (!current_) return {};
  return catching(store_.directory(), [&]() -> Result<void> {
    const std::string term = make_term(field_of(FieldId::Path).prefix, path);
    for (auto document = current_->postlist_begin(term); document != current_->postlist_end(term);
         ++document) {
      auto article = decode_article(current_->get_document(*document).get_data());
      if (!article) return fail(article.error());
      std::vector<ArticleSource> sources = article->other_sources;
      sources.push_back(article->source);
      bool has_dropped = false;
      for (const ArticleSource& source : sources) {
        if (source.path != path || !is_gone(*article, source)) continue;
        dropped_.insert({article->id, source.path, source.record});
        has_dropped = true;
      }
      if (!has_dropped) continue;
      touched_by_drop_.insert(*document);
      bool lost_best = false;
      const auto kept = without_dropped(*std::move(article), lost_best);
      if (kept && lost_best)
        for (const ArticleSource& source : kept->other_sources) to_reread_.insert(source.path);
    }
    return {};
  });
}

Result<void> IndexUpdate::settle(const std::string& path, const CapturesOfFile& captures) {
  return drop(path, [&](const Article& article, const ArticleSource& source) {
    const auto capture = captures.find(source.record);
    return capture == captures.end() || capture->second != article.id;
  });
}

Result<void> IndexUpdate::forget(const std::string& path) {
  const std::string key = page_record_key(path);
  batch_->records.erase(key);
  forgotten_.insert(key);
  return drop(path, [](const Article&, const ArticleSource&) { return true; });
}

std::vector<std::string> IndexUpdate::take_files_to_reread() {
  std::vector<std::string> paths;
  for (const std::string& path : std::exchange(to_reread_, {}))
    if (!forgotten_.contains(page_record_key(path))) paths.push_back(path);
  return paths;
}

Result<void> IndexUpdate::write_batch() {
  if (batch_->articles.empty() && batch_->records.empty()) return {};
  auto directory = store_.make_segment_directory();
  if (!directory) return fail(directory.error());
  if (!pool_) pool_ = std::make_unique<SegmentPool>(threads_);
  segments_.push_back(*directory);
  segment_articles_ += batch_->articles.size();
  batch_limit_ = std::min(batch_limit_ + batch_limit_ / 4, kMaxBatchBytes);
  const std::shared_ptr<Batch> batch(std::exchange(batch_, std::make_unique<Batch>()));
  pool_->submit([batch, path = *directory](DocumentBuilder& builder) -> Result<void> {
    SegmentWriter writer(path);
    write_schema(writer);
    for (const auto& [key, value] : batch->records) writer.set_metadata(key, value);
    for (const Article& article : batch->articles) {
      writer.begin_document();
      builder.build(article, writer);
      writer.end_document();
    }
    return writer.finish();
  });
  if (segments_.size() < kMaxSegments) return {};

  if (auto written = pool_->wait(); !written) return written;
  auto merged = store_.make_segment_directory();
  if (!merged) return fail(merged.error());
  if (auto done = merge_databases(segments_, *merged); !done) return done;
  std::error_code error;
  for (const std::string& segment : segments_) fs::remove_all(segment, error);
  segments_ = {*merged};
  return {};
}

Result<void> IndexUpdate::publish_if_large() {
  const std::uint64_t articles = segment_articles_ + batch_->articles.size();
  const std::uint64_t current = current_ ? current_->get_doccount() : 0;
  if (articles < std::max<std::uint64_t>(kMinPublished, current)) return {};
  return put_in_force();
}

bool IndexUpdate::is_small(std::size_t articles) const {
  if (!current_) return false;
  const std::uint64_t changes = articles + late_.size() + touched_by_drop_.size();
  return changes * kMergedPerChange <= current_->get_doccount() + 100;
}

Result<void> IndexUpdate::put_in_force() {
  const bool is_small_change = is_small(batch_->articles.size() + segment_articles_);
  if (!is_small_change || !segments_.empty())
    if (auto written = write_batch(); !written) return written;
  if (pool_)
    if (auto written = pool_->wait(); !written) return written;
  auto done = is_small_change ? change_in_place() : merge();
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
                           !forgotten_.empty();
  if (!has_changes) return {};
  const std::string path = *store_.current();
  return catching(path, [&] {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    Editor editor(database, current_.get());
    for (const Article& article : batch_->articles)
      editor.replace(unique_term(article), builder_->build(article));
    for (const auto& [key, value] : batch_->records) database.set_metadata(key, value);
    replay_segments(editor);
    apply_lists(editor);
    fold_stories(database, std::move(editor).changes());
    database.commit();
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
      if (writer->memory() < 4 * kMaxBatchBytes) continue;
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
    Xapian::WritableDatabase database(target, Xapian::DB_OPEN);
    for (const Xapian::docid id : superseded_) database.delete_document(id);
    Editor editor(database, nullptr);
    apply_lists(editor);
    fold_all_stories(database);
    database.commit();
    database.close();
  });
  if (!changed) return changed;
  return store_.put_in_force();
}

void IndexUpdate::apply_lists(Editor& editor) {
  for (Article& article : late_) {
    const std::string term = unique_term(article);
    if (auto stored = editor.find(term)) {
      if (is_same_place(stored->source, article.source)) {
        article.other_sources = std::move(stored->other_sources);
      } else {
        article = merge_captures(std::move(article), *std::move(stored));
      }
    }
    editor.replace(term, builder_->build(article));
  }
  for (const std::string& key : forgotten_) editor.database().set_metadata(key, std::string());
  if (!current_) return;
  for (const Xapian::docid id : touched_by_drop_) {
    // Documents were numbered anew where survivors were copied: the article's own term finds it.
    const std::string term = unique_term_of(current_->get_document(id));
    auto stored = editor.find(term);
    if (!stored) continue;
    const Article before = *stored;
    bool lost_best = false;
    const auto kept = without_dropped(*std::move(stored), lost_best);
    if (!kept || lost_best) {
      editor.remove(term);
      ++removed_;
    } else if (*kept != before) {
      editor.replace(term, builder_->build(*kept));
    }
  }
}

Result<std::uint64_t> IndexUpdate::syndicated() const {
  if (!current_) return 0;
  return catching(store_.directory(),
                  [&] { return std::uint64_t{current_->get_value_freq(kSlotStory)}; });
}

void IndexUpdate::clear() {
  store_.remove_unfinished();
  *batch_ = {};
  batch_limit_ = kFirstBatchBytes;
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
