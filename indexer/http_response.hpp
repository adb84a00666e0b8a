#pragma once

// An HTTP response as an archive holds it: the head and the body of one message.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

inline constexpr std::size_t kMaxHttpHeadBytes = std::size_t{256} << 10;

struct HttpHead {
  int status = 0;
  std::string media_type;  ///< in lower case, without parameters; empty when not stated
  std::string charset;     ///< as Content-Type labels it
  std::string codings;     ///< of content, then of transfer, in the order of their application
  std::size_t bytes = 0;   ///< of the head, its empty line included
};

/// The head at the beginning of `message`, of which it is enough to hold the first
/// kMaxHttpHeadBytes; without an empty line all of it is head. nullopt when the message does not
/// begin with a status line of HTTP, or its head is longer than that.
std::optional<HttpHead> parse_http_head(std::string_view message);

/// Whether pages come under the lower-case media type: HTML, XHTML or plain text. True for none.
bool is_page_media_type(std::string_view media_type);

}  // namespace dateline
