#include "indexer/task_source.hpp"

#include <array>
#include <fcntl.h>
#include <optional>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "indexer/archive_format.hpp"
#include "indexer/json_lines.hpp"
#include "indexer/warc_reader.hpp"

namespace dateline {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

/// The kind of file by its first bytes. A file that cannot be read is a page: reading it says why.
Container sniff_container(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return Container::Page;
  std::array<char, kContainerSniffBytes> bytes;
  const ssize_t size = read(file, bytes.data(), bytes.size());
  close(file);
  if (size <= 0) return Container::Page;
  return detect_container(path, {bytes.data(), static_cast<std::size_t>(size)});
}

std::string place_of(std::uint64_t offset, std::uint64_t inner_offset) {
  return inner_offset == 0 ? std::to_string(offset) : fmt::format("{}+{}", offset, inner_offset);
}

class TaskSource {
 public:
  TaskSource(const TaskSourceOptions& options, const PageLookup& lookup, RunCounters& counters,
             const std::function<bool(Task)>& hand_over)
      : options_(options), lookup_(lookup), counters_(counters), hand_over_(hand_over) {}

  /// False when the receiver has had enough.
  bool visit(FoundPage page) {
    const std::uint64_t end = counters_.bytes_found + page.size;
    const bool goes_on = read(std::move(page));
    counters_.bytes_found = end;
    return goes_on;
  }

 private:
  bool read(FoundPage page) {
    auto known = lookup_.find(page.path);
    const bool is_known = known && !options_.reads_all && known->size == page.size &&
                          known->modified == page.modified;
    if (is_known) return pass_over(page, *known);
    const Container container = sniff_container(page.path);
    if (container == Container::Warc) return visit_warc(page);
    if (container == Container::JsonLines) return visit_lines(page);
    return hand_over_(PageTask{.page = std::move(page),
                               .known = std::move(known),
                               .is_gzipped = container == Container::GzippedPage,
                               .is_wanted_again = options_.reads_all});
  }

  bool pass_over(const FoundPage& page, const PageRecord& known) {
    if (known.outcome == PageOutcome::Failed)
      return hand_over_(
          FailureTask{.path = page.path,
                      .record = {},
                      .error = {.code = ErrorCode::Input,
                                .message = fmt::format("{} (unchanged since)", known.reason)}});
    if (known.outcome == PageOutcome::NotAPage)
      return hand_over_(
          FailureTask{.path = page.path,
                      .record = {},
                      .error = {.code = ErrorCode::NotAPage, .message = known.reason}});
    if (known.failed_records > 0 &&
        !hand_over_(FailureTask{
            .path = page.path,
            .record = {},
            .error = {
                .code = ErrorCode::Input,
                .message = fmt::format("{} of its records could not be read (unchanged since)",
                                       known.failed_records)}}))
      return false;
    ++counters_.unchanged;
    return true;
  }

  bool visit_warc(const FoundPage& page) {
    bool goes_on = true;
    const std::uint64_t begin = counters_.bytes_found;
    const auto read = read_warc(
        page.path, options_.max_page_bytes,
        [&](WarcRecord record) {
          counters_.bytes_found = begin + record.offset;
          const std::int64_t captured =
              record.captured.value_or(page.modified / kNanosecondsPerSecond);
          return goes_on = hand_over_(
                     RecordTask{{.path = page.path,
                                 .bytes = std::move(record.body),
                                 .modified = captured,
                                 .url = std::move(record.url),
                                 .charset = std::move(record.charset),
                                 .record = place_of(record.offset, record.inner_offset)}});
        },
        [&](RecordFailure failure) {
          return goes_on = hand_over_(
                     FailureTask{.path = page.path,
                                 .record = place_of(failure.offset, failure.inner_offset),
                                 .error = std::move(failure.error)});
        });
    if (!read)
      return hand_over_(FailureTask{.path = page.path, .record = {}, .error = read.error()});
    return goes_on && hand_over_(end_of(page));
  }

  bool visit_lines(const FoundPage& page) {
    bool goes_on = true;
    const std::uint64_t begin = counters_.bytes_found;
    const auto read = read_json_lines(
        page.path, options_.max_page_bytes,
        [&](JsonLine line) {
          counters_.bytes_found = begin + line.offset;
          return goes_on = hand_over_(LineTask{.path = page.path,
                                               .number = line.number,
                                               .text = std::move(line.text),
                                               .modified = page.modified / kNanosecondsPerSecond});
        },
        [&](LineFailure failure) {
          return goes_on = hand_over_(FailureTask{.path = page.path,
                                                  .record = std::to_string(failure.number),
                                                  .error = std::move(failure.error)});
        });
    if (!read)
      return hand_over_(FailureTask{.path = page.path, .record = {}, .error = read.error()});
    return goes_on && hand_over_(end_of(page));
  }

  static ArchiveEnd end_of(const FoundPage& page) {
    return {.path = page.path,
            .record = {.size = page.size, .modified = settled_time(page.modified)}};
  }

  const TaskSourceOptions& options_;
  const PageLookup& lookup_;
  RunCounters& counters_;
  const std::function<bool(Task)>& hand_over_;
};

}  // namespace

void find_tasks(std::span<const std::string> roots, const TaskSourceOptions& options,
                const PageLookup& lookup, RunCounters& counters,
                const std::function<bool(Task)>& hand_over) {
  TaskSource source(options, lookup, counters, hand_over);
  walk_pages(
      roots, options.walk, [&](FoundPage page) { return source.visit(std::move(page)); },
      [&](WalkFailure failure) {
        return hand_over(
            FailureTask{.path = failure.path, .record = {}, .error = std::move(failure.error)});
      });
}

}  // namespace dateline
