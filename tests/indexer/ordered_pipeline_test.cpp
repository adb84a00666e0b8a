#include "indexer/ordered_pipeline.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Pipeline = OrderedPipeline<int, int>;

Pipeline::Worker slow_for_even() {
  return [](int item) {
    if (item % 2 == 0) std::this_thread::sleep_for(std::chrono::microseconds{200});
    return item * 10;
  };
}

TEST(OrderedPipeline, KeepsTheOrderOfTheInput) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    Pipeline pipeline(threads, 4, slow_for_even);
    std::jthread producer([&] {
      for (int i = 0; i < 500; ++i) pipeline.push(i);
      pipeline.close();
    });
    int expected = 0;
    while (const auto result = pipeline.pop()) EXPECT_EQ(*result, 10 * expected++);
    EXPECT_EQ(expected, 500);
  }
}

TEST(OrderedPipeline, EndsAtOnceWithoutInput) {
  Pipeline pipeline(2, 4, slow_for_even);
  pipeline.close();
  EXPECT_FALSE(pipeline.pop());
}

TEST(OrderedPipeline, CancelFreesAProducerThatWaits) {
  Pipeline pipeline(2, 2, slow_for_even);
  std::size_t pushed = 0;
  std::jthread producer([&] {
    while (pipeline.push(1)) ++pushed;
  });
  EXPECT_TRUE(pipeline.pop());
  pipeline.cancel();
  producer.join();
  EXPECT_FALSE(pipeline.pop());
  EXPECT_LE(pushed, 4U);
}

TEST(OrderedPipeline, KeepsAtMostTheWindowUnderWay) {
  Pipeline pipeline(1, 3, slow_for_even);
  for (int i = 0; i < 3; ++i) pipeline.push(i);
  std::atomic<bool> fourth_in = false;
  std::jthread producer([&] { fourth_in = pipeline.push(3); });
  std::this_thread::sleep_for(std::chrono::milliseconds{20});
  EXPECT_FALSE(fourth_in);
  EXPECT_EQ(pipeline.pop(), 0);
  producer.join();
  EXPECT_TRUE(fourth_in);
}

}  // namespace
}  // namespace dateline
