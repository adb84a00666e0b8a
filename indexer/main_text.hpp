#pragma once

// The article's text out of a page's blocks: body and standfirst, without headline, captions and
// whatever else stands around.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// What other stages know that helps to find the text's edges.
struct MainTextHints {
  std::span<const std::string> folded_titles;  ///< every title of the page, folded by fold_words()
  std::string_view description;                ///< the page's own summary
  std::string_view declared_text;              ///< articleBody of JSON-LD, markup stripped
  std::string_view folded_site = {};           ///< the publication's name, folded by fold_words()

  /// Whether the text folded by fold_words() is a title of the page.
  bool is_title(std::string_view folded) const;
};

struct MainText {
  std::vector<std::uint32_t> body;  ///< indices into PageText::blocks, in order
  std::vector<std::uint32_t> lead;  ///< standfirst that stands apart from the body
  NodeId container = 0;
  std::uint32_t begin = 0;  ///< first block of the body, or of the container when the body is empty
  bool ends_at_wall = false;  ///< a prompt to pay or register follows the text
  bool use_declared_text =
      false;  ///< the page holds next to nothing of the text it declares: take that instead
};

struct TextChoice {
  MainText text;
  /// What the rules alone found: its edges are where bylines and dates are looked for.
  MainText ruled;
};

/// Rules find the text, then a fitted model judges every block in reach of it (text_model.hpp).
/// Linear in the page.
TextChoice find_main_text(const HtmlDocument& document, const PageText& page,
                          const MainTextHints& hints);

/// The blocks' texts as paragraphs parted by "\n\n".
std::string join_blocks(const PageText& page, std::span<const std::uint32_t> blocks);

}  // namespace dateline
