#include "indexer/spelling_words.hpp"

#include <set>
#include <string>
#include <vector>

#include "common/character_class.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

/// Fewer letters have too many neighbours.
constexpr std::size_t kMinLetters = 4;
/// Longer ones are no words that anybody types.
constexpr std::size_t kMaxBytes = 60;

/// Unprefixed words begin here: digits and prefixes, which are capitals, stand before.
constexpr const char* kFirstWord = "a";

/// Xapian's writer keeps about 2 kB a word until it commits.
constexpr std::size_t kWordsPerCommit = 20'000;

}  // namespace

bool is_spelling_word(std::string_view term) {
  if (term.size() < kMinLetters || term.size() > kMaxBytes || term < kFirstWord) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < term.size();) {
    const CodePoint c = decode_utf8(term, at);
    if (character_info(c.value).kind != CharacterClass::Letter) return false;
    at += c.size;
    ++letters;
  }
  return letters >= kMinLetters;
}

void refresh_spelling(Xapian::WritableDatabase& database) {
  std::vector<std::string> gone;
  std::vector<std::string> missing;
  auto known = database.spellings_begin();
  const auto known_end = database.spellings_end();
  auto term = database.allterms_begin();
  const auto end = database.allterms_end();
  for (term.skip_to(kFirstWord); term != end; ++term) {
    const std::string word = *term;
    if (term.get_termfreq() < kMinSpellingFrequency || !is_spelling_word(word)) continue;
    for (; known != known_end && *known < word; ++known) gone.push_back(*known);
    if (known != known_end && *known == word) {
      ++known;
    } else {
      missing.push_back(word);
    }
  }
  for (; known != known_end; ++known) gone.push_back(*known);
  std::size_t written = 0;
  const auto count = [&] {
    if (++written % kWordsPerCommit == 0) database.commit();
  };
  for (const std::string& word : gone) {
    database.remove_spelling(word, database.get_doccount() + 1);
    count();
  }
  for (const std::string& word : missing) {
    database.add_spelling(word);
    count();
  }
}

void extend_spelling(Xapian::WritableDatabase& database, std::span<const Xapian::docid> written) {
  std::set<std::string> candidates;
  for (const Xapian::docid id : written) {
    auto term = database.termlist_begin(id);
    const auto end = database.termlist_end(id);
    for (term.skip_to(kFirstWord); term != end; ++term) {
      const std::string word = *term;
      if (!is_spelling_word(word)) continue;
      const Xapian::doccount frequency = database.get_termfreq(word);
      const bool may_be_new =
          frequency >= kMinSpellingFrequency && frequency < kMinSpellingFrequency + written.size();
      if (may_be_new) candidates.insert(word);
    }
  }
  if (candidates.empty()) return;
  auto known = database.spellings_begin();
  const auto known_end = database.spellings_end();
  std::vector<std::string> missing;
  for (const std::string& word : candidates) {
    if (known != known_end) known.skip_to(word);
    if (known == known_end || *known != word) missing.push_back(word);
  }
  for (const std::string& word : missing) database.add_spelling(word);
}

}  // namespace dateline
