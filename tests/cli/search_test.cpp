// The whole path as a user walks it: pages in, ranked answers out.

#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/news_page.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using test::run_program;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A database of corpus/, made once for all tests of this program.
class SearchCli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    const auto indexed = run_program(
        "dateline-index",
        {"-q", "--db", *scratch_ / "db", std::string(DATELINE_SOURCE_DIR) + "/corpus/pages"});
    ASSERT_EQ(indexed.status, 0) << indexed.err;
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  static test::ProgramResult search(std::vector<std::string> arguments,
                                    const test::ProgramInput& input = {}) {
    arguments.insert(arguments.begin(), {"--db", *scratch_ / "db"});
    return run_program("dateline-search", arguments, input);
  }

  /// Hits as JSON objects.
  static std::vector<nlohmann::json> hits(std::vector<std::string> arguments) {
    arguments.push_back("--json");
    std::vector<nlohmann::json> found;
    std::istringstream lines(search(arguments).out);
    for (std::string line; std::getline(lines, line);) {
      auto json = nlohmann::json::parse(line);
      if (json["type"] == "hit") found.push_back(std::move(json));
    }
    return found;
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
};

std::unique_ptr<test::ScratchFolder> SearchCli::scratch_;

TEST_F(SearchCli, PrintsHitsWithFragmentsAndNoEscapes) {
  const auto result = search({"ferry", "inquiry"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("erry"));
  EXPECT_THAT(result.out, Not(HasSubstr("\x1B")));
  EXPECT_THAT(result.err, HasSubstr("article"));
}

TEST_F(SearchCli, FacetsAndTimelineCountTheWholeArchive) {
  const auto result = search({"--count", "--facets", "site:2,lang,year", "--timeline", "month"});
  EXPECT_EQ(result.status, 0) << result.err;
  const auto count = search({"--count", "*"});
  EXPECT_TRUE(result.out.starts_with(count.out)) << result.out;
  EXPECT_THAT(result.out, HasSubstr("sites\n  Varnholm Courier"));
  EXPECT_THAT(result.out, HasSubstr("\nyears\n"));
  EXPECT_THAT(result.out, HasSubstr("\n2025-03 "));
  EXPECT_THAT(result.out, HasSubstr("#"));
  EXPECT_THAT(result.out, Not(HasSubstr("\x1B")));
  EXPECT_THAT(result.out, Not(HasSubstr("https://"))) << "no hits";
}

TEST_F(SearchCli, BucketsAreWhatDateQueriesCount) {
  const auto result = search({"--json", "--timeline", "month", "ferry"});
  std::istringstream lines(result.out);
  std::size_t compared = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    if (json["type"] != "timeline") continue;
    EXPECT_EQ(json["exact"], true);
    for (const auto& bucket : json["buckets"]) {
      if (bucket[1] == 0) continue;
      const std::string date = "date:" + bucket[0].get<std::string>();
      EXPECT_EQ(search({"--count", "ferry", date}).out,
                std::to_string(bucket[1].get<int>()) + "\n");
      EXPECT_EQ(search({"--count", date}).out, std::to_string(bucket[2].get<int>()) + "\n");
      ++compared;
    }
  }
  EXPECT_GE(compared, 10U);
}

TEST_F(SearchCli, ListsTheCopiesOfAStory) {
  const auto found = hits({"--copies", "-n", "1", "boats rooftops nizhmar"});
  ASSERT_EQ(found.size(), 1U);
  const auto& others = found[0]["story"]["others"];
  ASSERT_EQ(others.size(), 3U);
  EXPECT_THAT(others[0]["path"].get<std::string>(), HasSubstr("b-wire-flood-courier.html"));
  const auto text = search({"--copies", "-n", "1", "boats rooftops nizhmar"});
  EXPECT_THAT(text.out, HasSubstr("    first   2025-08-05 16:22Z  Varnholm Courier"));
  EXPECT_THAT(text.out, HasSubstr("(this one)"));
}

