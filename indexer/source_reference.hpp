#pragma once

// Where a text was taken from: the page it was republished from, and the news agency that wrote it.

#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// The address in a line such as "Read more at https://..." or "Source: https://..."; empty when
/// the line is none.
std::string find_source_url(std::string_view line);

/// Whether the line only names the source of the text (then it is no part of the text).
bool is_source_line(std::string_view line);

/// The first http(s) address in `text`, without the punctuation that ends a sentence; empty when
/// there is none.
std::string_view find_web_address(std::string_view text);

/// "Reuters", "AP", "AFP", ... from the dateline of the first paragraph ("PARIS (Reuters) - "), the
/// line at the end, or the stated authors; empty when none is named there. An unknown name from a
/// dateline is spelled out as `credits`, short lines around the text, have it.
std::string find_news_agency(std::string_view first_paragraph, std::string_view last_line,
                             std::span<const std::string> authors,
                             std::span<const std::string> credits = {});

}  // namespace dateline
