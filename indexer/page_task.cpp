#include "indexer/page_task.hpp"

#include <chrono>
#include <utility>

#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "indexer/archive_format.hpp"
#include "indexer/article_id.hpp"
#include "indexer/json_article.hpp"

namespace dateline {
namespace {

/// Longest text indexed of one article. A novel has a megabyte; what is longer is a data dump, and
/// would cost memory out of proportion.
constexpr std::size_t kMaxBodyBytes = std::size_t{2} << 20;

/// A file written so shortly ago may be written again without its date showing it.
constexpr std::chrono::seconds kClockTick{2};

/// Keeps the blocks that fit. True when something went.
bool cut_body(Article& article) {
  if (article.body.size() <= kMaxBodyBytes) return false;
  std::string_view kept = utf8_prefix(article.body, kMaxBodyBytes);
  if (const auto block_end = kept.rfind("\n\n");
      block_end != std::string_view::npos && block_end > 0)
    kept = kept.substr(0, block_end);
  article.body.resize(kept.size());
  article.words = count_words(article.body);
  return true;
}

HandledTask handle(PageTask task, std::uint64_t max_page_bytes) {
  HandledTask handled{.source = {.path = task.page.path}, .article = Article{}};
  auto raw = task.is_gzipped ? read_gzipped_page(task.page, max_page_bytes)
                             : read_page(task.page, max_page_bytes);
  if (!raw) {
    handled.article = fail(raw.error());
    return handled;
  }
  const ContentHash hash = hash_content(raw->bytes);
  handled.record = PageRecord{
      .size = task.page.size, .modified = settled_time(task.page.modified), .hash = hash};
  if (task.known && !task.is_wanted_again && task.known->hash == hash) {
    handled.is_same = true;
    handled.record->outcome = task.known->outcome;
    handled.record->reason = task.known->reason;
    if (task.known->outcome != PageOutcome::Indexed)
      handled.article =
          fail(task.known->outcome == PageOutcome::Failed ? ErrorCode::Input : ErrorCode::NotAPage,
               task.known->reason);
    return handled;
  }
  handled.article = extract_page(*raw);
  if (handled.article) {
    handled.is_cut = cut_body(*handled.article);
  } else {
    const Error& error = handled.article.error();
    const bool is_page = error.code != ErrorCode::NotAPage;
    handled.record->outcome = is_page ? PageOutcome::Failed : PageOutcome::NotAPage;
    handled.record->reason = error.message;
  }
  return handled;
}

HandledTask handle(RecordTask task, std::uint64_t) {
  HandledTask handled{.source = {.path = task.page.path, .record = task.page.record},
                      .article = extract_page(task.page),
                      .in_archive = true};
  if (handled.article) handled.is_cut = cut_body(*handled.article);
  return handled;
}

HandledTask handle(LineTask task, std::uint64_t) {
  HandledTask handled{.source = {.path = task.path,
                                 .record = std::to_string(task.number),
                                 .captured = task.modified},
                      .article = article_from_json(task.text),
                      .in_archive = true};
  if (!handled.article) return handled;
  Article& article = *handled.article;
  article.source = handled.source;
  if (article.id.empty()) article.id = make_article_id(article, task.text);
  handled.is_cut = cut_body(article);
  return handled;
}

HandledTask handle(ArchiveEnd task, std::uint64_t) {
  HandledTask handled{.source = {.path = task.path}, .article = Article{}};
  handled.archive_end = std::move(task);
  return handled;
}

HandledTask handle(FailureTask task, std::uint64_t) {
  return {.source = {.path = std::move(task.path), .record = task.record},
          .article = fail(std::move(task.error)),
          .in_archive = !task.record.empty()};
}

}  // namespace

std::int64_t settled_time(std::int64_t modified) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::chrono::nanoseconds age = now - std::chrono::nanoseconds{modified};
  return age < kClockTick ? 0 : modified;
}

HandledTask handle_task(Task task, std::uint64_t max_page_bytes) {
  return std::visit(
      [&](auto&& one) { return handle(std::forward<decltype(one)>(one), max_page_bytes); },
      std::move(task));
}

}  // namespace dateline
