// dateline-index as its users meet it: the installed program, its output and its exit status.

#include <chrono>
#include <filesystem>
#include <memory>
#include <sstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "indexer/generation_store.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::run_program;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string page(std::string_view title, std::string_view word) {
  std::string body;
  for (int i = 0; i < 6; ++i) {
    body += "<p>In speech " + std::to_string(i) + " the council of Mereval spoke about the " +
            std::string(word) +
            ", and residents of the harbour quarter listened for an hour.</p>\n";
  }
  return "<!doctype html><html lang=en><head><title>" + std::string(title) +
         "</title></head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>" +
         std::string(title) + "</h1>" + body + "</article></body></html>";
}

TEST(IndexCli, IndexesAFolderAndSaysWhatItDid) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", page("Tram line opens", "tram"));
  scratch.write("in/b.html", page("Bridge closes", "bridge"));
  scratch.write("in/style.css", "body { color: red }");
  const auto first = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, IsEmpty());
  EXPECT_THAT(first.err, HasSubstr("2 new, 1 file of another kind, 2 in shared stories;"));
  EXPECT_THAT(first.err, Not(HasSubstr("style.css")));
  const auto second = run_program("dateline-index", {"-v", "--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(second.status, 0);
  EXPECT_THAT(second.err, HasSubstr("0 new, 2 unchanged, 1 file of another kind"));
  EXPECT_THAT(second.err, HasSubstr("style.css"));
  const auto quiet = run_program("dateline-index", {"-q", "--db", scratch / "db", scratch / "in"});
  EXPECT_THAT(quiet.err, IsEmpty());
}

TEST(IndexCli, HostileFilesAreNamedAndTheGoodPagesIndexed) {
  const test::ScratchFolder scratch;
  scratch.write("in/good.html", page("Tram line opens", "tram"));
  scratch.write("in/zz-good.html", page("Bridge closes", "bridge"));
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += "<div>";
  nested +=
      "<p>The innermost sentence of a page that nests fifty thousand elements is still text.</p>";
  nested.resize(550'000, '\n');
  scratch.write("in/nested.html", nested);
  scratch.write("in/nul.html", std::string(5000, '\0'));
  scratch.write("in/empty.html", "");
  scratch.write("in/caf\xE9.html", page("Latin name", "lamp"));
  scratch.write("in/sparse.html", "");
  fs::resize_file(scratch / "in/sparse.html", std::uintmax_t{1} << 30);
  ASSERT_EQ(mkfifo((scratch / "in/fifo.html").c_str(), 0600), 0);
  fs::create_directory_symlink(".", scratch / "in/loop");
  fs::create_symlink("nowhere", scratch / "in/dangling.html");

  const auto run =
      run_program("dateline-index", {"--db", scratch / "db", "--follow", scratch / "in"});
  EXPECT_EQ(run.status, 1) << run.err;
  for (const char* named :
       {"nul.html: ", "empty.html: ", "sparse.html: too large", "fifo.html: a FIFO",
        "loop: a directory loop", "dangling.html: a symbolic link to nothing"})
    EXPECT_THAT(run.err, HasSubstr(named));
  EXPECT_THAT(run.err, HasSubstr("4 new, 1 page"));
  EXPECT_THAT(run.err, HasSubstr("6 failed"));
  const auto count = run_program("dateline-search", {"--db", scratch / "db", "--count", "lamp"});
  EXPECT_EQ(count.out, "1\n") << count.err;
}

TEST(IndexCli, ATextBeyondAllMeasureIsCutAndNamed) {
  const test::ScratchFolder scratch;
  std::string text = "A dump of measurements\n\n";
  while (text.size() < 3'000'000)
    text += "The gauge at the weir read four metres and a half at noon.\n\n";
  scratch.write("in/dump.txt", text);
  const auto run = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("dump.txt: only the first 20"));
}

TEST(IndexCli, UnreadableFilesAreNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads every file";
  const test::ScratchFolder scratch;
  scratch.write("in/good.html", page("Tram line opens", "tram"));
  scratch.write("in/secret.html", page("Secret", "tram"));
  fs::permissions(scratch / "in/secret.html", fs::perms::none);
  const auto run = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.err, HasSubstr("secret.html: Permission denied"));
}

