#pragma once

// Values from pages as HTML. What these functions return may stand in element content and in
// attributes between double quotation marks: it holds no `<`, `>`, `"`, `'` or bare `&` but those
// of the markup written here, and no controls.

#include <optional>
#include <string>
#include <string_view>

#include "common/article.hpp"
#include "searcher/marked_text.hpp"

namespace dateline {

/// Any text, made printable and escaped.
std::string html_text(std::string_view text);

/// Marks become `<mark>`.
std::string html_marked(const MarkedText& marked);

/// The text with marks on it, in an element that is written in the article's language and in the
/// direction of its script: `<TAG lang="de" dir="auto">`.
std::string html_element(std::string_view tag, std::string_view language, std::string_view inner);

/// `<a>` around `inner` (HTML); `inner` alone where `target`, one of link_target(), is empty.
std::string html_link(std::string_view target, std::string_view inner);

/// `<time datetime="2019-11">November 2019</time>`; "undated" without a date.
std::string html_date(const std::optional<ArticleDate>& date);

}  // namespace dateline
