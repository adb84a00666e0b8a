#include "bench/corpus_random.hpp"

#include <bit>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::uint64_t kColumn = std::uint64_t{1} << 31;

std::uint64_t splitmix64(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

CorpusRandom::CorpusRandom(std::uint64_t seed) : state_{} {
  for (std::uint64_t& word : state_) word = splitmix64(seed);
}

std::uint64_t CorpusRandom::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint32_t CorpusRandom::below(std::uint32_t count) {
  return static_cast<std::uint32_t>(((next() >> 32) * count) >> 32);
}

double CorpusRandom::normal() {
  std::uint64_t sum = 0;
  for (int i = 0; i < 12; ++i) sum += next() >> 32;
  return static_cast<double>(sum) / 4294967296.0 - 6.0;
}

std::uint64_t mix_seeds(std::uint64_t first, std::uint64_t second) {
  std::uint64_t state = first;
  state = splitmix64(state) ^ second;
  return splitmix64(state);
}

AliasTable::AliasTable(std::span<const double> weights) : columns_(weights.size()) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const double scale = static_cast<double>(weights.size()) * static_cast<double>(kColumn) / total;
  std::vector<std::uint64_t> rest;
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    rest.push_back(static_cast<std::uint64_t>(weights[i] * scale));
    (rest[i] < kColumn ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t less = small.back();
    const std::uint32_t more = large.back();
    small.pop_back();
    columns_[less] = {static_cast<std::uint32_t>(rest[less]), more};
    rest[more] -= kColumn - rest[less];
    if (rest[more] < kColumn) {
      large.pop_back();
      small.push_back(more);
    }
  }
  // What rounding down left over.
  for (const auto* const left : {&small, &large})
    for (const std::uint32_t i : *left) columns_[i] = {static_cast<std::uint32_t>(kColumn), i};
}

std::uint32_t AliasTable::draw(CorpusRandom& random) const {
  const std::uint64_t bits = random.next();
  const auto i = static_cast<std::uint32_t>(((bits >> 32) * columns_.size()) >> 32);
  return (bits & (kColumn - 1)) < columns_[i].threshold ? i : columns_[i].alias;
}

AliasTable zipf_table(std::size_t count) {
  std::vector<double> weights;
  for (std::size_t i = 1; i <= count; ++i) weights.push_back(1.0 / static_cast<double>(i));
  return AliasTable(weights);
}

}  // namespace dateline
