#include "indexer/page_metadata.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "common/utf8.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr std::size_t kMaxListItems = 100;
constexpr std::size_t kMaxDates = 200;
constexpr std::size_t kMaxFieldBytes = 4000;

enum class MetaField {
  OgTitle,
  TwitterTitle,
  StatedTitle,
  OgType,
  OgSiteName,
  ApplicationName,
  TwitterSite,
  Publisher,
  OgDescription,
  Description,
  Section,
  Tag,
  Keywords,
  Author,
  OgUrl,
  ContentLanguage,
  OgLocale,
  Published,
  PublishedExact,
  CardLabel,
  CardData,
  Modified,
};

struct MetaName {
  std::string_view name;
  MetaField field;
};

// Sorted by use, not by name: looked up through lower-cased name, property or itemprop.
constexpr auto kMetaNames = std::to_array<MetaName>({
    {"og:title", MetaField::OgTitle},
    {"twitter:title", MetaField::TwitterTitle},
    {"citation_title", MetaField::StatedTitle},
    {"dc.title", MetaField::StatedTitle},
    {"dcterms.title", MetaField::StatedTitle},
    {"parsely-title", MetaField::StatedTitle},
    {"sailthru.title", MetaField::StatedTitle},
    {"og:type", MetaField::OgType},
    {"og:site_name", MetaField::OgSiteName},
    {"application-name", MetaField::ApplicationName},
    {"apple-mobile-web-app-title", MetaField::ApplicationName},
    {"twitter:site", MetaField::TwitterSite},
    {"dc.publisher", MetaField::Publisher},
    {"citation_journal_title", MetaField::Publisher},
    {"og:description", MetaField::OgDescription},
    {"twitter:description", MetaField::OgDescription},
    {"description", MetaField::Description},
    {"dc.description", MetaField::Description},
    {"article:section", MetaField::Section},
    {"parsely-section", MetaField::Section},
    {"sailthru.section", MetaField::Section},
    {"article:tag", MetaField::Tag},
    {"news_keywords", MetaField::Keywords},
    {"keywords", MetaField::Keywords},
    {"parsely-tags", MetaField::Keywords},
    {"author", MetaField::Author},
    {"article:author", MetaField::Author},
    {"og:article:author", MetaField::Author},
    {"dc.creator", MetaField::Author},
    {"dcterms.creator", MetaField::Author},
    {"dc:creator", MetaField::Author},
    {"citation_author", MetaField::Author},
    {"parsely-author", MetaField::Author},
    {"sailthru.author", MetaField::Author},
    {"byl", MetaField::Author},
    {"byline", MetaField::Author},
    {"article:author_name", MetaField::Author},
    {"article.author", MetaField::Author},
    {"og:author", MetaField::Author},
    {"creator", MetaField::Author},
    {"twitter:label1", MetaField::CardLabel},
    {"twitter:data1", MetaField::CardData},
    {"og:url", MetaField::OgUrl},
    {"content-language", MetaField::ContentLanguage},
    {"dc.language", MetaField::ContentLanguage},
    {"og:locale", MetaField::OgLocale},
    {"article:published_time", MetaField::PublishedExact},
    {"og:article:published_time", MetaField::PublishedExact},
    {"article:published", MetaField::PublishedExact},
    {"og:published_time", MetaField::PublishedExact},
    {"datepublished", MetaField::PublishedExact},
    {"citation_publication_date", MetaField::PublishedExact},
    {"citation_online_date", MetaField::Published},
    {"citation_date", MetaField::Published},
    {"parsely-pub-date", MetaField::PublishedExact},
    {"sailthru.date", MetaField::Published},
    {"cxenseparse:recs:publishtime", MetaField::PublishedExact},
    {"article_date_original", MetaField::PublishedExact},
    {"originalpublicationdate", MetaField::PublishedExact},
    {"pubdate", MetaField::Published},
    {"pub_date", MetaField::Published},
    {"publish-date", MetaField::Published},
    {"publish_date", MetaField::Published},
    {"publishdate", MetaField::Published},
    {"publication_date", MetaField::Published},
    {"publication-date", MetaField::Published},
    {"published_date", MetaField::Published},
    {"published", MetaField::Published},
    {"displaydate", MetaField::Published},
    {"ptime", MetaField::Published},
    {"timestamp", MetaField::Published},
    {"analyticsattributes.articledate", MetaField::Published},
    {"dc.date.issued", MetaField::PublishedExact},
    {"dcterms.issued", MetaField::PublishedExact},
    {"dcterms.date", MetaField::Published},
    {"dcterms.created", MetaField::Published},
    {"dc.date.created", MetaField::Published},
    {"dc.date", MetaField::Published},
    {"dc.created", MetaField::Published},
    {"datecreated", MetaField::Published},
    {"date", MetaField::Published},
    {"article:modified_time", MetaField::Modified},
    {"og:updated_time", MetaField::Modified},
    {"og:article:modified_time", MetaField::Modified},
    {"datemodified", MetaField::Modified},
    {"dcterms.modified", MetaField::Modified},
    {"dc.date.modified", MetaField::Modified},
    {"last-modified", MetaField::Modified},
    {"lastmod", MetaField::Modified},
    {"revised", MetaField::Modified},
});