TEST_F(SearchCli, FindsArticlesLikeOne) {
  const std::string pages = std::string(DATELINE_SOURCE_DIR) + "/corpus/pages/";
  const auto name = [](const nlohmann::json& hit) {
    return fs::path(hit["path"].get<std::string>()).stem().string();
  };
  // Sister stories come first, copies not at all.
  const auto verdict = hits({"--like", pages + "courier-ferry-verdict.html"});
  ASSERT_GE(verdict.size(), 2U);
  EXPECT_EQ(name(verdict[0]), "legal-appeal-rejected");
  EXPECT_EQ(name(verdict[1]), "herald-trial-opens");
  const auto flood = hits({"--like", pages + "b-wire-flood-herald.html", "-n", "0"});
  ASSERT_GE(flood.size(), 4U);
  EXPECT_EQ(name(flood[0]), "bulletin-nizhmar-flood");
  for (const auto& hit : flood) EXPECT_THAT(name(hit), Not(HasSubstr("wire-flood")));
  // By id, narrowed, and from where the reader stands.
  const auto by_id = hits({"--like", verdict[0]["id"], "site:varnholm-courier.example"});
  ASSERT_FALSE(by_id.empty());
  EXPECT_EQ(name(by_id[0]), "courier-ferry-verdict");
  const auto relative =
      search({"--json", "--like", "courier-ferry-verdict.html"}, {.folder = std::string(pages)});
  EXPECT_THAT(relative.out, HasSubstr("legal-appeal-rejected"));
  EXPECT_EQ(search({"--like", "nowhere.html"}).status, 1);
  const auto folder = search({"--like", pages});
  EXPECT_EQ(folder.status, 2);
  EXPECT_THAT(folder.err, HasSubstr("several articles"));
}

TEST_F(SearchCli, ExplainsScores) {
  const auto found = hits({"--explain", "ferry inquiry"});
  ASSERT_FALSE(found.empty());
  for (const auto& hit : found) {
    double sum = 0;
    for (const auto& part : hit["explanation"]) sum += part["score"].get<double>();
    EXPECT_NEAR(sum, hit["score"].get<double>(), 1e-5);
  }
  const auto text = search({"--explain", "-n", "1", "ferry inquiry"});
  EXPECT_THAT(text.out, testing::ContainsRegex("    [0-9.]+ = [0-9.]+ inquiry [+] [0-9.]+ ferry"));
}

TEST_F(SearchCli, JsonLinesAreWellFormedAndMarksPointAtWords) {
  const auto result = search({"--json", "ferry"});
  EXPECT_EQ(result.status, 0);
  std::istringstream lines(result.out);
  std::vector<std::string> types;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    types.push_back(json["type"]);
    if (json["type"] != "hit") continue;
    for (const auto& fragment : json["fragments"]) {
      const std::string text = fragment["text"];
      for (const auto& mark : fragment["marks"]) {
        ASSERT_LE(mark[1].get<std::size_t>(), text.size());
        ASSERT_LT(mark[0].get<std::size_t>(), mark[1].get<std::size_t>());
        std::string word =
            text.substr(mark[0], mark[1].get<std::size_t>() - mark[0].get<std::size_t>());
        EXPECT_THAT(word,
                    testing::AnyOf(HasSubstr("erry"), HasSubstr("erries"), HasSubstr("FERR")));
      }
    }
  }
  ASSERT_GE(types.size(), 3U);
  EXPECT_EQ(types.front(), "begin");
  EXPECT_EQ(types.back(), "summary");
  EXPECT_THAT(types, Contains("hit"));
}

TEST_F(SearchCli, CountsAreTheNumberOfHits) {
  for (const char* query :
       {"ferry", "\"the harbour\"", "-ferry", "ferry OR election", "date:2026", "site:example"}) {
    const auto count = search({"--count", query});
    const auto one_by_one = hits({"--all", "--collapse", "none", "-n", "0", query});
    EXPECT_EQ(std::stoul(count.out), one_by_one.size()) << query;
    const auto folded = hits({"--all", "-n", "0", query});
    std::size_t articles = folded.size();
    for (const auto& hit : folded)
      if (!hit["story"].is_null()) articles += hit["story"]["copies"].get<std::size_t>();
    EXPECT_EQ(std::stoul(count.out), articles) << query;
  }
}

