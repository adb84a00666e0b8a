#include "indexer/page_section.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string section_of(const std::string& above, const std::string& below = {}) {
  const std::string html =
      "<html><body><div><a href='/'>The Lantern</a><ul><li><a href='/city'>City</a></li><li><a "
      "href='/river'>River</a></li><li><a href='/opinion'>Opinion</a></li><li><a "
      "href='/subscribe'>Subscribe</a></li></ul></div><article>" +
      above +
      "<div class=article-body><p>The harbour bridge opened to traffic again on Tuesday after a "
      "week of repairs to its southern pier, the city said.</p><p>Engineers replaced two bearings "
      "that the storm had torn loose, and tested the deck under full load overnight.</p></div>" +
      below + "</article></body></html>";
  const HtmlDocument document = HtmlDocument::parse(html);
  const PageText page = read_text_blocks(document);
  const MainText text = find_main_text(document, page, {}).ruled;
  NodeId headline = kNoNode;
  for (NodeId id = 0; id < document.nodes().size(); ++id)
    if (document.nodes()[id].tag == Tag::H1) headline = id;
  PageIdentity identity;
  identity.folded_site_names = {"the lantern"};
  return find_page_section(document, page, identity, headline, text);
}

TEST(FindPageSection, ReadsThePlacesThatShowIt) {
  struct Case {
    const char* name;
    const char* above;
    const char* below;
    const char* section;
  };
  for (const Case& at : {
           Case{"microdata", "<span itemprop=articleSection>Bridges</span><h1>Bridge opens</h1>",
                "", "Bridges"},
           Case{"category link", "<h1>Bridge opens</h1>",
                "<p>Filed in <a rel='category tag' href='/b'>Bridges</a></p>", "Bridges"},
           Case{"category address", "<h1>Bridge opens</h1>",
                "<p><a href='/category/bridges/'>Bridges</a></p>", "Bridges"},
           Case{"breadcrumb",
                "<div class=crumbs><a href='/'>Home</a> &gt; <a "
                "href='/b'>Bridges</a></div><h1>Bridge "
                "opens</h1>",
                "", "Bridges"},
           Case{"menu word above the headline", "<div>River</div><h1>Bridge opens</h1>", "",
                "River"},
           Case{"menu word below the headline", "<h1>Bridge opens</h1><p>3 May | River | print</p>",
                "", "River"},
           Case{"word that no menu has", "<div>Harbour</div><h1>Bridge opens</h1>", "", ""},
           Case{"menu alone", "<h1>Bridge opens</h1>", "", ""},
       })
    EXPECT_EQ(section_of(at.above, at.below), at.section) << at.name;
}

}  // namespace
}  // namespace dateline
