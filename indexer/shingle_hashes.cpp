#include "indexer/shingle_hashes.hpp"

#include <algorithm>
#include <array>

#include "common/content_hash.hpp"
#include "common/schema.hpp"
#include "common/tokenizer.hpp"

namespace dateline {
namespace {

/// The smallest different hashes seen, sorted. Nearly all hashes of a long text are larger than the
/// last and cost one comparison.
class SmallestHashes {
 public:
  void add(ShingleHash hash) {
    const auto end = hashes_.begin() + static_cast<std::ptrdiff_t>(size_);
    if (size_ == hashes_.size() && hash >= hashes_.back()) return;
    const auto place = std::lower_bound(hashes_.begin(), end, hash);
    if (place != end && *place == hash) return;
    if (size_ == hashes_.size()) {
      std::move_backward(place, end - 1, end);
    } else {
      std::move_backward(place, end, end + 1);
      ++size_;
    }
    *place = hash;
  }

  std::vector<ShingleHash> take() const {
    return {hashes_.begin(), hashes_.begin() + static_cast<std::ptrdiff_t>(size_)};
  }

 private:
  std::array<ShingleHash, kMaxShingleHashes> hashes_{};
  std::size_t size_ = 0;
};

/// Joins the hashes of words in a row; their order counts.
constexpr std::uint64_t join(std::uint64_t hash, std::uint64_t next) {
  return hash * 0x9E3779B97F4A7C15 + next;
}

/// MurmurHash3's finalizer: every bit of the input moves every bit of the output.
constexpr std::uint64_t scatter(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
  h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
  return h ^ (h >> 33);
}

constexpr std::size_t kCharactersPerWord = 2;
constexpr std::size_t kMostTokens = kShingleWords * kCharactersPerWord;

constexpr unsigned kBitsPerDigit = 5;
constexpr std::size_t kShingleDigits = 10;
constexpr std::size_t kExactDigits = 12;
constexpr unsigned kShingleBits = kBitsPerDigit * kShingleDigits;
constexpr unsigned kExactBits = kBitsPerDigit * kExactDigits;

/// Sorts after every digit.
constexpr char kExactMark = 'x';
/// RFC 4648's extended hex alphabet, in lower case: it sorts as the numbers do.
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuv";

std::optional<std::uint64_t> parse_digits(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << kBitsPerDigit | digit;
  }
  return value;
}

}  // namespace

std::vector<ShingleHash> shingle_hashes(const Article& article) {
  if (article.kind == ArticleKind::Page) return {};
  SmallestHashes smallest;
  std::array<std::uint64_t, kMostTokens> last{};
  std::size_t tokens = 0;
  std::size_t half_words = 0;
  std::uint64_t whole = 0;
  Tokenizer tokenizer(article.body);
  Token token;
  while (tokenizer.next(token)) {
    // The characters say it all.
    if (token.kind == TokenKind::Bigram) continue;
    const std::uint64_t hash = hash_content(token.term).first;
    last[tokens % kMostTokens] = hash;
    ++tokens;
    whole = join(whole, hash);
    const bool is_character = token.kind == TokenKind::Unigram;
    half_words += is_character ? 1 : kCharactersPerWord;
    const std::size_t length = is_character ? kMostTokens : kShingleWords;
    if (tokens < length) continue;
    std::uint64_t shingle = 0;
    for (std::size_t i = tokens - length; i < tokens; ++i)
      shingle = join(shingle, last[i % kMostTokens]);
    smallest.add(scatter(shingle) >> (64 - kShingleBits));
  }
  const std::size_t words = (half_words + 1) / kCharactersPerWord;
  if (words < kMinHashedWords) return {};
  if (words < kMinShingledWords) return {kExactTextBit | scatter(whole) >> (64 - kExactBits)};
  return smallest.take();
}

std::string shingle_term(ShingleHash hash) {
  const bool is_exact = (hash & kExactTextBit) != 0;
  std::string term(kShinglePrefix);
  if (is_exact) term += kExactMark;
  for (unsigned bits = is_exact ? kExactBits : kShingleBits; bits > 0; bits -= kBitsPerDigit)
    term += kDigits[hash >> (bits - kBitsPerDigit) & 31];
  return term;
}

std::optional<ShingleHash> parse_shingle_term(std::string_view term) {
  if (!term.starts_with(kShinglePrefix)) return std::nullopt;
  term.remove_prefix(kShinglePrefix.size());
  const bool is_exact = term.starts_with(kExactMark);
  if (is_exact) term.remove_prefix(1);
  if (term.size() != (is_exact ? kExactDigits : kShingleDigits)) return std::nullopt;
  const auto hash = parse_digits(term);
  if (!hash) return std::nullopt;
  return is_exact ? *hash | kExactTextBit : *hash;
}

}  // namespace dateline