const MetaName* find_meta_name(std::string_view name) {
  const std::string lower = ascii_lower(trim_ascii(name));
  const auto* const found =
      std::find_if(kMetaNames.begin(), kMetaNames.end(),
                   [&](const MetaName& entry) { return entry.name == lower; });
  return found == kMetaNames.end() ? nullptr : found;
}

std::string clean_field(std::string_view raw) {
  return clean_line(strip_markup(utf8_prefix(raw, kMaxFieldBytes)));
}

void set_first(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void add_list(std::vector<std::string>& list, std::string_view value, std::string_view separators) {
  std::size_t start = 0;
  while (start <= value.size() && list.size() < kMaxListItems) {
    const std::size_t end = std::min(value.find_first_of(separators, start), value.size());
    const std::string_view item = trim_ascii(value.substr(start, end - start));
    if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end())
      list.emplace_back(item);
    start = end + 1;
  }
}

/// WordPress plug-ins label the card's data in the page's language.
bool is_author_label(std::string_view label) {
  static const PhraseList kLabels(
      "written by|author|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven "
      "door|autor|autore|"
      "auteur|skriven av|skrevet av|skrevet af|napisane przez|написано "
      "автором|автор|yazan|napsal|kirjoittanut");
  return kLabels.has(fold_words(label, 60));
}

class MetadataReader {
 public:
  explicit MetadataReader(const HtmlDocument& document) : document_(document) {}

