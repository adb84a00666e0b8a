#pragma once

// What the Google Benchmarks work on: the pages of corpus/, read once. Failures throw
// std::runtime_error: a benchmark without its corpus has nothing to say.

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/page_extraction.hpp"

namespace dateline {

/// Every file of corpus/pages as it lies there, by name in byte order.
std::span<const RawPage> corpus_pages();

/// The articles of those pages that hold text; extracted at the first call.
std::span<const Article> corpus_articles();

/// The bodies in one language ("en"), parted by blank lines, over and over until there are
/// `min_bytes` of them. Throws where there is none.
std::string corpus_text(std::string_view language, std::size_t min_bytes);

/// Bytes of the bodies of `articles`.
std::size_t body_bytes(std::span<const Article> articles);

/// A folder of its own that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Writes `articles` to a new database at `path`, as dateline-index does.
void index_articles(std::span<const Article> articles, const std::string& path);

/// A database of corpus_articles(), made at the first call and removed when the program ends.
const std::string& corpus_database();

}  // namespace dateline
