#pragma once

// What ranking asks of an article beside its words, in one value: fifty articles are looked at in a
// search, and each slot would take a seek each.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/article.hpp"

namespace dateline {

struct RankingFacts {
  std::uint8_t title_words = 0;  ///< distinct words of the headline that are no stop words, to 255
  ArticleKind kind = ArticleKind::Article;
  std::optional<std::int64_t> published = {};  ///< UTC seconds; a coarse date counts as its first
                                               ///< moment

  bool operator==(const RankingFacts&) const = default;
};

/// At most 7 bytes. Dates beyond some ten thousand years from 1970 are left out.
std::string encode_ranking_facts(const RankingFacts& facts);

/// Damaged bytes are an article of which nothing is known.
RankingFacts decode_ranking_facts(std::string_view value);

}  // namespace dateline
