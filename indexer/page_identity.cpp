#include "indexer/page_identity.hpp"

#include <algorithm>
#include <array>

#include "common/url.hpp"
#include "common/utf8.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/page_url.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/title_parts.hpp"

namespace dateline {
namespace {

/// Headlines keep at least this much of the title they are cut out of.
constexpr std::size_t kMinKeptWords = 2;
constexpr std::size_t kMinKeptBytes = 15;

/// Whether a class or id is that of a logo or the like.
bool names_site_element(std::string_view names) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"logo", "masthead", "site-title", "site-name", "sitename", "brand", "paper", "banner"});
  const std::string lower = ascii_lower(names);
  for (std::size_t at = 0; at < lower.size(); ++at) switch (lower[at]) {
      case 'l':
      case 'm':
      case 's':
      case 'b':
      case 'p':
        for (const std::string_view word : kWords)
          if (lower.compare(at, word.size(), word) == 0) return true;
        break;
      default:
        break;
    }
  return false;
}

/// Names a logo or a copyright line gives the site, as far as the title tag bears one of them out.
std::string find_visible_site_name(const HtmlDocument& document, const PageText& page,
                                   std::string_view title_tag) {
  constexpr std::uint32_t kMaxChars = 60;
  constexpr std::size_t kMaxCandidates = 40;
  std::vector<std::string> candidates;
  const auto add = [&](std::string_view text) {
    std::string name = clean_line(utf8_prefix(text, 200));
    const std::string folded = fold_words(name);
    if (folded.empty() || is_start_page_label(folded) || count_reader_words(name) > 7 ||
        candidates.size() >= kMaxCandidates)
      return;
    candidates.push_back(std::move(name));
  };
  const auto nodes = document.nodes();
  for (NodeId id = 0; id < nodes.size(); ++id) {
    const HtmlNode& node = nodes[id];
    if (is_home_link(document, id)) {
      if (page.sums[id].chars > 0 && page.sums[id].chars <= kMaxChars)
        add(inner_text(document, id));
      if (const auto title = document.attribute(id, "title")) add(*title);
    }
    if (node.tag == Tag::Img && id < nodes.size() / 2)
      if (const auto alt = document.attribute(id, "alt")) {
        std::string name = clean_line(utf8_prefix(*alt, 200));
        if (name.ends_with(" logo") || name.ends_with(" Logo")) name.resize(name.size() - 5);
        add(name);
      }
    if (node.tag == Tag::Text || page.sums[id].chars == 0 || page.sums[id].chars > kMaxChars)
      continue;
    for (const char* attribute : {"class", "id"}) {
      const auto names = document.attribute(id, attribute);
      if (!names) continue;
      if (names_site_element(*names)) add(inner_text(document, id));
    }
  }
  for (const TextBlock& block : page.blocks) {
    const std::size_t sign = block.text.find("©");
    if (sign == std::string::npos || block.words > 30) continue;
    std::string_view rest = std::string_view(block.text).substr(sign + 2);
    while (!rest.empty() &&
           (rest.front() == ' ' || is_ascii_digit(rest.front()) || rest.front() == '-'))
      rest.remove_prefix(1);
    add(rest.substr(0, rest.find_first_of(".,|(")));
  }
  // A part of the title that the page repeats as its logo is the site's name.
  for (const std::string& part : split_title(title_tag)) {
    const std::string folded = fold_words(part);
    if (folded.empty()) continue;
    for (const std::string& candidate : candidates)
      if (fold_words(candidate) == folded) return part;
  }
  return {};
}

}  // namespace

bool is_start_page_label(std::string_view folded) {
  static const PhraseList kLabels(
      "home|homepage|home page|start|start page|startseite|zur startseite|main|front page|accueil|"
      "inicio|início|главная|首页|首頁|トップ|ホーム|表紙|strona "
      "główna|anasayfa|الرئيسية|top|back|skip to "
      "content|menu|logo");
  return kLabels.has(folded);
}

std::string squeeze_words(std::string_view folded) {
  std::string joined(folded);
  std::erase(joined, ' ');
  return joined;
}

