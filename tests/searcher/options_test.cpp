#include "searcher/options.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/version.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<SearchOptions> parse(std::vector<std::string> arguments, const ArgumentFile& file = {}) {
  arguments.insert(arguments.begin(), "dateline-search");
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  return parse_search_options(pointers, file);
}

std::string filters(const SearchOptions& options) {
  return to_string(narrow_query({.kind = QueryKind::And}, options.filters));
}

TEST(SearchOptions, Defaults) {
  const auto options = parse({"climate", "summit"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->query, "climate summit");
  EXPECT_TRUE(options->databases.empty());
  EXPECT_EQ(options->limit, 10U);
  EXPECT_EQ(options->fragments.count, 2U);
  EXPECT_EQ(options->sort, SortOrder::Relevance);
  EXPECT_EQ(options->format, OutputFormat::Text);
  EXPECT_TRUE(options->near_misses);
  EXPECT_EQ(options->collapse, Collapse::Story);
  EXPECT_EQ(options->recency, Recency::Low);
  EXPECT_FALSE(options->expand);
  EXPECT_EQ(options->context.default_operator, DefaultOperator::All);
  EXPECT_FALSE(options->text_to_print);
}

TEST(SearchOptions, EverythingAtOnce) {
  const auto options = parse({"-d",
                              "a",
                              "--db=b",
                              "-n",
                              "5",
                              "--offset",
                              "20",
                              "-s",
                              "newest",
                              "--any",
                              "--undated",
                              "only",
                              "--fragments",
                              "0",
                              "--format",
                              "json",
                              "--color=always",
                              "--now",
                              "2023-03-22T10:00:00+02:00",
                              "x"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_THAT(options->databases, ElementsAre("a", "b"));
  EXPECT_EQ(options->limit, 5U);
  EXPECT_EQ(options->offset, 20U);
  EXPECT_EQ(options->sort, SortOrder::Newest);
  EXPECT_EQ(options->context.default_operator, DefaultOperator::Any);
  EXPECT_EQ(options->undated, Undated::Only);
  EXPECT_EQ(options->fragments.count, 0U);
  EXPECT_EQ(options->format, OutputFormat::Json);
  EXPECT_EQ(options->color, ColorMode::Always);
  using namespace std::chrono_literals;
  EXPECT_EQ(options->context.clock.now,
            std::chrono::sys_days{std::chrono::year{2023} / 3 / 22} + 8h);
}

TEST(SearchOptions, Ranking) {
  const auto options = parse({"--recency", "high", "--collapse", "none", "--expand", "x"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->recency, Recency::High);
  EXPECT_EQ(options->collapse, Collapse::None);
  EXPECT_TRUE(options->expand);
  EXPECT_FALSE(parse({"--recency", "extreme", "x"}));
  EXPECT_FALSE(parse({"--collapse", "site", "x"}));
}

TEST(SearchOptions, ARunNamesEveryCopyUnlessItIsToldOtherwise) {
  EXPECT_EQ(parse({"--format", "trec", "x"})->collapse, Collapse::None);
  EXPECT_EQ(parse({"--format", "trec", "--collapse", "story", "x"})->collapse, Collapse::Story);
}

TEST(SearchOptions, LastOneWins) {
  const auto options = parse({"-n", "5", "-n", "7", "--format", "json", "--format", "text", "x"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->limit, 7U);
  EXPECT_EQ(options->format, OutputFormat::Text);
}

TEST(SearchOptions, DatesAndLanguagesAreFilters) {
  const auto options =
      parse({"--since", "2023-03", "--until", "2023-04-02", "--lang", "EN", "--lang=de,fr", "x"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(filters(*options), "(AND date:2023-03-01..2023-04-02 (OR lang:en lang:de lang:fr))");
  const auto relative = parse({"--since", "7d", "--now", "2023-03-22"});
  ASSERT_TRUE(relative) << relative.error().message;
  EXPECT_EQ(filters(*relative), "date:2023-03-15..");
  EXPECT_FALSE(relative->has_query);
}

TEST(SearchOptions, NegatedWordsNeedNoDashes) {
  EXPECT_EQ(parse({"climate", "-summit"})->query, "climate -summit");
  EXPECT_EQ(parse({"-brexit"})->query, "-brexit");
  EXPECT_EQ(parse({"-site:bbc.co.uk", "x"})->query, "-site:bbc.co.uk x");
  EXPECT_EQ(parse({"-climate", "x"})->query, "-climate x");
  EXPECT_EQ(parse({"--count", "-ferry"})->query, "-ferry");
  EXPECT_EQ(parse({"-news", "-date:2023", "x"})->query, "-news -date:2023 x");
  EXPECT_EQ(parse({"x", "-\"no deal\""})->query, "x -\"no deal\"");
  EXPECT_EQ(parse({"--", "--all"})->query, "--all");
  EXPECT_EQ(parse({"-n5", "x"})->limit, 5U);
  EXPECT_EQ(parse({"-snewest", "x"})->sort, SortOrder::Newest);
  EXPECT_THAT(parse({"-d/tmp/db", "x"})->databases, ElementsAre("/tmp/db"));
}

TEST(SearchOptions, QueriesAndShow) {
  EXPECT_EQ(parse({"--queries", "-"})->queries_file, "-");
  EXPECT_EQ(parse({"--show", "abc"})->show_id, "abc");
  EXPECT_EQ(parse({"-"})->query, "-");
}

TEST(SearchOptions, Texts) {
  EXPECT_EQ(parse({"--version"})->text_to_print, "dateline-search " + std::string(kVersion) + "\n");
  EXPECT_THAT(*parse({"--help-all"})->text_to_print, HasSubstr("--undated"));
  const std::string help = *parse({"--help-query"})->text_to_print;
  for (const char* form : {"w/5", "same-para", "atleast3:", "site:", "date:7d..", "words:>800"})
    EXPECT_THAT(help, HasSubstr(form));
}

TEST(SearchOptions, FacetsAndTimeline) {
  const auto options = parse({"--facets", "site,lang:3", "--facets=year:0", "--timeline", "week"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->facets,
            (std::vector<FacetRequest>{
                {FacetField::Site, 10}, {FacetField::Language, 3}, {FacetField::Year, 0}}));
  EXPECT_EQ(options->timeline, TimelineUnit::Week);
}

TEST(SearchOptions, FragmentLength) {
  EXPECT_EQ(parse({"-C", "100", "x"})->fragments, (FragmentLimits{.count = 2, .max_bytes = 100}));
  EXPECT_TRUE(parse({"--fragment-length=paragraph", "x"})->fragments.whole_paragraphs);
}

TEST(SearchOptions, FormatsByOtherNames) {
  EXPECT_EQ(parse({"-l", "x"})->format, OutputFormat::Paths);
  const auto nul = parse({"-0", "x"});
  EXPECT_EQ(nul->format, OutputFormat::Paths);
  EXPECT_TRUE(nul->ends_with_nul);
  const auto lines = parse({"--template", "{title}", "-0", "x"});
  EXPECT_EQ(lines->format, OutputFormat::Template);
  EXPECT_EQ(lines->hit_template, *parse_hit_template("{title}"));
}

TEST(SearchOptions, HelpListsTheFieldsOfTemplates) {
  std::string fields = "Fields of --template:";
  for (const HitField& field : kHitFields) fields += ' ' + std::string(field.name);
  std::string help = *parse({"--help-all"})->text_to_print;
  std::replace(help.begin(), help.end(), '\n', ' ');
  EXPECT_THAT(help, HasSubstr(fields + '.'));
}

TEST(SearchOptions, ShowWithAQueryMarksIt) {
  const auto options = parse({"--show", "a1", "ferry"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->show_id, "a1");
  EXPECT_EQ(options->query, "ferry");
}

TEST(SearchOptions, OptionsOfAFileStandBeforeThoseOfTheCommandLine) {
  unsetenv("DATELINE_DB");
  const ArgumentFile file = parse_argument_file(
      "search.conf",
      "--limit\n3\n--db=a\n--db=b\n--lang\nen\n--all\n--json\n-e\n--facets=site,lang\n-n4\n");
  const auto plain = parse({"x"}, file);
  ASSERT_TRUE(plain) << plain.error().message;
  EXPECT_EQ(plain->query, "x");
  EXPECT_EQ(plain->limit, 4U);
  EXPECT_THAT(plain->databases, ElementsAre("a", "b"));
  EXPECT_EQ(filters(*plain), "lang:en");
  EXPECT_FALSE(plain->near_misses);
  EXPECT_EQ(plain->format, OutputFormat::Ndjson);
  EXPECT_TRUE(plain->explain);
  EXPECT_EQ(plain->facets.size(), 2U);

  // What the command line says takes the place of all that the file says of the same.
  const auto other = parse({"-n", "7", "-dc", "--lang", "de", "--any", "--format", "csv",
                            "--explain=false", "--facets", "year", "x"},
                           file);
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_EQ(other->limit, 7U);
  EXPECT_EQ(other->query, "-dc x") << "a minus before letters is a query's";
  EXPECT_EQ(filters(*other), "lang:de");
  EXPECT_TRUE(other->near_misses);
  EXPECT_EQ(other->context.default_operator, DefaultOperator::Any);
  EXPECT_EQ(other->format, OutputFormat::Csv);
  EXPECT_FALSE(other->explain);
  EXPECT_EQ(other->facets.size(), 1U);
  EXPECT_THAT(parse({"--db", "c", "x"}, file)->databases, ElementsAre("c"));
}

TEST(SearchOptions, TheEnvironmentNamesTheDatabaseBeforeAFileDoes) {
  const ArgumentFile file = parse_argument_file("search.conf", "--db\na\n-n\n3\n");
  setenv("DATELINE_DB", "elsewhere", 1);
  const auto options = parse({"x"}, file);
  const auto named = parse({"--db", "c", "x"}, file);
  setenv("DATELINE_DB", "", 1);
  const auto unnamed = parse({"x"}, file);
  unsetenv("DATELINE_DB");
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_THAT(options->databases, testing::IsEmpty());
  EXPECT_EQ(options->limit, 3U);
  EXPECT_THAT(named->databases, ElementsAre("c"));
  EXPECT_THAT(unnamed->databases, ElementsAre("a"));
}

TEST(SearchOptions, ChoicesOfAFileGiveWay) {
  struct Row {
    const char* file;
    std::vector<std::string> arguments;
  };
  for (const Row& row :
       {Row{"--any", {"--all", "x"}}, Row{"--json", {"-l", "x"}}, Row{"-l", {"--json", "x"}},
        Row{"--format=csv", {"--template", "{title}", "x"}},
        Row{"--template={title}", {"--format=text", "x"}}, Row{"-0", {"--json", "x"}},
        Row{"--queries=f", {"x"}}, Row{"--queries=f", {"--show", "a"}},
        Row{"--like=a", {"--queries", "f"}}}) {
    const auto alone = parse(row.arguments);
    const auto both = parse(row.arguments, parse_argument_file("f", row.file));
    ASSERT_TRUE(both) << row.file << ": " << both.error().message;
    EXPECT_EQ(both->format, alone->format) << row.file;
    EXPECT_EQ(both->ends_with_nul, alone->ends_with_nul) << row.file;
    EXPECT_EQ(both->near_misses, alone->near_misses) << row.file;
    EXPECT_EQ(both->queries_file, alone->queries_file) << row.file;
    EXPECT_EQ(both->like, alone->like) << row.file;
  }
}

TEST(SearchOptions, ErrorsInAFileNameTheLine) {
  struct Row {
    const char* file;
    const char* message;
  };
  for (const Row& row :
       {Row{"# one\n\n--limit=many", "f:3: "}, Row{"--limit\n5\nferry", "f:3: ferry is no option"},
        Row{"--no-such", "f:1: --no-such is no option"},
        Row{"-brexit", "f:1: -brexit is no option"}, Row{"-news", "f:1: this is no option"},
        Row{"-e\n--", "f:2: -- is no option"}, Row{"-\n", "f:1: - is no option"},
        Row{"-e\n-n", "f:2: -n lacks its value"},
        Row{"--all\n-e\n--any", "f:3: --all and --any exclude"},
        Row{"--since\n2023-13", "f:1: --since"},
        Row{"-e\n--facets=site\n--facets=mood", "f:3: --facets: there is no"},
        Row{"--format\nxml", "f:1: "}, Row{"--explain=perhaps", "f:1: "},
        Row{"--help", "f:1: --help has a meaning on the command line only"},
        Row{"-qh", "f:1: --help has"}, Row{"--version", "f:1: --version has"},
        Row{"-e\n--no-config", "f:2: --no-config has"}}) {
    // An error is one too where the command line makes the option meaningless.
    for (const auto& arguments :
         {std::vector<std::string>{"x"},
          {"-n2", "--any", "--since=2020", "--facets=year", "--json", "x"}}) {
      const auto options = parse(arguments, parse_argument_file("f", row.file));
      ASSERT_FALSE(options) << row.file;
      EXPECT_EQ(options.error().code, ErrorCode::Usage);
      EXPECT_THAT(options.error().message, testing::StartsWith(row.message));
      EXPECT_EQ(options.error().message.find('\n'), std::string::npos);
    }
  }
}

TEST(SearchOptions, Misuse) {
  struct Row {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const Row& row :
       {Row{{}, "nothing to search for"},
        Row{{"--no-such-option", "x"}, "no-such-option"},
        Row{{"-n", "many", "x"}, "many"},
        Row{{"-n", "-1", "x"}, ""},
        Row{{"--format", "xml", "x"}, "xml"},
        Row{{"-s", "best", "x"}, "best"},
        Row{{"--undated", "maybe", "x"}, "maybe"},
        Row{{"--all", "--any", "x"}, "exclude"},
        Row{{"--since", "soon", "x"}, "--since"},
        Row{{"--until", "2023-13", "x"}, "--until"},
        Row{{"--since", "2023", "--until", "2022", "x"}, "is after"},
        Row{{"--now", "later", "x"}, "--now"},
        Row{{"--show", "a", "--like", "b"}, "exclude"},
        Row{{"--facets", "mood", "x"}, "mood"},
        Row{{"--facets", "site:x", "y"}, "\"x\" is no number"},
        Row{{"--timeline", "hour", "x"}, "--timeline: \"hour\" is none of year|month|week|day"},
        Row{{"-C", "7", "x"}, "\"7\""},
        Row{{"--json", "-l", "x"}, "exclude"},
        Row{{"--template", "{titel}", "x"}, "titel"},
        Row{{"--template", "{title", "x"}, "without its }"},
        Row{{"--json", "-0", "x"}, "--null"},
        Row{{"--open", "0", "x"}, "0"},
        Row{{"--queries", "f", "x"}, "exclude"},
        Row{{"--fragments", "1000", "x"}, "1000"}}) {
    const auto options = parse(row.arguments);
    ASSERT_FALSE(options) << row.message;
    EXPECT_EQ(options.error().code, ErrorCode::Usage);
    EXPECT_THAT(options.error().message, HasSubstr(row.message));
    EXPECT_EQ(options.error().message.find('\n'), std::string::npos);
  }
}

TEST(SearchOptions, OpenIsForOneSearch) {
  const auto options = parse({"--open", "3", "ferry"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->open_rank, 3U);
  EXPECT_FALSE(parse({"--open", "0", "ferry"}));
  EXPECT_FALSE(parse({"--open", "1", "--show", "x"}));
  EXPECT_FALSE(parse({"--open", "1", "--queries", "x"}));
  EXPECT_FALSE(parse({"--open", "1", "-c", "ferry"}));
  EXPECT_FALSE(parse({"--open", "1", "--analyze", "ferry"}));
}

}  // namespace
}  // namespace dateline
