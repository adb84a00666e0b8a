#include "common/schema.hpp"

#include <algorithm>

#include "common/content_hash.hpp"
#include "common/tokenizer.hpp"
#include "common/utf8.hpp"
#include "common/word_match.hpp"

namespace dateline {
namespace {

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
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
        lower.size() >= 2 && field.name.starts_with(lower)
            ? 0
            : edit_distance(to_code_points(lower), to_code_points(field.name));
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
