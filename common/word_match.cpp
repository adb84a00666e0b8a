#include "common/word_match.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "common/utf8.hpp"

namespace dateline {

bool matches_pattern(std::string_view word, std::string_view pattern) {
  std::size_t w = 0;
  std::size_t p = 0;
  // Where to try again when what follows the last star does not fit.
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      w += decode_utf8(word, w).size;
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      retry += decode_utf8(word, retry).size;
      w = retry;
      p = star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(current);
  }
  return last[b.size()];
}

bool is_within_edits(std::u32string_view a, std::u32string_view b, std::size_t max_edits) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  return difference <= max_edits && edit_distance(a, b) <= max_edits;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    out.push_back(c.value);
    i += c.size;
  }
  return out;
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names) {
  constexpr std::size_t kLongestName = 16;
  if (name.empty() || name.size() > kLongestName) return {};
  const std::string lower = to_lower(name);
  std::string_view nearest;
  std::size_t shortest = std::max<std::size_t>(2, lower.size() / 2);
  for (const std::string_view one : names) {
    if (one.empty()) continue;
    // An abbreviation is nearer than any misspelling: "auth", "sect".
    const std::size_t distance = lower.size() >= 2 && one.starts_with(lower)
                                     ? 0
                                     : edit_distance(to_code_points(lower), to_code_points(one));
    if (distance < shortest || (distance == shortest && nearest.empty())) {
      shortest = distance;
      nearest = one;
    }
  }
  return nearest;
}

}  // namespace dateline
