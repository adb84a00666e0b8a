// dateline-index again and again on an archive that changes.

#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/news_page.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/warc_writer.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::news_line;
using test::news_page;
using test::run_program;
using testing::HasSubstr;
using testing::Not;

class IncrementalCli : public testing::Test {
 protected:
  /// Writes a file of that age, in hours.
  void write(const std::string& name, const std::string& bytes, int hours = 24) const {
    scratch_.write("in/" + name, bytes);
    fs::last_write_time(path(name), fs::file_time_type::clock::now() - std::chrono::hours{hours});
  }

  std::string path(const std::string& name) const { return scratch_ / ("in/" + name); }

  test::ProgramResult index(std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.end(), {"--db", scratch_ / "db"});
    if (arguments.front().starts_with("-")) arguments.push_back(scratch_ / "in");
    return run_program("dateline-index", arguments);
  }

  test::ProgramResult search(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--db", scratch_ / "db"});
    return run_program("dateline-search", arguments);
  }

  std::string count(const std::string& query) const {
    const auto run = search({"--count", query});
    return run.err.empty() ? run.out.substr(0, run.out.find('\n')) : run.err;
  }

  /// Every article whole.
  std::string hits() const {
    std::istringstream lines(search({"--json", "-n", "0", "speech"}).out);
    std::string all;
    for (std::string line; std::getline(lines, line);)
      if (line.find(R"("type":"hit")") != std::string::npos) all += line + '\n';
    return all;
  }

  std::string id_of(const std::string& query) const {
    const auto run = search({"--json", "-n", "1", query});
    const auto hit = nlohmann::json::parse(run.out.substr(0, run.out.find('\n')), nullptr, false);
    return hit.is_object() && hit.contains("id") ? hit["id"].get<std::string>() : "none";
  }

  test::ScratchFolder scratch_;
};

TEST_F(IncrementalCli, AnUnchangedFolderIsNotReadAgain) {
  const char* url = "https://example.org/a";
  write("a.html", news_page("Tram line opens", "tram", url));
  write("b.html", news_page("Bridge closes", "bridge"));
  EXPECT_THAT(index().err, HasSubstr("2 new"));
  // Other bytes of the same size under the same date can only be noticed by reading them.
  write("a.html", news_page("Tram line opens", "boat", url));
  const auto date = fs::last_write_time(path("b.html"));
  fs::last_write_time(path("a.html"), date);
  EXPECT_THAT(index().err, HasSubstr("0 new, 1 changed, 1 unchanged"));
  write("a.html", news_page("Tram line opens", "ship", url));
  fs::last_write_time(path("a.html"), date);
  EXPECT_THAT(index().err, HasSubstr("0 new, 2 unchanged"));
  EXPECT_EQ(count("boat"), "1");
  EXPECT_THAT(index({"-f"}).err, HasSubstr("1 unchanged"));
  EXPECT_EQ(count("ship"), "1");
  EXPECT_EQ(count("boat"), "0");
}

TEST_F(IncrementalCli, ReadingAllOfAnUnchangedFolderChangesNothing) {
  for (int i = 0; i < 5; ++i)
    write(std::to_string(i) + ".html", news_page("Page " + std::to_string(i), "tram"));
  write("lines.jsonl", news_line("Line", "bridge", "https://example.org/l"));
  index();
  const std::string before = hits();
  EXPECT_THAT(before, HasSubstr("lines.jsonl#1"));
  const auto run = index({"-f"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr("0 new, 6 unchanged, "));
  EXPECT_EQ(hits(), before);
}

TEST_F(IncrementalCli, OnePageChanges) {
  write("a.html", news_page("Tram line opens", "tram", "https://example.org/a"), 48);
  write("b.html", news_page("Bridge closes", "bridge", "https://example.org/b"), 48);
  index();
  const std::string id = id_of("tram");
  write("a.html", news_page("Tram line opens", "funicular", "https://example.org/a"));
  EXPECT_THAT(index().err, HasSubstr("0 new, 1 changed, 1 unchanged"));
  EXPECT_EQ(count("tram path:" + path("a.html")), "1");
  EXPECT_EQ(count("funicular"), "1");
  EXPECT_EQ(id_of("funicular"), id);
}

TEST_F(IncrementalCli, AFileOnlyTouchedIsUnchanged) {
  write("a.html", news_page("Tram line opens", "tram"), 48);
  index();
  fs::last_write_time(path("a.html"), fs::file_time_type::clock::now() - std::chrono::hours{24});
  EXPECT_THAT(index().err, HasSubstr("0 new, 1 unchanged"));
}

TEST_F(IncrementalCli, APageThatMovesKeepsItsId) {
  for (const char* url : {"", "https://example.org/a"}) {
    const test::ScratchFolder other;
    write("a.html", news_page("Tram line opens", "tram", url));
    index();
    const std::string id = id_of("tram");
    fs::create_directories(path("sub"));
    fs::rename(path("a.html"), path("sub/moved.html"));
    const auto run = index();
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.err, HasSubstr("0 new, 1 changed"));
    EXPECT_THAT(run.err, Not(HasSubstr("removed")));
    EXPECT_EQ(id_of("tram"), id);
    EXPECT_EQ(count("path:" + path("a.html")), "0");
    EXPECT_EQ(count("path:" + path("sub/moved.html")), "1");
    EXPECT_THAT(index().err, HasSubstr("0 new, 1 unchanged"));
    fs::remove_all(path(""));
    index({"--prune=force"});
    fs::remove_all(scratch_ / "db");
  }
}

