#pragma once

// Every place of a page that may name who wrote its article, each read on its own.

#include <string>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

enum class AuthorSource {
  JsonPerson,        ///< JSON-LD, of type Person or none
  JsonOrganization,  ///< JSON-LD, of type Organization
  Meta,              ///< meta elements of the head
  CardLabel,         ///< card data labelled "Written by"
  Microdata,         ///< itemprop=author
  RelAuthor,         ///< rel=author
  ProfileLink,       ///< a link to an author's page
  NamedElement,      ///< class or id that means author
  LineAbove,         ///< "By Jane Doe" above the text
  LineBelow,         ///< "Written by Jane Doe" at its end or right behind it
  DateLine,          ///< a name in the line of the date
  BareName,          ///< a line above the text that is nothing but a name
  Owner,             ///< the person whose site it is
};

struct AuthorCandidate {
  AuthorSource source = AuthorSource::JsonPerson;
  std::vector<std::string> names;
  /// Every name reads like a person's. Otherwise the names are what the page states in its place: a
  /// desk, a firm, a handle.
  bool are_persons = true;
};

/// In no order of worth. The same source may give several candidates.
std::vector<AuthorCandidate> collect_author_candidates(
    const HtmlDocument& document, const PageText& page, const PageMetadata& metadata,
    const JsonLdFacts& facts, const PageIdentity& identity, NodeId headline, const MainText& text);

}  // namespace dateline
