#pragma once

// What kind of file a page is, told by its content and then by its name.

#include <cstdint>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

enum class PageFormat : std::uint8_t { Html, PlainText };

/// HTML under any name is known by its first markup; plain text by a name that says so (.txt,
/// .text) or, without an extension, by being text. NotAPage for a file of another kind, with the
/// kind in the message; Input for an empty file and for a page's name on bytes that are no text.
Result<PageFormat> detect_page_format(std::string_view path, std::string_view bytes);

}  // namespace dateline
