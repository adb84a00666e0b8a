#include "common/word_list.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace dateline {
namespace {

constexpr std::size_t kMaxLength = 255;

}  // namespace

std::string word_list_key(std::size_t part) {
  return fmt::format("{}{:04}", kWordListPrefix, part);
}

void WordListWriter::add(std::string_view word) {
  word = word.substr(0, kMaxLength);
  const auto end = std::mismatch(word.begin(), word.end(), last_.begin(), last_.end()).first;
  const auto shared = static_cast<std::size_t>(end - word.begin());
  packed_ += static_cast<char>(shared);
  packed_ += static_cast<char>(word.size() - shared);
  packed_ += word.substr(shared);
  last_.assign(word);
}

std::string WordListWriter::take() {
  last_.clear();
  return std::exchange(packed_, {});
}

bool WordListReader::next(std::string_view& word) {
  if (packed_.size() < 2) return false;
  const std::size_t shared = static_cast<unsigned char>(packed_[0]);
  const std::size_t length = static_cast<unsigned char>(packed_[1]);
  if (shared > word_.size() || length > packed_.size() - 2) return false;
  word_.resize(shared);
  word_ += packed_.substr(2, length);
  packed_.remove_prefix(2 + length);
  word = word_;
  return true;
}

}  // namespace dateline
