#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// What a page says about its language, each as written ("en-GB", "de_DE") or empty.
struct StatedLanguages {
  std::string_view html;     ///< lang of the html element
  std::string_view content;  ///< content-language
  std::string_view locale;   ///< og:locale
};

/// The code of a stated language ("en-GB" -> "en", "iw" -> "he"); empty when it states none.
std::string language_code(std::string_view stated);

/// ISO 639 code in lower case ("en", "de", "zh"). The text decides when it is long enough to be
/// sure; then the markup; empty when neither says. Re-entrant.
std::string detect_language(std::string_view text, const StatedLanguages& stated);

}  // namespace dateline
