#include "indexer/phrase_list.hpp"

#include <algorithm>

#include "indexer/text_shape.hpp"

namespace dateline {

PhraseList::PhraseList(std::string_view phrases) {
  for (std::size_t start = 0; start < phrases.size();) {
    const std::size_t end = std::min(phrases.find('|', start), phrases.size());
    const std::string_view phrase = phrases.substr(start, end - start);
    phrases_.add(phrase, true);
    first_bytes_.set(first_bytes_of(phrase));
    max_words_ = std::max(max_words_, count_folded_words(phrase));
    start = end + 1;
  }
}

bool PhraseList::begins(std::string_view folded) const {
  std::size_t end = 0;
  for (std::size_t words = 0; words < max_words_ && end < folded.size(); ++words) {
    end = std::min(folded.find(' ', end + (words > 0)), folded.size());
    if (has(folded.substr(0, end))) return true;
  }
  return false;
}

bool PhraseList::ends(std::string_view folded) const {
  std::size_t start = folded.size();
  for (std::size_t words = 0; words < max_words_ && start > 0; ++words) {
    const std::size_t space = start < 2 ? std::string_view::npos : folded.rfind(' ', start - 2);
    start = space == std::string_view::npos ? 0 : space + 1;
    if (has(folded.substr(start))) return true;
  }
  return false;
}

bool PhraseList::is_in(std::string_view folded) const {
  // Words are too short to call a library for the blank behind them.
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (starts(folded.substr(at))) return true;
    while (at < folded.size() && folded[at] != ' ') ++at;
  }
  return false;
}

}  // namespace dateline
