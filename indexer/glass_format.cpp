#include "indexer/glass_format.hpp"

#include <bit>

namespace dateline::glass {
namespace {

/// Appends codes of a few bits each, the lowest bit first.
class BitStream {
 public:
  explicit BitStream(std::string& out) : out_(out) {}

  /// One of `choices` values. Where `choices` is no power of two the values in the middle of the
  /// range take one bit less.
  void put(std::uint32_t value, std::uint32_t choices) {
    unsigned bits = static_cast<unsigned>(std::bit_width(choices - 1));
    const std::uint64_t spare = (std::uint64_t{1} << bits) - choices;
    if (spare != 0) {
      const std::uint64_t middle = (choices - spare) / 2;
      if (value >= middle + spare) {
        value = static_cast<std::uint32_t>(value - (middle + spare)) | (1U << (bits - 1));
      } else if (value >= middle) {
        --bits;
      }
    }
    pending_ |= std::uint64_t{value} << filled_;
    filled_ += bits;
    while (filled_ >= 8) {
      out_.push_back(static_cast<char>(pending_));
      pending_ >>= 8;
      filled_ -= 8;
    }
  }

  /// The positions between the two ends, which are known already: the middle one first. Recurses as
  /// deep as the logarithm of their number.
  void put_between(std::span<const std::uint32_t> positions) {
    while (positions.size() > 2) {
      const std::size_t last = positions.size() - 1;
      const std::size_t middle = last / 2;
      const auto steps = static_cast<std::uint32_t>(last);
      const std::uint32_t choices = positions[last] - positions[0] - steps + 1;
      put(positions[middle] - positions[0] - static_cast<std::uint32_t>(middle), choices);
      put_between(positions.first(middle + 1));
      positions = positions.subspan(middle);
    }
  }

  void finish() {
    if (filled_ > 0) out_.push_back(static_cast<char>(pending_));
  }

 private:
  std::string& out_;
  std::uint64_t pending_ = 0;
  unsigned filled_ = 0;
};

}  // namespace

void pack_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void pack_last_number(std::string& out, std::uint32_t value) {
  for (; value != 0; value >>= 8) out.push_back(static_cast<char>(value));
}

void pack_sorted_number(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value));
    return;
  }
  // As many ones at the top of the first byte as there are bytes beyond two, then a zero.
  const std::size_t size = (static_cast<std::size_t>(std::bit_width(value)) + 5) / 7;
  const std::uint64_t head =
      (0xFFULL << (10 - size) & 0xFF) | (std::uint64_t{value} >> 8 * (size - 1));
  out.push_back(static_cast<char>(head));
  for (std::size_t byte = size - 1; byte-- > 0;)
    out.push_back(static_cast<char>(value >> 8 * byte));
}

void pack_text(std::string& out, std::string_view text) {
  pack_number(out, text.size());
  out.append(text);
}

void pack_term(std::string& out, std::string_view term) {
  out.append(term);
  out.push_back('\0');
}

void pack_positions(std::string& out, std::span<const std::uint32_t> positions) {
  pack_number(out, positions.back());
  if (positions.size() == 1) return;
  BitStream bits(out);
  bits.put(positions.front(), positions.back());
  bits.put(static_cast<std::uint32_t>(positions.size() - 2), positions.back() - positions.front());
  bits.put_between(positions);
  bits.finish();
}

}  // namespace dateline::glass
