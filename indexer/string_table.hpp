#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Values by strings that are known beforehand, made for many questions whose answer is no: most
/// strings that are asked about begin like none of them, or none that begins so is as long. The
/// strings are viewed, so they must outlive the table: literals. Not for strings out of pages,
/// which could be chosen to collide.
template <class Value>
class StringTable {
 public:
  /// Later additions of the same string are ignored.
  void add(std::string_view key, Value value) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[slot_of(key)];
    if (slot.key.data() != nullptr) return;
    slot = {key, value};
    ++size_;
    lengths_[first_of(key)] |= bit_of(key);
  }

  /// nullptr when there is no such string.
  const Value* find(std::string_view key) const {
    if ((lengths_[first_of(key)] & bit_of(key)) == 0) return nullptr;
    const Slot& slot = slots_[slot_of(key)];
    return slot.key.data() == nullptr ? nullptr : &slot.value;
  }

 private:
  struct Slot {
    std::string_view key;
    Value value;
  };

  static std::size_t first_of(std::string_view key) {
    return key.empty() ? 0 : static_cast<unsigned char>(key.front());
  }

  /// Lengths from 63 on share one.
  static std::uint64_t bit_of(std::string_view key) {
    return std::uint64_t{1} << (key.size() < 63 ? key.size() : 63);
  }

  template <class Word>
  static std::uint64_t word_at(const char* bytes) {
    Word word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  }

  /// The first and the last eight bytes; of a shorter key all bytes, some of them twice. Loads of
  /// fixed sizes: a call to copy a few bytes would cost as much as the rest of a look-up.
  static std::pair<std::uint64_t, std::uint64_t> ends_of(std::string_view key) {
    const char* const begin = key.data();
    const std::size_t size = key.size();
    if (size >= 8) return {word_at<std::uint64_t>(begin), word_at<std::uint64_t>(begin + size - 8)};
    if (size >= 4) return {word_at<std::uint32_t>(begin), word_at<std::uint32_t>(begin + size - 4)};
    if (size >= 2) return {word_at<std::uint16_t>(begin), word_at<std::uint16_t>(begin + size - 2)};
    return {size == 0 ? 0 : word_at<std::uint8_t>(begin), 0};
  }

  static std::uint64_t hash(std::string_view key) {
    constexpr std::uint64_t kFactor = 0x9E37'79B9'7F4A'7C15;  // 2^64 by the golden ratio
    const auto [first, last] = ends_of(key);
    const std::uint64_t mixed = (first * kFactor) ^ (last + key.size());
    return (mixed ^ (mixed >> 29)) * kFactor;
  }

  /// Where the key is, or an empty slot where it would be.
  std::size_t slot_of(std::string_view key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = (hash(key) >> 32) & mask;
    while (slots_[i].key.data() != nullptr && slots_[i].key != key) i = (i + 1) & mask;
    return i;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.key.data() != nullptr) slots_[slot_of(slot.key)] = slot;
  }

  std::vector<Slot> slots_;  ///< a power of two; an empty slot's key has no data
  std::size_t size_ = 0;
  std::array<std::uint64_t, 256> lengths_{};  ///< of the strings, by their first byte
};

}  // namespace dateline
