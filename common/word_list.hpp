#pragma once

// The words of a database in one place, for patterns and near spellings, which may be any of them:
// reading this list is ten times faster than walking the terms of the index.
//
// It lies in the metadata: kWordListPrefix and a number of four digits for each part of the list,
// in the order of the words, and kNewWordsKey for words added since. A word may be in the list that
// no article has any more; no word of an article is missing from it.
//
// A part holds its words one behind the other, each as a byte that says how many bytes it shares
// with the word before it, a byte that says how many follow, and these.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr std::string_view kWordListPrefix = "dateline.words/";
inline constexpr std::string_view kNewWordsKey = "dateline.words+";

/// The metadata key of a part; parts are numbered from 0.
std::string word_list_key(std::size_t part);

/// Packs words of at most 255 bytes, in any order; rising is the smallest.
class WordListWriter {
 public:
  void add(std::string_view word);
  const std::string& packed() const { return packed_; }
  std::string take();

 private:
  std::string packed_;
  std::string last_;
};

/// Reads them back. Keeps a view of what it reads.
class WordListReader {
 public:
  explicit WordListReader(std::string_view packed) : packed_(packed) {}

  /// The next word, valid until the next call; false at the end, and at what is no list.
  bool next(std::string_view& word);

 private:
  std::string_view packed_;
  std::string word_;
};

}  // namespace dateline
