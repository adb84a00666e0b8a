#include "indexer/index_report.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(IndexReport, SaysWhatHappenedAndNothingElse) {
  EXPECT_EQ(to_string(IndexReport{.added = 3, .elapsed = std::chrono::duration<double>{0.5}}, 0),
            "indexed 3 (3 new, 0 again); 0.5 s, 6 pages/s");
  IndexReport report{.added = 1'204'000, .updated = 12, .skipped = 1, .failed = 2};
  report.count_kind(ArticleKind::Article);
  report.count_kind(ArticleKind::Stub);
  report.count_kind(ArticleKind::Page);
  report.elapsed = std::chrono::duration<double>{10};
  EXPECT_EQ(to_string(report, 210'400'000),
            "indexed 1,204,012 (1,204,000 new, 12 again), 1 stub, 1 page without an article, "
            "1 file of another kind, 2 failed; 10.0 s, 120,401 pages/s, peak 210 MB");
}

TEST(IndexReport, KnowsItsMemory) { EXPECT_GT(peak_memory_bytes(), 100'000U); }

}  // namespace
}  // namespace dateline
