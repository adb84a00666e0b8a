// Several databases, local and remote, answer as one that has the articles of all.

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "common/schema.hpp"
#include "indexer/word_list_update.hpp"
#include "tests/support/program.hpp"
#include "tests/support/remote_server.hpp"
#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using test::BreakingProxy;
using test::ProgramResult;
using test::run_program;
using test::TcpServer;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSpellingWarning = "other spellings were looked for in local databases only";
constexpr const char* kProximityWarning =
    "a remote database tells only nearly which words stand together: some articles may be too many "
    "or missing";

/// Every form of the query language, words that are in all parts, in one and in none.
constexpr const char* kQueries = R"(ferry
ferry inquiry
ferry OR election
court fines ferry line
river water flood
council
ferry zzyzx
harbour council budget school
the of and
harvest
harvest early
=ferry
"the harbour"
"court fines"
court w/5 ferry
fines pre/5 line
(ferry OR tunnel) w/10 (court OR line)
"ferry line" w/20 court
ferry same-para court
elect*
*gate
wom?n
ferri~1
gouvernment~2
atleast1:ferry
atleast3:ferry
atleast2:=court
title:(atleast1:ferry)
title:ferry
title:(ferry OR tunnel)
lead:ferry
author:lovik
site:example
section:halvoria
lang:en
lang:de
ferry lang:en -lang:de
is:stub
is:undated
words:>400
date:2025
date:2025-03
date:2025-03-14..2025-06
date:2025-03-14T12:00..
ferry date:2025
harvest date:2019
-ferry
ferry -court
(ferry OR tunnel) (court OR election)
path:/nowhere
Fähre Urteil
вода в домах
フェリー
)";

/// Articles that most queries cannot tell apart: forty of them of one day or of none, with the same
/// score for "harvest".
std::string equal_articles() {
  std::string lines;
  for (int i = 0; i < 40; ++i) {
    const std::string place =
        fmt::format("Ald{}by", static_cast<char>('a' + i % 26)) + (i < 26 ? "" : "sund");
    const char* date = i < 24 ? R"(,"date":"2019-08-30")" : "";
    lines += fmt::format(
        R"({{"title":"Harvest at {0}","url":"https://fields.example/{0}","body":"The harvest at {0} was early this year, and the millers were glad of it."{1}}})"
        "\n",
        place, date);
  }
  return lines;
}

/// Copies `source` into as many databases as there are paths; `choose` tells which an article goes
/// to. Copies of a text stay together, as they do when each database is indexed by itself.
void split(const std::string& source, const std::vector<std::string>& paths,
           const std::function<std::size_t(Xapian::docid)>& choose) {
  const Xapian::Database database(source);
  std::vector<Xapian::WritableDatabase> parts;
  for (const std::string& path : paths) {
    parts.emplace_back(path, Xapian::DB_CREATE_OR_OPEN);
    parts.back().set_metadata(std::string(kMetadataSchema), std::to_string(kSchemaVersion));
  }
  std::map<std::string, std::size_t> place_of_story;
  const auto end = database.postlist_end("");
  for (auto posting = database.postlist_begin(""); posting != end; ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    Xapian::Document copy;
    copy.set_data(document.get_data());
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      copy.add_term(*term, term.get_wdf());
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
        copy.add_posting(*term, *at, 0);
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      copy.add_value(value.get_valueno(), *value);
    std::size_t place = choose(*posting) % parts.size();
    if (const std::string story = document.get_value(kSlotStory); !story.empty())
      place = place_of_story.emplace(story, place).first->second;
    parts[place].add_document(copy);
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word)
    parts.front().add_spelling(*word, word.get_termfreq());
  for (Xapian::WritableDatabase& part : parts) {
    refresh_word_list(part);
    part.commit();
  }
}

/// What a search printed, without what may differ: the databases, the time, and the warnings of
/// what remote databases cannot do.
std::vector<std::string> comparable(const std::string& output) {
  std::vector<std::string> records;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    auto json = nlohmann::json::parse(line);
    if (json["type"] == "begin") json.erase("db");
    if (json["type"] == "summary") {
      json.erase("elapsed_ms");
      auto warnings = json["warnings"].get<std::vector<std::string>>();
      std::erase(warnings, kSpellingWarning);
      std::erase(warnings, kProximityWarning);
      json["warnings"] = warnings;
    }
    records.push_back(json.dump());
  }
  return records;
}

