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

}  // namespace
}  // namespace dateline
