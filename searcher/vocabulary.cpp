#include "searcher/vocabulary.hpp"

#include "common/term_walk.hpp"
#include "common/word_list.hpp"

namespace dateline {

namespace {

/// A server may serve several databases as one, of whose lists it shows only the first.
bool is_several(const Xapian::Database& database) {
  return database.get_uuid().find(':') != std::string::npos;
}

std::string pack_terms(const Xapian::Database& database) {
  WordListWriter writer;
  for_each_word(database.allterms_begin(), database.allterms_end(),
                [&](const std::string& word, const auto&) { writer.add(word); });
  return writer.take();
}

void read_list(const Xapian::Database& database, std::vector<std::string>& parts) {
  parts.push_back(database.get_metadata(std::string(kNewWordsKey)));
  for (std::size_t part = 0;; ++part) {
    std::string packed = database.get_metadata(word_list_key(part));
    if (packed.empty()) return;
    parts.push_back(std::move(packed));
  }
}

}  // namespace

void Vocabulary::for_each(const std::function<void(std::string_view)>& use) {
  if (!is_read_) {
    parts_.clear();
    for (const Xapian::Database& database : databases_) {
      if (is_several(database)) {
        parts_.push_back(pack_terms(database));
      } else {
        read_list(database, parts_);
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
