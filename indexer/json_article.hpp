#pragma once

// Articles out of JSON: one object an article, as --extract-only writes them and as other archives
// keep them.

#include <string_view>

#include "common/article.hpp"
#include "common/result.hpp"

namespace dateline {

/// The article that a JSON object states. Text is cleaned as a page's is, bytes that are not UTF-8
/// become U+FFFD.
///
/// Keys: id, path, url, title, body or text, authors or author (a name, an object with a name, or a
/// list of those), published or date, modified, site, section, tags (a list, or one string parted
/// by commas), language, description, lead, kind, wire, source_url. The first of two names wins
/// where both are there. Others are ignored, null and values of another type count as absent.
///
/// - `id` is kept when it is lower-case letters and digits, at most 32; any other becomes its hash;
///   without one Article::id is empty.
/// - A body without an empty line has a paragraph a line, unless the object says
///   "type":"article" as --extract-only does.
/// - Dates are strings that parse_iso8601() reads, or objects of value, precision and evidence. A
///   date without evidence counts as DateEvidence::Meta: whoever wrote the line states it for
///   machines, as a meta element does.
/// - Without `language` the body decides, as on a page.
///
/// NotAPage for an object of "type":"failure"; Input for what is no object or holds neither title
/// nor body. Pure, and may run on any number of threads.
Result<Article> article_from_json(std::string_view json);

}  // namespace dateline
