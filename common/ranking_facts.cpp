#include "common/ranking_facts.hpp"

#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kDateBytes = 5;

/// Added to the seconds, so that none are negative.
constexpr std::int64_t kDateOffset = std::int64_t{1} << (8 * kDateBytes - 1);

}  // namespace

std::string encode_ranking_facts(const RankingFacts& facts) {
  std::string value{static_cast<char>(facts.title_words), static_cast<char>(facts.kind)};
  if (!facts.published || *facts.published < -kDateOffset || *facts.published >= kDateOffset)
    return value;
  const auto seconds = static_cast<std::uint64_t>(*facts.published + kDateOffset);
  for (std::size_t i = kDateBytes; i-- > 0;)
    value.push_back(static_cast<char>(seconds >> (8 * i) & 0xFFU));
  return value;
}

RankingFacts decode_ranking_facts(std::string_view value) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(value[at]); };
  RankingFacts facts;
  if (value.size() != 2 && value.size() != 2 + kDateBytes) return facts;
  facts.title_words = byte(0);
  if (byte(1) <= static_cast<unsigned char>(ArticleKind::Page))
    facts.kind = static_cast<ArticleKind>(byte(1));
  if (value.size() == 2) return facts;
  std::int64_t seconds = 0;
  for (std::size_t i = 2; i < value.size(); ++i) seconds = seconds * 256 + byte(i);
  facts.published = seconds - kDateOffset;
  return facts;
}

}  // namespace dateline
