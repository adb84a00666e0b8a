#include "indexer/run_progress.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

using std::chrono::duration;

TEST(RunProgress, SaysWhatIsKnown) {
  struct Case {
    RunProgress progress;
    std::string_view text;
  };
  for (const auto& [progress, text] : {
           Case{{}, "0 pages"},
           Case{{.pages = 1}, "1 page"},
           Case{{.pages = 12, .elapsed = duration<double>(0.5)}, "12 pages"},
           Case{{.pages = 12'345, .elapsed = duration<double>(10)}, "12,345 pages, 1,234/s"},
           Case{{.pages = 10, .failed = 3, .elapsed = duration<double>(2)},
                "10 pages, 5/s, 3 failed"},
           Case{{.pages = 10, .bytes = 50, .bytes_in_all = 200, .elapsed = duration<double>(2)},
                "10 pages, 5/s, 25 %, 6 s left"},
           Case{{.pages = 10, .bytes = 1, .bytes_in_all = 100, .elapsed = duration<double>(2)},
                "10 pages, 5/s, 1 %, 4 min left"},
           Case{{.pages = 10, .bytes = 1, .bytes_in_all = 10'001, .elapsed = duration<double>(2)},
                "10 pages, 5/s, 0 %, 5.6 h left"},
           // A file has grown.
           Case{{.pages = 10, .bytes = 120, .bytes_in_all = 100, .elapsed = duration<double>(2)},
                "10 pages, 5/s, 100 %, 0 s left"},
       })
    EXPECT_EQ(to_string(progress), text);
}

TEST(RunProgress, JsonHasNullForWhatIsNotKnown) {
  const auto unknown = nlohmann::json::parse(to_json(RunProgress{.pages = 7, .failed = 2}));
  EXPECT_EQ(unknown["type"], "progress");
  EXPECT_EQ(unknown["pages"], 7);
  EXPECT_EQ(unknown["failed"], 2);
  EXPECT_TRUE(unknown["bytes_in_all"].is_null());
  EXPECT_TRUE(unknown["seconds_left"].is_null());
  const auto known = nlohmann::json::parse(
      to_json(RunProgress{.bytes = 50, .bytes_in_all = 200, .elapsed = duration<double>(2)}));
  EXPECT_EQ(known["bytes_in_all"], 200);
  EXPECT_EQ(known["seconds_left"], 6);
}

}  // namespace
}  // namespace dateline
