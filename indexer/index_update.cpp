#include "indexer/index_update.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "common/content_hash.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "indexer/article_id.hpp"
#include "indexer/database_merge.hpp"
#include "indexer/segment_writer.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Every article takes memory beside its text.
constexpr std::size_t kArticleOverhead = 1000;

/// Documents changed before Xapian's writer turns them into postings: it takes about 100 kB for
/// each until then, and 10,000 by default.
constexpr const char* kFlushThreshold = "500";

/// More threads would hold more memory than they save time.
constexpr std::size_t kMaxSegmentThreads = 4;

std::size_t size_of(const Article& article) { return article.body.size() + kArticleOverhead; }

void write_schema(SegmentWriter& writer) {
  writer.set_metadata(kMetadataSchema, std::to_string(kSchemaVersion));
}

bool is_same_place(const ArticleSource& a, const ArticleSource& b) {
  return a.path == b.path && a.record == b.record;
}

/// Whether nothing that `other` was better than is better than `capture`.
bool is_no_worse(const Article& capture, const Article& other) {
  return is_better_capture(capture, other) ||
         (is_same_place(capture.source, other.source) && capture.kind == other.kind &&
          capture.source.captured == other.source.captured);
}

}  // namespace

IndexUpdate::IndexUpdate(GenerationStore store, std::size_t threads,
                         const IndexUpdateLimits& limits)
    : store_(std::move(store)),
      threads_(std::clamp<std::size_t>(threads, 1, kMaxSegmentThreads)),
      limits_(limits),
      builder_(std::make_unique<DocumentBuilder>()),
      batch_(std::make_unique<Batch>()),
      batch_limit_(limits_.first_batch_bytes) {}

IndexUpdate::IndexUpdate(IndexUpdate&&) noexcept = default;
IndexUpdate& IndexUpdate::operator=(IndexUpdate&&) noexcept = default;
IndexUpdate::~IndexUpdate() = default;

Result<IndexUpdate> IndexUpdate::open(const std::string& directory,
                                      std::optional<std::chrono::seconds> wait, std::size_t threads,
                                      const IndexUpdateLimits& limits) {
  auto store = GenerationStore::open(directory, wait);
  if (!store) return fail(store.error());
  // Xapian 1.4 takes this from nowhere else. No other thread of ours is there yet.
  setenv("XAPIAN_FLUSH_THRESHOLD", kFlushThreshold, 1);  // NOLINT(concurrency-mt-unsafe)
  IndexUpdate update(*std::move(store), threads, limits);
  if (auto opened = update.open_current(); !opened) return fail(opened.error());
  return update;
}

Result<void> IndexUpdate::open_current() {
  current_.reset();
  const auto path = store_.current();
  if (!path) return {};
  return catching(*path, [&] {
    current_ = std::make_unique<Xapian::Database>(*path);
    const std::string sequence = current_->get_metadata(std::string(kMetadataSequence));
    std::from_chars(sequence.data(), sequence.data() + sequence.size(), sequence_);
  });
}

std::optional<Xapian::docid> IndexUpdate::find(const std::string& unique_term) const {
  if (!current_) return std::nullopt;
  const auto posting = current_->postlist_begin(unique_term);
  if (posting == current_->postlist_end(unique_term)) return std::nullopt;
  return *posting;
}

bool IndexUpdate::is_dropped(const std::string& id, const ArticleSource& source) const {
  return dropped_.contains({id, source.path, source.record});
}

void IndexUpdate::begin_reading(const ArticleSource& source) {
  if (source.path != reading_.path) {
    reading_ = {source.path, {}};
    // An archive may be put in force in part.
    if (!source.record.empty()) add_record(source.path, PageRecord{.size = kUnreadPageSize});
  }
  reading_.records.insert(hash_content(source.record).first);
}

/// Drops what is known to have gone while `read` is read: captures that the same file held before,
/// and pages that have vanished, since one that was moved comes at its new place before the old
/// one is missed.
void IndexUpdate::drop_stale(const Article& stored, const ArticleSource& read) {
  const auto look_at = [&](const ArticleSource& source) {
    if (source.path == read.path) {
      if (!reading_.records.contains(hash_content(source.record).first))
        dropped_.insert({stored.id, source.path, source.record});
      return;
    }
    std::error_code error;
    if (fs::exists(source.path, error) || error) return;
    dropped_.insert({stored.id, source.path, source.record});
    // An archive may hold more than what has come from it.
    if (source.record.empty()) remove_record(source.path);
  };
  look_at(stored.source);
  for (const ArticleSource& source : stored.other_sources) look_at(source);
}

/// The article of a capture that was read and the one stored.
Article IndexUpdate::merge_into(Article capture, Article stored) {
  const auto is_gone = [&](const ArticleSource& source) {
    return is_same_place(source, capture.source) || is_dropped(stored.id, source);
  };
  std::erase_if(stored.other_sources, is_gone);
  if (!is_gone(stored.source)) return merge_captures(std::move(capture), std::move(stored));
  // Which capture is the best one now only their texts can tell.
  if (!is_no_worse(capture, stored)) reread(stored.other_sources);
  capture.other_sources = std::move(stored.other_sources);
  return capture;
}

void IndexUpdate::reread(const std::vector<ArticleSource>& sources) {
  for (const ArticleSource& source : sources) to_reread_.insert(source.path);
}