TEST_F(IncrementalCli, AWholeFolderMayBeRenamed) {
  for (int i = 0; i < 4; ++i)
    write("old/" + std::to_string(i) + ".html",
          news_page("Page " + std::to_string(i), "tram" + std::to_string(i)));
  write("old/lines.jsonl", news_line("Line", "bridge", "https://example.org/l"));
  write("old/style.css", "body { color: red }");
  index();
  fs::rename(path("old"), path("new"));
  const auto run = index();
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("0 new, 5 changed"));
  EXPECT_EQ(count("path:" + path("new")), "5");
  EXPECT_EQ(count("path:" + path("old")), "0");
  EXPECT_THAT(index().err, HasSubstr("0 new, 5 unchanged"));
}

TEST_F(IncrementalCli, PagesThatVanishAreRemoved) {
  for (int i = 0; i < 4; ++i)
    write(std::to_string(i) + ".html", news_page("Page", "tram" + std::to_string(i)));
  index();
  fs::remove(path("3.html"));
  const auto run = index();
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr("0 new, 3 unchanged, 1 removed"));
  EXPECT_EQ(count("tram3"), "0");
  EXPECT_EQ(count("tram2"), "1");
}

TEST_F(IncrementalCli, MoreThanHalfAreRemovedOnlyByForce) {
  for (int i = 0; i < 4; ++i)
    write(std::to_string(i) + ".html", news_page("Page", "tram" + std::to_string(i)));
  index();
  for (int i = 1; i < 4; ++i) fs::remove(path(std::to_string(i) + ".html"));
  const auto refused = index();
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("3 of 4 pages have gone; nothing is removed"));
  EXPECT_EQ(count("council"), "4");
  const auto forced = index({"--prune=force"});
  EXPECT_EQ(forced.status, 0) << forced.err;
  EXPECT_THAT(forced.err, HasSubstr("3 removed"));
  EXPECT_EQ(count("council"), "1");
}

TEST_F(IncrementalCli, PagesOutsideThePathsStay) {
  write("a/1.html", news_page("Page", "tram"));
  write("ab/2.html", news_page("Page", "bridge"));
  index();
  fs::remove(path("ab/2.html"));
  EXPECT_EQ(index({path("a")}).status, 0);
  EXPECT_EQ(count("bridge"), "1");
}

TEST_F(IncrementalCli, PagesThatAPatternLeavesOutStay) {
  write("a.html", news_page("Page", "tram"));
  write("b.htm", news_page("Page", "bridge"));
  index();
  const auto run = index({"--glob", "*.html"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(count("council"), "2");
}

TEST_F(IncrementalCli, PagesInAFolderThatCannotBeReadStay) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads every folder";
  write("a.html", news_page("Page", "tram"));
  write("sub/b.html", news_page("Page", "bridge"));
  index();
  fs::permissions(path("sub"), fs::perms::none);
  const auto run = index();
  fs::permissions(path("sub"), fs::perms::owner_all);
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(count("bridge"), "1");
}

TEST_F(IncrementalCli, APageThatStopsBeingOneIsRemoved) {
  write("a.html", news_page("Page", "tram"), 48);
  write("b.html", news_page("Page", "bridge"), 48);
  index();
  write("b.html", std::string(5000, '\0'));
  const auto run = index();
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("1 removed"));
  EXPECT_EQ(count("bridge"), "0");
  const auto again = index();
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("(unchanged since)"));
  write("b.html", news_page("Page", "bridge"), 1);
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(count("bridge"), "1");
}

