#pragma once

// Choices that a seed decides, the same ones with every standard library.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

namespace dateline::test {

class RandomChoice {
 public:
  explicit RandomChoice(std::uint32_t seed) : engine_(seed) {}

  /// 0 to `count` - 1; `count` > 0.
  std::size_t below(std::size_t count) { return engine_() % count; }

  /// Both ends included.
  int between(int first, int last) {
    return first + static_cast<int>(below(static_cast<std::size_t>(last - first) + 1));
  }

  /// True in so many of a hundred cases.
  bool percent(unsigned share) { return below(100) < share; }

  /// As below(), small numbers more often than large ones: half of the draws fall into the first
  /// quarter.
  std::size_t skewed(std::size_t count) { return below(below(count) + 1); }

  /// One of a list that is not empty.
  template <class List>
  const auto& of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 engine_;
};

}  // namespace dateline::test