bool is_home_link(const HtmlDocument& document, NodeId id) {
  if (document.nodes()[id].tag != Tag::A) return false;
  const std::string_view address = document.attribute(id, "href").value_or("");
  if (address == "/" || address == "./" || address == "../" || address == "index.html" ||
      address == "/index.html")
    return true;
  // Most links lead to other pages of the site, and most are written without its name.
  const bool may_have_host =
      address.starts_with("//") || address.starts_with('h') || address.starts_with('H');
  return may_have_host && path_of(address) == "/" && !host_of(address).empty();
}

bool PageIdentity::is_site_name(std::string_view folded) const {
  if (folded.empty()) return false;
  const std::string squeezed = squeeze_words(folded);
  return std::any_of(
      folded_site_names.begin(), folded_site_names.end(),
      [&](const std::string& name) { return name == folded || squeeze_words(name) == squeezed; });
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
  if (identity.section.starts_with("http")) identity.section.clear();

  identity.tags = metadata.tags.empty() ? metadata.keywords : metadata.tags;
  if (identity.tags.empty())
    for (const std::string& keyword : facts.keywords)
      if (std::string tag = clean_line(strip_markup(keyword)); !tag.empty())
        identity.tags.push_back(std::move(tag));
  std::erase_if(identity.tags, [](const std::string& tag) { return tag.size() > 100; });
  return identity;
}

void complete_identity(const HtmlDocument& document, const PageText& page,
                       const PageMetadata& metadata, PageIdentity& identity) {
  if (identity.site.empty()) {
    identity.site = find_visible_site_name(document, page, metadata.title_tag);
    if (!identity.site.empty())
      identity.folded_site_names.push_back(fold_words(identity.site, 200));
  }
}

void name_site_beside_headline(const HtmlDocument& document, const PageText& page,
                               std::string_view title_tag, std::string_view headline,
                               PageIdentity& identity) {
  constexpr std::size_t kMaxNameWords = 6;
  if (!identity.site.empty()) return;
  const std::string folded_headline = fold_words(headline, 500);
  const auto take = [&](std::string name) {
    if (name.empty() || name.size() > 80 || count_reader_words(name) > kMaxNameWords) return;
    identity.site = std::move(name);
    identity.folded_site_names.push_back(fold_words(identity.site, 200));
  };
  for (const TitleCut& cut : find_title_cuts(title_tag)) {
    const std::string_view left = trim_ascii(title_tag.substr(0, cut.offset));
    const std::string_view right = trim_ascii(title_tag.substr(cut.offset + cut.length));
    const bool is_colon = title_tag[cut.offset] == ':';
    const bool is_spaced = cut.offset > 0 && title_tag[cut.offset - 1] == ' ';
    if (fold_words(left, 500) == folded_headline && (!is_colon || is_spaced)) {
      take(split_title(right).front());
    } else if (fold_words(right, 500) == folded_headline && !is_colon) {
      take(split_title(left).back());
    }
    if (!identity.site.empty()) return;
  }
  // The front page's link at the top, where it bears more than "Home".
  const auto nodes = document.nodes();
  for (NodeId id = 0; id < nodes.size() / 3; ++id) {
    if (!is_home_link(document, id) || page.sums[id].chars == 0 || page.sums[id].chars > 60)
      continue;
    std::string name = clean_line(inner_text(document, id));
    const std::string folded = fold_words(name);
    if (folded.empty() || is_start_page_label(folded) || folded == folded_headline) continue;
    take(std::move(name));
    return;
  }
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
                  squeeze_words(folded).find(squeeze_words(name)) != std::string::npos);
        });
  };
  const auto is_enough = [&](std::string_view rest) {
    return count_reader_words(rest) >= kMinKeptWords &&
           (rest.size() >= kMinKeptBytes || rest.size() * 10 >= original.size() * 4);
  };
  for (int round = 0; round < 3; ++round) {
    const auto cut = find_last_title_cut(title);
    if (!cut) break;
    const std::string_view rest = trim_ascii(title.substr(0, cut->offset));
    if (!names_site(title.substr(cut->offset + cut->length)) || !is_enough(rest)) break;
    title = rest;
  }
  for (int round = 0; round < 2; ++round) {
    const auto cut = find_first_title_cut(title);
    if (!cut) break;
    const std::string_view part = title.substr(0, cut->offset);
    const std::string_view rest = trim_ascii(title.substr(cut->offset + cut->length));
    const bool names = identity.is_site_name(fold_words(part, 200));
    if (!names || !is_enough(rest)) break;
    title = rest;
  }
  return std::string(title);
}

}  // namespace dateline
