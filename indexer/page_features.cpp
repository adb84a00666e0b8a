#include "indexer/page_features.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "indexer/page_url.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// A listing shows at least this many article elements side by side.
constexpr int kManyArticles = 4;
/// And this many paragraphs, each under the headline it sums up.
constexpr int kManyTeasers = 4;
/// Labels are lines of at most this many words.
constexpr std::uint32_t kLabelWords = 6;

const PhraseList& news_folders() {
  static const PhraseList kFolders(
      "news|article|articles|blog|blogs|story|stories|post|posts|opinion|politics|world|business|"
      "sport|sports|entertainment|lifestyle|health|tech|technology|science|culture|local|national|"
      "international|magazine|insights|press|press-release|press-releases|features|columns|"
      "nachrichten|artikel|politik|wirtschaft|kultur|wissen|panorama|lokales|regional|actualite|"
      "actualites|politique|economie|societe|monde|noticia|noticias|politica|economia|mundo|"
      "sociedad|deportes|cultura|notizie|cronaca|nieuws|nyheter|wiadomosci|haber|novosti");
  return kFolders;
}

const PhraseList& listing_folders() {
  static const PhraseList kFolders(
      "tag|tags|category|categories|topic|topics|author|authors|search|page|archive|archives|"
      "section|sections|latest|label|keyword|collection|collections|browse|list|market|trending|"
      "directory|genre|thema|themen|schlagwort|rubrik|kategorie|autor|suche|archiv|tema|temas|"
      "etiqueta|categoria|buscar|sujet|recherche|dossier|dossiers|ricerca|zoeken|szukaj");
  return kFolders;
}

const PhraseList& forum_folders() {
  static const PhraseList kFolders(
      "forum|forums|thread|threads|t|d|questions|question|comments|boards|board|talk|community|"
      "discussion|discussions|viewtopic|showthread|r|q");
  return kFolders;
}

const PhraseList& manual_folders() {
  static const PhraseList kFolders(
      "docs|doc|documentation|reference|manual|api|wiki|help|support|kb|guide|guides|tutorial|"
      "tutorials|library|learn|glossary|book|handbook|userguide|specification|faq|hilfe|handbuch");
  return kFolders;
}

const PhraseList& shop_folders() {
  static const PhraseList kFolders(
      "product|products|shop|store|p|dp|item|itm|cart|buy|pricing|app|apps|deal|deals|offers|"
      "listing|produkt|produkte|produit|produits|boutique|producto|productos|tienda|prodotti");
  return kFolders;
}

const PhraseList& service_folders() {
  static const PhraseList kFolders(
      "services|service|solutions|about|about-us|contact|careers|program|programs|portfolio|work|"
      "use-cases|company|platform|locations|industries|training|jobs|team|leistungen|impressum|"
      "kontakt|ueber-uns|servicios|contacto|chi-siamo");
  return kFolders;
}

/// Whether a folder of the path, less an ending such as ".php", is in the list.
bool names_any(std::string_view path, const PhraseList& names) {
  std::size_t start = 0;
  while (start < path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view folder = path.substr(start, end - start);
    if (names.has(folder.substr(0, folder.find('.')))) return true;
    start = end + 1;
  }
  return false;
}

/// Sums of amounts of money: a sign of currency beside a digit.
std::uint32_t count_prices(std::string_view text) {
  std::uint32_t count = 0;
  for (const std::string_view sign : {"$", "€", "£"}) {
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + sign.size())) {
      const std::string_view after = text.substr(at + sign.size(), 2);
      const std::string_view before =
          text.substr(at < 2 ? 0 : at - 2, std::min<std::size_t>(at, 2));
      const bool leads =
          !after.empty() &&
          (is_ascii_digit(after.front()) ||
           (after.size() > 1 && after.front() == ' ' && is_ascii_digit(after.back())));
      count += leads || std::any_of(before.begin(), before.end(), is_ascii_digit);
    }
  }
  return count;
}

