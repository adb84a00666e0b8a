#pragma once

// What a page states about itself in its head and in attributes: OpenGraph, Twitter, Dublin Core,
// citation and plain meta elements, link elements, microdata dates.

#include <string>
#include <vector>

#include "common/article.hpp"
#include "indexer/html_document.hpp"

namespace dateline {

/// A date as some element states it, not yet parsed.
struct StatedDate {
  std::string value;
  DateEvidence evidence = DateEvidence::Meta;
  bool is_modified = false;  ///< of the last change rather than of publication
  bool is_exact = false;     ///< the name says publication or change without doubt
  NodeId node = kNoNode;     ///< element of microdata
};

/// Every string is clean (see clean_line()); absent ones are empty.
struct PageMetadata {
  std::string title_tag;
  std::string og_title;
  std::string twitter_title;
  std::string stated_title;  ///< of citation, Dublin Core or CMS elements
  std::string og_type;
  std::string og_site_name;
  std::string application_name;
  std::string twitter_site;  ///< without "@"
  std::string publisher;
  std::string og_description;
  std::string description;
  std::string section;
  std::vector<std::string> tags;      ///< article:tag
  std::vector<std::string> keywords;  ///< of the keywords element, split
  std::vector<std::string> authors;   ///< as stated, addresses of profile pages left out
  std::string labelled_author;        ///< of the card data labelled "Written by"
  std::string canonical_url;          ///< absolute, or as written
  std::string og_url;
  std::string html_language;
  std::string content_language;
  std::string og_locale;
  std::string generator;  ///< program that made the page
  std::string image_url;  ///< og:image
  std::vector<StatedDate> dates;
  bool is_noindex = false;  ///< it asks search engines to leave it out
};

/// One pass over the document.
PageMetadata read_page_metadata(const HtmlDocument& document);

}  // namespace dateline
