#include "indexer/warc_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "indexer/byte_cursor.hpp"
#include "indexer/content_coding.hpp"
#include "indexer/http_response.hpp"
#include "indexer/warc_head.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxHeadBytes = 256U << 10;
constexpr std::size_t kMaxVersionLine = 64;
constexpr std::string_view kRecordStart = "WARC/";

enum class Skipped : std::uint8_t { Type, Status, Media };

/// What became of a record once its bytes were there.
struct Verdict {
  std::optional<Skipped> skipped;
  std::optional<Error> error;
  std::string charset;  ///< of a page
  std::string body;
};

Verdict failed(Error error) { return {.error = std::move(error)}; }

/// `content` may be only the beginning when the content is too large to be a page.
Verdict judge_response(const WarcHead& head, std::string content, std::uint64_t max_bytes) {
  const auto http = parse_http_head(content);
  if (!http) return failed({.code = ErrorCode::Input, .message = "no HTTP response in the record"});
  constexpr int kNoContent = 204;
  constexpr int kResetContent = 205;
  if (http->status < 200 || http->status > 299 || http->status == kNoContent ||
      http->status == kResetContent)
    return {.skipped = Skipped::Status};
  if (!is_page_media_type(http->media_type)) return {.skipped = Skipped::Media};
  const std::uint64_t body_bytes = head.content_length - http->bytes;
  if (body_bytes > max_bytes) return failed(too_large_error(body_bytes, max_bytes));
  content.erase(0, http->bytes);
  auto body = undo_codings(std::move(content), http->codings, max_bytes);
  if (!body) return failed(std::move(body.error()));
  return {.charset = http->charset, .body = std::move(*body)};
}

Verdict judge(const WarcHead& head, std::string content, std::uint64_t max_bytes) {
  if (head.type == WarcType::Other) return {.skipped = Skipped::Type};
  if (head.type == WarcType::Response) return judge_response(head, std::move(content), max_bytes);
  if (head.media_type.empty() || !is_page_media_type(head.media_type))
    return {.skipped = Skipped::Media};
  if (head.content_length > max_bytes)
    return failed(too_large_error(head.content_length, max_bytes));
  return {.charset = head.charset, .body = std::move(content)};
}

class Reader {
 public:
  Reader(GzipStream stream, std::uint64_t max_bytes,
         const std::function<bool(WarcRecord)>& on_record,
         const std::function<bool(RecordFailure)>& on_failure)
      : cursor_(std::move(stream), kRecordStart),
        max_bytes_(max_bytes),
        on_record_(on_record),
        on_failure_(on_failure) {}

  WarcSummary read_all() {
    while (is_wanted_) {
      const Next next = find_next();
      if (next == Next::End) break;
      if (next == Next::Record) {
        read_record();
      } else {
        report_between(next);
      }
    }
    return summary_;
  }

  /// Reads the record that begins at `start`, where the stream was opened.
  WarcSummary read_one(const StreamPosition& start) {
    const bool is_there = start.inner == 0 || (cursor_.is_gzip() && pass(start.inner));
    if (is_there && find_next() == Next::Record && next_ == start) read_record();
    return summary_;
  }

 private:
  enum class Next : std::uint8_t { Record, Garbage, Damage, End };

  /// Passes over bytes whatever records begin among them.
  bool pass(std::uint64_t count) {
    while (count > 0) {
      const auto more = cursor_.fill();
      if (!more || !*more) return false;
      const std::size_t part = std::min<std::uint64_t>(count, cursor_.rest().size());
      cursor_.consume(part);
      count -= part;
    }
    return true;
  }

  /// Passes over the empty lines between records and reads the next record's version line, so that
  /// read_record() follows. next_ says where that line, the garbage or the damage is.
  Next find_next() {
    if (std::exchange(is_begun_, false)) return Next::Record;
    while (true) {
      const auto more = cursor_.fill();
      if (!more) return damage(more.error());
      if (!*more) return Next::End;
      const std::string_view rest = cursor_.rest();
      const std::size_t blanks = std::min(rest.find_first_not_of("\r\n"), rest.size());
      cursor_.consume(blanks);
      if (blanks < rest.size()) break;
      cursor_.abandon_bomb();
    }
    next_ = cursor_.position();
    const auto line = cursor_.read_line(line_, kMaxVersionLine);
    if (!line) return damage(line.error());
    const bool is_version = *line == ByteCursor::Line::Whole && is_warc_version(line_);
    return is_version ? Next::Record : Next::Garbage;
  }

