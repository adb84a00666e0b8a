#include "indexer/page_reading.hpp"

#include "indexer/live_updates.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {

const std::string& PageReading::summary() const {
  return metadata.og_description.empty() ? metadata.description : metadata.og_description;
}

MainTextHints PageReading::text_hints() const {
  return {.folded_titles = headline.folded_variants,
          .description = summary(),
          .declared_text = declared_text,
          .folded_site = folded_site};
}

PageReading read_parsed_page(const HtmlDocument& document, const PageOrigin& origin) {
  PageReading read;
  read.page = read_text_blocks(document);
  mark_live_updates(document, read.page);
  read.metadata = read_page_metadata(document);
  read.facts = read_json_ld(document.json_ld());
  read.identity = identify_page(read.metadata, read.facts, origin);
  complete_identity(document, read.page, read.metadata, read.identity);
  read.headline = find_headline(document, read.page, read.metadata, read.facts, read.identity);
  name_site_beside_headline(document, read.page, read.metadata.title_tag, read.headline.text,
                            read.identity);
  read.declared_text = strip_markup(read.facts.body);
  read.folded_site = fold_words(read.identity.site);
  return read;
}

}  // namespace dateline