class RemoteCli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = std::make_unique<test::ScratchFolder>();
    path_ = test::stand_in_for_ssh(*scratch_ / "ssh");
    scratch_->write("queries", kQueries);
    const auto indexed =
        run_program("dateline-index", {"-q", "--db", *scratch_ / "one",
                                       std::string(DATELINE_SOURCE_DIR) + "/corpus/pages",
                                       scratch_->write("equal.jsonl", equal_articles())});
    // Some of the pages hold no article.
    ASSERT_LE(indexed.status, 1) << indexed.err;
    split(*scratch_ / "one", {*scratch_ / "a", *scratch_ / "b", *scratch_ / "c"},
          [](Xapian::docid id) { return std::size_t{id} * 7919 / 16; });
    scratch_->write("shards", "auto a\nauto b\nauto c\n");
  }
  static void TearDownTestSuite() { scratch_.reset(); }

  void SetUp() override {
    if (!test::has_xapian_servers())
      GTEST_SKIP() << "xapian-tcpsrv and xapian-progsrv are not installed (package xapian-tools)";
  }

  static ProgramResult search(const std::vector<std::string>& databases,
                              const std::vector<std::string>& arguments, int timeout_seconds = 30) {
    std::vector<std::string> all{"--now", "2026-01-01T00:00:00Z"};
    for (const std::string& database : databases) {
      all.emplace_back("--db");
      all.push_back(database);
    }
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run_program(
        "dateline-search", all,
        {.environment = {{"PATH", path_},
                         {"DATELINE_REMOTE_TIMEOUT", std::to_string(timeout_seconds)}}});
  }

  static std::string ssh(std::string_view database) {
    return fmt::format("ssh://ada@attic:22{}", *scratch_ / database);
  }

  enum class Options { All, Some };

  static std::vector<std::vector<std::string>> options_of(Options which) {
    std::vector<std::vector<std::string>> options{
        {},
        {"--expand"},
        {"--sort", "oldest", "--offset", "15", "-n", "30"},
        {"--count"},
        {"--facets", "site,author:0,section:3,lang,year:0", "--timeline", "month", "-n", "2"},
        {"--explain", "--copies"},
    };
    if (which == Options::Some) return options;
    options.insert(options.end(), {
                                      {"--collapse", "none", "-n", "0"},
                                      {"--offset", "7", "-n", "5"},
                                      {"--sort", "newest", "-n", "20"},
                                      {"--sort", "oldest", "--collapse", "none", "-n", "0"},
                                      {"--any", "-n", "30"},
                                      {"--recency", "high", "--undated", "include"},
                                      {"--count", "--facets", "lang", "--timeline", "week"},
                                      {"--expand", "--explain", "--sort", "oldest", "-n", "30"},
                                  });
    return options;
  }

  static void expect_like_one(const std::vector<std::string>& databases,
                              Options which = Options::All) {
    for (const std::vector<std::string>& options : options_of(which)) {
      std::vector<std::string> arguments{"--json", "--queries", *scratch_ / "queries"};
      arguments.insert(arguments.end(), options.begin(), options.end());
      const std::string label = fmt::format("{}", fmt::join(options, " "));
      auto& one = answers_of_one_[label];
      if (one.status < 0) one = search({*scratch_ / "one"}, arguments);
      const auto several = search(databases, arguments);
      EXPECT_EQ(several.status, one.status) << label << several.err;
      const auto expected = comparable(one.out);
      const auto found = comparable(several.out);
      EXPECT_GT(expected.size(), 50U) << label << one.err;
      ASSERT_EQ(found.size(), expected.size()) << label << several.err;
      for (std::size_t i = 0; i < found.size(); ++i) ASSERT_EQ(found[i], expected[i]) << label;
    }
  }

  /// The error must name the database, and nothing may look like an answer.
  static void expect_unreachable(const ProgramResult& result, const std::string& address) {
    EXPECT_EQ(result.status, 2) << result.err;
    EXPECT_THAT(result.err, HasSubstr(address));
    EXPECT_THAT(result.out, Not(HasSubstr("\"summary\"")));
    EXPECT_THAT(result.out, Not(HasSubstr("\"hit\"")));
    EXPECT_THAT(result.out, HasSubstr("\"code\":\"database-unreachable\""));
  }

  static std::unique_ptr<test::ScratchFolder> scratch_;
  static std::string path_;
  static std::map<std::string, ProgramResult> answers_of_one_;  ///< by options
};

std::unique_ptr<test::ScratchFolder> RemoteCli::scratch_;
std::string RemoteCli::path_;
std::map<std::string, ProgramResult> RemoteCli::answers_of_one_;

TEST_F(RemoteCli, SeveralLocalDatabasesAnswerAsOne) {
  expect_like_one({*scratch_ / "a", *scratch_ / "b", *scratch_ / "c"});
}

TEST_F(RemoteCli, AStubOfSeveralAnswersAsOne) {
  expect_like_one({*scratch_ / "shards"}, Options::Some);
}

