#include "indexer/attribute_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

#include "indexer/string_table.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

/// At most this many parts make one entry.
constexpr std::size_t kMaxPhraseParts = 3;

/// Names longer than this are generated ones; they say nothing and only cost time.
constexpr std::size_t kMaxNameBytes = 80;

struct Group {
  Marks marks;
  std::string_view phrases;  ///< parted by blanks; the parts of a phrase joined by hyphens
};

constexpr auto kGroups = std::to_array<Group>({
    {kBody,
     "articlebody article-body article-text article-content articlecontent articletext "
     "article-copy article-main article-detail story-body storybody story-content story-text "
     "storytext post-body post-content postcontent postbody post-entry post-text "
     "post-description entry-content entrycontent entry-text entrytext body-copy bodycopy "
     "body-text bodytext body-content content-body contentbody rich-text richtext wysiwyg "
     "field-body field-name-body single-content blog-content news-content news-text newstext "
     "news-body detail-text td-post-content prose c-content texto cuerpo corps corpo articulo "
     "noticia"},
    {kNavigation,
     "nav navbar navigation subnav menu menubar submenu mainmenu topmenu breadcrumb "
     "breadcrumbs breadcrump crumb crumbs pagination pager paginate skip-link skip-to "
     "skiplink prev-next post-navigation toc table-of-contents tableofcontents ez-toc "
     "site-header masthead topbar top-bar toolbar jump-links language-switcher megamenu "
     "hamburger"},
    {kShare,
     "share shares sharing sharebar sharedaddy share-bar sharethis addtoany addthis "
     "shareaholic social socials social-links socialmedia social-media socialshare sociable "
     "follow-us dpsp wabtn like-button reactions clap jp-likes sfsi ssba a2a heateor teilen "
     "partage compartir"},
    {kRelated,
     "jp-relatedposts related relateds related-posts relatedposts related-articles "
     "relatedarticles relacionadas relacionados recommend recommended recommendation "
     "recommendations recommends more-from more-on more-stories more-news more-articles "
     "more-posts morestories read-more readmore read-next readnext read-also also-read "
     "alsoread see-also you-may you-might up-next next-post prev-post previous-post nextpost "
     "prevpost most-read mostread most-popular mostpopular most-viewed trending popular "
     "popular-posts latest-news latestnews latest-posts latest-articles latest-stories "
     "recent-posts recentposts recent-articles top-stories topstories editors-picks similar "
     "teaser-list teaserlist outbrain taboola revcontent mgid zergnet plista ligatus promo "
     "promos promobox cross-link inline-related yarpp crp lire-aussi leia-mais leia-tambem "
     "lee-tambien mehr-zum-thema weiterlesen read-on related-links further-reading"},
    {kFollowUp, "next-article infinite-scroll infinitescroll post-add"},
    {kNewsletter,
     "newsletter newsletters nl-signup subscribe subscription signup sign-up mailing "
     "mailinglist mailchimp optin opt-in email-capture push-prompt app-promo membership "
     "donate donation support-us cta-box call-to-action lead-magnet lead-form contact-form "
     "wpcf7 gform hs-form mc4wp"},
    {kOverlay,
     "cookie cookies cookiebar consent gdpr privacy-notice cmp onetrust cookiebot "
     "cookieconsent modal popup overlay lightbox interstitial toast login signin sign-in "
     "regwall adblock"},
    {kAd,
     "ad ads advert adverts advertisement advertisements advertising advertisment advertorial "
     "adslot adunit adbox adwrap ad-slot dfp gpt googlead adsbygoogle adsense sponsor "
     "sponsored sponsors promoted paid-content werbung anzeige anzeigen publicidad "
     "publicidade publicite pubblicita reklama reklam reklame annonce"},
    {kComment,
     "comment comments commentlist comment-list commentform respond disqus replies reply "
     "discussion shoutbox livefyre coral kommentar kommentare comentarios commentaires "
     "commenti comentario"},
    {0,
     "forum data no-print blog-title match-comment match-comments ticker-comment ticker-comments "
     "live-comment live-comments"},
    {kCaption,
     "caption captions figcaption credit credits photo-credit photocredit wp-caption-text "
     "image-caption imagecaption legend bildunterschrift bildtext copyright-info gallery "
     "slideshow carousel slider swiper image-credit img-credit fotocredit media-caption "
     "image-source pie-foto legende"},
    {kByline | kAuthor,
     "byline bylines by-line author authors autor autore auteur autoren author-name "
     "authorname writer redakteur forfatter posted-by"},
    {kByline | kDate,
     "dateline date datum fecha published publish-date publishdate pubdate pub-date "
     "publication-date datetime date-time post-date postdate entry-date timestamp time-stamp "
     "posted-on postedon info-line"},
    {kByline | kDate | kUpdated,
     "updated modified last-updated lastmod last-modified update-date date-updated dateupdated "
     "date-modified datemodified modified-date updated-date updated-at modified-at update-time "
     "last-update lastupdate lastupdated"},
    {kByline | kDate,
     "entry-meta post-meta postmeta postmetadata post-metadata article-meta blog-meta meta "
     "metadata meta-data meta-info "
     "post-info article-info postinfo"},
    {kByline, "reading-time read-time readtime kicker eyebrow section-label overline dachzeile"},
    {kAuthorBox,
     "author-bio author-box authorbox author-info author-card author-profile author-about "
     "about-author about-the-author author-description author-details bio contributor "
     "contributors staff team-member biography saboxplugin post-author-box"},
    {kAuthorBox | kAuthor, "vcard"},
    {kTags,
     "tags tag tag-list taglist tag-cloud tagcloud post-tags tags-links topics keywords "
     "categories cat-links filed-under post-categories schlagworte hashtags"},
    {kFooter, "footer site-footer pagefooter copyright legal imprint impressum disclaimer"},
    {kFrame,
     "sidebar side-bar side rail right-col rightcol right-column aside widget widgets widget-area "
     "secondary complementary"},
    {kHeader, "header entry-header post-header article-header page-header hero"},
    {kUtility,
     "print print-only printonly tools text-size font-resize fontsize audio-player "
     "audioplayer video-player listen tts rating ratings poll quiz survey feedback spinner "
     "placeholder sr-only visually-hidden visuallyhidden screen-reader screen-reader-text "
     "screenreader tooltip popover rollover noprint"},
    {kDeck,
     "lead lede intro standfirst stand-first dek deck subtitle sub-title subheadline "
     "sub-headline subhead subheading subline sub-line summary abstract excerpt teaser-text chapo "
     "chapeau "
     "bajada sommario vorspann ingress preface strapline introduction copete entradilla "
     "manchet perex zajawka einleitung anreisser leadtext lead-text occhiello standfirst-text "
     "headline-description"},
    {kHeadline,
     "headline entry-title post-title posttitle article-title articletitle story-title "
     "news-title article-headline page-title article-header-title"},
    {kKeep,
     "pullquote pull-quote twitter-tweet instagram-media factbox fact-box footnotes "
     "correction editors-note infobox"},
});

