#pragma once

// Finding the pages under files and directories, and reading one. What is not a regular file is
// never opened.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.hpp"
#include "indexer/page_extraction.hpp"

namespace dateline {

inline constexpr std::uint64_t kDefaultMaxPageBytes = std::uint64_t{20} << 20;

struct WalkOptions {
  /// fnmatch patterns; one with a slash is matched against the path below the root, others against
  /// the file name. A leading `!` leaves matching files out. Without a pattern that includes, every
  /// file is.
  std::vector<std::string> globs = {};
  bool follow_links = false;  ///< to directories; links to files are always followed
};

/// A regular file. `path` is absolute and free of "." and "..", as bytes.
struct FoundPage {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970 UTC
};

/// Something under a root that cannot be walked or read.
struct WalkFailure {
  std::string path;
  Error error;
};

/// Visits every page under `roots`, directories recursively. The order is stable: roots as given,
/// names in byte order, a directory's files before its subdirectories. Hidden files and directories
/// are passed over unless they are a root themselves, as are databases, roots below other roots,
/// and links to files that the walk meets anyway. FIFOs, sockets, devices and directory loops are
/// reported, never opened. Memory grows with the number of directories, not of files. A callback
/// ends the walk by returning false.
void walk_pages(std::span<const std::string> roots, const WalkOptions& options,
                const std::function<bool(FoundPage)>& on_page,
                const std::function<bool(WalkFailure)>& on_failure);

/// The bytes of a page. Input, with the reason, when it is larger than `max_bytes` (nothing is read
/// then), has gone, or is no regular file any more.
Result<RawPage> read_page(const FoundPage& page, std::uint64_t max_bytes);

/// The path made absolute against the current directory, without ".", ".." and doubled slashes;
/// links are not resolved.
std::string absolute_path(std::string_view path);

}  // namespace dateline
