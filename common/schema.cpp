#include "common/schema.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "common/content_hash.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"

namespace dateline {
namespace {

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// Levenshtein distance, counting a swap of neighbours as one edit when it is all that differs at
/// that place.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(current);
  }
  return last[b.size()];
}

}  // namespace

const Field* find_field(std::string_view name) {
  if (name.empty()) return nullptr;
  const std::string lower = ascii_lower(name);
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& field) { return field.name == lower; });
  return found == kFields.end() ? nullptr : &*found;
}

std::string_view nearest_field_name(std::string_view name) {
  constexpr std::size_t kLongestName = 16;
  if (name.size() > kLongestName) return {};
  const std::string lower = ascii_lower(name);
  std::string_view nearest;
  std::size_t shortest = std::max<std::size_t>(2, lower.size() / 2);
  for (const Field& field : kFields) {
    if (field.name.empty()) continue;
    // An abbreviation is nearer than any misspelling: "auth", "sect".
    const std::size_t distance =
        lower.size() >= 2 && field.name.starts_with(lower) ? 0 : edit_distance(lower, field.name);
    if (distance < shortest || (distance == shortest && nearest.empty())) {
      shortest = distance;
      nearest = field.name;
    }
  }
  return nearest;
}

std::string fold_value(std::string_view value) { return fold(clean_line(value)); }

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const bool needs_colon = prefix.size() > 1 && !value.empty() &&
                           ((value.front() >= 'A' && value.front() <= 'Z') || value.front() == ':');
  if (needs_colon) term.push_back(':');
  constexpr std::size_t kHeadBytes = 200;
  if (term.size() + value.size() <= kMaxTermBytes) {
    term += value;
  } else {
    term += utf8_prefix(value, kHeadBytes);
    term += to_base32(hash_content(value));
  }
  return term;
}

}  // namespace dateline