TEST_F(RemoteCli, TcpServersAnswerAsOne) {
  const TcpServer a(*scratch_ / "a");
  const TcpServer b(*scratch_ / "b");
  const TcpServer c(*scratch_ / "c");
  expect_like_one({a.address(), b.address(), c.address()});
}

TEST_F(RemoteCli, ADatabaseBehindSshAnswersLikeItself) { expect_like_one({ssh("one")}); }

TEST_F(RemoteCli, AMixtureAnswersAsOne) {
  const TcpServer b(*scratch_ / "b");
  expect_like_one({*scratch_ / "a", b.address(), ssh("c")});
}

TEST_F(RemoteCli, AStubWithRemoteLinesAnswersAsOne) {
  const TcpServer b(*scratch_ / "b");
  scratch_->write("mixed", fmt::format("remote :ssh attic xapian-progsrv {}\nremote 127.0.0.1:{}\n"
                                       "auto a\n",
                                       *scratch_ / "c", b.port()));
  expect_like_one({*scratch_ / "mixed"}, Options::Some);
}

TEST_F(RemoteCli, OneServerOfSeveralDatabasesAnswersAsOne) {
  const TcpServer server(*scratch_ / "shards");
  expect_like_one({server.address()}, Options::Some);
}

TEST_F(RemoteCli, ArticlesLikeOneAreTheSame) {
  const TcpServer b(*scratch_ / "b");
  const std::vector<std::string> several{*scratch_ / "a", b.address(), ssh("c")};
  std::size_t lines = 0;
  for (const char* page : {"courier-ferry-verdict", "b-wire-flood-herald", "b-zh-bingtu-yueqiu",
                           "b-de-faehre-urteil"}) {
    const std::string path = fmt::format("{}/corpus/pages/{}.html", DATELINE_SOURCE_DIR, page);
    for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
             {}, {"-e", "lang:en"}, {"--facets", "site:0", "--timeline", "year", "ferry"}}) {
      std::vector<std::string> arguments{"--json", "-n", "20", "--like", path};
      arguments.insert(arguments.end(), options.begin(), options.end());
      const auto one = search({*scratch_ / "one"}, arguments);
      const auto found = search(several, arguments);
      EXPECT_EQ(found.status, one.status) << found.err;
      EXPECT_EQ(comparable(found.out), comparable(one.out)) << page;
      lines += comparable(one.out).size();
    }
  }
  EXPECT_GT(lines, 100U);
  EXPECT_EQ(search(several, {"--like", "nothing"}).status, 1);
}

TEST_F(RemoteCli, ShowsAnArticleOfARemoteDatabase) {
  const auto hit =
      nlohmann::json::parse(search({ssh("one")}, {"--format", "json", "-n", "1", "ferry"}).out)[1];
  const auto shown = search({ssh("one")}, {"--json", "--show", hit["id"]});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(nlohmann::json::parse(shown.out)["title"], hit["title"]);
  EXPECT_EQ(search({ssh("one")}, {"--show", "nothing"}).status, 1);
}

