#include "common/article.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Article full_article() {
  return {
      .id = "abc234",
      .source = {.path = "pages/caf\xE9.html"},  // a file name need not be UTF-8
      .url = "https://news.example/a",
      .title = "Bridge reopens",
      .authors = {"Ada Quill", "Béla Tarn"},
      .published = ArticleDate{*parse_iso8601("2023-03-20T09:30:00+05:30"), DateEvidence::JsonLd},
      .modified = ArticleDate{*make_timestamp(1899, 12), DateEvidence::Text},
      .site = "The Varn Post",
      .section = "Local",
      .tags = {"bridges", ""},
      .language = "en",
      .description = "It is open.",
      .lead = "After two years.",
      .body = std::string(300, 'x') + "\n\nSecond.",
      .kind = ArticleKind::Stub,
      .words = 4'000'000'000,
      .wire = "Meridian",
      .source_url = "https://other.example/b"};
}

TEST(Article, RecordRoundTrips) {
  for (const Article& article : {Article{}, full_article()}) {
    const auto decoded = decode_article(encode_article(article));
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ(*decoded, article);
  }
}

TEST(Article, EveryCutOrDamagedRecordIsAnErrorOrAnArticle) {
  const std::string record = encode_article(full_article());
  for (std::size_t size = 0; size < record.size(); ++size)
    EXPECT_FALSE(decode_article(std::string_view(record).substr(0, size))) << size;
  EXPECT_FALSE(decode_article(record + "x"));
  for (std::size_t i = 0; i < record.size(); ++i) {
    std::string damaged = record;
    damaged[i] = static_cast<char>(damaged[i] ^ 0xFF);
    if (const auto decoded = decode_article(damaged); decoded && decoded->published)
      format_rfc3339(decoded->published->time);
  }
}

}  // namespace
}  // namespace dateline