/// A label without the numbers around it: "12 replies" and "Replies: 12" become "replies".
std::string_view strip_numbers(std::string_view folded) {
  const auto is_number = [](char c) { return is_ascii_digit(c) || c == ' '; };
  while (!folded.empty() && is_number(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && is_number(folded.back())) folded.remove_suffix(1);
  return folded;
}

/// The headline of another article is a link and no sentence.
bool is_linked_line(const TextBlock& block) {
  return block.words >= 2 && block.link_share() > 0.8 && !block.is_prose();
}

const PhraseList& service_labels() {
  static const PhraseList kLabels(
      "contact us|get started|request a demo|book a demo|schedule a demo|get a quote|"
      "get a free quote|request a quote|free trial|start free trial|start for free|try for free|"
      "get started for free|sign up free|contact sales|talk to sales|schedule a call|our services|"
      "why choose us|testimonials|our clients|how it works|trusted by|frequently asked questions|"
      "faq|faqs|case studies|book now|apply now|pricing|features|solutions|resources|our team|"
      "get in touch|learn more|request information|kontakt|jetzt anfragen|angebot anfordern|"
      "unsere leistungen|jetzt buchen|nos services|demander un devis|contactez nous|"
      "nuestros servicios|solicitar presupuesto|i nostri servizi");
  return kLabels;
}

const PhraseList& forum_labels() {
  static const PhraseList kLabels(
      "reply|replies|joined|posts|registered|quote|solved|threads|reputation|messages|"
      "thread starter|last edited|reply to|likes|posted|member|members|join date|location|upvote|"
      "downvote|permalink|give award|share report|report|vote|votes|show comments|moderator|guest|"
      "new member|senior member|top posters in this topic|sign up to reply|log in to reply|"
      "original poster|op|click to expand|beiträge|antworten|registriert|zitieren|mitglied|"
      "messages postés|inscrit|membre|mensajes|registrado|miembro|messaggi|iscritto");
  return kLabels;
}

void read_generator(std::string_view generator, PageFeatures& features) {
  static const PhraseList kForums(
      "discourse|vbulletin|phpbb|xenforo|flarum|mybb|smf|simple machines|invision|ip board|vanilla|"
      "nodebb|woltlab|burning board|fluxbb|punbb|yabb|bbpress");
  static const PhraseList kManuals(
      "docusaurus|mkdocs|sphinx|docutils|mdbook|dokuwiki|mediawiki|gitbook|vitepress|vuepress|"
      "starlight|doxygen|asciidoctor|antora|readme|confluence|moinmoin|twiki|xwiki|javadoc");
  const std::string folded = fold_words(generator, 80);
  features[PageFeature::ForumProgram] = kForums.is_in(folded);
  features[PageFeature::ManualProgram] = kManuals.is_in(folded);
}

void read_shown_features(const ReadPage& read, PageFeatures& features) {
  using enum PageFeature;
  double chars = 0;
  std::uint32_t prices = 0;
  std::uint32_t service = 0;
  std::uint32_t forum = 0;
  for (const TextBlock& block : read.page.blocks) {
    chars += block.chars;
    prices += count_prices(block.text);
    if (block.words > kLabelWords) continue;
    const std::string folded = fold_words(block.text);
    const std::string_view label = strip_numbers(folded);
    service += service_labels().has(label);
    forum += forum_labels().has(label);
  }
  features[Prices] = std::min(std::log1p(prices), 4.0);
  features[ServiceLabels] = std::min(std::log1p(service), 3.0);
  features[ForumLabels] = std::min(std::log1p(forum), 4.0);

  double body_chars = 0;
  double links = 0;
  double prose = 0;
  int paragraphs = 0;
  int teasers = 0;
  for (const std::uint32_t index : read.text.body) {
    const TextBlock& block = read.page.blocks[index];
    body_chars += block.chars;
    links += block.link_chars;
    if (!block.is_prose()) continue;
    prose += block.chars;
    ++paragraphs;
    if (index > 0) teasers += is_linked_line(read.page.blocks[index - 1]);
  }
  const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
  features[BodyShare] = share(body_chars, chars);
  features[BodyProse] = share(prose, body_chars);
  features[BodyLinks] = share(links, body_chars);
  features[Teasers] = paragraphs >= kManyTeasers && teasers * 2 > paragraphs;
  features[ParagraphLength] = std::min(share(prose, paragraphs) / 100, 8.0);

  const auto nodes = read.document.nodes();
  std::uint32_t controls = 0;
  std::uint32_t code = 0;
  int articles = 0;
  NodeId article_end = 0;
  NodeId code_end = 0;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    switch (nodes[id].tag) {
      case Tag::Input:
      case Tag::Button:
      case Tag::Select:
        ++controls;
        break;
      case Tag::Article:
        if (id < article_end) break;
        ++articles;
        article_end = nodes[id].end;
        break;
      case Tag::Pre:
      case Tag::Code:
        if (id < code_end) break;
        code += read.page.sums[id].chars;
        code_end = nodes[id].end;
        break;
      default:
        break;
    }
  }
  features[Controls] = std::min(std::log1p(controls), 5.0);
  features[ManyArticles] = articles >= kManyArticles;
  features[Code] = std::min(share(code, chars), 1.0);
}

}  // namespace

