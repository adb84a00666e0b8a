#pragma once

// Files that hold pages: which kind of file one is, and the page in one that is gzip.

#include <cstdint>
#include <string_view>

#include "common/result.hpp"
#include "indexer/page_extraction.hpp"
#include "indexer/page_reader.hpp"

namespace dateline {

enum class Container : std::uint8_t {
  Page,         ///< one page, or a file of another kind: see detect_page_format()
  GzippedPage,  ///< one page, or another file, under gzip
  Warc,         ///< see read_warc(), plain or gzip
  JsonLines,    ///< see read_json_lines(), plain or gzip
};

/// How many bytes of a file are enough for detect_container().
inline constexpr std::size_t kContainerSniffBytes = 4096;

/// Told by the first bytes, those under gzip where the file begins with its magic number: WARC
/// begins with its version; JSON lines with a brace, under a name that ends in .jsonl or .ndjson
/// (.gz may follow). A name that ends in .warc or .warc.gz decides when the first bytes are damaged
/// and are no markup.
Container detect_container(std::string_view path, std::string_view first_bytes);

/// The page in a gzip file. As read_page(), but `max_bytes` bounds the plain bytes, of which no
/// more are decompressed; Input also for damaged and truncated files.
Result<RawPage> read_gzipped_page(const FoundPage& page, std::uint64_t max_bytes);

}  // namespace dateline
