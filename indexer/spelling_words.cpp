#include "indexer/spelling_words.hpp"

#include <bit>
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

/// Of equally near words the more frequent one is suggested. Its magnitude is enough for that, and
/// seldom changes.
Xapian::termcount spelling_weight(Xapian::doccount frequency) {
  return static_cast<Xapian::termcount>(std::bit_width(frequency));
}

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
  struct Change {
    std::string word;
    Xapian::termcount before = 0;
    Xapian::termcount after = 0;
  };
  std::vector<Change> changes;
  auto known = database.spellings_begin();
  const auto known_end = database.spellings_end();
  auto term = database.allterms_begin();
  const auto end = database.allterms_end();
  const auto drop_known = [&] {
    changes.push_back({.word = *known, .before = known.get_termfreq()});
  };
  for (term.skip_to(kFirstWord); term != end; ++term) {
    const std::string word = *term;
    if (term.get_termfreq() < kMinSpellingFrequency || !is_spelling_word(word)) continue;
    for (; known != known_end && *known < word; ++known) drop_known();
    Change change{.word = word, .after = spelling_weight(term.get_termfreq())};
    if (known != known_end && *known == word) {
      change.before = known.get_termfreq();
      ++known;
    }
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  for (; known != known_end; ++known) drop_known();
  std::size_t written = 0;
  for (const Change& change : changes) {
    if (change.after > change.before) {
      database.add_spelling(change.word, change.after - change.before);
    } else {
      database.remove_spelling(change.word, change.before - change.after);
    }
    if (++written % kWordsPerCommit == 0) database.commit();
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
  for (const std::string& word : missing)
    database.add_spelling(word, spelling_weight(database.get_termfreq(word)));
}

}  // namespace dateline
