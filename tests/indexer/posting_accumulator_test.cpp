#include "indexer/posting_accumulator.hpp"

#include <map>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/glass_format.hpp"

namespace dateline {
namespace {

struct Entry {
  std::uint32_t frequency = 0;
  std::vector<std::uint32_t> positions;
};

TEST(PostingAccumulator, HoldsWhatANaiveIndexHolds) {
  std::mt19937 engine(7);
  const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
  PostingAccumulator accumulator;
  std::map<std::string, std::map<std::uint32_t, Entry>> naive;
  constexpr std::uint32_t kDocuments = 50;
  for (std::uint32_t document = 0; document < kDocuments; ++document) {
    accumulator.begin_document();
    std::uint32_t position = 0;
    // Some documents are empty.
    for (std::uint32_t words = document % 7 == 0 ? 0 : random() % 300; words > 0; --words) {
      // Terms that are each other's beginnings, and bytes above 127.
      const std::string term = std::string(1 + random() % 4, static_cast<char>(0xFE)) +
                               std::string(random() % 3, 'a') + std::to_string(random() % 60);
      Entry& entry = naive[term][document];
      const std::uint32_t weight = random() % 3;
      if (random() % 4 == 0) {
        accumulator.add(term, weight);
      } else {
        accumulator.add(term, ++position, weight);
        entry.positions.push_back(position);
      }
      entry.frequency += weight;
    }
    accumulator.end_document();
  }
  accumulator.sort();

  EXPECT_EQ(accumulator.documents(), kDocuments);
  ASSERT_EQ(accumulator.terms(), naive.size());
  EXPECT_GT(accumulator.memory(), 10'000U);
  std::vector<std::vector<std::string>> terms_of(kDocuments);
  std::uint32_t rank = 0;
  for (const auto& [term, documents] : naive) {
    EXPECT_EQ(accumulator.term(rank), term);
    const auto postings = accumulator.postings_of_term(rank);
    ASSERT_EQ(postings.size(), documents.size());
    std::size_t i = 0;
    for (const auto& [document, entry] : documents) {
      const AccumulatedPosting& posting = accumulator.posting(postings[i]);
      EXPECT_EQ(posting.document, document);
      EXPECT_EQ(posting.frequency, entry.frequency);
      EXPECT_EQ(posting.term, rank);
      std::string packed;
      if (!entry.positions.empty()) glass::pack_positions(packed, entry.positions);
      EXPECT_EQ(accumulator.positions(postings[i]), packed);
      terms_of[document].push_back(term);
      ++i;
    }
    ++rank;
  }
  for (std::uint32_t document = 0; document < kDocuments; ++document) {
    std::vector<std::string> terms;
    for (const std::uint32_t index : accumulator.postings_of_document(document))
      terms.emplace_back(accumulator.term(accumulator.posting(index).term));
    EXPECT_EQ(terms, terms_of[document]) << document;
  }
}

TEST(PostingAccumulator, MayBeEmpty) {
  PostingAccumulator accumulator;
  accumulator.sort();
  EXPECT_EQ(accumulator.terms(), 0U);
  EXPECT_EQ(accumulator.documents(), 0U);
}

}  // namespace
}  // namespace dateline
