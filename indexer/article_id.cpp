#include "indexer/article_id.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/content_hash.hpp"

namespace dateline {
namespace {

/// Kinds of key must not meet in one hash.
constexpr std::uint32_t kAddressSeed = 1;
constexpr std::uint32_t kContentSeed = 2;

/// The address without what differs between captures of one page: scheme, "www.", fragment, final
/// slash.
std::string_view address_key(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find('#'));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

}  // namespace

std::string make_article_id(const Article& article, std::string_view bytes) {
  const std::string_view key = address_key(article.url);
  const bool is_front_page = key.find('/') == std::string_view::npos;
  if (article.kind != ArticleKind::Page && !is_front_page)
    return to_base32(hash_content(key, kAddressSeed));
  return to_base32(hash_content(bytes, kContentSeed));
}

bool is_better_capture(const Article& candidate, const Article& other) {
  if (candidate.kind != other.kind) return candidate.kind < other.kind;
  if (candidate.source.captured != other.source.captured)
    return candidate.source.captured > other.source.captured;
  return candidate.source < other.source;
}

Article merge_captures(Article first, Article second) {
  if (is_better_capture(second, first)) std::swap(first, second);
  auto& sources = first.other_sources;
  sources.push_back(second.source);
  sources.insert(sources.end(), second.other_sources.begin(), second.other_sources.end());
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  std::erase_if(sources, [&](const ArticleSource& source) {
    return source.path == first.source.path && source.record == first.source.record;
  });
  return first;
}

}  // namespace dateline
