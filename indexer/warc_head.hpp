#pragma once

// The head of a WARC record: its version line and named fields.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

enum class WarcType : std::uint8_t { Response, Resource, Other };

struct WarcHead {
  WarcType type = WarcType::Other;  ///< Other also for responses of other protocols than http(s)
  std::uint64_t content_length = 0;
  std::string url;                       ///< without <>; valid UTF-8, one line
  std::optional<std::int64_t> captured;  ///< seconds since 1970 UTC
  std::string media_type;                ///< of the record's content, in lower case
  std::string charset;                   ///< parameter of that
};

/// Whether the line, without its line end, is one that begins a record: "WARC/1.0".
bool is_warc_version(std::string_view line);

/// Whether a line of `bytes` begins a record.
bool holds_warc_version(std::string_view bytes);

/// `fields` are the lines between the version line and the empty line. Input, with the reason, when
/// a field is missing or malformed without which the record cannot be read.
Result<WarcHead> parse_warc_head(std::string_view fields);

}  // namespace dateline
