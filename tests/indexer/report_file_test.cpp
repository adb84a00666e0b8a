#include "indexer/report_file.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/scratch_folder.hpp"

namespace dateline {
namespace {

TEST(ReportFile, IsOneObjectWithTheFailures) {
  const test::ScratchFolder scratch;
  for (const int failures : {0, 1, 3}) {
    auto report = ReportFile::create(scratch / "report.json");
    ASSERT_TRUE(report) << report.error().message;
    for (int i = 0; i < failures; ++i) report->add_failure("a\"\n\xff.html", "no text");
    ASSERT_TRUE(report->finish(R"({"type":"run","new":3})"));
    std::ifstream in(scratch / "report.json");
    const auto json = nlohmann::json::parse(in);
    EXPECT_EQ(json["type"], "run");
    EXPECT_EQ(json["new"], 3);
    ASSERT_EQ(json["failures"].size(), failures);
    for (const auto& failure : json["failures"]) {
      EXPECT_EQ(failure["path"], "a\"\n\uFFFD.html");
      EXPECT_EQ(failure["reason"], "no text");
    }
  }
}

TEST(ReportFile, NamesAFileThatCannotBeWritten) {
  const test::ScratchFolder scratch;
  const auto report = ReportFile::create(scratch / "missing/report.json");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::Usage);
  EXPECT_NE(report.error().message.find("missing/report.json"), std::string::npos);
  auto full = ReportFile::create("/dev/full");
  ASSERT_TRUE(full);
  EXPECT_FALSE(full->finish("{}"));
}

}  // namespace
}  // namespace dateline