  Next damage(const Error& error) {
    next_ = cursor_.position();
    damage_ = error;
    return Next::Damage;
  }

  void report_between(Next next) {
    if (next == Next::Damage) {
      report(next_, {}, damage_);
    } else {
      report_garbage();
    }
    find_record();
  }

  /// The version line has been read; it began at next_.
  void read_record() {
    const StreamPosition start = next_;
    ++summary_.records;
    note_layout(start);
    const auto head = read_head();
    if (!head) {
      report(start, {}, head.error());
      find_record();
      return;
    }
    const std::uint64_t length = head->content_length;
    const StreamPosition content_start = cursor_.position();
    const std::uint64_t file_left =
        cursor_.file_size() - std::min(content_start.offset, cursor_.file_size());
    if (!cursor_.is_gzip() && length > file_left) {
      report(start, head->url, cut_short(length, file_left));
      find_record();
      return;
    }
    std::string content;
    const auto count = read_content(*head, content);
    if (!count) {
      report(start, head->url, count.error());
      find_record();
      return;
    }
    // Garbage behind the record shows that its length lies when another record begins inside.
    // Damage of the member it ends in is its own: gzip tells only at the end that its check sum is
    // wrong.
    const std::uint64_t last_member = cursor_.position().offset;
    const Next next = *count == length ? find_next() : Next::Record;
    const bool is_damaged =
        next == Next::Damage && next_.offset == last_member && !cursor_.is_truncated();
    const bool is_lie = next == Next::Garbage && holds_warc_version(content);
    Verdict verdict = judge(*head, std::move(content), max_bytes_);
    if (*count < length && !verdict.skipped && *count <= max_bytes_)
      verdict = failed(cut_short(length, *count));
    if (is_damaged) verdict = failed(damage_);
    if (is_lie)
      verdict = failed({.code = ErrorCode::Input,
                        .message = "malformed record: Content-Length covers another record"});
    conclude(start, *head, std::move(verdict));
    if (*count < length) return;
    if (next == Next::Record) {
      is_begun_ = true;
    } else if (next == Next::Garbage) {
      if (!is_lie && is_wanted_) report_garbage();
      go_back(start, content_start);
      find_record();
    } else if (next == Next::Damage) {
      if (!is_damaged && is_wanted_) report(next_, {}, damage_);
      find_record();
    }
  }

  static Error cut_short(std::uint64_t length, std::uint64_t count) {
    return {.code = ErrorCode::Input,
            .message = fmt::format("cut short: {} of {} bytes", count, length)};
  }

  bool is_too_large(const WarcHead& head) const {
    return head.type != WarcType::Other && head.content_length > kMaxHttpHeadBytes &&
           head.content_length - kMaxHttpHeadBytes > max_bytes_;
  }

  /// The bytes of the content that are needed to judge it; passes over the others. How many bytes
  /// were there.
  Result<std::uint64_t> read_content(const WarcHead& head, std::string& content) {
    if (head.type == WarcType::Other) return cursor_.skip(head.content_length);
    if (!is_too_large(head)) return cursor_.read(head.content_length, content);
    auto begun = cursor_.read(kMaxHttpHeadBytes, content);
    if (!begun || *begun < kMaxHttpHeadBytes) return begun;
    auto skipped = cursor_.skip(head.content_length - *begun);
    if (!skipped) return skipped;
    return *begun + *skipped;
  }

  Result<WarcHead> read_head() {
    std::string fields;
    while (true) {
      const auto line = cursor_.read_line(line_, kMaxHeadBytes - fields.size());
      if (!line) return fail(line.error());
      if (*line == ByteCursor::Line::End)
        return fail(ErrorCode::Input, "malformed record: the file ends in its head");
      if (*line == ByteCursor::Line::TooLong || fields.size() + line_.size() >= kMaxHeadBytes)
        return fail(ErrorCode::Input, "malformed record: its head is too long");
      if (line_.empty()) break;
      fields += line_;
      fields += '\n';
    }
    return parse_warc_head(fields);
  }

  /// Learns whether every member of a gzip file holds one record.
  void note_layout(const StreamPosition& start) {
    if (start.inner > 0) has_shared_members_ = true;
    if (summary_.records > 1 && start.offset != last_member_) has_members_ = true;
    last_member_ = start.offset;
  }

