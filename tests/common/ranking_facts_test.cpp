#include "common/ranking_facts.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(RankingFacts, ComeBackAsTheyWere) {
  for (const RankingFacts& facts :
       {RankingFacts{}, RankingFacts{.title_words = 255, .kind = ArticleKind::Page},
        RankingFacts{.title_words = 7, .kind = ArticleKind::Stub, .published = 0},
        RankingFacts{.published = -1}, RankingFacts{.published = 1'679'300'000},
        RankingFacts{.published = -62'135'596'800}, RankingFacts{.published = 253'402'300'799}}) {
    const std::string value = encode_ranking_facts(facts);
    EXPECT_LE(value.size(), 7U);
    EXPECT_EQ(decode_ranking_facts(value), facts);
  }
}

TEST(RankingFacts, LeaveOutDatesThatDoNotFit) {
  EXPECT_FALSE(
      decode_ranking_facts(encode_ranking_facts({.published = std::int64_t{1} << 50})).published);
}

TEST(RankingFacts, DamagedBytesAreNothing) {
  EXPECT_EQ(decode_ranking_facts(""), RankingFacts{});
  EXPECT_EQ(decode_ranking_facts("abc"), RankingFacts{});
  EXPECT_EQ(decode_ranking_facts("a\x7F").kind, ArticleKind::Article);
}

}  // namespace
}  // namespace dateline
