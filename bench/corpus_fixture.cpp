#include "bench/corpus_fixture.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "indexer/index_update.hpp"
#include "indexer/page_reader.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::vector<RawPage> read_corpus() {
  const std::vector<std::string> roots{DATELINE_CORPUS_DIR "/pages"};
  std::vector<RawPage> pages;
  walk_pages(
      roots, {},
      [&](const FoundPage& found) {
        pages.push_back(value_or_throw(read_page(found, kDefaultMaxPageBytes)));
        return true;
      },
      [](const WalkFailure& failure) -> bool { throw std::runtime_error(failure.error.message); });
  if (pages.empty()) throw std::runtime_error("no pages in " + roots.front());
  return pages;
}

std::vector<Article> extract_corpus() {
  std::vector<Article> articles;
  for (const RawPage& page : corpus_pages())
    if (auto article = extract_page(page)) articles.push_back(*std::move(article));
  if (articles.empty()) throw std::runtime_error("no articles in the corpus");
  return articles;
}

struct CorpusDatabase {
  CorpusDatabase() : path(folder / "db") { index_articles(corpus_articles(), path); }

  TemporaryFolder folder;
  std::string path;
};

}  // namespace

std::span<const RawPage> corpus_pages() {
  static const std::vector<RawPage> pages = read_corpus();
  return pages;
}

std::span<const Article> corpus_articles() {
  static const std::vector<Article> articles = extract_corpus();
  return articles;
}

std::string corpus_text(std::string_view language, std::size_t min_bytes) {
  std::string once;
  for (const Article& article : corpus_articles())
    if (article.language == language) once += article.body + "\n\n";
  if (once.empty()) throw std::runtime_error("no text in this language: " + std::string(language));
  std::string text = once;
  while (text.size() < min_bytes) text += once;
  return text;
}

std::size_t body_bytes(std::span<const Article> articles) {
  std::size_t bytes = 0;
  for (const Article& article : articles) bytes += article.body.size();
  return bytes;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "dateline-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void index_articles(std::span<const Article> articles, const std::string& path) {
  auto update = value_or_throw(IndexUpdate::open(path, std::nullopt, 1));
  for (const Article& article : articles) value_or_throw(update.add(article));
  value_or_throw(update.put_in_force());
}

const std::string& corpus_database() {
  static const CorpusDatabase database;
  return database.path;
}

}  // namespace dateline
