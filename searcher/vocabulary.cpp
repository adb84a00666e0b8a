#include "searcher/vocabulary.hpp"

#include "common/word_list.hpp"

namespace dateline {

void Vocabulary::for_each(const std::function<void(std::string_view)>& use) {
  if (!is_read_) {
    for (const Xapian::Database& database : databases_) {
      parts_.push_back(database.get_metadata(std::string(kNewWordsKey)));
      for (std::size_t part = 0;; ++part) {
        std::string packed = database.get_metadata(word_list_key(part));
        if (packed.empty()) break;
        parts_.push_back(std::move(packed));
      }
    }
    is_read_ = true;
  }
  for (const std::string& part : parts_) {
    WordListReader reader(part);
    for (std::string_view word; reader.next(word);) use(word);
  }
}

}  // namespace dateline
