#pragma once

// Bytes of a page to UTF-8.

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct DecodedText {
  std::string text;     ///< valid UTF-8 without NUL and byte order mark
  std::string charset;  ///< the Encoding Standard's name in lower case: "utf-8", "shift_jis"
  bool lossy = false;   ///< whether something did not decode and became U+FFFD
};

/// Never fails. `declared_by_container` is what an HTTP header kept with the page says; the page's
/// own word is looked for in its first 4096 bytes. What decides, in this order: a byte order mark;
/// UTF-16 by its NULs; valid UTF-8, for many saved pages were re-encoded but not re-labelled, and
/// nearly valid UTF-8; the container; `meta` or the XML declaration; frequent byte sequences;
/// windows-1252. A declaration that does not fit the bytes is passed over.
DecodedText decode_to_utf8(std::string_view bytes,
                           std::optional<std::string_view> declared_by_container = {});

/// The label in the page's `meta` element or XML declaration, as written; empty without one.
std::string_view find_declared_charset(std::string_view bytes);

}  // namespace dateline
