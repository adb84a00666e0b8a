#include "searcher/term_expansion.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>

#include "common/schema.hpp"
#include "common/term_walk.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/word_match.hpp"

namespace dateline {

namespace {

struct FoundWord {
  Xapian::doccount frequency = 0;
  std::string word;
};

/// The most frequent of the words.
Expansion cut(std::vector<FoundWord> found) {
  Expansion expansion{.found = found.size()};
  const std::size_t kept = std::min(found.size(), kMaxExpansion);
  const auto by_frequency = [](const FoundWord& a, const FoundWord& b) {
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.word < b.word;
  };
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    by_frequency);
  for (std::size_t i = 0; i < kept; ++i) {
    expansion.words.push_back(std::move(found[i].word));
    expansion.frequencies.push_back(found[i].frequency);
  }
  return expansion;
}

/// Of the words that pass, those that an article has in the field.
Expansion expand_any_word(const Xapian::Database& database, Vocabulary& vocabulary,
                          std::string_view prefix, const WordTest& test) {
  std::vector<std::string> passing;
  vocabulary.for_each([&](std::string_view word) {
    if (test(word)) passing.emplace_back(word);
  });
  std::sort(passing.begin(), passing.end());
  passing.erase(std::unique(passing.begin(), passing.end()), passing.end());
  std::vector<FoundWord> found;
  for (std::string& word : passing) {
    const Xapian::doccount frequency = database.get_termfreq(std::string(prefix) + word);
    if (frequency > 0) found.push_back({frequency, std::move(word)});
  }
  return cut(std::move(found));
}

/// The longest run of letters of a pattern: a word without it need not be compared.
std::string_view longest_literal(std::string_view pattern) {
  std::string_view longest;
  while (!pattern.empty()) {
    const std::string_view literal = pattern.substr(0, pattern.find_first_of("*?"));
    if (literal.size() > longest.size()) longest = literal;
    pattern.remove_prefix(std::min(literal.size() + 1, pattern.size()));
  }
  return longest;
}

/// Tells most words apart from what is wanted without comparing them letter by letter.
class EditFilter {
 public:
  EditFilter(std::string_view wanted, std::uint32_t edits)
      : size_(wanted.size()), set_(byte_set(wanted)), bytes_(edits * kMaxBytesOfCodePoint) {
    const bool is_ascii = std::all_of(wanted.begin(), wanted.end(), is_ascii_byte);
    if (is_ascii) ascii_bytes_ = edits;
  }

  bool may_pass(std::string_view word) const {
    const std::size_t difference = word.size() > size_ ? word.size() - size_ : size_ - word.size();
    if (difference > bytes_) return false;
    const std::uint64_t set = byte_set(word);
    const auto strange =
        static_cast<std::size_t>(std::max(std::popcount(set & ~set_), std::popcount(set_ & ~set)));
    if (strange > bytes_) return false;
    const bool is_strict = ascii_bytes_ && std::all_of(word.begin(), word.end(), is_ascii_byte);
    return !is_strict || (difference <= *ascii_bytes_ && strange <= *ascii_bytes_);
  }

 private:
  static constexpr std::size_t kMaxBytesOfCodePoint = 4;

  static bool is_ascii_byte(char c) { return (c & 0x80) == 0; }

  /// Which bytes occur, several bytes to a bit.
  static std::uint64_t byte_set(std::string_view text) {
    std::uint64_t set = 0;
    for (const char c : text) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
    return set;
  }

  std::size_t size_;
  std::uint64_t set_;
  std::size_t bytes_;                       ///< that edits may change
  std::optional<std::size_t> ascii_bytes_;  ///< the same where both words are ASCII
};

std::string folded_text(const Query& query) { return fold(normalize_nfc(query.text)); }

std::string_view head_of(std::string_view pattern) {
  return pattern.substr(0, pattern.find_first_of("*?"));
}

WordTest make_test(const Query& query) {
  const std::string text = folded_text(query);
  if (query.kind == QueryKind::Pattern) {
    return [text, literal = std::string(longest_literal(text))](std::string_view word) {
      return word.find(literal) != std::string_view::npos && matches_pattern(word, text);
    };
  }
  return [wanted = to_code_points(text), edits = query.number,
          filter = EditFilter(text, query.number)](std::string_view word) {
    return filter.may_pass(word) && is_within_edits(to_code_points(word), wanted, edits);
  };
}

}  // namespace

Expansion expand_words(const Xapian::Database& database, std::string_view prefix,
                       std::string_view head, const WordTest& test) {
  const std::string start = std::string(prefix) + std::string(head);
  std::vector<FoundWord> found;
  const auto end = database.allterms_end(start);
  for (auto it = database.allterms_begin(start); it != end;) {
    const std::string term = *it;
    if (prefix.empty() && is_prefixed(term)) {
      it.skip_to("[");
      continue;
    }
    const std::string_view word = std::string_view(term).substr(prefix.size());
    const bool is_of_longer_prefix = is_prefixed(word);
    if (!word.empty() && !is_of_longer_prefix && test(word))
      found.push_back({it.get_termfreq(), std::string(word)});
    ++it;
  }
  return cut(std::move(found));
}

Expansion expand_query(const Xapian::Database& database, Vocabulary& vocabulary,
                       const Query& query) {
  const std::string_view prefix = field_of(query.field).prefix;
  const std::string text = folded_text(query);
  if (query.kind == QueryKind::Prefix)
    return expand_words(database, prefix, text, [](std::string_view) { return true; });
  const WordTest test = make_test(query);
  if (needs_vocabulary(query)) return expand_any_word(database, vocabulary, prefix, test);
  return expand_words(database, prefix,
                      query.kind == QueryKind::Pattern ? head_of(text) : std::string_view(), test);
}

bool needs_vocabulary(const Query& query) {
  // Names in bylines are no words of the text, and few.
  if (query.field == FieldId::Author) return false;
  return query.kind == QueryKind::Fuzzy ||
         (query.kind == QueryKind::Pattern && head_of(folded_text(query)).empty());
}

}  // namespace dateline
