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
      {"README", "Just words", "text"},
      {"notes.txt", "<strange> but text", "text"},
      {"a.xml", "<?xml version=\"1.0\"?><rss><channel>", "not a page: XML"},
      {"feed", "<?xml version=\"1.0\"?><rss><channel>", "text"},
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
