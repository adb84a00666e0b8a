#pragma once

// The pages in a WARC file (ISO 28500; versions 0.17, 1.0 and 1.1), plain, gzipped record by
// record, or gzipped as a whole.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "common/result.hpp"

namespace dateline {

/// A page as a web server sent it: a `response` record of http(s) with a status of 2xx, or a
/// `resource` record.
struct WarcRecord {
  /// Where the record begins in the file, or in a gzip file the member that holds it.
  std::uint64_t offset = 0;
  /// Plain bytes from the member's beginning to the record: 0 unless a member holds several.
  std::uint64_t inner_offset = 0;
  std::string url;                       ///< WARC-Target-URI without <>; valid UTF-8, one line
  std::optional<std::int64_t> captured;  ///< WARC-Date, seconds since 1970 UTC
  std::string charset;                   ///< label in Content-Type, as written; may be empty
  std::string body;                      ///< without chunks and content codings

  bool operator==(const WarcRecord&) const = default;
};

/// A record that could not be read, or something between records.
struct RecordFailure {
  std::uint64_t offset = 0;  ///< as in WarcRecord
  std::uint64_t inner_offset = 0;
  std::string url;  ///< empty when the record's own head could not be read
  Error error;
};

struct WarcSummary {
  std::uint64_t records = 0;  ///< of every type, failed ones included
  std::uint64_t delivered = 0;
  std::uint64_t failures = 0;
  std::uint64_t skipped_types = 0;     ///< request, revisit, metadata, warcinfo, dns, ...
  std::uint64_t skipped_statuses = 0;  ///< redirects, errors, answers without content
  std::uint64_t skipped_media = 0;     ///< neither HTML nor plain text

  bool operator==(const WarcSummary&) const = default;
};

/// Calls `on_record` for every page in the order of the file, `on_failure` for what is lost, until
/// one of them returns false. Input only when the file cannot be opened or read at all.
///
/// Head lines may end without a carriage return, and fields may be folded. Records cut off by the
/// crawler (WARC-Truncated) are pages like others. A page larger than `max_bytes`, before or after
/// its codings are undone, is a failure and is not held in memory. A malformed or damaged record
/// costs itself: reading goes on at the next line that begins a record, or at the next gzip member
/// where each holds one record. A Content-Length that is too long costs, in a file gzipped as a
/// whole, also the records it covers.
Result<WarcSummary> read_warc(const std::string& path, std::uint64_t max_bytes,
                              const std::function<bool(WarcRecord)>& on_record,
                              const std::function<bool(RecordFailure)>& on_failure);

/// The page whose record begins at `offset` and `inner_offset`, the same as read_warc() gives it.
/// Input when there is no record, no page, or the record fails. With `inner_offset` the member is
/// decompressed up to there.
Result<WarcRecord> read_warc_record(const std::string& path, std::uint64_t offset,
                                    std::uint64_t max_bytes, std::uint64_t inner_offset = 0);

}  // namespace dateline
