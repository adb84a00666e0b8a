#include "bench/bench_query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

BenchQuery query(std::string query_class, std::string text) {
  return {.query_class = std::move(query_class), .text = std::move(text)};
}

TEST(ParseQueryLines, TakesAClassOrNone) {
  EXPECT_THAT(parse_query_lines("words\tferry inquiry\n"
                                "\"the harbour\"\n"
                                "# a remark\n"
                                "\n"
                                "   \t  \n"
                                "dates\tferry\tdate:2026\r\n"
                                "  spaced \t tram line  \n"
                                "\tno class"),
              ElementsAre(query("words", "ferry inquiry"), query("query", "\"the harbour\""),
                          query("dates", "ferry\tdate:2026"), query("spaced", "tram line"),
                          query("query", "no class")));
}

TEST(ParseQueryLines, OfNothingIsNothing) {
  EXPECT_THAT(parse_query_lines(""), IsEmpty());
  EXPECT_THAT(parse_query_lines("\n#only\n"), IsEmpty());
  EXPECT_THAT(parse_query_lines("class without query\t"), ElementsAre());
}

TEST(ParseQueryLines, MakesBytesValid) {
  EXPECT_THAT(parse_query_lines("f\xE9rry"), ElementsAre(query("query", "f\uFFFDrry")));
}

TEST(ReadQueryFile, TellsWhyThereAreNone) {
  const test::ScratchFolder scratch;
  const auto missing = read_query_file(scratch / "none.tsv");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("none.tsv: No such file"));
  const auto empty = read_query_file(scratch.write("empty.tsv", "# nothing\n"));
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().message, HasSubstr("holds no query"));
  EXPECT_FALSE(read_query_file(scratch.path().string()));
  EXPECT_THAT(read_query_file(scratch.write("one.tsv", "ferry")).value(),
              ElementsAre(query("query", "ferry")));
}

}  // namespace
}  // namespace dateline