  bool holds_one_record_per_member() const {
    return cursor_.is_gzip() && has_members_ && !has_shared_members_;
  }

  /// Behind a record whose length is doubtful, goes on at its content: but no byte is read a third
  /// time, or a file could make the reader go back without end.
  void go_back(const StreamPosition& start, const StreamPosition& content_start) {
    if (cursor_.is_gzip() || start.offset < went_back_from_) return;
    went_back_from_ = next_.offset;
    cursor_.seek(content_start.offset);
  }

  /// Goes on to the next place where a record begins and reads its version line. Further damage on
  /// the way belongs to what was reported already.
  void find_record() {
    while (is_wanted_) {
      auto more = cursor_.fill();
      if (more && *more && holds_one_record_per_member() && cursor_.position().inner > 0) {
        if (!cursor_.skip_member()) continue;
        more = cursor_.fill();
      }
      if (!more) continue;
      if (!*more) return;
      next_ = cursor_.position();
      const auto line = cursor_.read_line(line_, kMaxVersionLine);
      if (line && *line == ByteCursor::Line::Whole && is_warc_version(line_)) {
        is_begun_ = true;
        return;
      }
    }
  }

  void conclude(const StreamPosition& start, const WarcHead& head, Verdict verdict) {
    if (verdict.error) {
      report(start, head.url, std::move(*verdict.error));
    } else if (verdict.skipped) {
      ++(*verdict.skipped == Skipped::Type     ? summary_.skipped_types
         : *verdict.skipped == Skipped::Status ? summary_.skipped_statuses
                                               : summary_.skipped_media);
    } else {
      ++summary_.delivered;
      is_wanted_ = on_record_({.offset = start.offset,
                               .inner_offset = start.inner,
                               .url = head.url,
                               .captured = head.captured,
                               .charset = std::move(verdict.charset),
                               .body = std::move(verdict.body)});
    }
  }

  void report_garbage() {
    report(next_, {}, {.code = ErrorCode::Input, .message = "garbage where a record should begin"});
  }

  void report(const StreamPosition& at, const std::string& url, Error error) {
    ++summary_.failures;
    is_wanted_ = on_failure_(
        {.offset = at.offset, .inner_offset = at.inner, .url = url, .error = std::move(error)});
  }

  ByteCursor cursor_;
  std::uint64_t max_bytes_;
  const std::function<bool(WarcRecord)>& on_record_;
  const std::function<bool(RecordFailure)>& on_failure_;
  WarcSummary summary_;
  std::string line_;
  StreamPosition next_;
  Error damage_;
  bool is_begun_ = false;  ///< the version line at next_ has been read
  bool is_wanted_ = true;  ///< no callback has returned false
  bool has_members_ = false;
  bool has_shared_members_ = false;
  std::uint64_t last_member_ = 0;
  std::uint64_t went_back_from_ = 0;
};

}  // namespace

Result<WarcSummary> read_warc(const std::string& path, std::uint64_t max_bytes,
                              const std::function<bool(WarcRecord)>& on_record,
                              const std::function<bool(RecordFailure)>& on_failure) {
  auto stream = GzipStream::open(path);
  if (!stream) return fail(std::move(stream.error()));
  return Reader(std::move(*stream), max_bytes, on_record, on_failure).read_all();
}

Result<WarcRecord> read_warc_record(const std::string& path, std::uint64_t offset,
                                    std::uint64_t max_bytes, std::uint64_t inner_offset) {
  auto stream = GzipStream::open(path, offset);
  if (!stream) return fail(std::move(stream.error()));
  std::optional<Result<WarcRecord>> found;
  const std::function<bool(WarcRecord)> on_record = [&](WarcRecord record) {
    found = std::move(record);
    return false;
  };
  const std::function<bool(RecordFailure)> on_failure = [&](RecordFailure failure) {
    found = fail(std::move(failure.error));
    return false;
  };
  const WarcSummary summary = Reader(std::move(*stream), max_bytes, on_record, on_failure)
                                  .read_one({.offset = offset, .inner = inner_offset});
  if (found) return std::move(*found);
  return fail(ErrorCode::Input,
              summary.records > 0 ? "no page in the record" : "no record at this place");
}

}  // namespace dateline