const StringTable<Marks>& entries() {
  static const auto kTable = [] {
    StringTable<Marks> table;
    for (const auto& [marks, phrases] : kGroups)
      for (std::size_t start = 0; start < phrases.size();) {
        const std::size_t end = std::min(phrases.find(' ', start), phrases.size());
        table.add(phrases.substr(start, end - start), marks);
        start = end + 1;
      }
    return table;
  }();
  return kTable;
}

/// First parts that negate or condition the rest: "no-sidebar", "has-share", "md:hidden".
bool voids_name(std::string_view first_part) {
  static const auto kVoiding = [] {
    StringTable<bool> table;
    for (const std::string_view part :
         {"with", "has", "no", "is", "without", "js", "not", "category", "type", "status", "format",
          "hentry", "elementor", "l", "wp"})
      table.add(part, true);
    return table;
  }();
  return kVoiding.find(first_part) != nullptr;
}

/// Names that voids_name() would drop although they mean what they say.
Marks marks_of_exception(std::string_view name) {
  constexpr std::string_view kContents = "table-of-contents";
  if (name.size() >= kContents.size() && name.find(kContents) != std::string_view::npos)
    return kNavigation;
  if (name == "is-hidden") return kHidden;
  if (name.starts_with("lwptoc")) return kNavigation;
  if (name == "wp-caption-text") return kCaption;
  if (name.starts_with("wp-block-")) {
    name.remove_prefix(9);
    if (name.starts_with("latest-posts")) return kRelated;
    if (name.starts_with("post-terms")) return kTags;
    if (name.starts_with("post-author")) return kByline | kAuthor;
    if (name.starts_with("post-date")) return kByline | kDate;
    if (name.starts_with("post-content")) return kBody;
    if (name.starts_with("comment")) return kComment;
    if (name.starts_with("navigation")) return kNavigation;
  } else if (name.starts_with("elementor-")) {
    name.remove_prefix(10);
    if (name.starts_with("widget-theme-post-content")) return kBody;
    if (name.starts_with("post-navigation")) return kNavigation;
    if (name.starts_with("author-box__name")) return kAuthorBox | kAuthor;
    if (name.starts_with("author-box")) return kAuthorBox;
    if (name.starts_with("post__") || name.starts_with("posts")) return kRelated;
    if (name.starts_with("share")) return kShare;
    if (name.starts_with("location-footer")) return kFooter;
  }
  return 0;
}

