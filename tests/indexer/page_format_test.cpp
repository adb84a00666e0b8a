#include "indexer/page_format.hpp"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using namespace std::string_view_literals;

std::string detected(std::string_view path, std::string_view bytes) {
  const auto format = detect_page_format(path, bytes);
  if (!format) return format.error().message;
  return *format == PageFormat::Html ? "html" : "text";
}

TEST(PageFormat, IsToldByContentThenByName) {
  struct Case {
    std::string_view path, bytes, expected;
  };
  const auto cases = std::to_array<Case>({
      {"a.html", "<!DOCTYPE html><p>x", "html"},
      {"a", "<!doctype html>", "html"},
      {"a.css", "<html><body>a saved page under a wrong name", "html"},
      {"a.bin", " \n<!-- saved from url=(0042)https://news.example/ -->\r\n<HTML lang=en>", "html"},
      {"a", "\xEF\xBB\xBF<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", "html"},
      {"a", "\xFF\xFE<\0h\0t\0m\0l\0>\0"sv, "html"},
      {"a", "<\0h\0t\0m\0l\0>\0"sv, "html"},
      {"story.php?id=7", "Plain words", "html"},
      {"a.htm", "Just words, no markup", "html"},
      {"a.txt", "Just words", "text"},
      {"a.TXT", "A < B", "text"},
      {"a.txt.gz", "Just words", "text"},
      {"a.htm.gz", "Just words, no markup", "html"},
      {"a.html.gz", "\x1F\x8B\x08", "not a page: gzip data"},
      {"README", "Just words", "text"},
      {"notes.txt", "<strange> but text", "text"},
      {"a.xml", "<?xml version=\"1.0\"?><nitf>", "not a page: XML"},
      {"feed", "<?xml version=\"1.0\"?><rss><channel>", "not a page: a feed"},
      {"a.html", "<feed xmlns=x>", "not a page: a feed"},
      {"logo", "<?xml version=\"1.0\"?><!DOCTYPE svg><svg>", "not a page: an SVG image"},
      {"map", "<?xml version=\"1.0\"?><urlset>", "not a page: a sitemap"},
      {"data", "<?xml version=\"1.0\"?><table><row/></table>", "not a page: XML"},
      {"README.md", "<p align=center>Words", "not a page: Markdown"},
      {"a.js", "<!-- \nvar a = '<p>';", "not a page: a script"},
      {"a", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<!DOCTYPE html><p>x", "html"},
      {"a.txt", "In HTML, <body> comes first", "text"},
      {"Vol. 3, No. 4", "words", "text"},
      {"Mr. Smith resigns. A nation mourns", "words", "text"},
      {"fragment", "<ul><li>x", "html"},
      {"fragment", "<made-up>x", "text"},
      {"a.webp", "RIFF\1\2\3\4WEBPVP8", "not a page: a WebP image"},
      {"a",
       "\0\0\0\x18"
       "ftypmp42"sv,
       "not a page: a video"},
      {"a.css", "body { color: red }", "not a page: a style sheet"},
      {"a.js", "var a = 1;", "not a page: a script"},
      {"a.html", "\x89PNG\r\n\x1A\n", "not a page: a PNG image"},
      {"a.docx", "PK\x03\x04zip", "not a page: a ZIP archive"},
      {"a.weird", "words", "not a page: a .weird file without HTML"},
      {"a.html", "", "empty file"},
      {"a.html", "\0\0\0\0\0\0"sv, "no text: the file holds binary data"},
      {"a.txt", "\1\2\3\4\5\6\7\1\2\3"sv, "no text: the file holds binary data"},
      {"blob", "\1\2\3\4\5\6\7\1\2\3"sv, "not a page: binary data"},
      {".hidden", "words", "text"},
      {"dir.d/file", "words", "text"},
  });
  for (const Case& test : cases)
    EXPECT_EQ(detected(test.path, test.bytes), test.expected) << test.path << ": " << test.bytes;
}

TEST(PageFormat, OtherKindsAreNoFailures) {
  EXPECT_EQ(detect_page_format("a.css", "p {}").error().code, ErrorCode::NotAPage);
  EXPECT_EQ(detect_page_format("a.html", "").error().code, ErrorCode::Input);
}

}  // namespace
}  // namespace dateline
