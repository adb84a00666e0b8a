#include "indexer/page_class.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/page_extraction.hpp"

namespace dateline {
namespace {

ArticleKind kind_of(const std::string& html, std::string_view url = {}) {
  const auto article = extract_page(
      {.path = "page.html", .bytes = html, .modified = 1'700'000'000, .url = std::string(url)});
  EXPECT_TRUE(article.has_value());
  return article ? article->kind : ArticleKind::Page;
}

struct Case {
  std::string_view name;
  std::string html;
  std::string_view url;
};

const std::string kText =
    "<p>The harbour bridge opened to traffic again on Tuesday after a week of repairs to its "
    "southern pier, the city said.</p>"
    "<p>Engineers replaced two bearings that the storm had torn loose, and tested the deck under "
    "full load overnight.</p>"
    "<p>The council expects the remaining work to take until the summer, and has set aside money "
    "for a second inspection.</p>";

const std::string kStated =
    "<meta property='og:type' content=article><meta property='article:published_time' "
    "content='2023-03-14T08:00:00Z'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
    "\"headline\":\"Bridge reopens after the storm\",\"author\":{\"@type\":\"Person\",\"name\":"
    "\"Ada Stone\"}}</script>";

const std::string kMenu =
    "<nav><ul><li><a href=/city>City</a><li><a href=/port>Port</a><li><a href=/sport>Sport</a>"
    "</ul></nav>";

/// `count` teasers, each a linked headline and a sentence.
std::string teasers(int count, std::string_view tag) {
  static const std::vector<std::string> kHeadlines{"Ferry fares to rise in autumn",
                                                   "Lighthouse gets a new lamp",
                                                   "Rowers win at Sandrey",
                                                   "Old cannery to become flats",
                                                   "Gulls return to the quay",
                                                   "Market moves indoors",
                                                   "Choir seeks tenors",
                                                   "Dredging ends a week early"};
  std::string html;
  const std::string name(tag);
  for (int i = 0; i < count; ++i) {
    const std::string& headline = kHeadlines[static_cast<std::size_t>(i) % kHeadlines.size()];
    html +=
        "<" + name + " class=card><h3><a href=/2023/story-" + std::to_string(i) + ">" + headline +
        "</a></h3><p>What the council decided on Monday, in short, with a map.</p></" + name + ">";
  }
  return html;
}

void expect_all(const std::vector<Case>& cases, ArticleKind kind) {
  for (const Case& it : cases)
    EXPECT_EQ(kind_of(it.html, it.url), kind) << it.name << ": expected " << to_string(kind);
}

TEST(PageClass, Articles) {
  expect_all(
      {
          {"with everything stated",
           "<head><title>Bridge reopens</title>" + kStated + "</head>" + kMenu +
               "<article><h1>Bridge reopens after the storm</h1>" + kText + "</article>",
           "https://post.example/2023/03/14/bridge-reopens-after-the-storm"},
          {"bare, without address, date and author",
           "<title>Bridge reopens after the storm</title><h1>Bridge reopens after the storm</h1>" +
               kText,
           ""},
          {"bare, with a short title", "<title>Bridge</title><h1>Bridge reopens</h1>" + kText, ""},
          {"bare, among a menu and links",
           "<title>Bridge reopens after the storm - Post</title>" + kMenu +
               "<div id=main><h1>Bridge reopens after the storm</h1>" + kText +
               "</div><ul class=also><li><a href=/1>Bell stolen from pilot boat</a><li><a "
               "href=/2>Choir seeks tenors</a></ul>",
           ""},
          {"a brief",
           "<title>Ferry aground off Sandrey</title><meta property='og:type' content=article>"
           "<h1>Ferry aground off Sandrey</h1><p class=byline>By Ada Stone, 14 March 2023</p><p>A "
           "ferry ran aground off Sandrey on Monday night, the coast guard said. Nobody was "
           "hurt.</p>",
           "https://post.example/news/ferry-aground-off-sandrey"},
          {"about pages that are gone",
           "<title>Why a page not found may cost a small newspaper its best readers</title>" +
               kStated +
               "<h1>Why a page not found may cost a small newspaper its best readers</h1>" + kText,
           ""},
          {"about cookies",
           "<title>City drops cookies from its site</title>" + kStated +
               "<h1>City drops cookies from its site</h1><p>\"We use cookies no longer,\" the "
               "mayor said.</p>" +
               kText,
           ""},
          {"about personal data",
           "<title>Port leaks personal data</title>" + kStated +
               "<h1>Port leaks personal data of sailors</h1><p>The personal data of forty sailors "
               "stood open on the port's site for a week, the city said on Tuesday.</p><p>Nobody "
               "took notice, and the data has been taken down.</p>",
           ""},
          {"with a consent line at its end",
           "<title>Bridge reopens</title>" + kStated + "<h1>Bridge reopens after the storm</h1>" +
               kText + "<p>We use cookies to make this site better. Accept all</p>",
           ""},
      },
      ArticleKind::Article);
}

TEST(PageClass, Stubs) {
  const std::string head = "<head><title>Bridge reopens after the storm</title>" + kStated +
                           "</head><h1>Bridge reopens after the storm</h1>";
  expect_all(
      {
          {"ends at a prompt",
           head + "<div class=story>" + kText +
               "<p>To continue reading, choose a subscription.</p></div>",
           ""},
          {"not free, and short",
           "<head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":"
           "\"Bridge reopens\",\"isAccessibleForFree\":false}</script></head><h1>Bridge reopens "
           "after the storm</h1>" +
               kText,
           ""},
          {"breaks off",
           head + "<p>The harbour bridge opened to traffic again on Tuesday after a week of "
                  "repairs to its southern pier, and engineers […]</p>",
           ""},
      },
      ArticleKind::Stub);
}

TEST(PageClass, FrontsAndListings) {
  expect_all(
      {
          {"front", kMenu + "<h1>The Harbour Post</h1><main>" + teasers(8, "article") + "</main>",
           "https://post.example/"},
          {"front without address",
           "<title>The Harbour Post</title>" + kMenu + "<main>" + teasers(8, "article") + "</main>",
           ""},
          {"front in plain boxes",
           "<title>The Harbour Post</title>" + kMenu + "<div id=c>" + teasers(8, "div") + "</div>",
           ""},
          {"tag page",
           "<title>Bridges - The Harbour Post</title><h1>Bridges</h1><main>" +
               teasers(6, "article") + "</main>",
           "https://post.example/tag/bridges"},
          {"section front that calls itself an article",
           "<title>City</title><meta property='og:type' content=article><h1>City</h1><main>" +
               teasers(8, "div") + "</main>",
           "https://post.example/news"},
          {"search results",
           "<title>Search: bridge</title><h1>Results for bridge</h1><form><input name=q><button>"
           "Search</button></form><ol>" +
               teasers(8, "li") + "</ol>",
           "https://post.example/search?q=bridge"},
      },
      ArticleKind::Page);
}

TEST(PageClass, OtherSites) {
  std::string posts;
  for (int i = 0; i < 6; ++i)
    posts +=
        "<div class=post><div>Member</div><div>Joined</div><div>Posts: 12</div><p>I had the same "
        "noise with my old outboard last year, and it was the bearing.</p><div>Reply</div></div>";
  expect_all(
      {
          {"thread of a forum",
           "<title>Noise from outboard</title><h1>Noise from outboard</h1>" + posts,
           "https://boats.example/forum/threads/noise-from-outboard.123"},
          {"thing for sale",
           "<title>Brass lamp</title><script type='application/ld+json'>{\"@type\":\"Product\","
           "\"name\":\"Brass lamp\",\"offers\":{\"@type\":\"Offer\",\"price\":\"40\"}}</script>"
           "<h1>Brass lamp</h1><p>$40.00</p><button>Add to cart</button><p>A lamp of solid brass "
           "for the deck or the garden, made by hand in Sandrey since 1970.</p>",
           "https://lamps.example/products/brass-lamp"},
          {"thread of a forum without a telling address",
           "<title>How I fixed the noise from my outboard</title><meta name=generator "
           "content='phpBB 3.3'><h1>How I fixed the noise from my outboard</h1>" +
               posts,
           ""},
          {"page of a manual",
           "<title>Options</title><h1>Options</h1><p>The program reads these options, in any "
           "order, before its first operand.</p><pre>--left --right --depth=5 --output=FILE "
           "--verbose --quiet --jobs=4 --keep</pre><p>All of them may be shortened.</p>",
           "https://docs.tool.example/en/options"},
          {"what a firm offers",
           "<title>Piers and quays</title><h1>Piers and quays</h1><p>We build piers and quays for "
           "towns and for owners of boats.</p><h2>Why choose us</h2><p>Our crews have forty years "
           "of practice.</p><a href=/q>Get a quote</a><h2>Our services</h2><p>Contact us</p>",
           "https://piers.example/services/piers"},
      },
      ArticleKind::Page);
}

TEST(PageClass, Walls) {
  expect_all(
      {
          {"missing",
           "<title>Page not found - The Harbour Post</title><h1>Page not found</h1><p>The page you "
           "are looking for has been moved or deleted.</p>",
           "https://post.example/2023/03/14/bridge-reopens-after-the-storm"},
          {"missing, with news below",
           "<title>Seite nicht gefunden | Hafenpost</title>" + kMenu +
               "<h1>Seite nicht gefunden</h1>" + kText + kText,
           ""},
          {"missing, in Japanese",
           "<title>ページが見つかりません</title><h1>ページが見つかりません</"
           "h1><p>お探しのページは移動また"
           "は削除された可能性があります。</p>",
           ""},
          {"check for robots",
           "<title>Just a moment...</title>" + kStated +
               "<h1>post.example</h1><p>Verify you are human by completing the action below. "
               "post.example needs to review the security of your connection before "
               "proceeding.</p><p>Ray ID: 12ab</p>",
           "https://post.example/2023/03/14/bridge-reopens-after-the-storm"},
          {"consent in German, over a stated article",
           "<title>Brücke nach dem Sturm wieder offen</title>" + kStated +
               "<h1>Brücke nach dem Sturm wieder offen</h1><p>Wir und unsere Partner speichern "
               "Daten auf Ihrem Gerät, um Anzeigen auszuwählen und zu messen.</p><p>Mit Ihrer "
               "Einwilligung verarbeiten wir personenbezogene Daten, die Sie jederzeit widerrufen "
               "können.</p>",
           "https://hafenpost.example/2023/03/14/bruecke-nach-dem-sturm-wieder-offen"},
          {"script wanted",
           "<title>The Harbour Post</title><p>Please enable JavaScript to view this site.</p>", ""},
      },
      ArticleKind::Page);
}

TEST(PageClass, NothingStatedAndNothingShownIsNoArticle) {
  EXPECT_LT(score_article(PageFeatures{}), 0);
}

}  // namespace
}  // namespace dateline
