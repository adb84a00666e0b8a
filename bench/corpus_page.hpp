#pragma once

// A made article as the files of an archive have it.

#include <cstdint>
#include <string>

#include "bench/corpus_article.hpp"

namespace dateline {

/// One JSON object on a line, its line feed included: id, url, title, body (paragraphs parted by an
/// empty line), authors, published (RFC 3339), site, section, tags, language.
void append_json_line(const CorpusMaker& maker, const CorpusArticle& article, std::string& out);

/// The article on a page of its site: menu, cookie notice, share links, further reading, most read,
/// newsletter box, footer. Sites differ in how they mark up article, headline, date and author:
/// JSON-LD, meta elements, or microdata with a time element. `number` chooses the links.
void append_html_page(const CorpusMaker& maker, const CorpusArticle& article, std::uint64_t number,
                      std::string& out);

}  // namespace dateline
