#pragma once

// What the database remembers of each file it was made from, so that an unchanged file costs no
// more than a look at its date. Records are metadata of the database: they change in the same
// commit as the articles they speak of.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "common/content_hash.hpp"

namespace dateline {

enum class PageOutcome : std::uint8_t {
  Indexed,   ///< gave an article, or is an archive of them
  Failed,    ///< holds no article that can be read, for the reason given
  NotAPage,  ///< a file of another kind
};

/// As the size of a file: what no file on disk matches, so that it is read.
inline constexpr std::uint64_t kUnreadPageSize = std::numeric_limits<std::uint64_t>::max();

struct PageRecord {
  std::uint64_t size = 0;
  /// Nanoseconds since 1970 UTC; 0 when the file was so young that it may have changed again
  /// within the same tick of the clock.
  std::int64_t modified = 0;
  ContentHash hash;  ///< of the bytes; unset for archives
  PageOutcome outcome = PageOutcome::Indexed;
  std::string reason = {};           ///< of the failure
  std::uint32_t failed_records = 0;  ///< of an archive
  std::string long_path = {};        ///< the path, where the key does not hold the whole of it

  bool operator==(const PageRecord&) const = default;
};

/// Records of a later `sequence` sort after those of earlier ones, whatever they say.
std::string encode_page_record(const PageRecord& record, std::uint64_t sequence);
/// Nothing for bytes that are no record.
std::optional<PageRecord> decode_page_record(std::string_view bytes);

/// As much of a path as a key holds: the whole of it unless it is longer than kMaxKeyPath or holds
/// the byte 1.
std::string_view page_key_head(std::string_view path);

/// Metadata keys of all files whose path begins with `head` begin with this, for what is its own
/// page_key_head().
std::string page_record_key_prefix(std::string_view head);

/// The key of one file: its path, or the head of a long one and a hash.
std::string page_record_key(std::string_view path);

/// The path that a key stands for: the whole of it, or its head when it is long.
std::string_view path_of_key(std::string_view key);
bool is_long_path_key(std::string_view key);

inline constexpr std::size_t kMaxKeyPath = 160;

}  // namespace dateline
