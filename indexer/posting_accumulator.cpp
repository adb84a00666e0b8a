#include "indexer/posting_accumulator.hpp"

#include <algorithm>
#include <numeric>

#include "indexer/glass_format.hpp"

namespace dateline {
namespace {

constexpr std::size_t kFirstSlots = 1 << 14;

/// FNV-1a over eight bytes at a time would read past the end; words are short enough for one.
std::uint32_t hash_term(std::string_view term) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char byte : term) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

/// Indices 0, 1, ... ordered by `key_of(index)`, which is below `keys`; equal keys keep their
/// order. `begins[key]` is where a key's indices begin, with one entry more for the end.
template <class KeyOf>
void order_by(std::size_t size, std::size_t keys, std::vector<std::uint32_t>& ordered,
              std::vector<std::uint32_t>& begins, KeyOf&& key_of, const std::uint32_t* sequence) {
  begins.assign(keys + 1, 0);
  for (std::uint32_t i = 0; i < size; ++i) ++begins[key_of(i) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  ordered.resize(size);
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t index = sequence != nullptr ? sequence[i] : static_cast<std::uint32_t>(i);
    ordered[next[key_of(index)]++] = index;
  }
}

}  // namespace

PostingAccumulator::PostingAccumulator() : slots_(kFirstSlots) {}

void PostingAccumulator::begin_document() {
  first_posting_ = static_cast<std::uint32_t>(postings_.size());
  occurrences_.clear();
}

std::uint32_t PostingAccumulator::find_or_add(std::string_view term) {
  const std::uint32_t hash = hash_term(term);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::uint32_t found = slots_[slot] - 1;
    if (terms_[found].hash == hash && text(found) == term) return found;
  }
  const auto added = static_cast<std::uint32_t>(terms_.size());
  terms_.push_back({.begin = static_cast<std::uint32_t>(texts_.size()),
                    .size = static_cast<std::uint32_t>(term.size()),
                    .hash = hash});
  texts_ += term;
  slots_[slot] = added + 1;
  if (terms_.size() * 2 > slots_.size()) grow();
  return added;
}

void PostingAccumulator::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t term = 0; term < terms_.size(); ++term) {
    std::size_t slot = terms_[term].hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = term + 1;
  }
}

std::uint32_t PostingAccumulator::posting_of(std::string_view text, std::uint32_t weight) {
  const std::uint32_t number = find_or_add(text);
  Term& term = terms_[number];
  if (term.posting <= first_posting_) {
    postings_.push_back({.term = number, .document = documents_});
    term.posting = static_cast<std::uint32_t>(postings_.size());
  }
  const std::uint32_t index = term.posting - 1;
  postings_[index].frequency += weight;
  return index;
}

void PostingAccumulator::add(std::string_view term, std::uint32_t position, std::uint32_t weight) {
  occurrences_.push_back({posting_of(term, weight), position});
}

void PostingAccumulator::add(std::string_view term, std::uint32_t weight) {
  posting_of(term, weight);
}

void PostingAccumulator::end_document() {
  const std::size_t size = postings_.size() - first_posting_;
  counts_.assign(size + 1, 0);
  for (const Occurrence& occurrence : occurrences_)
    ++counts_[occurrence.posting - first_posting_ + 1];
  std::partial_sum(counts_.begin(), counts_.end(), counts_.begin());
  sorted_positions_.resize(occurrences_.size());
  for (const Occurrence& occurrence : occurrences_)
    sorted_positions_[counts_[occurrence.posting - first_posting_]++] = occurrence.position;
  // Each count has moved on to where the next posting's positions begin.
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::span<std::uint32_t> all(sorted_positions_.data() + begin, counts_[i] - begin);
    begin = counts_[i];
    // Where a word counts twice at a position, the position counts once.
    const std::span positions =
        all.first(static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin()));
    if (!positions.empty()) glass::pack_positions(positions_, positions);
    postings_[first_posting_ + i].positions_end = static_cast<std::uint32_t>(positions_.size());
  }
  ++documents_;
}

std::size_t PostingAccumulator::memory() const {
  return texts_.size() + terms_.size() * sizeof(Term) + slots_.size() * sizeof(std::uint32_t) +
         postings_.size() * (sizeof(AccumulatedPosting) + 2 * sizeof(std::uint32_t)) +
         positions_.size();
}

void PostingAccumulator::sort() {
  ranked_.resize(terms_.size());
  std::iota(ranked_.begin(), ranked_.end(), 0U);
  std::sort(ranked_.begin(), ranked_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  std::vector<std::uint32_t> rank(terms_.size());
  for (std::uint32_t i = 0; i < ranked_.size(); ++i) rank[ranked_[i]] = i;
  for (AccumulatedPosting& posting : postings_) posting.term = rank[posting.term];
  order_by(
      postings_.size(), terms_.size(), by_term_, term_begins_,
      [&](std::uint32_t i) { return postings_[i].term; }, nullptr);
  order_by(
      postings_.size(), documents_, by_document_, document_begins_,
      [&](std::uint32_t i) { return postings_[i].document; }, by_term_.data());
}

std::span<const std::uint32_t> PostingAccumulator::postings_of_term(std::uint32_t rank) const {
  return {by_term_.data() + term_begins_[rank], term_begins_[rank + 1] - term_begins_[rank]};
}

std::span<const std::uint32_t> PostingAccumulator::postings_of_document(
    std::uint32_t document) const {
  return {by_document_.data() + document_begins_[document],
          document_begins_[document + 1] - document_begins_[document]};
}

std::string_view PostingAccumulator::positions(std::uint32_t index) const {
  const std::uint32_t begin = index == 0 ? 0 : postings_[index - 1].positions_end;
  return std::string_view(positions_).substr(begin, postings_[index].positions_end - begin);
}

}  // namespace dateline