Result<AddOutcome> IndexUpdate::add(Article article) {
  begin_reading(article.source);
  const bool is_in_archive = !article.source.record.empty();
  dropped_.erase({article.id, article.source.path, article.source.record});
  AddOutcome outcome = AddOutcome::Added;
  if (!ids_.insert(hash_content(article.id).first).second) {
    outcome = AddOutcome::Changed;
    late_bytes_ += size_of(article);
    late_[article.id].push_back(std::move(article));
  } else {
    auto known = catching(store_.directory(), [&]() -> Result<bool> {
      const auto document = find(unique_term(article));
      if (!document) return true;
      outcome = AddOutcome::Changed;
      auto stored = decode_article(current_->get_document(*document).get_data());
      if (!stored) return fail(stored.error());
      drop_stale(*stored, article.source);
      article = merge_into(std::move(article), *stored);
      if (article == *stored) return false;
      superseded_.insert(*document);
      return true;
    });
    if (!known) return fail(known.error());
    if (!*known) return AddOutcome::Same;
    batch_->bytes += size_of(article);
    batch_->articles.push_back(std::move(article));
    if (batch_->bytes >= batch_limit_)
      if (auto written = write_batch(); !written) return fail(written.error());
  }
  // A page of its own is complete once it is remembered.
  if (is_in_archive)
    if (auto published = publish_if_large(); !published) return fail(published.error());
  return outcome;
}

void IndexUpdate::add_record(std::string_view path, PageRecord record) {
  constexpr std::size_t kRecordOverhead = 100;
  std::string key = page_record_key(path);
  if (is_long_path_key(key)) record.long_path = path;
  forgotten_.erase(key);
  batch_->bytes += key.size() + kRecordOverhead;
  batch_->records.insert_or_assign(std::move(key), encode_page_record(record, ++sequence_));
}

Result<void> IndexUpdate::remember(const std::string& path, PageRecord record) {
  add_record(path, std::move(record));
  if (!to_reread_.contains(path)) handed_out_.erase(path);
  if (batch_->bytes >= batch_limit_)
    if (auto written = write_batch(); !written) return written;
  return publish_if_large();
}

void IndexUpdate::remove_record(const std::string& path) {
  const std::string key = page_record_key(path);
  batch_->records.erase(key);
  forgotten_.insert(key);
  to_reread_.erase(path);
  handed_out_.erase(path);
}

Result<void> IndexUpdate::drop(
    const std::string& path,
    const std::function<bool(const Article&, const ArticleSource&)>& is_gone) {
  if (!current_) return {};
  return catching(store_.directory(), [&]() -> Result<void> {
    const std::string term = make_term(field_of(FieldId::Path).prefix, path);
    const auto end = current_->postlist_end(term);
    for (auto document = current_->postlist_begin(term); document != end; ++document) {
      auto article = decode_article(current_->get_document(*document).get_data());
      if (!article) return fail(article.error());
      std::vector<ArticleSource> sources = article->other_sources;
      sources.push_back(article->source);
      bool has_dropped = false;
      for (const ArticleSource& source : sources)
        if (source.path == path && is_gone(*article, source))
          has_dropped |= dropped_.insert({article->id, source.path, source.record}).second;
      if (!has_dropped) continue;
      touched_by_drop_.insert(article->id);
      if (!is_dropped(article->id, article->source)) continue;
      std::erase_if(article->other_sources,
                    [&](const auto& source) { return is_dropped(article->id, source); });
      reread(article->other_sources);
    }
    return {};
  });
}

Result<bool> IndexUpdate::holds(const std::string& path) const {
  if (!current_) return false;
  return catching(store_.directory(), [&]() -> Result<bool> {
    const std::string term = make_term(field_of(FieldId::Path).prefix, path);
    const auto end = current_->postlist_end(term);
    for (auto document = current_->postlist_begin(term); document != end; ++document) {
      auto article = decode_article(current_->get_document(*document).get_data());
      if (!article) return fail(article.error());
      std::vector<ArticleSource> sources = article->other_sources;
      sources.push_back(article->source);
      for (const ArticleSource& source : sources)
        if (source.path == path && !is_dropped(article->id, source)) return true;
    }
    return false;
  });
}

Result<void> IndexUpdate::settle(const std::string& path, const CapturesOfFile& captures) {
  reading_ = {};
  return drop(path, [&](const Article& article, const ArticleSource& source) {
    const auto capture = captures.find(source.record);
    return capture == captures.end() || capture->second != article.id;
  });
}

Result<void> IndexUpdate::forget(const std::string& path) {
  remove_record(path);
  return drop(path, [](const Article&, const ArticleSource&) { return true; });
}

std::vector<std::string> IndexUpdate::take_files_to_reread() {
  const std::set<std::string> paths = std::exchange(to_reread_, {});
  handed_out_.insert(paths.begin(), paths.end());
  return {paths.begin(), paths.end()};
}

Result<void> IndexUpdate::write_batch() {
  if (batch_->articles.empty() && batch_->records.empty()) return {};
  auto directory = store_.make_segment_directory();
  if (!directory) return fail(directory.error());
  if (!pool_) pool_ = std::make_unique<SegmentPool>(threads_);
  segments_.push_back(*directory);
  segment_articles_ += batch_->articles.size();
  batch_limit_ = std::min(batch_limit_ + batch_limit_ / 4, limits_.max_batch_bytes);
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
  if (segments_.size() < limits_.max_segments) return {};

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
  const bool is_large = articles >= std::max<std::uint64_t>(limits_.min_published, current);
  if (!is_large && late_bytes_ < limits_.max_late_bytes) return {};
  // Whoever has the generation open since the run began reads on in it.
  return publish(false);
}

}  // namespace dateline
