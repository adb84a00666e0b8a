#include "indexer/page_identity.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "common/url.hpp"
#include "common/utf8.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/page_url.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// Headlines keep at least this much of the title they are cut out of.
constexpr std::size_t kMinKeptWords = 2;
constexpr std::size_t kMinKeptBytes = 15;

constexpr auto kSeparators =
    std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
                                     " / ", " ‹ ", " › ", " ~ ", " ⋆ ", " > ", " < "});

std::string squeeze(std::string_view folded) {
  std::string joined(folded);
  std::erase(joined, ' ');
  return joined;
}

struct Cut {
  std::size_t offset = 0;
  std::size_t length = 0;
};

std::optional<Cut> find_last_separator(std::string_view title) {
  std::optional<Cut> last;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && at > 0 && (!last || at > last->offset))
      last = Cut{at, separator.size()};
  }
  return last;
}

std::optional<Cut> find_first_separator(std::string_view title) {
  std::optional<Cut> first;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator);
    if (at != std::string_view::npos && at > 0 && (!first || at < first->offset))
      first = Cut{at, separator.size()};
  }
  if (const std::size_t colon = title.find(": ");
      colon != std::string_view::npos && colon > 0 && (!first || colon < first->offset))
    first = Cut{colon, 2};
  return first;
}

std::string last_path_folder(std::string_view url) {
  std::string_view path = path_of(url);
  path = path.substr(0, path.find_first_of("?#"));
  if (!path.starts_with('/')) return {};
  path.remove_prefix(1);
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string{} : std::string(path.substr(0, slash));
}

/// Department words that stand as first folder of an address.
bool is_section_word(std::string_view folder) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"news",          "world",     "politics",   "business",      "sport",        "sports",
       "culture",       "opinion",   "technology", "tech",          "science",      "health",
       "entertainment", "lifestyle", "travel",     "education",     "environment",  "economy",
       "money",         "markets",   "finance",    "arts",          "books",        "food",
       "style",         "local",     "national",   "international", "weather",      "politik",
       "wirtschaft",    "kultur",    "wissen",     "panorama",      "gesellschaft", "reise",
       "politique",     "economie",  "monde",      "societe",       "politica",     "economia",
       "deportes",      "cultura",   "mundo",      "esporte",       "cronaca",      "wetenschap",
       "economie",      "europe",    "asia",       "africa",        "us",           "uk",
       "china",         "india"});
  return std::find(kWords.begin(), kWords.end(), folder) != kWords.end();
}

}  // namespace

bool PageIdentity::is_site_name(std::string_view folded) const {
  if (folded.empty()) return false;
  const std::string squeezed = squeeze(folded);
  return std::any_of(
      folded_site_names.begin(), folded_site_names.end(),
      [&](const std::string& name) { return name == folded || squeeze(name) == squeezed; });
}

PageIdentity identify_page(const PageMetadata& metadata, const JsonLdFacts& facts,
                           const PageOrigin& origin) {
  PageIdentity identity;
  const std::string_view base = origin.url;
  const std::string base_host = host_of(base);
  for (const std::string_view stated :
       {std::string_view(metadata.canonical_url), std::string_view(metadata.og_url),
        std::string_view(facts.url), base}) {
    const std::string url = resolve_url(stated, base);
    if (url.empty()) continue;
    // A canonical address of the front page is a slip of the template; one on another site a
    // syndicated copy's.
    if (!base_host.empty() &&
        (!is_same_site(host_of(url), base_host) || (path_of(url) == "/" && path_of(base) != "/")))
      continue;
    identity.url = clean_line(strip_tracking(url));
    break;
  }
  identity.host = host_of(identity.url);
  if (identity.host.empty()) identity.host = base_host;

  const std::string publisher = clean_line(strip_markup(facts.publisher));
  const std::string label(domain_label(identity.host));
  for (const std::string_view name :
       {std::string_view(metadata.og_site_name), std::string_view(publisher),
        std::string_view(metadata.application_name), std::string_view(metadata.publisher),
        std::string_view(metadata.twitter_site)}) {
    if (name.empty()) continue;
    if (identity.site.empty()) identity.site = name;
    identity.folded_site_names.push_back(fold_words(name, 200));
  }
  if (!identity.host.empty()) {
    identity.folded_site_names.push_back(fold_words(label));
    identity.folded_site_names.push_back(fold_words(identity.host));
    std::string_view bare = identity.host;
    if (bare.starts_with("www.")) bare.remove_prefix(4);
    identity.folded_site_names.push_back(fold_words(bare));
  }

  identity.section =
      metadata.section.empty() ? clean_line(strip_markup(facts.section)) : metadata.section;
  if (identity.section.empty()) {
    const std::string folder = ascii_lower(last_path_folder(identity.url));
    if (is_section_word(folder)) {
      identity.section = folder;
      if (identity.section.front() >= 'a' && identity.section.front() <= 'z')
        identity.section.front() = static_cast<char>(identity.section.front() - 'a' + 'A');
    }
  }
  if (identity.section.starts_with("http")) identity.section.clear();

  identity.tags = metadata.tags.empty() ? metadata.keywords : metadata.tags;
  if (identity.tags.empty())
    for (const std::string& keyword : facts.keywords)
      if (std::string tag = clean_line(strip_markup(keyword)); !tag.empty())
        identity.tags.push_back(std::move(tag));
  std::erase_if(identity.tags, [](const std::string& tag) { return tag.size() > 100; });
  return identity;
}

std::string strip_site_name(std::string_view title, const PageIdentity& identity) {
  const std::string_view original = title;
  const std::string folded_section = fold_words(identity.section, 100);
  const auto names_site = [&](std::string_view part) {
    const std::string folded = fold_words(part, 200);
    if (folded.empty() || identity.is_site_name(folded)) return true;
    if (!folded_section.empty() && folded == folded_section) return true;
    const std::size_t words = count_folded_words(folded);
    if (words > 6) return false;
    return std::any_of(
        identity.folded_site_names.begin(), identity.folded_site_names.end(),
        [&](const std::string& name) {
          return name.size() >= 4 &&
                 (contains_words(folded, name) ||
                  (folded.size() >= 4 && words <= 4 && contains_words(name, folded)) ||
                  squeeze(folded).find(squeeze(name)) != std::string::npos);
        });
  };
  const auto is_enough = [&](std::string_view rest) {
    return count_reader_words(rest) >= kMinKeptWords &&
           (rest.size() >= kMinKeptBytes || rest.size() * 10 >= original.size() * 4);
  };
  for (int round = 0; round < 3; ++round) {
    const auto cut = find_last_separator(title);
    if (!cut) break;
    const std::string_view rest = trim_ascii(title.substr(0, cut->offset));
    if (!names_site(title.substr(cut->offset + cut->length)) || !is_enough(rest)) break;
    title = rest;
  }
  for (int round = 0; round < 2; ++round) {
    const auto cut = find_first_separator(title);
    if (!cut) break;
    const std::string_view part = title.substr(0, cut->offset);
    const std::string_view rest = trim_ascii(title.substr(cut->offset + cut->length));
    const bool is_colon = cut->length == 2 && title[cut->offset] == ':';
    const bool names = is_colon ? identity.is_site_name(fold_words(part, 200)) : names_site(part);
    if (!names || !is_enough(rest)) break;
    title = rest;
  }
  return std::string(title);
}

}  // namespace dateline
