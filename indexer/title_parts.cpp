#include "indexer/title_parts.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr auto kSeparators =
    std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
                                     " / ", " ‹ ", " › ", " ~ ", " ⋆ ", " > ", " < ", " │ ", "｜"});

constexpr std::size_t kMaxParts = 40;
constexpr std::size_t kMaxCuts = 8;

constexpr auto kColons = std::to_array<std::string_view>({": ", "："});

/// Nothing else begins a separator or colon.
constexpr bool may_begin_cut(char c) {
  return c == ' ' || c == ':' || static_cast<unsigned char>(c) == 0xEF;
}

/// Bytes of the separator at `at`; 0 without one.
std::size_t separator_at(std::string_view title, std::size_t at,
                         std::span<const std::string_view> separators) {
  if (!may_begin_cut(title[at])) return 0;
  for (const std::string_view separator : separators)
    if (title.compare(at, separator.size(), separator) == 0) return separator.size();
  return 0;
}

/// The first separator or colon at or behind `from`. One that stands first of all in the title is
/// none, and its like further on neither.
std::optional<TitleCut> find_cut(std::string_view title, std::size_t from) {
  const std::size_t leading =
      title.empty() || from > 0
          ? 0
          : std::max(separator_at(title, 0, kSeparators), separator_at(title, 0, kColons));
  for (std::size_t at = std::max<std::size_t>(from, 1); at < title.size(); ++at) {
    std::size_t length = separator_at(title, at, kSeparators);
    if (length == 0) length = separator_at(title, at, kColons);
    if (length > 0 && (leading == 0 || title.substr(at, length) != title.substr(0, leading)))
      return TitleCut{at, length};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TitleCut> find_last_title_cut(std::string_view title) {
  for (std::size_t at = title.size(); at-- > 1;)
    if (const std::size_t length = separator_at(title, at, kSeparators); length > 0)
      return TitleCut{at, length};
  return std::nullopt;
}

std::optional<TitleCut> find_first_title_cut(std::string_view title) { return find_cut(title, 0); }

std::vector<std::string> split_title(std::string_view title) {
  std::vector<std::string> parts;
  while (const auto cut = find_last_title_cut(title)) {
    parts.emplace_back(trim_ascii(title.substr(cut->offset + cut->length)));
    title = title.substr(0, cut->offset);
  }
  if (const std::size_t colon = title.find(": "); colon != std::string_view::npos)
    parts.emplace_back(title.substr(0, colon));
  parts.emplace_back(trim_ascii(title));
  return parts;
}

std::vector<TitleCut> find_title_cuts(std::string_view title) {
  std::vector<TitleCut> cuts;
  for (std::size_t from = 0; cuts.size() < kMaxCuts;) {
    const auto cut = find_cut(title, from);
    if (!cut) break;
    cuts.push_back(*cut);
    from = cut->offset + cut->length;
  }
  return cuts;
}

std::vector<std::string> fold_title_parts(std::string_view title) {
  const std::vector<TitleCut> cuts = find_title_cuts(title);
  std::vector<std::string> parts;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin >= end || parts.size() >= kMaxParts) return;
    if (std::string folded = fold_words(title.substr(begin, end - begin)); !folded.empty())
      parts.push_back(std::move(folded));
  };
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t after = cuts[i].offset + cuts[i].length;
    add(0, cuts[i].offset);
    add(after, title.size());
    if (i + 1 < cuts.size()) add(after, cuts[i + 1].offset);
  }
  return parts;
}

}  // namespace dateline
