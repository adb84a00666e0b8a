#pragma once

// The parts of a page's title: "Headline - Section | Site".

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Where a title can be cut: a dash, bar or the like between blanks.
struct TitleCut {
  std::size_t offset = 0;
  std::size_t length = 0;
};

std::optional<TitleCut> find_last_title_cut(std::string_view title);

/// A colon counts here, as in "Site: Headline".
std::optional<TitleCut> find_first_title_cut(std::string_view title);

/// All of them from the left, colons included; eight at most.
std::vector<TitleCut> find_title_cuts(std::string_view title);

/// The pieces between the title's separators, last first. A colon parts the first piece in two.
std::vector<std::string> split_title(std::string_view title);

/// Every beginning and end of the title that is cut off by a separator or colon, and every piece
/// between two, each folded by fold_words(); not the whole title.
std::vector<std::string> fold_title_parts(std::string_view title);

}  // namespace dateline
