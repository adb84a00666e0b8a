#include "indexer/segment_pool.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using std::chrono::milliseconds;

TEST(SegmentPool, RunsEveryJobBeforeWaitReturns) {
  SegmentPool pool(3);
  std::atomic<int> done = 0;
  for (int round = 1; round <= 3; ++round) {
    for (int i = 0; i < 20; ++i)
      pool.submit([&](DocumentBuilder&) -> Result<void> {
        std::this_thread::sleep_for(milliseconds{1});
        ++done;
        return {};
      });
    EXPECT_TRUE(pool.wait());
    EXPECT_EQ(done, 20 * round);
  }
  EXPECT_TRUE(pool.wait());
}

TEST(SegmentPool, RunsSeveralAtATimeAndNoMoreThanThreads) {
  SegmentPool pool(2);
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  for (int i = 0; i < 10; ++i)
    pool.submit([&](DocumentBuilder&) -> Result<void> {
      const int now = ++running;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::sleep_for(milliseconds{20});
      --running;
      return {};
    });
  EXPECT_TRUE(pool.wait());
  EXPECT_EQ(most, 2);
}

TEST(SegmentPool, TheFirstErrorComesOutOnce) {
  SegmentPool pool(1);
  std::atomic<int> done = 0;
  for (const char* message : {"", "first", "", "second"})
    pool.submit([&, message = std::string(message)](DocumentBuilder&) -> Result<void> {
      ++done;
      if (message.empty()) return {};
      return fail(ErrorCode::Database, message);
    });
  const auto waited = pool.wait();
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().message, "first");
  EXPECT_EQ(done, 4);
  EXPECT_TRUE(pool.wait());
}

TEST(SegmentPool, SubmittingWaitsWhileAsManyWait) {
  SegmentPool pool(1);
  std::mutex gate;
  gate.lock();
  const auto job = [&](DocumentBuilder&) -> Result<void> {
    const std::lock_guard lock(gate);
    return {};
  };
  pool.submit(job);
  std::atomic<int> submitted = 0;
  std::jthread submitter([&] {
    for (int i = 0; i < 3; ++i) {
      pool.submit(job);
      ++submitted;
    }
  });
  std::this_thread::sleep_for(milliseconds{50});
  // One runs, one waits.
  EXPECT_LE(submitted, 1);
  gate.unlock();
  submitter.join();
  EXPECT_TRUE(pool.wait());
  EXPECT_EQ(submitted, 3);
}

TEST(SegmentPool, GoingAwayDropsWhatWaits) {
  std::atomic<int> begun = 0;
  {
    SegmentPool pool(1);
    for (int i = 0; i < 2; ++i)
      pool.submit([&](DocumentBuilder&) -> Result<void> {
        ++begun;
        std::this_thread::sleep_for(milliseconds{50});
        return {};
      });
  }
  EXPECT_LE(begun, 2);
}

}  // namespace
}  // namespace dateline