  PageMetadata read() {
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const HtmlNode& node = nodes[id];
      switch (node.tag) {
        case Tag::Text:
          break;
        case Tag::Html:
          if (const auto language = document_.attribute(id, "lang"))
            page_.html_language = clean_line(*language);
          else if (const auto xml = document_.attribute(id, "xml:lang"))
            page_.html_language = clean_line(*xml);
          break;
        case Tag::Title:
          // An svg has titles too.
          if (page_.title_tag.empty() && nodes[node.parent].tag != Tag::Svg && node.end == id + 2)
            page_.title_tag = clean_field(nodes[id + 1].text);
          break;
        case Tag::Meta:
          read_meta(id);
          break;
        case Tag::Link:
          read_link(id);
          break;
        default:
          read_microdata(id, node);
      }
    }
    return std::move(page_);
  }

 private:
  void read_meta(NodeId id) {
    const auto content = document_.attribute(id, "content");
    if (!content || content->empty()) return;
    std::string_view unknown;
    for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
      const auto names = document_.attribute(id, key);
      if (!names) continue;
      unknown = *names;
      if (const MetaName* name = find_meta_name(*names)) {
        if (std::string_view(key) == "itemprop")
          store(name->field, *content, DateEvidence::Microdata, id);
        else
          store(name->field, *content, DateEvidence::Meta, kNoNode);
        return;
      }
    }
    // A home-made name with an ISO date says more than nothing.
    const std::string name = ascii_lower(unknown);
    const bool names_date =
        name.find("date") != std::string::npos || name.find("publish") != std::string::npos ||
        name.find("time") != std::string::npos || name.find("uploaded") != std::string::npos;
    const bool names_change =
        name.find("modif") != std::string::npos || name.find("update") != std::string::npos;
    if (names_date && !names_change && content->size() >= 10 && content->size() <= 40)
      add_date(clean_field(*content), DateEvidence::Meta, kNoNode, false, false);
    if (name == "robots")
      page_.is_noindex |= ascii_lower(*content).find("noindex") != std::string::npos;
    if (name == "generator") set_first(page_.generator, clean_field(*content));
    if (name == "og:image") set_first(page_.image_url, clean_field(*content));
  }

  void store(MetaField field, std::string_view content, DateEvidence evidence, NodeId node) {
    std::string value = clean_field(content);
    if (value.empty()) return;
    switch (field) {
      case MetaField::OgTitle:
        set_first(page_.og_title, std::move(value));
        break;
      case MetaField::TwitterTitle:
        set_first(page_.twitter_title, std::move(value));
        break;
      case MetaField::StatedTitle:
        set_first(page_.stated_title, std::move(value));
        break;
      case MetaField::OgType:
        set_first(page_.og_type, ascii_lower(value));
        break;
      case MetaField::OgSiteName:
        set_first(page_.og_site_name, std::move(value));
        break;
      case MetaField::ApplicationName:
        set_first(page_.application_name, std::move(value));
        break;
      case MetaField::TwitterSite:
        if (value.starts_with('@')) value.erase(0, 1);
        set_first(page_.twitter_site, std::move(value));
        break;
      case MetaField::Publisher:
        set_first(page_.publisher, std::move(value));
        break;
      case MetaField::OgDescription:
        set_first(page_.og_description, std::move(value));
        break;
      case MetaField::Description:
        set_first(page_.description, std::move(value));
        break;
      case MetaField::Section:
        set_first(page_.section, std::move(value));
        break;
      case MetaField::Tag:
        add_list(page_.tags, value, ",");
        break;
      case MetaField::Keywords:
        add_list(page_.keywords, value, ",;");
        break;
      case MetaField::Author:
        if (value.find("://") == std::string::npos && page_.authors.size() < kMaxListItems)
          page_.authors.push_back(std::move(value));
        break;
      case MetaField::CardLabel:
        card_names_author_ = is_author_label(value);
        break;
      case MetaField::CardData:
        if (card_names_author_) set_first(page_.labelled_author, std::move(value));
        break;
      case MetaField::OgUrl:
        set_first(page_.og_url, std::move(value));
        break;
      case MetaField::ContentLanguage:
        set_first(page_.content_language, std::move(value));
        break;
      case MetaField::OgLocale:
        set_first(page_.og_locale, std::move(value));
        break;
      case MetaField::Published:
        add_date(std::move(value), evidence, node, false, false);
        break;
      case MetaField::PublishedExact:
        add_date(std::move(value), evidence, node, false, true);
        break;
      case MetaField::Modified:
        add_date(std::move(value), evidence, node, true, true);
        break;
    }
  }

  void add_date(std::string value, DateEvidence evidence, NodeId node, bool is_modified,
                bool is_exact) {
    if (page_.dates.size() < kMaxDates)
      page_.dates.push_back({.value = std::move(value),
                             .evidence = evidence,
                             .is_modified = is_modified,
                             .is_exact = is_exact,
                             .node = node});
  }

  void read_link(NodeId id) {
    const auto rel = document_.attribute(id, "rel");
    const auto href = document_.attribute(id, "href");
    if (!rel || !href) return;
    if (ascii_lower(trim_ascii(*rel)) == "canonical")
      set_first(page_.canonical_url, clean_line(*href));
  }

  /// itemprop dates on elements other than meta; their value is an attribute or, for want of one,
  /// the text.
  void read_microdata(NodeId id, const HtmlNode& node) {
    if (node.attribute_count == 0) return;
    const auto property = document_.attribute(id, "itemprop");
    if (!property) return;
    const bool is_published = property->find("datePublished") != std::string_view::npos;
    const bool is_modified = property->find("dateModified") != std::string_view::npos;
    if (!is_published && !is_modified) return;
    for (const char* name : {"datetime", "content"}) {
      const auto value = document_.attribute(id, name);
      if (!value || value->empty()) continue;
      add_date(clean_field(*value), DateEvidence::Microdata, id, is_modified && !is_published,
               true);
      return;
    }
    constexpr NodeId kMaxSubtree = 20;
    if (node.end - id <= kMaxSubtree)
      add_date(clean_line(inner_text(document_, id)), DateEvidence::Microdata, id,
               is_modified && !is_published, true);
  }

  const HtmlDocument& document_;
  PageMetadata page_;
  bool card_names_author_ = false;
};

}  // namespace

PageMetadata read_page_metadata(const HtmlDocument& document) {
  return MetadataReader(document).read();
}

}  // namespace dateline
