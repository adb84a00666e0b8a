#include "indexer/page_identity.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

PageIdentity lantern() {
  PageIdentity identity;
  identity.section = "City";
  identity.folded_site_names = {"the lantern", "lantern", "lantern example"};
  return identity;
}

TEST(StripSiteName, CutsSiteAndSection) {
  struct Case {
    const char* title;
    const char* headline;
  };
  for (const Case& at : {
           Case{"Bridge opens again - The Lantern", "Bridge opens again"},
           Case{"Bridge opens again | City | The Lantern", "Bridge opens again"},
           Case{"The Lantern: Bridge opens again", "Bridge opens again"},
           Case{"The Lantern – Bridge opens again", "Bridge opens again"},
           Case{"Bridge opens again", "Bridge opens again"},
           Case{"Bridge: what we know - and do not know", "Bridge: what we know - and do not know"},
           Case{"The Lantern", "The Lantern"},
           Case{"", ""},
       })
    EXPECT_EQ(strip_site_name(at.title, lantern()), at.headline) << at.title;
}

TEST(IdentifyPage, PrefersTheCanonicalAddressOfItsOwnSite) {
  PageMetadata metadata;
  metadata.canonical_url = "https://lantern.example/a?utm_medium=x";
  EXPECT_EQ(identify_page(metadata, {}, {}).url, "https://lantern.example/a");
  EXPECT_EQ(identify_page(metadata, {}, {.path = {}, .url = "https://www.lantern.example/b"}).url,
            "https://lantern.example/a");
  EXPECT_EQ(identify_page(metadata, {}, {.path = {}, .url = "https://other.example/b"}).url,
            "https://other.example/b")
      << "a copy on another site is a page of its own";
  metadata.canonical_url = "https://lantern.example/";
  EXPECT_EQ(identify_page(metadata, {}, {.path = {}, .url = "https://lantern.example/b"}).url,
            "https://lantern.example/b")
      << "the front page is no article's address";
}

TEST(IdentifyPage, NamesTheSite) {
  PageMetadata metadata;
  JsonLdFacts facts;
  EXPECT_EQ(identify_page(metadata, facts, {}).site, "");
  facts.publisher = "Lantern &amp; Sons";
  EXPECT_EQ(identify_page(metadata, facts, {}).site, "Lantern & Sons");
  metadata.og_site_name = "The Lantern";
  EXPECT_EQ(identify_page(metadata, facts, {}).site, "The Lantern");
  EXPECT_TRUE(identify_page(metadata, facts, {}).is_site_name("thelantern"));
}

TEST(NameSiteBesideHeadline, ReadsTitleAndFrontPageLink) {
  struct Case {
    const char* name;
    const char* title_tag;
    const char* body;
    const char* site;
  };
  for (const Case& at : {
           Case{"behind the headline", "Bridge opens again - City - The Lantern", "",
                "The Lantern"},
           Case{"before the headline", "The Lantern | City | Bridge opens again", "",
                "The Lantern"},
           Case{"behind a colon with blanks", "Bridge opens again : The Lantern", "",
                "The Lantern"},
           Case{"full-width colon", "Bridge opens again：灯台新聞", "", "灯台新聞"},
           Case{"a colon after a label names no site", "Print: Bridge opens again", "", ""},
           Case{"link to the front page", "Bridge opens again",
                "<h2><a href='/'>The "
                "Lantern</a></h2><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p>",
                "The Lantern"},
           Case{"link that says home", "Bridge opens again",
                "<a href='/'>Home</a><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p><p>.</p>", ""},
       }) {
    const HtmlDocument document = HtmlDocument::parse(at.body);
    PageIdentity identity;
    name_site_beside_headline(document, read_text_blocks(document), at.title_tag,
                              "Bridge opens again", identity);
    EXPECT_EQ(identity.site, at.site) << at.name;
  }
}

}  // namespace
}  // namespace dateline
