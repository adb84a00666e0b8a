#pragma once

// Character encodings by the labels that pages use for them, and their decoders.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

enum class EncodingForm : std::uint8_t { SingleByte, MultiByte, Unicode };

struct Encoding {
  std::string_view name;        ///< the Encoding Standard's name, in lower case
  std::string_view iconv_name;  ///< empty for Unicode's, which need no conversion tables
  EncodingForm form = EncodingForm::SingleByte;
};

extern const Encoding kUtf8;
extern const Encoding kUtf16Le;
extern const Encoding kUtf16Be;
extern const Encoding kWindows1252;

/// The encoding that a browser would use for that label (encoding.spec.whatwg.org, 4.2): iso-8859-1
/// means windows-1252, gb2312 means gb18030, euc-kr means windows-949. Case, punctuation and white
/// space do not matter. nullptr for an unknown label.
const Encoding* find_encoding(std::string_view label);

struct DecodedBytes {
  std::string text;        ///< valid UTF-8 without NUL
  std::size_t errors = 0;  ///< how many sequences became U+FFFD
};

/// Never fails and never stops early. Bytes 80 to 9F that a single-byte encoding leaves undefined
/// become the controls of that number. An encoding without conversion tables on this machine
/// decodes as windows-1252. The tables are kept for the thread's next call.
DecodedBytes decode(std::string_view bytes, const Encoding& encoding);

/// As decode(bytes, kUtf8), but gives up with part of the text at more than `max_errors`.
DecodedBytes try_utf8(std::string_view bytes, std::size_t max_errors);

}  // namespace dateline
