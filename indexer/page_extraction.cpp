#include "indexer/page_extraction.hpp"

#include "common/tokenizer.hpp"
#include "indexer/article_extractor.hpp"
#include "indexer/article_id.hpp"
#include "indexer/charset.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_format.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/plain_text_article.hpp"

namespace dateline {

Result<Article> extract_page(const RawPage& page) {
  const auto format = detect_page_format(page.path, page.bytes);
  if (!format) return fail(format.error());
  const DecodedText decoded = decode_to_utf8(page.bytes, page.charset);
  const PageOrigin origin{.path = page.path, .url = page.url, .modified = page.modified};
  auto article = *format == PageFormat::Html
                     ? extract_article(HtmlDocument::parse(decoded.text), origin)
                     : extract_plain_text_article(decoded.text, origin);
  if (!article) return fail(article.error());
  article->source = {.path = page.path, .record = page.record, .captured = page.modified};
  article->id = make_article_id(*article, page.bytes);
  article->words = count_words(article->body);
  return article;
}

}  // namespace dateline
