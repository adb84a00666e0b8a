#pragma once

// Where a page belongs: its address, publication, department and tags.

#include <string>
#include <string_view>
#include <vector>

#include "indexer/json_ld.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/page_origin.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

struct PageIdentity {
  std::string url;   ///< canonical, without tracking; empty when the page nowhere states it
  std::string host;  ///< of `url`, or of the address it was fetched from
  std::string site;  ///< name of the publication
  std::string section;
  std::vector<std::string> tags;
  std::vector<std::string>
      folded_site_names;  ///< every name the publication goes by, folded by fold_words()

  bool is_site_name(std::string_view folded) const;
};

PageIdentity identify_page(const PageMetadata& metadata, const JsonLdFacts& facts,
                           const PageOrigin& origin);

/// Fills in the site's name where the metadata leaves it out, from what readers see: its logo, its
/// copyright line and the page's title.
void complete_identity(const HtmlDocument& document, const PageText& page,
                       const PageMetadata& metadata, PageIdentity& identity);

/// The same once the headline is known: what stands beside it in the title tag, else the words of
/// the link to the front page.
void name_site_beside_headline(const HtmlDocument& document, const PageText& page,
                               std::string_view title_tag, std::string_view headline,
                               PageIdentity& identity);

/// "Home", "Startseite", "首页": what links to the front page say, folded by fold_words().
bool is_start_page_label(std::string_view folded);

/// Whether the node is a link to the front page of the site.
bool is_home_link(const HtmlDocument& document, NodeId id);

/// Words made by fold_words() without the blanks between them.
std::string squeeze_words(std::string_view folded);

/// `title` without the parts that name the site or its department: "Headline - Section | Site"
/// becomes "Headline".
std::string strip_site_name(std::string_view title, const PageIdentity& identity);

}  // namespace dateline
