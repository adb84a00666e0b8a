#include "indexer/task_sink.hpp"

#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "indexer/article_json.hpp"

namespace dateline {

TaskSink::TaskSink(IndexUpdate* update, std::ostream& out, RunLog& log)
    : update_(update), out_(out), log_(log) {}

Result<void> TaskSink::take(HandledTask task) {
  if (task.archive_end) return end_archive(*task.archive_end);
  if (!task.article) report_failure(task);
  if (task.article && !task.is_same) {
    report_.count_kind(task.article->kind);
    if (task.is_cut)
      log_.note(to_string(task.source), fmt::format("only the first {} bytes of its text are kept",
                                                    task.article->body.size()));
  }
  return update_ != nullptr ? store(task) : print(task);
}

Result<void> TaskSink::print(const HandledTask& task) {
  if (!task.article) return {};
  out_ << to_json(*task.article) << '\n';
  if (!out_) return fail(ErrorCode::Usage, "cannot write to standard output");
  ++report_.added;
  return {};
}

Result<void> TaskSink::store(HandledTask& task) {
  const std::string path = task.source.path;
  if (task.is_same) {
    if (task.article) ++report_.unchanged;
    return update_->remember(path, *std::move(task.record));
  }
  if (task.in_archive && path != archive_) {
    // The one before may have ended early.
    archive_ = path;
    captures_.clear();
    failed_records_ = 0;
  }
  CapturesOfFile captures;
  if (task.article) {
    auto& of_file = task.in_archive ? captures_ : captures;
    of_file.emplace(task.article->source.record, task.article->id);
    if (auto stored = store_article(*std::move(task.article)); !stored) return stored;
  } else if (task.in_archive) {
    ++failed_records_;
  }
  // A page that could not be read is left as it was known.
  if (task.in_archive || !task.record) return {};
  if (auto settled = update_->settle(path, captures); !settled) return settled;
  return update_->remember(path, *std::move(task.record));
}

Result<void> TaskSink::store_article(Article article) {
  const auto outcome = update_->add(std::move(article));
  if (!outcome) return fail(outcome.error());
  switch (*outcome) {
    case AddOutcome::Added:
      ++report_.added;
      break;
    case AddOutcome::Changed:
      ++report_.changed;
      break;
    case AddOutcome::Same:
      ++report_.unchanged;
      break;
  }
  return {};
}

Result<void> TaskSink::end_archive(const ArchiveEnd& end) {
  if (update_ == nullptr) return {};
  const bool has_records = std::exchange(archive_, {}) == end.path;
  const CapturesOfFile captures = has_records ? std::exchange(captures_, {}) : CapturesOfFile();
  PageRecord record = end.record;
  if (has_records) record.failed_records = failed_records_;
  if (auto settled = update_->settle(end.path, captures); !settled) return settled;
  return update_->remember(end.path, std::move(record));
}

void TaskSink::report_failure(const HandledTask& task) {
  const Error& error = task.article.error();
  const std::string place = to_string(task.source);
  if (error.code == ErrorCode::NotAPage) {
    ++report_.skipped;
    log_.passed_over(place, error.message);
    return;
  }
  ++report_.failed;
  if (update_ == nullptr) out_ << failure_to_json(place, error.message) << '\n';
  log_.failure(place, error.message);
}

}  // namespace dateline