void read_address_features(std::string_view url, std::string_view host, PageFeatures& features) {
  using enum PageFeature;
  const std::string lower = ascii_lower(path_of(url));
  std::string_view path = lower;
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  features[PathEmpty] = path.empty();
  const std::size_t slash = std::min(path.rfind('/'), path.size());
  const std::string_view above = path.substr(0, slash);
  const std::string_view last = path.substr(std::min(slash + 1, path.size()));
  features[PathSlug] =
      std::count(last.begin(), last.end(), '-') + std::count(last.begin(), last.end(), '_') >= 3;
  features[PathNews] = names_any(above, news_folders()) || find_url_date(url).has_value();
  features[PathListing] = names_any(path, listing_folders()) || news_folders().has(last);
  features[PathForum] = names_any(path, forum_folders());
  features[PathManual] = names_any(path, manual_folders());
  features[PathShop] = names_any(path, shop_folders());
  features[PathService] = names_any(path, service_folders());

  const std::string_view label = host.substr(0, host.find('.'));
  static const PhraseList kNewsHosts("news|blog|blogs|magazine");
  static const PhraseList kForumHosts("forum|forums|community|discuss|boards|discourse|answers");
  static const PhraseList kManualHosts("docs|doc|developer|developers|wiki|help|support|kb|learn");
  static const PhraseList kShopHosts("shop|store");
  if (kNewsHosts.has(label)) features[PathNews] = 1;
  if (kForumHosts.has(label)) features[PathForum] = 1;
  if (kManualHosts.has(label)) features[PathManual] = 1;
  if (kShopHosts.has(label)) features[PathShop] = 1;
}

PageFeatures read_page_features(const ReadPage& read) {
  using enum PageFeature;
  constexpr std::uint32_t kMaxTitleWords = 8;
  PageFeatures features;
  features[OpenGraphArticle] = read.metadata.og_type == "article";
  features[OpenGraphProduct] = read.metadata.og_type.find("product") != std::string::npos;
  features[JsonLdArticle] = read.facts.has_article() && !read.facts.is_discussion;
  features[JsonLdProduct] = read.facts.is_product;
  features[JsonLdListing] = read.facts.is_listing && !read.facts.has_article();
  features[NoIndex] = read.metadata.is_noindex;
  features[Date] = read.article.published.has_value();
  read_generator(read.metadata.generator, features);
  features[Author] = !read.article.authors.empty();
  if (!read.identity.url.empty())
    read_address_features(read.identity.url, read.identity.host, features);
  features[Heading] = read.heading != kNoNode;
  features[TitleWords] = std::min(count_reader_words(read.article.title), kMaxTitleWords);
  read_shown_features(read, features);
  return features;
}

}  // namespace dateline
