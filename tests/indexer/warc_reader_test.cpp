#include "indexer/warc_reader.hpp"

#include <map>
#include <sys/stat.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compressed.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/warc_writer.hpp"

namespace dateline {
namespace {

using test::compress;
using test::http_message;
using test::page_record;
using test::warc_record;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint64_t kLimit = 1'000'000;

struct Found {
  std::vector<WarcRecord> records;
  std::vector<RecordFailure> failures;
  WarcSummary summary;

  std::vector<std::string> urls() const {
    std::vector<std::string> urls;
    for (const WarcRecord& record : records) urls.push_back(record.url);
    return urls;
  }
  std::vector<std::string> reasons() const {
    std::vector<std::string> reasons;
    for (const RecordFailure& failure : failures) reasons.push_back(failure.error.message);
    return reasons;
  }
};

/// Reads the file whole; every record must come again by random access.
Found read(std::string_view file, std::uint64_t max_bytes = kLimit) {
  const test::ScratchFolder scratch;
  const std::string path = scratch.write("a.warc", file);
  Found found;
  const auto summary = read_warc(
      path, max_bytes,
      [&](WarcRecord record) {
        found.records.push_back(std::move(record));
        return true;
      },
      [&](RecordFailure failure) {
        found.failures.push_back(std::move(failure));
        return true;
      });
  EXPECT_TRUE(summary) << summary.error().message;
  if (summary) found.summary = *summary;
  EXPECT_EQ(found.summary.delivered, found.records.size());
  EXPECT_EQ(found.summary.failures, found.failures.size());
  for (const WarcRecord& record : found.records) {
    const auto again = read_warc_record(path, record.offset, max_bytes, record.inner_offset);
    EXPECT_TRUE(again && *again == record)
        << record.url << ": " << (again ? "another" : again.error().message);
  }
  return found;
}

std::string url_of(int i) { return fmt::format("https://news.example/story/{}", i); }

std::string info_record() {
  return warc_record({{"WARC-Type", "warcinfo"}, {"Content-Type", "application/warc-fields"}},
                     "software: test\r\nformat: WARC File Format 1.0\r\n");
}

/// 50 pages with requests and metadata between them.
std::vector<std::string> fifty_records() {
  std::vector<std::string> records{info_record()};
  for (int i = 0; i < 50; ++i) {
    records.push_back(warc_record({{"WARC-Type", "request"},
                                   {"WARC-Target-URI", url_of(i)},
                                   {"Content-Type", "application/http; msgtype=request"}},
                                  "GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"));
    records.push_back(page_record(
        url_of(i),
        fmt::format("<p>story {}", i) + std::string(static_cast<std::size_t>(i) * 997, '.')));
    records.push_back(
        warc_record({{"WARC-Type", "metadata"}, {"WARC-Target-URI", url_of(i)}}, "x: y"));
  }
  return records;
}

TEST(WarcReader, FindsEveryResponseInEveryPacking) {
  std::string plain;
  std::string by_record;
  std::string blocks;
  for (const std::string& record : fifty_records()) {
    plain += record;
    by_record += compress(record);
  }
  for (std::size_t i = 0; i < plain.size(); i += 10'000)
    blocks += compress(plain.substr(i, 10'000));
  struct Case {
    const char* name;
    std::string file;
  };
  for (const Case& test : {Case{"plain", plain}, Case{"by record", by_record},
                           Case{"as a whole", compress(plain)}, Case{"in blocks", blocks}}) {
    const Found found = read(test.file);
    EXPECT_THAT(found.reasons(), IsEmpty()) << test.name;
    EXPECT_EQ(found.summary.records, 151U) << test.name;
    EXPECT_EQ(found.summary.skipped_types, 101U) << test.name;
    ASSERT_THAT(found.records, SizeIs(50)) << test.name;
    std::map<std::string, WarcRecord> by_url;
    for (const WarcRecord& record : found.records) by_url[record.url] = record;
    for (int i = 0; i < 50; ++i) {
      const WarcRecord& record = by_url[url_of(i)];
      EXPECT_TRUE(record.body.starts_with(fmt::format("<p>story {}", i))) << test.name;
      EXPECT_EQ(record.charset, "utf-8");
      EXPECT_EQ(record.captured, 1679304600);
    }
  }
}

TEST(WarcReader, ReadsWhatIsAPage) {
  const std::string uri = "http://a.example/";
  const auto response = [&](std::string status, test::Fields http, test::Fields warc = {}) {
    warc.emplace_back("WARC-Target-URI", uri);
    warc.emplace_back("Content-Type", "application/http;msgtype=response");
    return warc_record(warc, http_message(status, http, "words"));
  };
  const auto resource = [&](std::string url, std::string type) {
    return warc_record(
        {{"WARC-Type", "resource"}, {"WARC-Target-URI", url}, {"Content-Type", type}}, "words");
  };
  struct Case {
    const char* name;
    std::string record;
    std::string expected;
  };
  const test::Fields html{{"Content-Type", "text/html"}};
  const std::vector<Case> cases{
      {"HTML", response("HTTP/1.1 200 OK", html), "page"},
      {"lower-case names",
       warc_record({{"warc-type", "Response"},
                    {"warc-target-uri", "HTTP://a.example/"},
                    {"content-type", "Application/HTTP"},
                    {"WARC-Type", ""}},
                   http_message("http/1.0 200 OK", {{"content-TYPE", "Text/HTML"}}, "words")),
       "page"},
      {"no content type of the record",
       warc_record({{"WARC-Target-URI", uri}}, http_message("HTTP/1.1 200 OK", html, "words")),
       "page"},
      {"HTTP/2", response("HTTP/2 200", html), "page"},
      {"206", response("HTTP/1.1 206 Partial Content", html), "page"},
      {"no media type", response("HTTP/1.1 200 OK", {}), "page"},
      {"plain text", response("HTTP/1.1 200 OK", {{"Content-Type", "text/plain"}}), "page"},
      {"XHTML", response("HTTP/1.1 200 OK", {{"Content-Type", "application/xhtml+xml;q=1"}}),
       "page"},
      {"sent twice", response("HTTP/1.1 200 OK", {{"Content-Type", "text/html, text/html"}}),
       "page"},
      {"WARC-Truncated", response("HTTP/1.1 200 OK", html, {{"WARC-Truncated", "length"}}), "page"},
      {"resource", resource(uri, "text/html; charset=latin1"), "page"},
      {"text resource", resource(uri, "text/plain"), "page"},
      {"resource from a file", resource("file:///a/b.html", "text/html"), "page"},
      {"picture", response("HTTP/1.1 200 OK", {{"Content-Type", "image/png"}}), "media"},
      {"XML", response("HTTP/1.1 200 OK", {{"Content-Type", "text/xml"}}), "media"},
      {"resource picture", resource(uri, "image/png"), "media"},
      {"resource of no type", resource(uri, ""), "media"},
      {"crawler's log", resource("metadata://gnu.org/wget.log", "text/plain"), "type"},
      {"not found", response("HTTP/1.1 404 Not Found", html), "status"},
      {"moved", response("HTTP/1.1 301 Moved", html), "status"},
      {"no content", response("HTTP/1.1 204 No Content", html), "status"},
      {"request", response("GET / HTTP/1.1", html, {{"WARC-Type", "request"}}), "type"},
      {"revisit", response("HTTP/1.1 200 OK", html, {{"WARC-Type", "revisit"}}), "type"},
      {"conversion", response("HTTP/1.1 200 OK", html, {{"WARC-Type", "conversion"}}), "type"},
      {"continuation", response("HTTP/1.1 200 OK", html, {{"WARC-Type", "continuation"}}), "type"},
      {"unknown type", response("HTTP/1.1 200 OK", html, {{"WARC-Type", "screenshot"}}), "type"},
      {"DNS",
       warc_record({{"WARC-Target-URI", "dns:a.example"}, {"Content-Type", "text/dns"}}, "x"),
       "type"},
      {"msgtype=request",
       warc_record(
           {{"WARC-Target-URI", uri}, {"Content-Type", "application/http; msgtype=request"}},
           "GET / HTTP/1.1\r\n\r\n"),
       "type"},
      {"no HTTP",
       warc_record({{"WARC-Target-URI", uri}, {"Content-Type", "application/http"}}, "<html>"),
       "failure"},
      {"no address", warc_record({{"Content-Type", "application/http"}}, "HTTP/1.1 200 OK\r\n\r\n"),
       "failure"},
  };
  for (const Case& test : cases) {
    for (const bool is_gzip : {false, true}) {
      const Found found = read(is_gzip ? compress(test.record) : test.record);
      const WarcSummary& summary = found.summary;
      const std::string got = summary.delivered == 1          ? "page"
                              : summary.skipped_media == 1    ? "media"
                              : summary.skipped_statuses == 1 ? "status"
                              : summary.skipped_types == 1    ? "type"
                              : summary.failures == 1         ? "failure"
                                                              : "nothing";
      EXPECT_EQ(got, test.expected) << test.name;
      EXPECT_EQ(summary.records, 1U) << test.name;
      if (test.expected == "page" && !found.records.empty()) {
        EXPECT_EQ(found.records[0].body, "words") << test.name;
      }
    }
  }
}

TEST(WarcReader, ReadsHeads) {
  const Found found = read(
      // Line feeds only, folded fields, spare blanks, no blank behind the colon.
      "WARC/1.0\nWARC-Type:response\nWARC-Target-URI: <http://a.example/\n folded>\n"
      "WARC-Date: 2016-09-19T17:20:24.123456Z\nContent-Type: "
      "application/http;\n\tmsgtype=response\n"
      "Content-Length: 85  \n\nHTTP/1.1 200 OK\nContent-Type: text/html;\n  "
      "charset=\"Windows-1252\"\n"
      "X: y\n\n<p>line feeds\n\n" +
      warc_record(
          {{"WARC-Target-URI", "<http://b.example/>"}, {"WARC-Date", "2016"}},
          http_message("HTTP/1.1 200 OK", {{"Content-Type", "text/html;charset='koi8-r'"}}, ""),
          "WARC/1.1") +
      warc_record({{"WARC-Target-URI", "http://c.example/\xE9"}, {"WARC-Date", "yesterday"}},
                  http_message("HTTP/1.1 200 OK", {}, "c"), "WARC/0.17"));
  EXPECT_THAT(found.reasons(), IsEmpty());
  ASSERT_THAT(found.records, SizeIs(3));
  EXPECT_EQ(found.records[0].url, "http://a.example/ folded");
  EXPECT_EQ(found.records[0].captured, 1474305624);
  EXPECT_EQ(found.records[0].charset, "Windows-1252");
  EXPECT_EQ(found.records[0].body, "<p>line feeds");
  EXPECT_EQ(found.records[1].url, "http://b.example/");
  EXPECT_EQ(found.records[1].captured, 1451606400);
  EXPECT_EQ(found.records[1].charset, "koi8-r");
  EXPECT_EQ(found.records[1].body, "");
  EXPECT_EQ(found.records[2].url, "http://c.example/\uFFFD");
  EXPECT_EQ(found.records[2].captured, std::nullopt);
}

TEST(WarcReader, UndoesTransferAndContentCodings) {
  using test::Framing;
  const std::string words = "<html><p>Words, words, words: " + std::string(3'000, 'w') + "</html>";
  const std::string zipped = compress(words);
  const std::string chunked = "10\r\n" + words.substr(0, 16) + "\r\nB1e;ext=1\r\n" +
                              words.substr(16, 0xB1E) + "\r\n" +
                              fmt::format("{:08x}\r\n", words.size() - 16 - 0xB1E) +
                              words.substr(16 + 0xB1E) + "\r\n0\r\nTrailer: x\r\n\r\n";
  const auto chunk = [](const std::string& bytes) {
    return fmt::format("{:x}\r\n", bytes.size()) + bytes + "\r\n0\r\n\r\n";
  };
  const std::string brotli_words = "<html><p>Brotli words, brotli words, brotli words.</p></html>";
  const std::string brotli(
      "\x1B\x3C\x00\x00\xC4\x6D\x6C\x5D\xF9\xD2\x58\xE1\x68\xCD\x5E\x10\x14\x11\x6C\xC0\x81\x43\x39"
      "\x24\xB0\xD9\xFD\x5C\xA9\xCA\x4A\xC2\x93\xAF\xE2\xE6\xBB\xE0\x6F\x44\x12\x5B\x1D\x45\x05",
      45);
  std::string broken = zipped;
  for (std::size_t i = 12; i < broken.size(); ++i) broken[i] = static_cast<char>(~broken[i]);
  struct Case {
    const char* name;
    std::string encoding, transfer, body, expected;
  };
  const std::vector<Case> cases{
      {"none", "", "", words, words},
      {"identity", "identity", "identity", words, words},
      {"a coding that is none", "utf-8", "", words, words},
      {"chunked", "", "chunked", chunked, words},
      {"Chunked", "", "Chunked", chunked, words},
      {"chunks with line feeds", "", "chunked", "5\nWords\n0\n\n", "Words"},
      {"chunks cut off", "", "chunked", "5\r\nWords\r\n20\r\nand mo", "Wordsand mo"},
      {"first chunk cut off", "", "chunked", "20\r\nand mo", "and mo"},
      {"last chunk missing", "", "chunked", "5\r\nWords\r\n", "Words"},
      {"chunks that break", "", "chunked", "5\r\nWords\r\n<p>more", "Words<p>more"},
      {"chunks removed before", "", "chunked", words, words},
      {"a number, chunks removed before", "", "chunked", "12\nmonkeys went to the circus",
       "12\nmonkeys went to the circus"},
      {"a year, chunks removed before", "", "chunked", "2023\nwas a year", "2023\nwas a year"},
      {"gzip", "gzip", "", zipped, words},
      {"x-gzip", "X-GZip", "", zipped, words},
      {"gzip of two members", "gzip", "", zipped + zipped, words + words},
      {"gzip and rubbish", "gzip", "", zipped + "rubbish", words},
      {"gzip undone before", "gzip", "", words, words},
      {"gzip cut off", "gzip", "", zipped.substr(0, zipped.size() - 4), words},
      {"zlib", "deflate", "", compress(words, Framing::Zlib), words},
      {"raw deflate", "deflate", "", compress(words, Framing::Raw), words},
      {"deflate undone before", "deflate", "", words, words},
      {"br", "br", "", brotli, brotli_words},
      {"br undone before", "br", "", words, words},
      {"zstd undone before", "zstd", "", words, words},
      {"chain", "deflate, gzip", "", compress(compress(words, Framing::Raw)), words},
      {"twice", "gzip,gzip", "", compress(zipped), words},
      {"gzip in chunks", "gzip", "chunked", chunk(zipped), words},
      {"br in chunks", "br", "chunked", chunk(brotli), brotli_words},
      {"gzip as transfer coding", "", "gzip, chunked", chunk(zipped), words},
      {"gzip damaged", "gzip", "", broken, "a damaged body in Content-Encoding gzip"},
      {"br damaged", "br", "", brotli.substr(0, 20) + brotli.substr(0, 20),
       "a damaged body in Content-Encoding br"},
      {"zstd", "zstd", "", std::string("(\xB5/\xFD\0\0\1\2\3\4\5\6", 12),
       "a body in Content-Encoding zstd"},
      {"nine codings", "gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip", "", words,
       "a body under 9 codings"},
  };
  for (const Case& test : cases) {
    const Found found = read(
        page_record("http://a.example/", test.body,
                    {{"Content-Encoding", test.encoding}, {"Transfer-Encoding", test.transfer}}));
    ASSERT_EQ(found.records.size() + found.failures.size(), 1U) << test.name;
    EXPECT_EQ(found.records.empty() ? found.reasons()[0] : found.records[0].body, test.expected)
        << test.name;
  }
}

TEST(WarcReader, RecordsOverTheLimitFailAndAreNotHeld) {
  constexpr std::uint64_t kSmall = 10'000;
  const std::string large(kSmall + 1, 'x');
  const std::string huge(2'000'000, 'x');
  const std::string fits(kSmall, 'x');
  const std::string bomb = compress(std::string(50'000'000, 'x'));
  const auto with_type = [](std::string type) { return test::Fields{{"Content-Type", type}}; };
  struct Case {
    const char* name;
    std::string record, expected;
  };
  const std::string resource_head = "http://r.example/";
  const std::vector<Case> cases{
      {"as large as allowed", page_record("http://a.example/", fits), "page"},
      {"a byte more", page_record("http://a.example/", large),
       "too large: 10001 bytes, the limit is 10000 (--max-size)"},
      {"much more", page_record("http://a.example/", huge),
       "too large: 2000000 bytes, the limit is 10000 (--max-size)"},
      {"when decoded",
       page_record("http://a.example/", compress(large), {{"Content-Encoding", "gzip"}}),
       "too large: more than 10000 bytes when decoded, the limit is 10000 (--max-size)"},
      {"a bomb within",
       page_record("http://a.example/", compress(bomb), {{"Content-Encoding", "gzip, gzip"}}),
       "too large: more than 10000 bytes when decoded, the limit is 10000 (--max-size)"},
      {"a large picture", page_record("http://a.example/", huge, with_type("image/png")), "media"},
      {"a large resource",
       warc_record({{"WARC-Type", "resource"},
                    {"WARC-Target-URI", resource_head},
                    {"Content-Type", "text/html"}},
                   huge),
       "too large: 2000000 bytes, the limit is 10000 (--max-size)"},
      {"a large request", warc_record({{"WARC-Type", "request"}}, huge), "type"},
  };
  const std::string last = page_record("http://last.example/", "last");
  for (const Case& test : cases) {
    for (const std::string& file : {test.record + last, compress(test.record) + compress(last),
                                    compress(test.record + last)}) {
      const Found found = read(file, kSmall);
      ASSERT_FALSE(found.records.empty()) << test.name;
      EXPECT_EQ(found.records.back().url, "http://last.example/") << test.name;
      const std::string got = found.records.size() == 2         ? "page"
                              : !found.failures.empty()         ? found.reasons()[0]
                              : found.summary.skipped_media > 0 ? "media"
                                                                : "type";
      EXPECT_EQ(got, test.expected) << test.name;
      EXPECT_EQ(found.summary.records, 2U) << test.name;
      if (!found.failures.empty() && test.record.find(resource_head) == std::string::npos) {
        EXPECT_EQ(found.failures[0].url, "http://a.example/") << test.name;
      }
    }
  }
}

TEST(WarcReader, GzipBombsAreLeft) {
  const std::string bomb = compress(
      page_record("http://bomb.example/", std::string(90'000'000, ' ')), test::Framing::Gzip, 9);
  const std::string blank_bomb =
      compress(info_record() + std::string(90'000'000, '\n'), test::Framing::Gzip, 9);
  const std::string last = compress(page_record("http://last.example/", "last"));
  const Found found = read(bomb + last, 1'000'000);
  EXPECT_THAT(found.urls(), ElementsAre("http://last.example/"));
  EXPECT_THAT(found.reasons(), ElementsAre(HasSubstr("too large: 90000000 bytes")));
  EXPECT_THAT(read(blank_bomb + last).urls(), ElementsAre("http://last.example/"));
}

TEST(WarcReader, MalformedRecordsCostThemselves) {
  const std::string uri = "http://bad.example/";
  const std::string http = http_message("HTTP/1.1 200 OK", {}, "bad\nWARC/ is no version\n");
  const auto bad = [&](test::Fields fields) {
    fields.emplace_back("WARC-Target-URI", uri);
    return warc_record(fields, http);
  };
  struct Case {
    const char* name;
    std::string record, expected;
    bool is_delivered = false;  ///< the failure is behind the record
    bool is_plain_only = false;
  };
  const std::vector<Case> cases{
      {"no length", bad({{"Content-Length", ""}}), "malformed record: no Content-Length"},
      {"no type", bad({{"WARC-Type", ""}}), "malformed record: no WARC-Type"},
      {"length no number", bad({{"Content-Length", "12kB"}}),
       "malformed record: Content-Length 12kB"},
      {"negative length", bad({{"Content-Length", "-5"}}), "malformed record: Content-Length -5"},
      {"length over 64 bits", bad({{"Content-Length", "99999999999999999999"}}),
       "malformed record: Content-Length 99999999999999999999"},
      {"length beyond the file", bad({{"Content-Length", "9999999999999999999"}}), "cut short"},
      {"length too long", bad({{"Content-Length", std::to_string(http.size() + 50)}}), "", false},
      {"length too short", bad({{"Content-Length", std::to_string(http.size() - 9)}}), "garbage",
       true},
      {"garbage behind", bad({}) + "garbage\r\n", "garbage", true},
      {"garbage without line end", bad({}) + "garbage\r\n\r\nmore\n", "garbage", true},
      {"endless head",
       "WARC/1.0\r\nWARC-Type: response\r\nX: " + std::string(400'000, 'x') + "\r\n\r\n",
       "malformed record: its head is too long"},
      {"endless fields",
       [] {
         std::string head = "WARC/1.0\r\n";
         for (int i = 0; i < 50'000; ++i) head += "Field: value\r\n";
         return head + "\r\n";
       }(),
       "malformed record: its head is too long"},
      {"other version line", "WARC/one\r\nWARC-Type: response\r\n\r\n", "garbage"},
  };
  const std::string first = page_record("http://first.example/", "first");
  const std::string second = page_record("http://second.example/", "second");
  const std::string last = page_record("http://last.example/", "last");
  for (const Case& test : cases) {
    const std::string plain = first + test.record + second + last;
    const std::string zipped =
        compress(first) + compress(test.record) + compress(second) + compress(last);
    for (const std::string& file : {plain, zipped}) {
      const Found found = read(file);
      std::vector<std::string> expected{"http://first.example/", "http://second.example/",
                                        "http://last.example/"};
      if (test.is_delivered) expected.insert(expected.begin() + 1, uri);
      EXPECT_EQ(found.urls(), expected) << test.name;
      ASSERT_THAT(found.failures, SizeIs(1)) << test.name;
      EXPECT_THAT(found.reasons()[0], HasSubstr(test.expected)) << test.name;
      const std::uint64_t offset = file == plain ? first.size() : compress(first).size();
      if (!test.is_delivered) {
        EXPECT_EQ(found.failures[0].offset, offset) << test.name;
      }
    }
  }
}

TEST(WarcReader, TruncatedFilesGiveWhatIsWhole) {
  const std::string first = page_record("http://first.example/", "first");
  const std::string last = page_record("http://last.example/", test::noise(30'000));
  const auto urls_of = [](const std::string& file) { return read(file).urls(); };
  EXPECT_THAT(urls_of(first + last), SizeIs(2));
  EXPECT_THAT(urls_of(first + last.substr(0, last.size() - 4)), SizeIs(2));
  for (const std::string& file :
       {first + last.substr(0, last.size() - 5), first + last.substr(0, 20),
        compress(first) + compress(last).substr(0, 20'000),
        compress(first + last).substr(0, 20'000)}) {
    const Found found = read(file);
    EXPECT_THAT(found.urls(), ElementsAre("http://first.example/"));
    EXPECT_THAT(found.failures, SizeIs(1));
  }
  // Only the check sum is missing.
  const std::string zipped = compress(first) + compress(last);
  const Found found = read(zipped.substr(0, zipped.size() - 3));
  EXPECT_THAT(found.urls(), SizeIs(2));
  EXPECT_THAT(found.reasons(), ElementsAre(HasSubstr("truncated")));
}

TEST(WarcReader, DamagedMembersCostTheirRecord) {
  const std::string first = compress(page_record("http://first.example/", "first"));
  const std::string last = compress(page_record("http://last.example/", "last"));
  const std::string middle = compress(page_record(
      "http://middle.example/", compress(test::noise(50'000)), {{"Content-Encoding", "gzip"}}));
  std::string flipped = middle;
  for (std::size_t i = 10'000; i < 10'100; ++i) flipped[i] = static_cast<char>(~flipped[i]);
  std::string bad_sum = middle;
  bad_sum[middle.size() - 7] = static_cast<char>(~bad_sum[middle.size() - 7]);
  struct Case {
    const char* name;
    std::string member;
  };
  for (const Case& test :
       {Case{"bytes changed", flipped}, Case{"wrong check sum", bad_sum},
        Case{"bytes lost", middle.substr(0, 9'000) + middle.substr(9'500)},
        Case{"garbage", "garbage in the place of a member"},
        Case{"a member of something else", compress("something else")},
        Case{"a member of a long line", compress("WARC/" + std::string(200, '1'))},
        Case{"cut off", middle.substr(0, 30'000)}}) {
    const Found found = read(first + test.member + last);
    EXPECT_THAT(found.urls(), ElementsAre("http://first.example/", "http://last.example/"))
        << test.name;
    ASSERT_THAT(found.failures, SizeIs(1)) << test.name;
    EXPECT_EQ(found.failures[0].offset, first.size()) << test.name;
  }
}

TEST(WarcReader, LyingLengthsDoNotMakeItGoBackWithoutEnd) {
  std::string file;
  for (int i = 0; i < 20'000; ++i)
    file +=
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        "Content-Length: 500000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
  const Found found = read(file);
  EXPECT_THAT(found.records, IsEmpty());
  EXPECT_GT(found.failures.size(), 1U);
}

TEST(WarcReader, FilesThatAreNoArchivesFailAsAWhole) {
  const test::ScratchFolder scratch;
  const auto never = [](auto&&) { return true; };
  for (const std::string& path :
       {scratch / "none", scratch.path().string(), std::string("/dev/null")}) {
    const auto summary = read_warc(path, kLimit, never, never);
    ASSERT_FALSE(summary) << path;
    EXPECT_EQ(summary.error().code, ErrorCode::Input);
    EXPECT_FALSE(read_warc_record(path, 0, kLimit));
  }
  EXPECT_EQ(read("").summary, WarcSummary{});
  EXPECT_EQ(read("\r\n\r\n").summary, WarcSummary{});
  EXPECT_THAT(read("words").reasons(), SizeIs(1));
  EXPECT_THAT(read(compress("words")).reasons(), SizeIs(1));
  EXPECT_THAT(read(test::noise(300'000)).reasons(), SizeIs(1));
}

TEST(WarcReader, CallbacksEndTheReading) {
  const test::ScratchFolder scratch;
  const std::string path =
      scratch.write("a.warc", page_record("http://a.example/", "a") + "garbage\r\n" +
                                  page_record("http://b.example/", "b"));
  int records = 0;
  int failures = 0;
  const auto count = [](int& counter, bool goes_on) {
    return [&counter, goes_on](auto&&) {
      ++counter;
      return goes_on;
    };
  };
  ASSERT_TRUE(read_warc(path, kLimit, count(records, false), count(failures, true)));
  EXPECT_EQ(records, 1);
  EXPECT_EQ(failures, 0);
  ASSERT_TRUE(read_warc(path, kLimit, count(records, true), count(failures, false)));
  EXPECT_EQ(records, 2);
  EXPECT_EQ(failures, 1);
}

TEST(WarcReader, RandomAccessTellsWhatIsNotThere) {
  const std::string info = info_record();
  const std::string page = page_record("http://a.example/", "words");
  const test::ScratchFolder scratch;
  const std::string plain = scratch.write("a.warc", info + page);
  const std::string whole = scratch.write("a.warc.gz", compress(info + page));
  EXPECT_EQ(read_warc_record(plain, info.size(), kLimit)->body, "words");
  EXPECT_EQ(read_warc_record(whole, 0, kLimit, info.size())->body, "words");
  EXPECT_EQ(read_warc_record(plain, 0, kLimit).error().message, "no page in the record");
  EXPECT_EQ(read_warc_record(plain, 5, kLimit).error().message, "no record at this place");
  EXPECT_EQ(read_warc_record(plain, 1'000'000, kLimit).error().message, "no record at this place");
  EXPECT_EQ(read_warc_record(whole, 0, kLimit, 5).error().message, "no record at this place");
  EXPECT_EQ(read_warc_record(whole, 7, kLimit).error().message, "no record at this place");
  EXPECT_THAT(read_warc_record(plain, info.size(), 2).error().message,
              HasSubstr("too large: 5 bytes"));
}

}  // namespace
}  // namespace dateline