TEST_F(SearchCli, StatusTellsWhatHappened) {
  EXPECT_EQ(search({"ferry"}).status, 0);
  const auto none = search({"zzyzxq"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.out, IsEmpty());
  const auto syntax = search({"\"ferry"});
  EXPECT_EQ(syntax.status, 2);
  EXPECT_THAT(syntax.err, HasSubstr("^"));
  const auto field = search({"autor:Dell"});
  EXPECT_EQ(field.status, 2);
  EXPECT_THAT(field.err, HasSubstr("author"));
  const auto missing = run_program("dateline-search", {"--db", *scratch_ / "none", "ferry"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("no database at"));
}

TEST_F(SearchCli, HostilePagesNeverReachTheTerminal) {
  for (const char* format : {"text", "json", "ndjson", "trec"}) {
    const auto result = search({"--color", "always", "--format", format, "-n", "0", "lang:en"});
    std::string out = result.out;
    // Our own colours and links are the only escape sequences.
    for (const std::string_view forbidden :
         {"\x1B]0;", "\x1B[2J", "\x07", "\xE2\x80\xAE", "\xC2\x9B"})
      EXPECT_EQ(out.find(forbidden), std::string::npos) << format;
  }
}

TEST_F(SearchCli, AnswersInEveryLanguageOfTheCorpus) {
  struct Case {
    const char* query;
    const char* page;
  };
  for (const Case& test : {Case{"Fähre Urteil", "b-de-faehre-urteil.html"},
                           Case{"faehre OR fahre", "b-de-faehre-urteil.html"},
                           Case{"вода в домах", "b-ru-nizhmar-navodnenie.html"},
                           Case{"フェリー", "b-ja-ferry-hanketsu.html"},
                           Case{"escanos del parlamento", "b-es-elecciones-ferranza.html"},
                           Case{"tunel", "b-pl-tunel-sandrey.html"}}) {
    std::vector<std::string> pages;
    for (const auto& hit : hits({test.query}))
      pages.push_back(fs::path(hit["path"].get<std::string>()).filename());
    EXPECT_THAT(pages, Contains(test.page)) << test.query;
  }
}

TEST_F(SearchCli, DatabaseComesFromTheEnvironmentOrAFolderAbove) {
  const auto from_environment = run_program("dateline-search", {"--count", "ferry"},
                                            {.environment = {{"DATELINE_DB", *scratch_ / "db"}}});
  EXPECT_EQ(from_environment.status, 0) << from_environment.err;
  fs::create_directories(*scratch_ / "project/deep");
  fs::create_directory_symlink(*scratch_ / "db", *scratch_ / "project/.dateline");
  const auto from_folder =
      run_program("dateline-search", {"--count", "ferry"}, {.folder = *scratch_ / "project/deep"});
  EXPECT_EQ(from_folder.out, from_environment.out);
}

TEST(SearchSpelling, SuggestsWhatTheArchiveHas) {
  const test::ScratchFolder scratch;
  for (const char* word : {"tram", "bridge", "ferry"})
    scratch.write(std::string("in/") + word + ".html", test::news_page("Council meets", word));
  ASSERT_EQ(run_program("dateline-index", {"-q", "--db", scratch / "db", scratch / "in"}).status,
            0);
  const auto result =
      run_program("dateline-search", {"--db", scratch / "db", "cuoncil", "theater"});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr("did you mean: council theatre (3 articles)\n"));
  const auto none = run_program("dateline-search", {"--db", scratch / "db", "xyzzyx"});
  EXPECT_THAT(none.err, Not(HasSubstr("did you mean")));
  const auto json = run_program("dateline-search", {"--db", scratch / "db", "--json", "cuoncil"});
  EXPECT_THAT(json.out, HasSubstr("\"suggestion\":\"council\""));
}

}  // namespace
}  // namespace dateline
