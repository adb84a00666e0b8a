// What programs and browsers read, from hostile files to every format of the searcher.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/utf8.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/news_page.hpp"
#include "tests/support/page_markup.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::run_program;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kHostile =
    "ferry \x1B]0;owned\x07\x1B[2J\u009B31m\u202Eevil\u200B<script>alert(1)</script>\"'& =1+1 "
    "javascript:alert(1)";

/// A database of articles that mean harm, made once for all tests of this program.
class FormatsCli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    json article;
    for (const char* name : {"id", "title", "site", "section", "language", "description", "lead"})
      article[name] = kHostile;
    article["url"] = "https://news.example/" + kHostile;
    article["body"] = kHostile + "\n\n" + kHostile + " The ferry sails on, and the harbour waits.";
    article["authors"] = {kHostile};
    article["tags"] = {kHostile};
    article["published"] = "2023-03-20";
    scratch_->write("in/articles.jsonl", article.dump() + '\n');
    scratch_->write("in/ferry \x1B[2J\u202E\xFF\n.html", test::news_page("Ferry sinks", "ferry"));
    scratch_->write("in/tunnel.html", test::news_page("Tunnel opens", "tunnel"));
    const auto indexed =
        run_program("dateline-index", {"-q", "--db", *scratch_ / "db", *scratch_ / "in"});
    ASSERT_EQ(indexed.status, 0) << indexed.err;
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static test::ProgramResult search(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--db", *scratch_ / "db"});
    return run_program("dateline-search", arguments);
  }

  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }

  static void expect_records(const std::string& text) {
    EXPECT_FALSE(text.empty());
    for (const std::string& line : lines_of(text))
      EXPECT_THAT(test::record_schema().faults(json::parse(line)), IsEmpty()) << line;
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
};

std::unique_ptr<test::ScratchFolder> FormatsCli::scratch_;

void expect_harmless(const std::string& out, std::string_view name) {
  EXPECT_TRUE(is_valid_utf8(out)) << name;
  for (std::size_t i = 0; i < out.size();) {
    const CodePoint c = decode_utf8(out, i);
    EXPECT_TRUE(c.value == '\n' || c.value == '\r' || !is_unsafe_invisible(c.value))
        << name << ": " << static_cast<std::uint32_t>(c.value) << " at " << i;
    i += c.size;
  }
}

TEST_F(FormatsCli, NothingHostileComesOut) {
  for (const char* format : {"text", "json", "ndjson", "csv", "html", "trec", "paths"}) {
    const auto found = search({"ferry", "--format", format, "-n", "0"});
    EXPECT_EQ(found.status, 0) << format << found.err;
    expect_harmless(found.out, format);
    expect_harmless(found.err, format);
    const std::string id = lines_of(search({"ferry", "--template", "{id}"}).out).at(0);
    const auto shown = search({"--show", id, "--format", format});
    EXPECT_EQ(shown.status, 0) << format << shown.err;
    expect_harmless(shown.out, format);
    const auto wrong = search({"titel:" + kHostile, "--format", format});
    EXPECT_EQ(wrong.status, 2) << format;
    expect_harmless(wrong.out + wrong.err, format);
    if (format == std::string_view("html")) {
      for (const auto& page : {found, shown, wrong})
        EXPECT_THAT(test::markup_faults(page.out), IsEmpty());
    }
  }
  const auto extracted = run_program("dateline-index", {"--extract-only", *scratch_ / "in"});
  expect_harmless(extracted.out, "extract-only");
  expect_harmless(search({"ferry", "--template", "\x1B[2J{title} {path}"}).out, "template");
}

TEST_F(FormatsCli, EveryRecordFitsTheInstalledSchema) {
  const fs::path programs = fs::path(test::program_path("dateline-search")).parent_path();
  std::ifstream installed(programs / "../share/dateline/dateline-records.schema.json");
  std::ifstream source(DATELINE_SOURCE_DIR "/common/dateline-records.schema.json");
  ASSERT_TRUE(installed) << "not installed";
  EXPECT_EQ(json::parse(installed), json::parse(source));

  const std::string queries =
      scratch_->write("queries.tsv", "a\tferry\nb\tferry xylophone\nc\tfoo:bar\nd\tzzyzx\n");
  expect_records(search({"ferry", "--json", "--facets", "site,author,section,lang,year",
                         "--timeline", "day", "--copies", "--explain"})
                     .out);
  const auto batch = search({"--queries", queries, "--json"});
  expect_records(batch.out);
  EXPECT_THAT(batch.out, HasSubstr("\"type\":\"error\""));
  expect_records(search({"--queries", queries, "--json", "--count"}).out);
  const std::string id = lines_of(search({"tunnel", "--template", "{id}"}).out).at(0);
  expect_records(search({"--show", id, "--json", "tunnel"}).out);
  expect_records(search({"--show", "none", "--json"}).out);

  scratch_->write("odd/empty.html", "");
  scratch_->write("odd/page.html", test::news_page("Bridge opens", "bridge"));
  const auto extracted = run_program("dateline-index", {"--extract-only", *scratch_ / "odd"});
  EXPECT_EQ(extracted.status, 1);
  expect_records(extracted.out);
  EXPECT_THAT(extracted.out, HasSubstr("\"type\":\"failure\""));
}

TEST_F(FormatsCli, RecordsOfABatchNameTheirQuery) {
  const std::string queries = scratch_->write("named.tsv", "a\tferry\nc\tfoo:bar\n");
  const auto counts = lines_of(search({"--queries", queries, "--json", "--count"}).out);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(json::parse(counts[0])["qid"], "a");
  EXPECT_EQ(json::parse(counts[1])["qid"], "c");
  EXPECT_EQ(json::parse(counts[1])["type"], "error");
}

TEST_F(FormatsCli, PathsOfFilesAreTheirBytes) {
  const auto found = search({"-0", "title:sinks"});
  EXPECT_EQ(found.status, 0);
  EXPECT_THAT(found.err, IsEmpty());
  const std::string path = *scratch_ / "in/ferry \x1B[2J\u202E\xFF\n.html";
  EXPECT_EQ(found.out, path + '\0');
  EXPECT_TRUE(fs::exists(found.out.substr(0, found.out.size() - 1)));
  const auto none = search({"-l", "tunnel zzyzx"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.out, IsEmpty()) << "near misses are no matches";
  EXPECT_THAT(lines_of(search({"-l", "tunnel"}).out), ElementsAre(*scratch_ / "in/tunnel.html"));
}

TEST_F(FormatsCli, TemplatesAndTables) {
  EXPECT_EQ(search({"tunnel", "--template", "{rank}|{title:>14}|{site:.4}|\\t{flags}{{}}"}).out,
            "1|  Tunnel opens||\t{}\n");
  const auto wrong =
      run_program("dateline-search", {"--db", *scratch_ / "no such", "x", "--template", "{titel}"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("no field \"titel\" (at character 2)"));
  EXPECT_THAT(wrong.err, HasSubstr("did you mean {title}"));
  EXPECT_THAT(search({"tunnel", "--format", "csv"}).out, StartsWith("rank,id,score,title,"));
  EXPECT_THAT(search({"tunnel", "--format", "csv", "--timeline", "year"}).out,
              StartsWith("of,value,matches,articles\r\n"));
}

}  // namespace
}  // namespace dateline