TEST_F(RemoteCli, TheFarEndsShellSeesOneWord) {
  std::filesystem::create_directory_symlink(*scratch_ / "a", *scratch_ / "it's; a $HOME");
  const auto result =
      search({fmt::format("ssh://attic{}", *scratch_ / "it's; a $HOME")}, {"--count", "ferry"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, search({*scratch_ / "a"}, {"--count", "ferry"}).out);
}

TEST_F(RemoteCli, TheSameDatabaseIsSearchedOnce) {
  const TcpServer a(*scratch_ / "a");
  const auto once = search({*scratch_ / "a"}, {"--count", "ferry"});
  const auto twice = search({*scratch_ / "a", a.address()}, {"--count", "ferry"});
  EXPECT_EQ(twice.out, once.out);
  EXPECT_THAT(twice.err, HasSubstr(a.address()));
  EXPECT_THAT(twice.err, HasSubstr("searched once"));
}

TEST_F(RemoteCli, OtherSpellingsComeFromLocalDatabases) {
  const TcpServer one(*scratch_ / "one");
  const auto remote = search({one.address()}, {"--json", "ferrry"});
  EXPECT_THAT(remote.out, HasSubstr("\"suggestion\":null"));
  EXPECT_THAT(remote.out, HasSubstr(kSpellingWarning));
  // The first part holds the dictionary.
  const auto mixed = search({ssh("b"), *scratch_ / "a", ssh("c")}, {"--json", "ferrry"});
  EXPECT_THAT(mixed.out, HasSubstr("\"suggestion\":\"ferry\""));
  EXPECT_THAT(mixed.out, Not(HasSubstr(kSpellingWarning)));
  // Without a word there is nothing to spell.
  EXPECT_THAT(search({one.address()}, {"--json", "date:1830"}).out,
              Not(HasSubstr(kSpellingWarning)));
}

TEST_F(RemoteCli, NamesTheDatabaseThatIsNotThere) {
  std::string gone;
  {
    const TcpServer server(*scratch_ / "a");
    gone = server.address();
  }
  const auto refused = search({*scratch_ / "a", gone}, {"--json", "ferry"});
  expect_unreachable(refused, gone);
  EXPECT_THAT(refused.err, HasSubstr("Connection refused"));
  EXPECT_THAT(refused.err, HasSubstr("is xapian-tcpsrv running there"));

  const auto nowhere = search({"ssh://nowhere/srv/news"}, {"--json", "ferry"});
  expect_unreachable(nowhere, "ssh://nowhere/srv/news");
  EXPECT_THAT(nowhere.err, HasSubstr("xapian-tools"));

  const auto missing = search({ssh("none")}, {"ferry"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("no database at " + ssh("none")));

  const auto wrong = search({"tcp://127.0.0.1"}, {"ferry"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("no port"));
}

TEST_F(RemoteCli, RefusesARemoteDatabaseOfAnotherSchema) {
  Xapian::WritableDatabase other(*scratch_ / "other", Xapian::DB_CREATE_OR_OPEN);
  other.add_document(Xapian::Document());
  other.set_metadata(std::string(kMetadataSchema), "999");
  other.commit();
  const auto result = search({*scratch_ / "a", ssh("other")}, {"ferry"});
  EXPECT_EQ(result.status, 11) << result.err;
  EXPECT_THAT(result.err, HasSubstr(ssh("other")));
}

TEST_F(RemoteCli, SaysSoWhenTheConnectionIsClosedAnywhere) {
  const TcpServer server(*scratch_ / "b");
  const std::vector<std::string> arguments{"--json", "-n", "5", "court ferry"};
  std::size_t all = 0;
  {
    const BreakingProxy whole(server.port(), SIZE_MAX, BreakingProxy::Break::Close);
    const auto result = search({*scratch_ / "a", whole.address()}, arguments);
    ASSERT_EQ(result.status, 0) << result.err;
    all = whole.bytes();
  }
  for (std::size_t part = 0; part < 16; ++part) {
    const BreakingProxy proxy(server.port(), part * (all - 1) / 15 + (part == 0),
                              BreakingProxy::Break::Close);
    const auto result = search({*scratch_ / "a", proxy.address(), *scratch_ / "c"}, arguments);
    expect_unreachable(result, proxy.address());
  }
}

TEST_F(RemoteCli, WaitsNoLongerThanItIsTold) {
  const TcpServer server(*scratch_ / "b");
  const auto start = std::chrono::steady_clock::now();
  for (const std::size_t bytes : {1U, 30U, 3000U, 20000U}) {
    const BreakingProxy proxy(server.port(), bytes, BreakingProxy::Break::Stall);
    const auto result = search({*scratch_ / "a", proxy.address()}, {"--json", "court ferry"}, 1);
    expect_unreachable(result, proxy.address());
    EXPECT_THAT(result.err, HasSubstr("DATELINE_REMOTE_TIMEOUT"));
  }
  // An ssh that waits for its far end outlives the search.
  for (const int bytes : {1, 60, 3000}) {
    const std::string broken = fmt::format("ssh://broken{}{}", bytes, *scratch_ / "b");
    expect_unreachable(search({*scratch_ / "a", broken}, {"--json", "court ferry"}, 1), broken);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST_F(RemoteCli, IndexesLocalDatabasesOnly) {
  const test::ScratchFolder folder;
  for (const char* address : {"tcp://127.0.0.1:1", "ssh://attic/news", "http://attic/news"}) {
    const auto result = run_program("dateline-index", {"--db", address, *scratch_ / "equal.jsonl"},
                                    {.folder = folder.path()});
    EXPECT_EQ(result.status, 2) << address;
    EXPECT_THAT(result.err, HasSubstr(address));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << address;
  }
}

TEST_F(RemoteCli, ABatchEndsWithTheConnection) {
  const TcpServer server(*scratch_ / "b");
  const BreakingProxy proxy(server.port(), 20000, BreakingProxy::Break::Stall);
  const auto start = std::chrono::steady_clock::now();
  const auto result =
      search({proxy.address()}, {"--format", "json", "--queries", *scratch_ / "queries"}, 1);
  EXPECT_EQ(result.status, 2);
  const auto records = nlohmann::json::parse(result.out);
  EXPECT_EQ(records.back()["type"], "error");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace dateline
