#include "indexer/options.hpp"

#include <gtest/gtest.h>

#include "indexer/page_reader.hpp"

namespace dateline {
namespace {

Result<IndexOptions> parse(std::vector<std::string> words) {
  words.insert(words.begin(), "dateline-index");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return parse_index_options(arguments);
}

TEST(IndexOptions, DefaultsAreSafe) {
  const auto options = parse({"--db", "x", "pages"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->paths, (std::vector<std::string>{"pages"}));
  EXPECT_EQ(options->database, "x");
  EXPECT_EQ(options->max_page_bytes, kDefaultMaxPageBytes);
  EXPECT_GE(options->threads, 1U);
  EXPECT_EQ(options->command, IndexCommand::Index);
  EXPECT_FALSE(options->follow_links);
  EXPECT_FALSE(options->wait);
  EXPECT_EQ(options->verbosity, Verbosity::Normal);
}

TEST(IndexOptions, ReadsEveryOption) {
  const auto options = parse({"-d", "x", "-j", "3", "--max-size=2M", "-g", "*.html", "--glob",
                              "!a*", "a", "--follow", "--wait=7", "-v", "-0", "--", "-b"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->paths, (std::vector<std::string>{"a", "-b"}));
  EXPECT_EQ(options->threads, 3U);
  EXPECT_EQ(options->max_page_bytes, std::uint64_t{2} << 20);
  EXPECT_EQ(options->globs, (std::vector<std::string>{"*.html", "!a*"}));
  EXPECT_TRUE(options->follow_links);
  EXPECT_EQ(options->wait, std::chrono::seconds{7});
  EXPECT_EQ(options->verbosity, Verbosity::Verbose);
  EXPECT_TRUE(options->nul_separated);
  EXPECT_EQ(parse({"--extract-only", "a"})->database, "");
  EXPECT_EQ(parse({"--extract-only", "a"})->command, IndexCommand::Extract);
  EXPECT_EQ(parse({"a", "--forget", "b"})->command, IndexCommand::Forget);
  EXPECT_EQ(parse({"a", "--forget", "b"})->paths, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(parse({"--check"})->command, IndexCommand::Check);
  EXPECT_EQ(parse({"--compact", "-d", "x"})->command, IndexCommand::Compact);
  EXPECT_EQ(parse({"--stats"})->command, IndexCommand::Statistics);
  EXPECT_EQ(parse({"a", "--progress", "json"})->progress, ProgressStyle::Json);
  EXPECT_EQ(parse({"a", "--progress=never"})->progress, ProgressStyle::Never);
  EXPECT_EQ(parse({"a"})->progress, ProgressStyle::Auto);
  EXPECT_EQ(parse({"a", "--report", "r.json"})->report_file, "r.json");
  EXPECT_EQ(parse({"-q", "a"})->verbosity, Verbosity::Quiet);
  EXPECT_EQ(parse({"a", "--wait"})->wait, std::chrono::hours{24});
}

TEST(IndexOptions, RefusesMisuse) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {},
           {"--nonsense", "a"},
           {"-j", "0", "a"},
           {"-j", "many", "a"},
           {"--max-size", "0", "a"},
           {"--max-size", "-1", "a"},
           {"--max-size", "x", "a"},
           {"--wait=-1", "a"},
           {"-q", "-v", "a"},
           {"--extract-only", "--db", "x", "a"},
           {"--ext", "a"},
           {"--progress", "sometimes", "a"},
           {"--forget"},
           {"--check", "a"},
           {"--stats", "a"},
           {"--compact", "a"},
           {"--check", "--stats"},
           {"--forget", "--extract-only", "a"},
       }) {
    const auto options = parse(words);
    ASSERT_FALSE(options) << testing::PrintToString(words);
    EXPECT_EQ(options.error().code, ErrorCode::Usage);
    EXPECT_FALSE(options.error().message.empty());
  }
}

TEST(IndexOptions, HelpAndVersionAreTexts) {
  EXPECT_NE(parse({"--help-all"})->text_to_print->find("--max-size"), std::string::npos);
  EXPECT_TRUE(parse({"--version"})->text_to_print->starts_with("dateline-index "));
}

}  // namespace
}  // namespace dateline
