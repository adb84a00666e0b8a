#include "bench/corpus_writer.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "bench/corpus_article.hpp"
#include "bench/corpus_page.hpp"

namespace dateline {
namespace {

constexpr std::uint64_t kPagesPerFolder = 500;
constexpr std::size_t kBufferBytes = 1 << 20;

tl::unexpected<Error> cannot_write(const std::string& path) {
  return fail(ErrorCode::Usage, fmt::format("cannot write {}", path));
}

void count(const CorpusArticle& article, CorpusSummary& summary) {
  ++summary.articles;
  if (article.copy) ++summary.copies;
}

Result<CorpusSummary> write_json_lines(const CorpusRequest& request, const CorpusMaker& maker) {
  std::ofstream file(request.out, std::ios::binary | std::ios::trunc);
  CorpusSummary summary;
  std::string buffer;
  const auto flush = [&] {
    file.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    summary.bytes += buffer.size();
    buffer.clear();
    return static_cast<bool>(file);
  };
  for (std::uint64_t number = 0; number < request.articles; ++number) {
    const CorpusArticle article = maker.article(number);
    append_json_line(maker, article, buffer);
    count(article, summary);
    if (buffer.size() >= kBufferBytes && !flush()) return cannot_write(request.out);
  }
  if (!flush() || !file.flush()) return cannot_write(request.out);
  return summary;
}

Result<void> prepare_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return cannot_write(folder.string());
  const bool is_empty = std::filesystem::is_empty(folder, error);
  if (error) return cannot_write(folder.string());
  if (!is_empty)
    return fail(ErrorCode::Usage, fmt::format("{} is not empty", folder.string()),
                "a corpus is made in a new or empty directory");
  return {};
}

Result<CorpusSummary> write_pages(const CorpusRequest& request, const CorpusMaker& maker) {
  const std::filesystem::path root(request.out);
  if (const auto prepared = prepare_folder(root); !prepared) return fail(prepared.error());
  CorpusSummary summary;
  std::filesystem::path folder;
  std::string page;
  for (std::uint64_t number = 0; number < request.articles; ++number) {
    if (number % kPagesPerFolder == 0) {
      folder = root / fmt::format("{:05}", number / kPagesPerFolder);
      std::error_code error;
      std::filesystem::create_directory(folder, error);
      if (error) return cannot_write(folder.string());
    }
    const CorpusArticle article = maker.article(number);
    page.clear();
    append_html_page(maker, article, number, page);
    const std::filesystem::path path = folder / fmt::format("{:07}.html", number);
    std::ofstream file(path, std::ios::binary);
    file.write(page.data(), static_cast<std::streamsize>(page.size()));
    file.close();
    if (!file) return cannot_write(path.string());
    count(article, summary);
    summary.bytes += page.size();
  }
  return summary;
}

}  // namespace

Result<CorpusSummary> write_corpus(const CorpusRequest& request) {
  const CorpusMaker maker(request.seed);
  return std::string_view(request.out).ends_with(".jsonl") ? write_json_lines(request, maker)
                                                           : write_pages(request, maker);
}

}  // namespace dateline
