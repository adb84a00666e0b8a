#include "indexer/article_extractor.hpp"

#include <string>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/byline.hpp"
#include "indexer/date_candidates.hpp"
#include "indexer/headline.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/language_detection.hpp"
#include "indexer/main_text.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/page_class.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_reading.hpp"
#include "indexer/page_section.hpp"
#include "indexer/page_url.hpp"
#include "indexer/publication_date.hpp"
#include "indexer/source_reference.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Blocks around the text that may name its source.
constexpr std::size_t kTailBlocks = 12;

std::string find_source(const PageText& page, const MainText& text) {
  if (text.body.empty()) return {};
  const std::size_t last = text.body.back();
  const std::size_t end = std::min(page.blocks.size(), last + kTailBlocks);
  for (std::size_t i = last; i < end; ++i)
    if (std::string url = find_source_url(page.blocks[i].text); !url.empty()) return url;
  return {};
}

}  // namespace

Result<Article> extract_article(const HtmlDocument& document, const PageOrigin& origin) {
  PageReading read = read_parsed_page(document, origin);
  const PageText& page = read.page;
  const PageMetadata& metadata = read.metadata;
  const JsonLdFacts& facts = read.facts;
  const Headline& headline = read.headline;
  PageIdentity& identity = read.identity;
  const TextChoice choice = find_main_text(document, page, read.text_hints());
  const MainText& text = choice.text;

  Article article;
  article.body =
      clean_blocks(text.use_declared_text ? std::string_view(read.declared_text)
                                          : std::string_view(join_blocks(page, text.body)));
  article.lead = clean_line(join_blocks(page, text.lead));
  article.title = headline.text;
  article.description =
      !read.summary().empty() ? read.summary() : clean_line(strip_markup(facts.description));
  if (article.body.empty())
    article.body = article.lead.empty() ? article.description : std::exchange(article.lead, {});
  if (article.body.empty()) return fail(ErrorCode::Input, "no readable text");

  if (identity.section.empty())
    identity.section = find_page_section(document, page, identity, headline.heading, choice.ruled);
  article.authors =
      find_authors(document, page, metadata, facts, identity, headline.heading, choice.ruled);
  const ArticleDates dates = choose_dates(find_date_candidates(
      document, page, metadata, facts, identity, origin, headline.heading, choice.ruled));
  article.published = dates.published;
  article.modified = dates.modified;
  article.language = detect_language(article.body, {.html = metadata.html_language,
                                                    .content = metadata.content_language,
                                                    .locale = metadata.og_locale});
  article.kind = classify_page({.document = document,
                                .page = page,
                                .metadata = metadata,
                                .facts = facts,
                                .identity = identity,
                                .text = text,
                                .article = article,
                                .heading = headline.heading});
  article.source_url = find_source(page, text);
  std::vector<std::string> stated_authors = facts.organizations;
  stated_authors.insert(stated_authors.end(), metadata.authors.begin(), metadata.authors.end());
  const std::string_view body = article.body;
  const std::size_t last_break = body.rfind("\n\n");
  const std::size_t after =
      text.body.empty() ? page.blocks.size() : text.body.back() + std::size_t{1};
  std::string_view last_line =
      last_break == std::string_view::npos ? std::string_view{} : body.substr(last_break + 2);
  if (after < page.blocks.size() && page.blocks[after].words < 40)
    last_line = page.blocks[after].text;
  std::vector<std::string> credits = stated_authors;
  if (!text.body.empty()) {
    const std::size_t first = text.body.front();
    for (std::size_t i = first > kTailBlocks ? first - kTailBlocks : 0;
         i < page.blocks.size() && i < after + kTailBlocks; ++i)
      if ((i < first || i + 1 >= after) && page.blocks[i].words <= 20)
        credits.push_back(page.blocks[i].text);
  }
  article.wire =
      find_news_agency(body.substr(0, body.find("\n\n")), last_line, stated_authors, credits);
  // An agency alone is no author; it has a field of its own.
  std::erase_if(article.authors, [&](const std::string& name) {
    return fold_words(name) == fold_words(article.wire);
  });
  article.url = std::move(identity.url);
  article.site = std::move(identity.site);
  article.section = std::move(identity.section);
  article.tags = std::move(identity.tags);
  return article;
}

}  // namespace dateline
