#include "tests/searcher/archive_search.hpp"

#include <utility>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/document_builder.hpp"
#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline::test {

const std::string& archive_path() {
  static const ScratchFolder folder;
  static const std::string path = [] {
    std::string made = folder / "db";
    make_archive(made);
    return made;
  }();
  return path;
}

Searcher open_archive() {
  auto searcher = Searcher::open({archive_path()});
  EXPECT_TRUE(searcher) << searcher.error().message;
  return *std::move(searcher);
}

Query parse(std::string_view text, DefaultOperator default_operator) {
  auto query = parse_query(text, {.clock = {.now = kNow}, .default_operator = default_operator});
  EXPECT_TRUE(query) << text << ": " << query.error().message;
  return query ? *std::move(query) : Query{};
}

ResultPage search(const SearchRequest& request) {
  Searcher searcher = open_archive();
  auto page = searcher.search(request);
  EXPECT_TRUE(page) << page.error().message;
  return page ? *std::move(page) : ResultPage{};
}

std::vector<std::string> ids(const ResultPage& page) {
  std::vector<std::string> out;
  for (const Hit& hit : page.hits) out.push_back((hit.is_partial ? "~" : "") + hit.article.id);
  return out;
}

void outlive_a_writer(const std::string& path, const std::function<Result<Searcher>()>& open) {
  const auto articles = archive_articles();
  std::vector<Article> many;
  for (int i = 0; i < 400; ++i) {
    Article article = articles[static_cast<std::size_t>(i) % articles.size()];
    article.id += std::to_string(i);
    many.push_back(std::move(article));
  }
  make_archive(path, many);
  auto searcher = open();
  ASSERT_TRUE(searcher) << searcher.error().message;
  Xapian::WritableDatabase writer(path, Xapian::DB_OPEN);
  DocumentBuilder builder;
  for (int round = 0; round < 6; ++round) {
    for (Article& article : many) {
      article.title += " again";
      writer.replace_document(unique_term(article), builder.build(article));
    }
    writer.commit();
    const auto page = searcher->search({.query = parse("climate vote"), .limit = 50});
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->matches, 50U);
    for (const Hit& hit : page->hits) EXPECT_NE(hit.article.title, "");
  }
}

}  // namespace dateline::test
