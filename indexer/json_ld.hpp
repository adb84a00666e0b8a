#pragma once

// What the JSON-LD blocks of a page (schema.org vocabulary) say about its article.

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dateline {

/// Strings are as the page writes them, white space and markup included, but valid UTF-8; absent
/// ones are empty.
struct JsonLdFacts {
  std::string
      type;  ///< of the article's object: "NewsArticle"; empty when no object describes an article
  std::string headline;
  std::string description;
  std::string body;
  std::string section;
  std::string publisher;
  std::string language;
  std::string url;  ///< of the article itself
  std::string date_published;
  std::string date_modified;
  std::vector<std::string> people;         ///< authors that are persons, or of no stated type
  std::vector<std::string> organizations;  ///< authors that are organizations
  std::vector<std::string> keywords;
  std::optional<bool> is_free;  ///< isAccessibleForFree
  bool is_live_blog = false;
  bool is_listing = false;     ///< the page calls itself a collection, search result or profile
  bool is_product = false;     ///< it describes something for sale: a product, service, course
  bool is_discussion = false;  ///< it is a forum's thread, or a question with answers

  bool has_article() const { return !type.empty(); }
};

/// Reads all blocks of a page. Broken JSON gives what can be made out of it; hostile nesting is
/// refused before it costs anything. Linear in the input.
JsonLdFacts read_json_ld(std::span<const std::string> blocks);

}  // namespace dateline