TEST_F(IncrementalCli, TwoCapturesAreOneArticleWithTheNewerText) {
  const char* url = "https://example.org/news/1";
  write("1/page.html", news_page("First", "tram", url), 48);
  write("2/page.html", news_page("Second", "bridge", url), 24);
  write("other.html", news_page("Other", "boat"), 24);
  index();
  EXPECT_EQ(count("council"), "2");
  EXPECT_EQ(count("bridge"), "1");
  EXPECT_EQ(count("tram"), "0");
  EXPECT_EQ(count("path:" + path("1")), "1");
  EXPECT_EQ(count("path:" + path("2")), "1");
  const std::string id = id_of("bridge");
  fs::remove(path("2/page.html"));
  const auto run = index();
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(count("bridge"), "0");
  EXPECT_EQ(count("tram"), "1");
  EXPECT_EQ(id_of("tram"), id);
  EXPECT_EQ(count("path:" + path("2")), "0");
  EXPECT_THAT(index().err, HasSubstr("0 new, 2 unchanged"));
}

TEST_F(IncrementalCli, AnOlderCaptureOutsideThePathsAndPatternsComesBack) {
  const char* url = "https://example.org/news/1";
  write("1/page.htm", news_page("First", "tram", url), 48);
  write("2/page.html", news_page("Second", "bridge", url), 24);
  write("2/other.html", news_page("Other", "boat"), 24);
  index();
  fs::remove(path("2/page.html"));
  const auto run =
      run_program("dateline-index", {"--glob", "*.html", "--db", scratch_ / "db", path("2")});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(count("tram"), "1");
  EXPECT_EQ(count("bridge"), "0");
}

TEST_F(IncrementalCli, JsonLinesChange) {
  const auto line = [](int number, const std::string& word) {
    return news_line("Line", word, "https://example.org/" + std::to_string(number));
  };
  write("news.jsonl", line(1, "tram") + line(2, "bridge") + "{broken\n" + line(3, "boat"), 72);
  const auto first = index();
  EXPECT_EQ(first.status, 1);
  EXPECT_THAT(first.err, HasSubstr("3 new, 1 failed"));
  EXPECT_THAT(first.err, HasSubstr("news.jsonl#3: "));
  EXPECT_EQ(count("path:" + path("news.jsonl")), "3");
  const auto same = index();
  EXPECT_EQ(same.status, 1);
  EXPECT_THAT(same.err, HasSubstr("1 of its records could not be read (unchanged since)"));
  // One line changed, one gone, one more, the others at other places.
  write("news.jsonl", line(4, "ferry") + line(3, "boat") + line(1, "funicular"), 48);
  const auto second = index();
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_THAT(second.err, HasSubstr("1 new, 2 changed, 1 removed"));
  EXPECT_EQ(count("tram OR bridge"), "0");
  for (const char* word : {"ferry", "boat", "funicular"}) EXPECT_EQ(count(word), "1") << word;
  EXPECT_THAT(index().err, HasSubstr("0 new, 1 unchanged"));
  write("news.jsonl", line(3, "boat"), 24);
  EXPECT_THAT(index().err, HasSubstr("2 removed"));
  EXPECT_EQ(count("council"), "1");
}

TEST_F(IncrementalCli, WarcRecordsChange) {
  const auto record = [](int number, const std::string& word, const std::string& date) {
    return test::page_record("https://example.org/news/" + std::to_string(number),
                             news_page("Record", word), {},
                             {{"WARC-Date", "2023-03-" + date + "T09:30:00Z"}});
  };
  write("crawl.warc", record(1, "tram", "20") + record(2, "bridge", "20"), 72);
  EXPECT_THAT(index().err, HasSubstr("2 new"));
  EXPECT_EQ(count("url:https://example.org/news/2"), "1");
  // A later capture of the first page; the earlier ones move behind it.
  write("crawl.warc",
        record(1, "funicular", "25") + record(1, "tram", "20") + record(2, "bridge", "20"), 48);
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(count("council"), "2");
  EXPECT_EQ(count("funicular"), "1");
  EXPECT_EQ(count("tram"), "0");
  write("crawl.warc", record(2, "bridge", "20") + record(1, "tram", "20"), 24);
  EXPECT_EQ(index().status, 0);
  EXPECT_EQ(count("funicular"), "0");
  EXPECT_EQ(count("tram"), "1");
  fs::remove(path("crawl.warc"));
  EXPECT_EQ(index({"--prune=force"}).status, 0);
  EXPECT_EQ(count("council"), "0");
}

TEST_F(IncrementalCli, ALongPathIsKnownAgain) {
  const std::string deep = std::string(200, 'd') + "/" + std::string(200, 'e') + "/";
  write(deep + "a.html", news_page("Page", "tram"));
  write(deep + "b.html", news_page("Page", "bridge"));
  index();
  EXPECT_THAT(index().err, HasSubstr("0 new, 2 unchanged"));
  fs::remove(path(deep + "b.html"));
  EXPECT_THAT(index().err, HasSubstr("1 unchanged, 1 removed"));
  EXPECT_EQ(count("bridge"), "0");
}

}  // namespace
}  // namespace dateline