/// Of bytes that only names of rules bear: "md:hidden", "w-[60%]". They say nothing.
constexpr char kRule = ':';

/// What a byte of a name is in lower case; 0 for one that ends a part.
constexpr std::array<char, 256> kLowerOfName = [] {
  std::array<char, 256> lower{};
  for (std::size_t c = 0; c < lower.size(); ++c) lower[c] = ascii_lower(static_cast<char>(c));
  for (const char c : {'-', '_', '/', '.', '=', '|'}) lower[static_cast<unsigned char>(c)] = 0;
  lower['['] = kRule;
  return lower;
}();

/// The lower-case parts of a name, joined by hyphens; digits at a part's end are ordinals and go.
/// None of a rule's name.
class NameParts {
 public:
  explicit NameParts(std::string_view name) {
    char before = 0;
    for (const char c : name) {
      const char lower = kLowerOfName[static_cast<unsigned char>(c)];
      if (lower == kRule) {
        count_ = 0;
        return;
      }
      const bool is_hump = lower != c && before >= 'a' && before <= 'z';
      if (lower == 0 || is_hump) end_part();
      if (lower != 0) text_[size_++] = lower;
      before = c;
    }
    end_part();
  }

  std::size_t count() const { return count_; }

  /// `count` parts from `first` on.
  std::string_view phrase(std::size_t first, std::size_t count) const {
    return {text_.data() + begins_[first], text_.data() + ends_[first + count - 1]};
  }

 private:
  void end_part() {
    if (size_ == begin_) return;
    while (size_ - begin_ > 1 && is_ascii_digit(text_[size_ - 1])) --size_;
    begins_[count_] = static_cast<std::uint8_t>(begin_);
    ends_[count_++] = static_cast<std::uint8_t>(size_);
    text_[size_++] = '-';
    begin_ = size_;
  }

  std::array<char, 2 * kMaxNameBytes + 1> text_;        // NOLINT: filled as far as it is read
  std::array<std::uint8_t, kMaxNameBytes + 1> begins_;  // NOLINT
  std::array<std::uint8_t, kMaxNameBytes + 1> ends_;    // NOLINT
  std::size_t size_ = 0;
  std::size_t begin_ = 0;  ///< of the part being read
  std::size_t count_ = 0;
};

Marks marks_of_name(std::string_view name) {
  if (name.size() > kMaxNameBytes) return 0;
  const NameParts parts(name);
  if (parts.count() == 0) return 0;
  if (const Marks exception = marks_of_exception(name)) return exception;
  if (parts.count() > 1 && voids_name(parts.phrase(0, 1))) return 0;
  Marks marks = 0;
  for (std::size_t first = 0; first < parts.count();) {
    // The longest entry that starts here wins, so that "author-bio" is no byline and "post-date" no
    // post.
    std::size_t taken = 1;
    Marks found = 0;
    for (std::size_t count = 1; count <= kMaxPhraseParts && first + count <= parts.count();
         ++count) {
      const Marks* const entry = entries().find(parts.phrase(first, count));
      if (entry == nullptr) continue;
      found = *entry;
      taken = count;
    }
    marks |= found;
    first += taken;
  }
  return marks;
}

}  // namespace

Marks marks_of_names(std::string_view names) {
  Marks marks = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    if (i < names.size() && !is_ascii_space(names[i])) continue;
    if (i > start) marks |= marks_of_name(names.substr(start, i - start));
    start = i + 1;
  }
  return marks;
}

Marks NameMemo::marks_of(std::string_view names) {
  // No page has as many; values made to collide would make a longer search of each question.
  constexpr std::size_t kMaxKnown = 4096;
  if (names.empty()) return 0;
  if (size_ == kMaxKnown) return marks_of_names(names);
  if (2 * (size_ + 1) > slots_.size()) grow();
  Known& known = slot_of(names);
  if (known.names.empty()) {
    known = {names, marks_of_names(names)};
    ++size_;
  }
  return known.marks;
}

NameMemo::Known& NameMemo::slot_of(std::string_view names) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = std::hash<std::string_view>{}(names)&mask;
  while (!slots_[i].names.empty() && slots_[i].names != names) i = (i + 1) & mask;
  return slots_[i];
}

void NameMemo::grow() {
  std::vector<Known> old(slots_.empty() ? 512 : 2 * slots_.size());
  old.swap(slots_);
  for (const Known& known : old)
    if (!known.names.empty()) slot_of(known.names) = known;
}

}  // namespace dateline
