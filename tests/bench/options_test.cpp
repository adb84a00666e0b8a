#include "bench/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<BenchOptions> parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "dateline-bench");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  return parse_bench_options(argv);
}

TEST(BenchOptions, HasUsefulDefaults) {
  const auto options = parse({"--db", "articles"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->database, "articles");
  EXPECT_THAT(options->queries_file, IsEmpty());
  EXPECT_THAT(options->classes, IsEmpty());
  EXPECT_EQ(options->queries_per_class, 20U);
  EXPECT_EQ(options->seed, 1U);
  EXPECT_EQ(options->warmup_rounds, 3U);
  EXPECT_EQ(options->rounds, 10U);
  EXPECT_EQ(options->threads, 1U);
  EXPECT_EQ(options->hits, 10U);
  EXPECT_EQ(options->fragments, 2U);
  EXPECT_THAT(options->json_file, IsEmpty());
  EXPECT_FALSE(options->corpus);
  EXPECT_FALSE(options->text_to_print);
}

TEST(BenchOptions, TakesEveryOption) {
  const auto options = parse({"-d", "db",          "--builtin", "--filter",  "phrase", "--filter",
                              "or", "--per-class", "5",         "--seed",    "9",      "-w",
                              "0",  "-r",          "7",         "--threads", "2",      "-n",
                              "50", "--fragments", "0",         "--export",  "json",   "out.json"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_THAT(options->classes, ElementsAre("phrase", "or"));
  EXPECT_EQ(options->queries_per_class, 5U);
  EXPECT_EQ(options->seed, 9U);
  EXPECT_EQ(options->warmup_rounds, 0U);
  EXPECT_EQ(options->rounds, 7U);
  EXPECT_EQ(options->threads, 2U);
  EXPECT_EQ(options->hits, 50U);
  EXPECT_EQ(options->fragments, 0U);
  EXPECT_EQ(options->json_file, "out.json");
  EXPECT_EQ(parse({"-Q", "queries.tsv"})->queries_file, "queries.tsv");
}

TEST(BenchOptions, TakesACorpusToMake) {
  const auto options = parse({"--make-corpus", "500", "out.jsonl", "--seed", "3"});
  ASSERT_TRUE(options) << options.error().message;
  ASSERT_TRUE(options->corpus);
  EXPECT_EQ(options->corpus->articles, 500U);
  EXPECT_EQ(options->corpus->out, "out.jsonl");
  EXPECT_EQ(options->corpus->seed, 3U);
  EXPECT_EQ(parse({"--make-corpus", "1", "pages"})->corpus->seed, 1U);
}

TEST(BenchOptions, RefusesWhatMakesNoSense) {
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const Case& test :
       {Case{{"--runs", "0"}, "--runs"}, Case{{"--threads", "0"}, "--threads"},
        Case{{"--per-class", "x"}, "--per-class"}, Case{{"-n", "-1"}, "--limit"},
        Case{{"--seed", "-1"}, "--seed"},
        Case{{"-Q", "f", "--builtin"}, "--builtin has no meaning"},
        Case{{"-Q", "f", "--seed", "2"}, "--seed has no meaning"},
        Case{{"-Q", "f", "--per-class", "2"}, "--per-class has no meaning"},
        Case{{"--export", "csv", "f"}, "csv is no format"}, Case{{"--export", "json"}, "--export"},
        Case{{"--make-corpus", "0", "out"}, "0 is no number of articles"},
        Case{{"--make-corpus", "5x", "out"}, "5x is no number of articles"},
        Case{{"--make-corpus", "5", ""}, "no name"}, Case{{"--make-corpus", "5"}, "--make-corpus"},
        Case{{"--make-corpus", "5", "out", "--runs", "2"}, "--runs has no meaning"},
        Case{{"--db", "d", "--make-corpus", "5", "out"}, "--db has no meaning"},
        Case{{"word"}, "word"}, Case{{"--nonsense"}, "--nonsense"}}) {
    const auto options = parse(test.arguments);
    ASSERT_FALSE(options) << test.message;
    EXPECT_EQ(options.error().code, ErrorCode::Usage);
    EXPECT_THAT(options.error().message, HasSubstr(test.message));
  }
}

TEST(BenchOptions, HelpAndVersionAreTexts) {
  EXPECT_THAT(parse({"--help-all"})->text_to_print.value_or(""), HasSubstr("--queries"));
  EXPECT_THAT(parse({"--version"})->text_to_print.value_or(""), HasSubstr("dateline-bench "));
}

}  // namespace
}  // namespace dateline
