#include "common/schema.hpp"

#include <algorithm>
#include <array>

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
  std::array<std::string_view, kFields.size()> names;
  std::transform(kFields.begin(), kFields.end(), names.begin(),
                 [](const Field& field) { return field.name; });
  return nearest_name(name, names);
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
