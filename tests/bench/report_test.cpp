#include "bench/report.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

QueryTimes times(std::chrono::nanoseconds total) {
  return {.total = total, .phases = {total / 10, 0ns, total / 2, 0ns, total / 5}};
}

BenchReport example() {
  const std::vector<BenchQuery> queries{{.query_class = "phrase", .text = "\"a b\""},
                                        {.query_class = "word\x1B[2J", .text = "a"},
                                        {.query_class = "phrase", .text = "\"b c\""}};
  const Measurement measurement{
      .queries = {{.matches = 4, .hits = 4, .times = {times(1ms), times(3ms)}},
                  {.matches = 70, .hits = 10, .times = {times(20ms), times(10ms)}},
                  {.matches = 6, .hits = 6, .times = {times(2ms), times(4ms)}}},
      .elapsed = 500ms};
  return make_report({.machine = {.cpu = "Fast CPU",
                                  .cores = 2,
                                  .kernel = "Linux 6",
                                  .xapian_version = "1.4.22",
                                  .program_version = "1.2.3"},
                      .database = "/tmp/d\xFF"
                                  "b",
                      .articles = 120,
                      .queries = "built in, seed 1",
                      .plan = {.warmup_rounds = 3, .rounds = 2, .threads = 1}},
                     queries, measurement);
}

TEST(BenchReport, GathersTheQueriesOfAClass) {
  const BenchReport report = example();
  ASSERT_THAT(report.classes, SizeIs(2));
  const ClassTimes& phrase = report.classes.front();
  EXPECT_EQ(phrase.query_class, "phrase");
  EXPECT_EQ(phrase.queries, 2U);
  EXPECT_EQ(phrase.matches, 4U);  // the lower of two medians
  EXPECT_EQ(phrase.total.samples, 4U);
  EXPECT_EQ(phrase.total.p50, 2ms);
  EXPECT_EQ(phrase.total.max, 4ms);
  EXPECT_EQ(phrase.phases[0].p50, 200us);
  EXPECT_EQ(phrase.phases[2].max, 2ms);
  EXPECT_EQ(report.all.queries, 3U);
  EXPECT_EQ(report.all.matches, 6U);
  EXPECT_EQ(report.all.total.max, 20ms);
  EXPECT_DOUBLE_EQ(report.queries_per_second(), 12);
}

TEST(BenchReport, TableIsAlignedAndPrintable) {
  const std::string table = to_table(example());
  EXPECT_THAT(table, HasSubstr("3 queries from built in, seed 1; 2 rounds after 3 of warm-up, "
                               "1 thread, 10 hits, 2 fragments a hit"));
  EXPECT_THAT(table, HasSubstr("6 queries in 0.50 s: 12 queries/s"));
  EXPECT_THAT(table, HasSubstr("120 articles"));
  EXPECT_THAT(table, HasSubstr("dateline 1.2.3, Xapian 1.4.22, Fast CPU, 2 cores, Linux 6"));
  EXPECT_THAT(table, Not(HasSubstr("\x1B")));
  std::istringstream lines(table);
  std::vector<std::size_t> bars;
  for (std::string line; std::getline(lines, line);)
    if (const std::size_t bar = line.find('|'); bar != std::string::npos) bars.push_back(bar);
  ASSERT_THAT(bars, SizeIs(5));  // two lines of heading, two classes, all
  EXPECT_THAT(bars, testing::Each(bars.front()));
}

TEST(BenchReport, JsonHoldsEveryFigure) {
  const auto json = nlohmann::json::parse(to_json(example()));
  EXPECT_EQ(json["type"], "bench");
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["machine"]["cpu"], "Fast CPU");
  EXPECT_EQ(json["machine"]["cores"], 2);
  EXPECT_EQ(json["machine"]["kernel"], "Linux 6");
  EXPECT_EQ(json["machine"]["xapian"], "1.4.22");
  EXPECT_EQ(json["machine"]["dateline"], "1.2.3");
  EXPECT_EQ(json["database"]["articles"], 120);
  EXPECT_EQ(json["database"]["path"], "/tmp/d\uFFFDb");
  EXPECT_EQ(json["setting"]["runs"], 2);
  EXPECT_EQ(json["setting"]["warmup"], 3);
  EXPECT_DOUBLE_EQ(json["queries_per_second"], 12);
  ASSERT_THAT(json["classes"], SizeIs(2));
  EXPECT_EQ(json["classes"][0]["class"], "phrase");
  EXPECT_EQ(json["classes"][0]["samples"], 4);
  EXPECT_DOUBLE_EQ(json["classes"][0]["total_ms"]["p50"], 2);
  EXPECT_DOUBLE_EQ(json["classes"][0]["total_ms"]["p99.9"], 4);
  EXPECT_DOUBLE_EQ(json["classes"][0]["phases_ms"]["parse"]["p50"], 0.2);
  EXPECT_DOUBLE_EQ(json["all"]["total_ms"]["max"], 20);
}

}  // namespace
}  // namespace dateline
