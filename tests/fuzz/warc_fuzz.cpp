// Any bytes read as an archive to records within the limit, in the order of the file, each the same
// by random access; JSON in the bytes becomes clean articles.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/archive_format.hpp"
#include "indexer/json_article.hpp"
#include "indexer/json_lines.hpp"
#include "indexer/warc_reader.hpp"

namespace {

using namespace dateline;

constexpr std::uint64_t kLimit = 20'000;

void require(bool condition) {
  if (!condition) std::abort();
}

/// The input as a file in memory.
class InputInMemory {
 public:
  InputInMemory(const std::uint8_t* data, std::size_t size)
      : descriptor_(memfd_create("input", MFD_CLOEXEC)) {
    require(descriptor_ >= 0);
    require(write(descriptor_, data, size) == static_cast<ssize_t>(size));
  }
  InputInMemory(const InputInMemory&) = delete;
  InputInMemory& operator=(const InputInMemory&) = delete;
  ~InputInMemory() { close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void check_archive(const std::string& path, std::size_t size) {
  std::uint64_t failures = 0;
  std::vector<WarcRecord> records;
  std::pair<std::uint64_t, std::uint64_t> last{0, 0};
  const auto summary = read_warc(
      path, kLimit,
      [&](WarcRecord record) {
        records.push_back(std::move(record));
        return true;
      },
      [&](const RecordFailure& failure) {
        require(failure.offset <= size && !failure.error.message.empty());
        require(is_valid_utf8(failure.url) && is_valid_utf8(failure.error.message));
        ++failures;
        return true;
      });
  require(summary && summary->delivered == records.size() && summary->failures == failures);
  require(summary->records >= records.size());
  for (const WarcRecord& record : records) {
    const std::pair<std::uint64_t, std::uint64_t> at{record.offset, record.inner_offset};
    require(&record == &records.front() || at > last);
    last = at;
    require(record.body.size() <= kLimit && clean_line(record.url) == record.url);
    const auto again = read_warc_record(path, record.offset, kLimit, record.inner_offset);
    require(again && *again == record);
  }
}

void check_lines(const std::string& path) {
  std::uint64_t last = 0;
  const auto result = read_json_lines(
      path, kLimit,
      [&](const JsonLine& line) {
        require(line.number > last && line.text.size() <= kLimit);
        last = line.number;
        const auto article = article_from_json(line.text);
        if (!article) return true;
        require(clean_line(article->title) == article->title);
        require(clean_blocks(article->body) == article->body);
        const auto decoded = decode_article(encode_article(*article));
        require(decoded && *decoded == *article);
        return true;
      },
      [](const LineFailure&) { return true; });
  require(result.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const InputInMemory file(data, size);
  check_archive(file.path(), size);
  check_lines(file.path());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string_view name : {"a.jsonl", "a.warc.gz"}) detect_container(name, bytes);
  const auto page = read_gzipped_page({.path = file.path()}, kLimit);
  require(!page || page->bytes.size() <= kLimit);
  return 0;
}
