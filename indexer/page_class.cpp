#include "indexer/page_class.hpp"

#include <algorithm>
#include <string_view>

#include "indexer/page_url.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Characters from which a paragraph counts as running text.
constexpr std::uint32_t kLongParagraph = 120;

/// A listing shows at least this many article elements side by side.
constexpr int kManyArticles = 4;

struct PathShape {
  bool is_empty = true;
  bool is_slug = false;  ///< the last part reads like a headline
  bool names_listing = false;
};

PathShape shape_of_path(std::string_view url) {
  PathShape shape;
  std::string_view path = path_of(url);
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  shape.is_empty = path.empty();
  const std::string_view last = path.substr(path.rfind('/') + 1);
  shape.is_slug =
      std::count(last.begin(), last.end(), '-') + std::count(last.begin(), last.end(), '_') >= 3;
  const std::string lower = ascii_lower(path) + '/';
  for (const std::string_view folder :
       {"/tag/", "/tags/", "/category/", "/categories/", "/topic/", "/topics/", "/author/",
        "/search/", "/page/", "/archive/", "/thema/", "/themen/", "/tema/"})
    shape.names_listing |= lower.find(folder) != std::string::npos;
  return shape;
}

int count_top_articles(const HtmlDocument& document) {
  const auto nodes = document.nodes();
  int count = 0;
  for (NodeId id = 0; id < nodes.size();) {
    const bool is_article = nodes[id].tag == Tag::Article;
    count += is_article;
    id = is_article ? nodes[id].end : id + 1;
  }
  return count;
}

}  // namespace

ArticleKind classify_page(const HtmlDocument& document, const PageText& page,
                          const PageMetadata& metadata, const JsonLdFacts& facts,
                          const PageIdentity& identity, const MainText& text, bool has_date) {
  std::uint64_t chars = 0;
  std::uint64_t link_chars = 0;
  std::uint64_t long_chars = 0;
  for (const TextBlock& block : page.blocks) {
    chars += block.chars;
    link_chars += block.link_chars;
    if (block.is_prose() && block.chars >= kLongParagraph) long_chars += block.chars;
  }
  std::uint32_t words = 0;
  for (const std::uint32_t index : text.body) words += page.blocks[index].words;
  const double all = chars == 0 ? 1 : static_cast<double>(chars);
  const PathShape path = shape_of_path(identity.url);

  double score = -0.9;
  score += metadata.og_type == "article" ? 1.5 : 0;
  score += facts.has_article() ? 1.5 : 0;
  score += has_date ? 1.2 : 0;
  score += path.is_slug ? 1.4 : 0;
  score -= !identity.url.empty() && path.is_empty ? 1.5 : 0;
  score -= path.names_listing ? 1.5 : 0;
  score -= 3.0 * (static_cast<double>(link_chars) / all);
  score += 2.0 * (static_cast<double>(long_chars) / all);
  score -= count_top_articles(document) >= kManyArticles ? 0.7 : 0;
  score -= facts.is_listing && !facts.has_article() ? 1.5 : 0;
  score -= metadata.has_feed_navigation && !facts.has_article() ? 0.4 : 0;
  score -= words < 60 ? 1.5 : 0;
  if (score < 0) return ArticleKind::Page;
  const bool is_walled = text.ends_at_wall || (facts.is_free == false && words < 250);
  return is_walled ? ArticleKind::Stub : ArticleKind::Article;
}

}  // namespace dateline
