#include "indexer/page_metadata.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;

PageMetadata read(const std::string& html) { return read_page_metadata(HtmlDocument::parse(html)); }

TEST(PageMetadata, ReadsTheHead) {
  const PageMetadata page = read(
      "<html lang=en-GB><head><title> Bridge &amp; harbour </title><link rel=canonical "
      "href=https://lantern.example/a>"
      "<meta property=og:title content='Bridge &amp;amp; harbour'><meta name=Author content='Ada "
      "Stone'>"
      "<meta name=author content='https://lantern.example/ada'><meta name=keywords "
      "content='bridge, harbour; bridge'>"
      "<meta name=twitter:site content=@lantern><meta name=twitter:label1 content='Written "
      "by'><meta name=twitter:data1 content='Ada Stone'>"
      "<meta property=article:published_time content=2023-03-14><meta "
      "property=article:modified_time content=2023-03-15>");
  EXPECT_EQ(page.title_tag, "Bridge & harbour");
  EXPECT_EQ(page.og_title, "Bridge & harbour") << "escaped once too often";
  EXPECT_EQ(page.html_language, "en-GB");
  EXPECT_EQ(page.canonical_url, "https://lantern.example/a");
  EXPECT_THAT(page.authors, ElementsAre("Ada Stone"));
  EXPECT_EQ(page.labelled_author, "Ada Stone");
  EXPECT_THAT(page.keywords, ElementsAre("bridge", "harbour"));
  EXPECT_EQ(page.twitter_site, "lantern");
  ASSERT_EQ(page.dates.size(), 2U);
  EXPECT_FALSE(page.dates[0].is_modified);
  EXPECT_TRUE(page.dates[1].is_modified);
}

TEST(PageMetadata, ReadsMicrodataDates) {
  const PageMetadata page = read(
      "<time itemprop=datePublished datetime=2023-03-14>x</time><span itemprop=dateModified>15 "
      "March 2023</span>");
  ASSERT_EQ(page.dates.size(), 2U);
  EXPECT_EQ(page.dates[0].value, "2023-03-14");
  EXPECT_EQ(page.dates[0].evidence, DateEvidence::Microdata);
  EXPECT_EQ(page.dates[1].value, "15 March 2023");
  EXPECT_TRUE(page.dates[1].is_modified);
}

TEST(PageMetadata, TakesNoTitleFromPictures) {
  EXPECT_EQ(read("<body><svg><title>Logo</title></svg>").title_tag, "");
}

}  // namespace
}  // namespace dateline
