#include "indexer/byline.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/headline.hpp"

namespace dateline {
namespace {

using Names = std::vector<std::string>;

TEST(ChooseAuthors, WeighsSources) {
  using enum AuthorSource;
  struct Case {
    const char* name;
    std::vector<AuthorCandidate> candidates;
    Names authors;
  };
  for (const Case& at : {
           Case{"none", {}, {}},
           Case{"structured data before a line",
                {{LineAbove, {"Ben Rook"}}, {JsonPerson, {"Ada Stone"}}},
                {"Ada Stone"}},
           Case{"agreement of two before one",
                {{JsonPerson, {"Ben Rook"}}, {Meta, {"Ada Stone"}}, {LineAbove, {"ada stone"}}},
                {"Ada Stone"}},
           Case{"one source that repeats itself is one",
                {{JsonPerson, {"Ben Rook"}},
                 {DateLine, {"Ada Stone"}},
                 {DateLine, {"Ada Stone"}},
                 {DateLine, {"Ada Stone"}}},
                {"Ben Rook"}},
           Case{"person before the firm that structured data names",
                {{JsonPerson, {"Lantern Media"}, false},
                 {Meta, {"Lantern Media"}, false},
                 {LineAbove, {"Ada Stone"}}},
                {"Ada Stone"}},
           Case{"firm where nobody else is named",
                {{JsonOrganization, {"Lantern Media"}, false}},
                {"Lantern Media"}},
           Case{"owner of the site where nobody else is named",
                {{Owner, {"Ada Stone"}}},
                {"Ada Stone"}},
           Case{"order of names is no difference",
                {{Meta, {"Ada Stone", "Ben Rook"}},
                 {JsonPerson, {"Cora Reed"}},
                 {LineAbove, {"Ben Rook", "Ada Stone"}}},
                {"Ada Stone", "Ben Rook"}},
       })
    EXPECT_EQ(choose_authors(at.candidates), at.authors) << at.name;
}

Names authors_of(const std::string& head, const std::string& above, const std::string& below = {}) {
  std::string text;
  for (const char* part : {"The harbour bridge opened to traffic again on Tuesday after a week of "
                           "repairs to its southern pier, the city said.",
                           "Engineers replaced two bearings that the storm had torn loose, and "
                           "tested the deck under full load overnight.",
                           "The council expects the remaining work to take until the summer, and "
                           "has set aside money for a second inspection."})
    text += std::string("<p>") + part + "</p>";
  const std::string html =
      "<html><head><title>Bridge opens again</title><meta property='og:site_name' content='The "
      "Lantern'>" +
      head + "</head><body><article><h1>Bridge opens again</h1>" + above +
      "<div class=article-body>" + text + "</div>" + below + "</article></body></html>";
  const HtmlDocument document = HtmlDocument::parse(html);
  const PageText page = read_text_blocks(document);
  const PageMetadata metadata = read_page_metadata(document);
  const JsonLdFacts facts = read_json_ld(document.json_ld());
  const PageIdentity identity = identify_page(metadata, facts, {});
  const Headline headline = find_headline(document, page, metadata, facts, identity);
  const MainText main =
      find_main_text(document, page, {.folded_titles = headline.folded_variants}).ruled;
  return find_authors(document, page, metadata, facts, identity, headline.heading, main);
}

TEST(FindAuthors, ReadsThePlacesThatNameThem) {
  struct Case {
    const char* name;
    const char* head;
    const char* above;
    const char* below;
    Names authors;
  };
  for (const Case& at : {
           Case{"meta", "<meta name=author content='Ada Stone'>", "", "", {"Ada Stone"}},
           Case{"several meta elements",
                "<meta name=author content='Ada Stone'><meta name=author "
                "content='Ben Rook'>",
                "",
                "",
                {"Ada Stone", "Ben Rook"}},
           Case{"surname first, as citations have it",
                "<meta name=citation_author content='Stone, Ada'>",
                "",
                "",
                {"Ada Stone"}},
           Case{"line", "", "<p>By Ada Stone</p>", "", {"Ada Stone"}},
           Case{"label in a line of its own",
                "",
                "<div>Written by</div><div>Ada Stone</div>",
                "",
                {"Ada Stone"}},
           Case{"name in the line of the date",
                "",
                "<p>3 May 2021 · Ada Stone</p>",
                "",
                {"Ada Stone"}},
           Case{"given name alone in its line", "", "<p>Clara Stone</p>", "", {"Clara Stone"}},
           Case{
               "profile link", "", "<p><a href='/author/ada'>Ada Stone</a></p>", "", {"Ada Stone"}},
           Case{"microdata", "", "<span itemprop=author>Ada Stone</span>", "", {"Ada Stone"}},
           Case{"class", "", "<span class=author-name>Ada Stone</span>", "", {"Ada Stone"}},
           Case{"data attribute",
                "",
                "<p><span data-hook='user-name'>Ada Stone</span><span>May "
                "3</span></p>",
                "",
                {"Ada Stone"}},
           Case{"role in a second line",
                "",
                "<div class=author><b>Ada Stone</b><br>The Lantern Staff</div>",
                "",
                {"Ada Stone"}},
           Case{"below the text", "", "", "<p>Written by Ada Stone</p>", {"Ada Stone"}},
           Case{"box below the text",
                "",
                "",
                "<div class=author-box><img src=a.png><div><div>Ada Stone</div><p>Ada Stone writes "
                "about bridges and the people who cross them every day of the "
                "year.</p></div></div>",
                {"Ada Stone"}},
           Case{"editor beside the author",
                "",
                "<p>By <a href='/author/ada'>Ada Stone</a></p><p>Edited by <a "
                "href='/author/ben'>Ben Rook</a></p>",
                "",
                {"Ada Stone"}},
           Case{"photographer", "", "<p>Photos by Ben Rook</p>", "", {}},
           Case{"author of another article",
                "",
                "<p>By Ada Stone</p>",
                "<div class=related><h3>Ferry late</h3><p>By Ben Rook</p></div>",
                {"Ada Stone"}},
           Case{"person before the site",
                "<meta name=author content='The Lantern'>",
                "<p>By Ada Stone</p>",
                "",
                {"Ada Stone"}},
           Case{"site where no person is named",
                "<meta name=author content='The Lantern'>",
                "",
                "",
                {"The Lantern"}},
           Case{"desk by its label", "", "<p>By the Lantern desk</p>", "", {"the Lantern desk"}},
           Case{"handle by its label", "", "<p>by bridgefan</p>", "", {"bridgefan"}},
           Case{"account of the content system", "<meta name=author content='admin'>", "", "", {}},
           Case{"nobody", "", "", "", {}},
       })
    EXPECT_EQ(authors_of(at.head, at.above, at.below), at.authors) << at.name;
}

TEST(FindAuthors, KnowsTheOwnerOfASite) {
  EXPECT_EQ(authors_of("", "", "<footer>© 2024 Clara Stone. All rights reserved.</footer>"),
            Names{"Clara Stone"});
  EXPECT_EQ(authors_of("", "", "<footer>© 2024 Lantern Press</footer>"), Names{});
  EXPECT_EQ(authors_of("", "<p>By Ben Rook</p>", "<footer>© 2024 Clara Stone</footer>"),
            Names{"Ben Rook"});
}

}  // namespace
}  // namespace dateline