TEST(IndexCli, ExtractOnlyPrintsOneObjectALine) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", page("Tram line opens", "tram"));
  scratch.write("in/b.html", "");
  const auto run =
      run_program("dateline-index", {"--extract-only", "in"}, {.folder = scratch.path()});
  EXPECT_EQ(run.status, 1);
  std::istringstream lines(run.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto article = nlohmann::json::parse(line);
  EXPECT_EQ(article["type"], "article");
  EXPECT_EQ(article["title"], "Tram line opens");
  EXPECT_EQ(article["path"], (fs::canonical(scratch.path()) / "in/a.html").string());
  EXPECT_THAT(article["body"].get<std::string>(),
              testing::StartsWith("In speech 0 the council of Mereval"));
  EXPECT_EQ(article["language"], "en");
  EXPECT_GT(article["words"], 50);
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["type"], "failure");
  EXPECT_FALSE(std::getline(lines, line));
  EXPECT_FALSE(fs::exists(scratch / "db"));
}

TEST(IndexCli, ReadsPathsFromStandardInput) {
  const test::ScratchFolder scratch;
  const std::string a = scratch.write("a b\nc.html", page("One", "tram"));
  const std::string b = scratch.write("two.html", page("Two", "tram"));
  const auto nul = run_program("dateline-index", {"-0", "--db", scratch / "db", "-"},
                               {.standard_input = a + '\0' + b + '\0'});
  EXPECT_THAT(nul.err, HasSubstr("2 new, 2 in"));
  const auto lines =
      run_program("dateline-index", {"--db", scratch / "db2", "-"}, {.standard_input = b + "\n"});
  EXPECT_THAT(lines.err, HasSubstr("1 new;"));
}

TEST(IndexCli, MisuseIsExplainedAndLeavesNothingBehind) {
  const test::ScratchFolder scratch;
  const auto missing = run_program("dateline-index", {"--db", scratch / "db", scratch / "typo"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("typo: no such file"));
  EXPECT_FALSE(fs::exists(scratch / "db"));
  const auto none = run_program("dateline-index", {});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("PATH"));
  const auto unknown = run_program("dateline-index", {"--nonsense", "x"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--nonsense"));
  EXPECT_THAT(unknown.out, IsEmpty());
  scratch.write("pages/a.html", page("One", "tram"));
  const auto foreign =
      run_program("dateline-index", {"--db", scratch / "pages", scratch / "pages"});
  EXPECT_EQ(foreign.status, 2);
  EXPECT_THAT(foreign.err, HasSubstr("holds other files"));
}

TEST(IndexCli, ASecondWriterIsTurnedAwayOrWaits) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", page("Tram line opens", "tram"));
  auto other = std::make_unique<GenerationStore>(
      GenerationStore::open(scratch / "db", std::nullopt).value());
  const auto locked = run_program("dateline-index", {"--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(locked.status, 75);
  EXPECT_THAT(locked.err, HasSubstr("another process is writing"));
  std::jthread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    other.reset();
  });
  const auto waited =
      run_program("dateline-index", {"--wait=60", "--db", scratch / "db", scratch / "in"});
  EXPECT_EQ(waited.status, 0) << waited.err;
}

TEST(IndexCli, ADatabaseOfAnotherSchemaIsLeftAlone) {
  const test::ScratchFolder scratch;
  scratch.write("in/a.html", page("Tram line opens", "tram"));
  {
    Xapian::WritableDatabase other(scratch / "db", Xapian::DB_CREATE_OR_OPEN);
    other.set_metadata("dateline.schema", "999");
    other.commit();
  }
  for (const char* program : {"dateline-index", "dateline-search"}) {
    const auto refused = run_program(program, {"--db", scratch / "db", scratch / "in"});
    EXPECT_EQ(refused.status, 11) << program;
    EXPECT_THAT(refused.err, HasSubstr("schema 999"));
  }
}

TEST(IndexCli, HelpAndVersionGoToStandardOutput) {
  const auto help = run_program("dateline-index", {"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("--extract-only"));
  EXPECT_THAT(help.err, IsEmpty());
  const auto version = run_program("dateline-index", {"--version"});
  EXPECT_EQ(version.out, "dateline-index " DATELINE_VERSION "\n");
}

TEST(IndexCli, AnUnchangedFolderGivesTheSameIndexWithAnyNumberOfThreads) {
  const test::ScratchFolder scratch;
  for (int i = 0; i < 40; ++i)
    scratch.write("in/" + std::to_string(i) + ".html", page("Number " + std::to_string(i), "tram"));
  std::string outputs[2];
  for (const int threads : {1, 4}) {
    const std::string db = scratch / ("db" + std::to_string(threads));
    run_program("dateline-index", {"-j", std::to_string(threads), "--db", db, scratch / "in"});
    outputs[threads == 4] =
        run_program("dateline-search", {"--db", db, "--format", "trec", "-n", "0", "tram"}).out;
  }
  EXPECT_FALSE(outputs[0].empty());
  EXPECT_EQ(outputs[0], outputs[1]);
}

}  // namespace
}  // namespace dateline
