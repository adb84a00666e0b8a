#include "searcher/app.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/searcher/test_archive.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

const test::ScratchFolder& scratch() {
  static const test::ScratchFolder folder;
  [[maybe_unused]] static const bool made = [] {
    test::make_archive(folder / "db");
    return true;
  }();
  return folder;
}

Outcome run(std::vector<std::string> arguments, const Terminal& terminal = {}) {
  arguments.insert(arguments.begin(), {"dateline-search", "--db", scratch() / "db"});
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  const auto options = parse_search_options(pointers);
  EXPECT_TRUE(options) << options.error().message;
  std::ostringstream out;
  std::ostringstream err;
  Outcome outcome;
  if (options) outcome.status = run_searcher(*options, out, err, terminal);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

std::vector<json> records(const std::string& lines) {
  std::vector<json> out;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) out.push_back(json::parse(line));
  return out;
}

std::vector<std::string> types(const std::vector<json>& objects) {
  std::vector<std::string> out;
  for (const json& object : objects) out.push_back(object["type"]);
  return out;
}

TEST(SearchApp, HitsOnStdoutTheRestOnStderr) {
  const Outcome outcome = run({"ferry"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("**Ferry** vote delayed  2023-03-01"));
  EXPECT_THAT(outcome.err, StartsWith("1 article, "));
  EXPECT_THAT(outcome.err, HasSubstr("(8 articles in the index)"));
}

TEST(SearchApp, NearMissesStandBelowARule) {
  const Outcome outcome = run({"climate", "vote"});
  const std::size_t rule = outcome.out.find("near misses");
  EXPECT_LT(outcome.out.find("Climate** summit"), rule);
  EXPECT_GT(outcome.out.find("Protesters"), rule);
  EXPECT_THAT(outcome.err, StartsWith("1 article, 2 near misses"));
}

TEST(SearchApp, NothingFound) {
  const Outcome outcome = run({"climate", "xylophone", "--all"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("no article matches"));
  EXPECT_THAT(outcome.err, HasSubstr("xylophone: nothing matches this; without it 2 articles"));
  EXPECT_EQ(run({"climate", "xylophone"}).status, 1) << "near misses are no matches";
}

TEST(SearchApp, SyntaxErrorsPointAtTheirPlace) {
  const Outcome outcome = run({"a titel:brexit"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "dateline-search: there is no field \"titel\"\n"
            "  a titel:brexit\n"
            "    ^~~~~\n"
            "dateline-search: did you mean title:\n");
}

TEST(SearchApp, NdjsonRecords) {
  const Outcome outcome = run({"climate", "--json"});
  EXPECT_EQ(outcome.status, 0);
  const auto lines = records(outcome.out);
  EXPECT_THAT(types(lines), ElementsAre("begin", "hit", "hit", "summary"));
  EXPECT_EQ(lines[0]["db"][0]["articles"], 8);
  EXPECT_EQ(lines.back()["matches"], 2);
}

TEST(SearchApp, JsonIsOneArray) {
  const json array = json::parse(run({"climate", "--format", "json"}).out);
  EXPECT_EQ(array.size(), 4U);
  const json empty = json::parse(run({"xylophone", "--format", "json"}).out);
  EXPECT_EQ(empty.back()["matches"], 0);
}

TEST(SearchApp, ErrorsAreRecordsToo) {
  const Outcome lines = run({"foo:bar", "--json"});
  EXPECT_EQ(lines.status, 2);
  EXPECT_EQ(records(lines.out).front()["code"], "query-syntax");
  EXPECT_THAT(lines.err, HasSubstr("no field"));
  EXPECT_EQ(json::parse(run({"foo:bar", "--format", "json"}).out)[0]["type"], "error");
  const Outcome missing = run({"--db", scratch() / "none", "x", "--format", "json"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(json::parse(missing.out)[0]["code"], "database");
}

TEST(SearchApp, Count) {
  const Outcome outcome = run({"-c", "climate vote"});
  EXPECT_EQ(outcome.out, "1\n");
  EXPECT_EQ(outcome.status, 0);
  const Outcome none = run({"-c", "xylophone"});
  EXPECT_EQ(none.out, "0\n");
  EXPECT_EQ(none.status, 1);
}

TEST(SearchApp, FiltersWithoutAQuery) {
  EXPECT_EQ(run({"-c", "--since", "2023"}).out, "2\n");
  EXPECT_EQ(run({"-c", "--lang", "de"}).out, "1\n");
  EXPECT_EQ(run({"-c", "--undated", "only"}).out, "1\n");
  EXPECT_EQ(run({"-c", "--lang", "en", "--until", "2019", "opens"}).out, "1\n");
}

TEST(SearchApp, Analyze) {
  const Outcome outcome =
      run({"--analyze", "--since", "2023-03-20", "Climate vote OR ferry -site:x"});
  EXPECT_EQ(outcome.out, "(AND Climate (OR vote ferry) (NOT site:x) date:2023-03-20..)\n");
  EXPECT_EQ(outcome.status, 0);
}

TEST(SearchApp, Show) {
  const Outcome outcome = run({"--show", "tunnel"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, StartsWith("Tunnel opens\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nA tunnel for a prime location.\n\nThe minister opened"));
  EXPECT_EQ(records(run({"--show", "tunnel", "--json"}).out)[0]["type"], "article");
  const Outcome none = run({"--show", "nothing"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.err, HasSubstr("no article with the id"));
}

TEST(SearchApp, BatchOfQueries) {
  const std::string file = scratch().write("queries.tsv", "q1\tclimate\r\n\nferry\nq3\tfoo:bar\n");
  const Outcome outcome = run({"--queries", file, "-c"});
  EXPECT_EQ(outcome.out, "q1\t2\n3\t1\n");
  EXPECT_EQ(outcome.status, 2) << "one of the queries is wrong";
  EXPECT_THAT(outcome.err, HasSubstr("no field \"foo\""));
  const auto lines = records(run({"--queries", file, "--json"}).out);
  EXPECT_EQ(lines[0]["qid"], "q1");
  EXPECT_EQ(lines.back()["type"], "error");
  EXPECT_EQ(run({"--queries", scratch() / "none"}).status, 2);
}

TEST(SearchApp, TrecRunNeverRises) {
  const std::string file = scratch().write("run.tsv", "7\tclimate vote ferry the\n");
  const Outcome outcome = run({"--queries", file, "--format", "trec", "-n", "100"});
  std::istringstream lines(outcome.out);
  double last = 1e9;
  int rank = 0;
  std::string qid, q0, id, number, score, tag;
  while (lines >> qid >> q0 >> id >> number >> score >> tag) {
    EXPECT_EQ(qid, "7");
    EXPECT_EQ(q0, "Q0");
    EXPECT_EQ(std::stoi(number), ++rank);
    EXPECT_EQ(score.size() - score.find('.'), 7U) << "six digits";
    EXPECT_LT(std::stod(score), last);
    last = std::stod(score);
  }
  EXPECT_EQ(rank, 3);
}

TEST(SearchApp, TrecRunTakesAThousandHits) {
  const std::string file = scratch().write("thousand.tsv", "a\tlang:en\nb\tferry\n");
  const Outcome outcome = run({"--queries", file, "--format", "trec", "-n", "1000"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, testing::IsEmpty());
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 7);
}

TEST(SearchApp, OpensTheHitThatThePageShows) {
  Terminal terminal;
  // What it cannot open it names.
  terminal.environment["BROWSER"] = "/nonexistent/browser";
  const auto opened = [&](std::vector<std::string> arguments) {
    return run(std::move(arguments), terminal).out;
  };
  const std::vector<json> hits = records(run({"climate", "vote", "--json"}).out);
  ASSERT_EQ(hits.size(), 5U) << "a match and two near misses";
  for (std::size_t rank = 1; rank <= 3; ++rank) {
    const std::string url = hits[rank]["url"].get<std::string>() + "\n";
    EXPECT_EQ(opened({"climate", "vote", "--open", std::to_string(rank)}), url) << rank;
    EXPECT_EQ(opened({"climate", "vote", "-n", "1", "--open", std::to_string(rank)}), url) << rank;
  }
  EXPECT_EQ(opened({"climate", "vote", "-n", "0", "--open", "1"}),
            hits[1]["url"].get<std::string>() + "\n");
  EXPECT_EQ(opened({"climate", "vote", "-n", "0", "--open", "2"}), "") << "no near misses there";
  EXPECT_EQ(opened({"climate", "--offset", "1", "--open", "1"}),
            records(run({"climate", "--json"}).out)[1]["url"].get<std::string>() + "\n");
  const Outcome beyond = run({"climate", "vote", "--open", "4"}, terminal);
  EXPECT_EQ(beyond.status, 1);
  EXPECT_EQ(beyond.err, "dateline-search: there is no hit 4, the last is 3\n");
  EXPECT_EQ(run({"xylophone", "--open", "1"}, terminal).err,
            "dateline-search: there is no hit 1\n");
}

TEST(SearchApp, CountsWithAnOverviewButNoHits) {
  const Outcome text = run({"--count", "--facets", "lang", "--timeline", "year"});
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, StartsWith("8\nlanguages\n  en  6 "));
  EXPECT_THAT(text.out, HasSubstr("\n2023  "));
  const auto lines = records(run({"--count", "--facets", "lang", "--json", "climate"}).out);
  EXPECT_THAT(types(lines), ElementsAre("begin", "facet", "summary"));
  EXPECT_EQ(lines[1]["values"], json::parse(R"([["en",2]])"));
  EXPECT_EQ(lines[2]["matches"], 2);
  EXPECT_EQ(lines[2]["exact"], true);
  EXPECT_EQ(lines[2]["shown"], 0);
  EXPECT_EQ(run({"--count", "--facets", "lang", "xyzzyx"}).status, 1);
}

TEST(SearchApp, FindsArticlesLikeOne) {
  const Outcome found = run({"--like", "summit", "--json", "climate"});
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_EQ(records(found.out)[1]["id"], "protest");
  EXPECT_EQ(run({"--like", "summit", "--count", "climate"}).out, "1\n");
  const Outcome none = run({"--like", "nothing", "--json"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.err, HasSubstr("nothing"));
  EXPECT_EQ(records(none.out)[0]["code"], "input");
}

TEST(SearchApp, ShowRefusesAQueryThatIsNone) {
  const Outcome refused = run({"--show", "tunnel", "titel:x"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("titel"));
}

TEST(SearchApp, AnalyzePrintsTheTreeInAnyFormat) {
  for (const char* format : {"text", "json", "ndjson", "csv", "html"})
    EXPECT_EQ(run({"--analyze", "--format", format, "climate summit"}).out,
              "(AND climate summit)\n")
        << format;
}

TEST(SearchApp, QuietWithCountPrintsNothing) {
  const Outcome outcome = run({"-q", "-c", "--facets", "lang", "climate"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST(SearchApp, AClosedPipeIsNoError) {
  class Closed final : public std::streambuf {
   protected:
    std::streamsize xsputn(const char*, std::streamsize) override {
      errno = EPIPE;
      return 0;
    }
  };
  Closed closed;
  std::ostream out(&closed);
  std::ostringstream err;
  SearchOptions options;
  options.text_to_print = "text";
  EXPECT_EQ(run_searcher(options, out, err), 0);
  EXPECT_EQ(err.str(), "");
}

TEST(SearchApp, AFullDiskIsOne) {
  class Full final : public std::streambuf {
   protected:
    std::streamsize xsputn(const char*, std::streamsize) override {
      errno = ENOSPC;
      return 0;
    }
  };
  Full full;
  std::ostream out(&full);
  std::ostringstream err;
  SearchOptions options;
  options.text_to_print = "text";
  EXPECT_EQ(run_searcher(options, out, err), 2);
  EXPECT_THAT(err.str(), HasSubstr("cannot write the results"));
}

}  // namespace
}  // namespace dateline
