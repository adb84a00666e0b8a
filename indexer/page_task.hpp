#pragma once

// What passes through the pipeline of a run: what the walk finds, and what becomes of it.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "common/article.hpp"
#include "common/result.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/page_reader.hpp"
#include "indexer/page_record.hpp"

namespace dateline {

/// A file that holds one page, under gzip or not.
struct PageTask {
  FoundPage page;
  std::optional<PageRecord> known;  ///< what the database remembers of it
  bool is_gzipped = false;
  bool is_wanted_again = false;  ///< even when its bytes are known
};

/// A record of an archive whose bytes are a page.
struct RecordTask {
  RawPage page;
};

/// A line that is to hold an article.
struct LineTask {
  std::string path;
  std::uint64_t number = 0;
  std::string text;
  std::int64_t modified = 0;  ///< of the file, seconds
};

/// Stands behind the last task of an archive.
struct ArchiveEnd {
  std::string path;
  PageRecord record;  ///< failed_records is not yet known
};

/// Something that cannot be read.
struct FailureTask {
  std::string path;
  std::string record;  ///< place in the archive `path`
  Error error;
};

using Task = std::variant<PageTask, RecordTask, LineTask, ArchiveEnd, FailureTask>;

/// What a worker makes of a task.
struct HandledTask {
  ArticleSource source;
  Result<Article> article;
  bool is_cut = false;  ///< the body was longer than what is kept
  /// A page of its own: what to remember of it, unless it could not be read at all.
  std::optional<PageRecord> record = std::nullopt;
  bool is_same = false;  ///< only the date of the file has changed; `article` is of no meaning
  std::optional<ArchiveEnd> archive_end = std::nullopt;
  bool in_archive = false;
};

/// The date of a file as a PageRecord keeps it, nanoseconds: see there.
std::int64_t settled_time(std::int64_t modified);

/// Does a task: reads, extracts. Pure but for reading files; may run on any number of threads.
/// Larger pages than `max_page_bytes` are refused.
HandledTask handle_task(Task task, std::uint64_t max_page_bytes);

}  // namespace dateline
