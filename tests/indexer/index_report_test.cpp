#include "indexer/index_report.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(IndexReport, SaysWhatHappenedAndNothingElse) {
  EXPECT_EQ(to_string(IndexReport{.added = 3, .elapsed = std::chrono::duration<double>{0.5}}, 0),
            "3 new; 0.5 s, 6 pages/s");
  IndexReport report{
      .added = 1'204'000, .changed = 12, .unchanged = 8, .removed = 1, .skipped = 1, .failed = 2};
  report.count_kind(ArticleKind::Article);
  report.count_kind(ArticleKind::Stub);
  report.count_kind(ArticleKind::Page);
  report.elapsed = std::chrono::duration<double>{10};
  EXPECT_EQ(to_string(report, 210'400'000),
            "1,204,000 new, 12 changed, 8 unchanged, 1 removed, 1 stub, 1 page without an article, "
            "1 file of another kind, 2 failed; 10.0 s, 120,402 pages/s, peak 210 MB");
}

TEST(IndexReport, KnowsItsMemory) { EXPECT_GT(peak_memory_bytes(), 100'000U); }

}  // namespace
}  // namespace dateline
