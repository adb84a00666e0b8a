#pragma once

// What a page shows and states that tells an article from a front, a listing, a shop, a discussion
// or a manual: the numbers that page_class.cpp weighs.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/article.hpp"
#include "indexer/html_document.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_identity.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// A feature is 0 where the page says nothing about it: a bare page loses no points by that.
enum class PageFeature : std::uint8_t {
  // Stated, 0 or 1.
  OpenGraphArticle,
  OpenGraphProduct,
  JsonLdArticle,
  JsonLdProduct,
  JsonLdListing,  ///< a collection, search result or profile without an article
  NoIndex,        ///< asks search engines to leave it out
  Date,           ///< of publication, stated or shown
  Author,
  ForumProgram,  ///< the program that made the page runs forums
  ManualProgram,
  // Address, 0 or 1.
  PathEmpty,
  PathSlug,     ///< the last part reads like a headline
  PathNews,     ///< holds a day, or a folder named as publications name theirs
  PathListing,  ///< names a tag, a category, an author, or ends with a department
  PathForum,
  PathManual,
  PathShop,
  PathService,  ///< what a firm says about itself
  // Shown.
  Heading,          ///< 1 when the title stands on the page as a heading
  TitleWords,       ///< up to 8
  BodyShare,        ///< of the page's characters, in the main text
  BodyProse,        ///< of the main text's characters, in running text
  BodyLinks,        ///< of the main text's characters, in links
  ParagraphLength,  ///< mean, in hundreds of characters, up to 8
  Teasers,          ///< 1 when most of four and more paragraphs stand right under a linked line
  ManyArticles,     ///< 1 from four article elements side by side
  Code,             ///< of the page's characters, in program listings
  Controls,         ///< ln(1 + buttons and fields), up to 5
  Prices,           ///< ln(1 + amounts of money), up to 4
  ServiceLabels,    ///< ln(1 + lines such as "Get a quote"), up to 3
  ForumLabels,      ///< ln(1 + lines such as "Thread starter"), up to 4
  kCount,
};
inline constexpr std::size_t kPageFeatureCount = static_cast<std::size_t>(PageFeature::kCount);

class PageFeatures {
 public:
  double& operator[](PageFeature feature) { return values_[static_cast<std::size_t>(feature)]; }
  double operator[](PageFeature feature) const {
    return values_[static_cast<std::size_t>(feature)];
  }

 private:
  std::array<double, kPageFeatureCount> values_{};
};

/// A page and what the stages before have made of it.
struct ReadPage {
  const HtmlDocument& document;
  const PageText& page;
  const PageMetadata& metadata;
  const JsonLdFacts& facts;
  const PageIdentity& identity;
  const MainText& text;
  const Article& article;    ///< title, authors, date and body are filled in
  NodeId heading = kNoNode;  ///< the element the title was read from
};

/// Linear in the page.
PageFeatures read_page_features(const ReadPage& read);

/// The part of the above that the page's address tells; `host` without a port.
void read_address_features(std::string_view url, std::string_view host, PageFeatures& features);

}  // namespace dateline
