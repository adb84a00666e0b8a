#pragma once

// Text that reached us with markup still in it: JSON-LD strings and meta contents escaped once too
// often.

#include <string>
#include <string_view>

namespace dateline {

/// Character references resolved: numeric ones and the named ones that occur in prose. Unknown ones
/// stay as written.
std::string unescape_references(std::string_view text);

/// `text` without tags, references resolved. Tags of blocks and `<br>` part paragraphs ("\n\n").
std::string strip_markup(std::string_view text);

}  // namespace dateline
