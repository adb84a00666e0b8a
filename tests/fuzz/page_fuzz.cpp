// Any bytes decode to valid UTF-8 and parse to a well-formed tree of bounded depth; the article
// found there, if any, is clean text that survives its record.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/article.hpp"
#include "common/utf8.hpp"
#include "indexer/charset.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_extraction.hpp"

namespace {

using namespace dateline;

void require(bool condition) {
  if (!condition) std::abort();
}

void require_tree(const HtmlDocument& document) {
  const auto nodes = document.nodes();
  require(!nodes.empty() && nodes[0].tag == Tag::Document && nodes[0].end == nodes.size());
  for (NodeId id = 1; id < nodes.size(); ++id) {
    const HtmlNode& node = nodes[id];
    require(node.parent < id && node.end > id && node.end <= nodes[node.parent].end);
    require(node.depth == nodes[node.parent].depth + 1);
    require(node.depth <= 3 * HtmlLimits{}.max_depth);
    require(is_valid_utf8(node.text));
    for (const HtmlAttribute& attribute : document.attributes(id))
      require(is_valid_utf8(attribute.name) && is_valid_utf8(attribute.value));
  }
  require(is_valid_utf8(inner_text(document, 0)));
}

void require_clean(const Article& article) {
  for (const std::string* line : {&article.title, &article.site, &article.section,
                                  &article.description, &article.wire, &article.language})
    require(clean_line(*line) == *line);
  require(clean_blocks(article.body) == article.body);
  require(clean_blocks(article.lead) == article.lead);
  const auto decoded = decode_article(encode_article(article));
  require(decoded && *decoded == article);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const DecodedText decoded = decode_to_utf8(bytes);
  require(is_valid_utf8(decoded.text) && decoded.text.find('\0') == std::string::npos);
  require_tree(HtmlDocument::parse(decoded.text));
  require_tree(HtmlDocument::parse(decoded.text, {.max_depth = 10, .max_parts = 100}));
  for (const std::string_view path : {"page.html", "page.txt"}) {
    const auto article = extract_page({.path = std::string(path), .bytes = bytes});
    if (article) require_clean(*article);
  }
  return 0;
}
