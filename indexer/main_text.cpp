#include "indexer/main_text.hpp"

#include <algorithm>
#include <utility>

#include "indexer/block_features.hpp"
#include "indexer/text_model.hpp"
#include "indexer/text_rules.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

/// The model's choice stands when it leaves this much text; the rules have their own guards.
constexpr std::uint32_t kMinWords = 25;

/// A model that throws away more than half of what the rules found has lost its way.
constexpr double kMinKeptShare = 0.5;

bool is_title(const MainTextHints& hints, const TextBlock& block) {
  constexpr std::uint32_t kMaxTitleWords = 40;
  return block.words <= kMaxTitleWords && hints.is_title(fold_words(block.text));
}

/// Whether the model may not take in a block that the rules left out: what the line says of itself,
/// an earlier copy of it, a heading that leads away and an element's name are evidence of a kind
/// that annotated pages hold little of.
bool is_ruled_out(const TextBlock& block, BlockFate fate, const BlockFeatures& features,
                  float log_odds) {
  using F = BlockFeature;
  constexpr std::uint32_t kNotableWords = 8;
  constexpr float kSure = 1;
  if (features[F::Rule] == kRuledText) return false;
  const bool is_sure = log_odds >= kSure;
  if (features[F::Rule] == kRuledLead)
    return !is_sure || block.heading > 0 || (block.marks & (mark::kDeck | mark::kHeader)) != 0;
  if (fate == BlockFate::BehindStop || fate == BlockFate::BehindHeadline ||
      fate == BlockFate::Tail || fate == BlockFate::Junk)
    return true;
  if ((block.marks & (mark::kFollowUp | mark::kComment | mark::kAd)) != 0) return true;
  const bool is_above = features[F::BlocksToBegin] < 0;
  if (is_above && block.heading == 0 && (!block.is_prose() || !is_sure)) return true;
  if (features[F::SaysJunk] > 0) return true;
  if (features[F::IsRepeated] > 0 && block.words >= kNotableWords) return true;
  return features[F::JunkMarks] > 0 && !is_sure;
}

/// Whether the block stands in an article element that the text is not in.
bool is_in_other_article(const HtmlDocument& document, const PageText& page, const TextBlock& block,
                         std::uint32_t text) {
  const auto nodes = document.nodes();
  for (NodeId id = block.element; id != kNoNode; id = nodes[id].parent)
    if (nodes[id].tag == Tag::Article && !page.contains(nodes[id], id, page.blocks[text]))
      return true;
  return false;
}

/// Headings that nothing is left of but themselves: the next line kept is a heading as high, or
/// none is, and lines between were dropped.
void drop_bare_headings(const PageText& page, std::vector<std::uint32_t>& body) {
  std::uint32_t next = static_cast<std::uint32_t>(page.blocks.size());
  for (std::size_t i = body.size(); i-- > 0;) {
    const TextBlock& block = page.blocks[body[i]];
    const std::uint32_t after = std::exchange(next, body[i]);
    if (block.heading == 0) continue;
    const bool is_last = after == page.blocks.size();
    const bool is_bare =
        is_last || (page.blocks[after].heading > 0 && page.blocks[after].heading <= block.heading &&
                    after > body[i] + 1);
    if (!is_bare) continue;
    next = after;
    body.erase(body.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

/// Takes in or drops the blocks of which the model thinks otherwise than the rules.
void correct(const HtmlDocument& document, const PageText& page, const MainTextHints& hints,
             const RuledText& ruled, MainText& text) {
  const BlockWindow window = read_block_features(document, page, hints, ruled);
  std::vector<std::uint32_t> body;
  std::uint32_t words = 0;
  double kept = 0;
  double ruled_mass = 0;
  for (const std::uint32_t index : text.body) ruled_mass += page.blocks[index].mass;
  for (std::size_t i = 0; i < window.features.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(window.begin + i);
    const TextBlock& block = page.blocks[index];
    const BlockFeatures& features = window.features[i];
    // What the page itself marks as the standfirst stays one.
    if (features[BlockFeature::Rule] == kRuledLead && (block.marks & mark::kDeck) != 0) continue;
    const float log_odds = weigh_text_block(features);
    if (log_odds <= kMinTextLogOdds ||
        is_ruled_out(block, ruled.fates[index], features, log_odds) || is_title(hints, block))
      continue;
    const bool is_text = features[BlockFeature::Rule] == kRuledText;
    if (!is_text && is_in_other_article(document, page, block, text.body.front())) continue;
    if (is_text) kept += block.mass;
    body.push_back(index);
    words += block.words;
  }
  drop_bare_headings(page, body);
  if (words < kMinWords || body.empty() || kept < kMinKeptShare * ruled_mass) return;
  text.body = std::move(body);
  text.begin = text.body.front();
  std::erase_if(text.lead, [&](std::uint32_t index) {
    return std::binary_search(text.body.begin(), text.body.end(), index);
  });
}

/// Whether the page shows next to nothing of the text that its structured data states in full.
bool prefers_declared_text(const PageText& page, std::string_view declared, const MainText& text) {
  constexpr std::size_t kMinDeclared = 500;
  constexpr std::size_t kNextToNothing = 200;
  if (declared.size() < kMinDeclared) return false;
  std::size_t bytes = 0;
  std::size_t shared = 0;
  for (const std::uint32_t index : text.body) {
    const std::string_view shown = page.blocks[index].text;
    bytes += shown.size();
    if (declared.find(shown.substr(0, kNextToNothing)) != std::string_view::npos)
      shared += shown.size();
  }
  return bytes < kNextToNothing || (bytes * 2 < declared.size() && shared * 2 < bytes);
}

}  // namespace

bool MainTextHints::is_title(std::string_view folded) const {
  return !folded.empty() &&
         std::find(folded_titles.begin(), folded_titles.end(), folded) != folded_titles.end();
}

TextChoice find_main_text(const HtmlDocument& document, const PageText& page,
                          const MainTextHints& hints) {
  const RuledText ruled = find_text_by_rules(document, page, hints);
  TextChoice choice{.text = ruled.text, .ruled = ruled.text};
  if (ruled.has_prose) correct(document, page, hints, ruled, choice.text);
  choice.text.use_declared_text = prefers_declared_text(page, hints.declared_text, choice.text);
  choice.ruled.use_declared_text = choice.text.use_declared_text;
  return choice;
}

std::string join_blocks(const PageText& page, std::span<const std::uint32_t> blocks) {
  std::string text;
  for (const std::uint32_t index : blocks) {
    if (!text.empty()) text += "\n\n";
    text += page.blocks[index].text;
  }
  return text;
}

}  // namespace dateline
