#include "indexer/title_parts.hpp"

#include <array>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

constexpr auto kSeparators =
    std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
                                     " / ", " ‹ ", " › ", " ~ ", " ⋆ ", " > ", " < ", " │ ", "｜"});

constexpr std::size_t kMaxParts = 40;
constexpr std::size_t kMaxCuts = 8;

/// The first separator or colon at or behind `from`.
std::optional<TitleCut> find_cut(std::string_view title, std::size_t from) {
  std::optional<TitleCut> first;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator, from);
    if (at != std::string_view::npos && at > 0 && (!first || at < first->offset))
      first = TitleCut{at, separator.size()};
  }
  for (const std::string_view colon : {": ", "："})
    if (const std::size_t at = title.find(colon, from);
        at != std::string_view::npos && at > 0 && (!first || at < first->offset))
      first = TitleCut{at, colon.size()};
  return first;
}

}  // namespace

std::optional<TitleCut> find_last_title_cut(std::string_view title) {
  std::optional<TitleCut> last;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && at > 0 && (!last || at > last->offset))
      last = TitleCut{at, separator.size()};
  }
  return last;
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
