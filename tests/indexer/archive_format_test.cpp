#include "indexer/archive_format.hpp"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compressed.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::compress;
using testing::HasSubstr;

TEST(ArchiveFormat, IsToldByContentThenByName) {
  struct Case {
    const char* name;
    std::string path, bytes;
    Container expected;
  };
  const std::string warc = "WARC/1.0\r\nWARC-Type: warcinfo\r\n";
  const std::string object = "{\"title\":\"t\"}\n";
  const std::string html = "<!DOCTYPE html><p>x";
  std::string damaged = compress(warc);
  damaged[11] = '\xFF';
  const std::vector<Case> cases{
      {"page", "a.html", html, Container::Page},
      {"empty file", "a.html", "", Container::Page},
      {"gzipped page", "a.html.gz", compress(html), Container::GzippedPage},
      {"gzip under a page's name", "a.html", compress(html), Container::GzippedPage},
      {"large gzip, cut", "a.html.gz", compress(html + test::noise(90'000)).substr(0, 4096),
       Container::GzippedPage},
      {"a page under the name of an archive", "a.warc", html, Container::Page},
      {"WARC", "a.warc", warc, Container::Warc},
      {"WARC under another name", "crawl", warc, Container::Warc},
      {"WARC under gzip", "crawl.bin", compress(warc), Container::Warc},
      {"WARC behind blank lines", "a", "\r\n\r\n" + warc, Container::Warc},
      {"WARC, large, cut", "a", compress(warc + test::noise(90'000)).substr(0, 4096),
       Container::Warc},
      {"damaged WARC", "a.WARC.gz", damaged, Container::Warc},
      {"garbage before a WARC", "a.warc", "garbage\r\n" + warc, Container::Warc},
      {"a text about WARC", "a.txt", "WARC/1.0 is a version\n", Container::Page},
      {"JSON lines", "a.jsonl", object, Container::JsonLines},
      {"JSON lines, other name", "/x.d/A.NDJSON", " \n" + object, Container::JsonLines},
      {"JSON lines with a mark", "a.jsonl", "\xEF\xBB\xBF" + object, Container::JsonLines},
      {"JSON lines under gzip", "a.jsonl.gz", compress(object), Container::JsonLines},
      {"JSON lines, name without gz", "a.ndjson", compress(object), Container::JsonLines},
      {"JSON", "a.json", object, Container::Page},
      {"no object", "a.jsonl", "[1]", Container::Page},
      {"no object under gzip", "a.jsonl.gz", compress("[1]"), Container::GzippedPage},
      {"gzip's magic alone", "a", "\x1F\x8B", Container::GzippedPage},
  };
  for (const Case& test : cases)
    EXPECT_EQ(detect_container(test.path, test.bytes), test.expected) << test.name;
}

TEST(ArchiveFormat, ReadsGzippedPages) {
  constexpr std::uint64_t kLimit = 1000;
  const std::string whole = compress("<p>one") + compress(" two");
  const std::string fits(kLimit, 'x');
  struct Case {
    const char* name;
    std::string file, expected;
  };
  const std::vector<Case> cases{
      {"two members", whole, "<p>one two"},
      {"as large as allowed", compress(fits), fits},
      {"a byte more", compress(fits + "x"),
       "too large: 1001 bytes, the limit is 1000 (--max-size)"},
      {"a bomb", compress(std::string(50'000'000, 'x')), "too large"},
      {"truncated", whole.substr(0, whole.size() - 5), "truncated"},
      {"damaged", compress("a") + "garbage, not zeros", "damaged"},
  };
  const test::ScratchFolder scratch;
  for (const Case& test : cases) {
    const std::string path = scratch.write("a.html.gz", test.file);
    const auto page = read_gzipped_page({.path = path}, kLimit);
    if (!page) {
      EXPECT_EQ(page.error().code, ErrorCode::Input) << test.name;
    }
    EXPECT_THAT(page ? page->bytes : page.error().message, HasSubstr(test.expected)) << test.name;
    if (page) {
      EXPECT_EQ(page->path, path);
      EXPECT_GT(page->modified, 1'600'000'000);
    }
  }
  EXPECT_FALSE(read_gzipped_page({.path = scratch / "none"}, kLimit));
}

}  // namespace
}  // namespace dateline
