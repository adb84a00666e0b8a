#include "bench/corpus_words.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_set>

#include "bench/corpus_random.hpp"
#include "bench/corpus_word_tables.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t kReadyRanks = 16'384;
/// Invented words up to these numbers have one syllable, two, three; then four.
constexpr std::array<std::uint32_t, 3> kSyllableLimits{300, 16'000, 10'000'000};
/// The same for characters of Japanese words, from two, and names, from four.
constexpr std::array<std::uint32_t, 2> kKanjiLimits{20'000, 30'000'000};
constexpr std::array<std::uint32_t, 2> kKatakanaLimits{20'000, 100'000'000};
constexpr std::uint64_t kNameSeed = 0x6e616d65;  ///< apart from the words' own sequence

/// How many of the limits lie at or below a number.
template <std::size_t count>
int passed(const std::array<std::uint32_t, count>& limits, std::uint32_t number) {
  return static_cast<int>(std::upper_bound(limits.begin(), limits.end(), number) - limits.begin());
}

/// A number below `count` for each number below it, no two alike: the words of neighbouring ranks
/// have nothing in common.
std::uint64_t scatter(std::uint64_t number, std::uint64_t count) {
  // Near the golden section neighbours land far apart.
  std::uint64_t step = count / 1000 * 618 + 1;
  while (std::gcd(step, count) != 1) ++step;
  // Below 2^64 as long as count is below 2^32; above, the high part is scattered by the low one.
  if (count <= std::uint64_t{1} << 32) return number % count * step % count;
  const std::uint64_t low = number % 65'536;
  return (number / 65'536 + low * (count / 65'536)) % count;
}

/// Cuts digits off a number.
class Digits {
 public:
  explicit Digits(std::uint64_t number) : number_(number) {}
  template <class Table>
  std::string_view take(const Table& table) {
    const std::uint64_t digit = number_ % table.size();
    number_ /= table.size();
    return table[digit];
  }

 private:
  std::uint64_t number_;
};

std::string join_syllables(const SyllableTables& tables, std::uint64_t number, int syllables) {
  std::uint64_t count = tables.initials.size() * tables.nuclei.size() * tables.endings.size();
  for (int i = 1; i < syllables; ++i) count *= tables.medials.size() * tables.nuclei.size();
  Digits digits(scatter(number, count));
  std::string word(digits.take(tables.initials));
  word += digits.take(tables.nuclei);
  for (int i = 1; i < syllables; ++i) {
    word += digits.take(tables.medials);
    word += digits.take(tables.nuclei);
  }
  word += digits.take(tables.endings);
  return word;
}

std::string join_characters(std::span<const std::string_view> characters, std::uint64_t number,
                            int length) {
  std::uint64_t count = 1;
  for (int i = 0; i < length; ++i) count *= characters.size();
  Digits digits(scatter(number, count));
  std::string word;
  for (int i = 0; i < length; ++i) word += digits.take(characters);
  return word;
}

}  // namespace

std::string_view code_of(CorpusLanguage language) {
  constexpr std::array<std::string_view, 5> kCodes{"en", "de", "fr", "es", "ja"};
  return kCodes.at(static_cast<std::size_t>(language));
}

Lexicon::Lexicon(CorpusLanguage language) : language_(language) {
  std::unordered_set<std::string> seen;
  for (const std::string_view word : small_words_of(language))
    if (seen.emplace(word).second) common_.emplace_back(word);
  small_words_ = static_cast<std::uint32_t>(common_.size());
  // A short invented word may be a real one ("here"); another of its length then takes its place.
  std::uint32_t spare = 0;
  for (std::uint32_t rank = small_words_ + 1; rank <= kReadyRanks; ++rank) {
    std::string word = invent(rank, 0);
    while (!seen.insert(word).second) word = invent(rank, ++spare);
    common_.push_back(std::move(word));
  }
}

bool Lexicon::is_name(std::uint32_t rank) const {
  return rank > small_words_ && mix_seeds(kNameSeed, rank) % 10 == 0;
}

std::string Lexicon::invent(std::uint32_t rank, std::uint32_t spare) const {
  std::uint32_t number = rank - small_words_ - 1;
  // Numbers from a limit on are never asked for in the length below it, so spare words are there.
  const auto choose_length = [&](const auto& limits) {
    const int passed_limits = passed(limits, number);
    if (spare > 0) number = limits.at(static_cast<std::size_t>(passed_limits)) + spare;
    return passed_limits;
  };
  if (language_ == CorpusLanguage::Japanese) {
    if (is_name(rank)) {
      const int length = 4 + choose_length(kKatakanaLimits);
      return join_characters(katakana(), number, length);
    }
    const int length = 2 + choose_length(kKanjiLimits);
    return join_characters(kanji(), number, length);
  }
  const int syllables = 1 + choose_length(kSyllableLimits);
  std::string word = join_syllables(syllables_of(language_), number, syllables);
  const bool is_noun = language_ == CorpusLanguage::German && mix_seeds(kNameSeed, rank) % 10 < 5;
  if (is_name(rank) || is_noun) capitalise(word);
  return word;
}

void Lexicon::append_word(std::uint32_t rank, std::string& out) const {
  if (rank <= common_.size())
    out += common_[rank - 1];
  else
    out += invent(rank, 0);
}

std::string Lexicon::name(std::uint32_t number) const {
  if (language_ == CorpusLanguage::Japanese)
    return join_characters(katakana(), mix_seeds(kNameSeed, number) >> 40, 3);
  const SyllableTables& tables = syllables_of(language_);
  std::string name = join_syllables(tables, mix_seeds(kNameSeed, number) >> 40, 2);
  capitalise(name);
  return name;
}

void capitalise(std::string& text, std::size_t at) {
  if (at >= text.size()) return;
  if (text[at] >= 'a' && text[at] <= 'z') {
    text[at] = static_cast<char>(text[at] - 'a' + 'A');
  } else if (text[at] == '\xC3' && at + 1 < text.size() &&
             static_cast<unsigned char>(text[at + 1]) >= 0xA0) {
    text[at + 1] = static_cast<char>(text[at + 1] - 0x20);
  }
}

}  // namespace dateline
