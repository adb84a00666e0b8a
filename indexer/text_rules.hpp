#pragma once

// The article's text by rules alone: a container, its lines, and what is cut off its edges. The
// fitted model in main_text.cpp corrects it block by block.

#include <cstdint>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/main_text.hpp"
#include "indexer/text_blocks.hpp"

namespace dateline {

/// What the rules did with a block.
enum class BlockFate : std::uint8_t {
  Outside,         ///< not in the container, or marked as something else
  Kept,            ///< text
  LinkList,        ///< in a list of links, or its heading
  BehindStop,      ///< behind a heading after which no text is expected
  UnderStop,       ///< short lines under such a heading in the middle of the text
  BehindHeadline,  ///< behind a second headline
  Junk,            ///< a label, teaser, caption or second copy
  Head,            ///< above the first line of the text
  Tail,            ///< below the last
};

struct RuledText {
  MainText text;
  std::vector<BlockFate> fates;  ///< one a block of the page
  bool has_prose = true;  ///< false: the text is whatever the page shows, a listing for instance
};

/// Linear in the page. `text.use_declared_text` is left alone.
RuledText find_text_by_rules(const HtmlDocument& document, const PageText& page,
                             const MainTextHints& hints);

}  // namespace dateline
