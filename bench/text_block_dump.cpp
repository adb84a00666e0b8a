// What scripts/fit-text-model learns from: reads paths from standard input, prints one JSON object
// a page with the texts of its blocks and, from block `begin` on, their features.

#include <exception>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "common/utf8.hpp"
#include "indexer/block_features.hpp"
#include "indexer/charset.hpp"
#include "indexer/html_document.hpp"
#include "indexer/page_reader.hpp"
#include "indexer/page_reading.hpp"
#include "indexer/text_rules.hpp"

namespace {

nlohmann::json describe(const dateline::RawPage& page) {
  using namespace dateline;
  const DecodedText decoded = decode_to_utf8(page.bytes, page.charset);
  const HtmlDocument document = HtmlDocument::parse(decoded.text);
  const PageReading read = read_parsed_page(document, {.path = page.path});
  const MainTextHints hints = read.text_hints();
  const RuledText ruled = find_text_by_rules(document, read.page, hints);
  nlohmann::json row{{"path", page.path}, {"has_prose", ruled.has_prose}};
  row["lead"] = ruled.text.lead;
  row["body"] = ruled.text.body;
  row["texts"] = nlohmann::json::array();
  for (const TextBlock& block : read.page.blocks) row["texts"].push_back(clean_blocks(block.text));
  const BlockWindow window = read_block_features(document, read.page, hints, ruled);
  row["begin"] = window.begin;
  row["features"] = nlohmann::json::array();
  for (const BlockFeatures& features : window.features)
    row["features"].push_back(features.values());
  return row;
}

}  // namespace

int main() try {
  std::string path;
  while (std::getline(std::cin, path)) {
    const auto page = dateline::read_page({.path = path}, dateline::kDefaultMaxPageBytes);
    if (page) std::cout << describe(*page).dump() << '\n';
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "text_block_dump: " << error.what() << '\n';
  return 1;
}
