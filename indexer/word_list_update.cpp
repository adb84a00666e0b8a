#include "indexer/word_list_update.hpp"

#include <set>
#include <string>
#include <utility>

#include "common/term_walk.hpp"
#include "common/word_list.hpp"

namespace dateline {
namespace {

/// Parts of this size are read and written at once.
constexpr std::size_t kPartBytes = 1 << 16;

/// Beyond it what was added to the list becomes part of it.
constexpr std::size_t kMaxNewBytes = kPartBytes;

void set_where_changed(Xapian::WritableDatabase& database, const std::string& key,
                       const std::string& value) {
  if (database.get_metadata(key) != value) database.set_metadata(key, value);
}

}  // namespace

void refresh_word_list(Xapian::WritableDatabase& database) {
  std::size_t parts = 0;
  WordListWriter writer;
  const auto finish_part = [&] {
    set_where_changed(database, word_list_key(parts), writer.take());
    ++parts;
  };
  for_each_word(database.allterms_begin(), database.allterms_end(),
                [&](const std::string& word, const auto&) {
                  writer.add(word);
                  if (writer.packed().size() >= kPartBytes) finish_part();
                });
  if (!writer.packed().empty()) finish_part();
  while (!database.get_metadata(word_list_key(parts)).empty())
    database.set_metadata(word_list_key(parts++), std::string());
  set_where_changed(database, std::string(kNewWordsKey), std::string());
}

void extend_word_list(Xapian::WritableDatabase& database, const Xapian::Database& before,
                      std::span<const Xapian::docid> written) {
  const std::string packed = database.get_metadata(std::string(kNewWordsKey));
  std::set<std::string, std::less<>> words;
  WordListReader reader(packed);
  for (std::string_view word; reader.next(word);) words.emplace(word);
  const std::size_t known = words.size();
  for (const Xapian::docid id : written) {
    for_each_word(database.termlist_begin(id), database.termlist_end(id),
                  [&](const std::string& word, const auto&) {
                    if (!before.term_exists(word)) words.insert(word);
                  });
  }
  if (words.size() == known) return;
  WordListWriter writer;
  for (const std::string& word : words) writer.add(word);
  if (writer.packed().size() > kMaxNewBytes) return refresh_word_list(database);
  database.set_metadata(std::string(kNewWordsKey), writer.take());
}

std::string find_missing_word(const Xapian::Database& database) {
  const std::string new_words = database.get_metadata(std::string(kNewWordsKey));
  std::set<std::string, std::less<>> added;
  WordListReader new_reader(new_words);
  for (std::string_view word; new_reader.next(word);) added.emplace(word);

  std::size_t part = 0;
  std::string packed = database.get_metadata(word_list_key(part));
  WordListReader reader(packed);
  std::string_view listed;
  bool has_listed = reader.next(listed);
  const auto advance = [&] {
    has_listed = reader.next(listed);
    if (has_listed || packed.empty()) return;
    packed = database.get_metadata(word_list_key(++part));
    reader = WordListReader(packed);
    has_listed = reader.next(listed);
  };
  std::string missing;
  for_each_word(database.allterms_begin(), database.allterms_end(),
                [&](const std::string& word, const auto&) {
                  while (has_listed && listed < word) advance();
                  const bool is_listed = (has_listed && listed == word) || added.contains(word);
                  if (!is_listed && missing.empty()) missing = word;
                });
  return missing;
}

}  // namespace dateline
