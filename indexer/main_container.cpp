#include "indexer/main_container.hpp"

#include <algorithm>
#include <vector>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

/// The walk from body steps into a child while that holds this share of the prose. Lower loses
/// parts of bodies cut in pieces, higher keeps neighbours.
constexpr double kDominantShare = 0.78;

/// A declared body inside the dominant element is taken when it holds this share of its prose.
constexpr double kDeclaredShare = 0.7;

/// An article element with less of the prose than this is a teaser, not an article beside others.
constexpr double kArticleShare = 0.12;

double free_mass(const PageText& page, NodeId id) { return page.sums[id].free_mass; }

NodeId find_dominant(const HtmlDocument& document, const PageText& page) {
  const auto nodes = document.nodes();
  NodeId at = 0;
  const double total = free_mass(page, 0);
  if (total == 0) return 0;
  for (;;) {
    NodeId heaviest = kNoNode;
    for (NodeId child = at + 1; child < nodes[at].end; child = nodes[child].end)
      if (heaviest == kNoNode || free_mass(page, child) > free_mass(page, heaviest))
        heaviest = child;
    if (heaviest == kNoNode || nodes[heaviest].tag == Tag::Text ||
        !is_block_level(nodes[heaviest]) ||
        free_mass(page, heaviest) < kDominantShare * free_mass(page, at))
      return at;
    // A single paragraph is no container: its siblings may be the rest of a short text.
    if (nodes[heaviest].tag == Tag::P || nodes[heaviest].tag == Tag::Li ||
        nodes[heaviest].tag == Tag::Blockquote)
      return at;
    at = heaviest;
  }
}

/// The element whose names declare it the article's text: of those with the most prose the
/// innermost.
NodeId find_declared(const HtmlDocument& document, const PageText& page) {
  const auto nodes = document.nodes();
  NodeId best = kNoNode;
  for (NodeId id = 0; id < nodes.size(); ++id) {
    if ((page.own_marks[id] & kBody) == 0 || free_mass(page, id) == 0) continue;
    if (nodes[id].tag == Tag::P) continue;
    if (best == kNoNode || free_mass(page, id) > free_mass(page, best) ||
        (id < nodes[best].end && free_mass(page, id) >= 0.9 * free_mass(page, best)))
      best = id;
  }
  return best;
}

bool encloses(const HtmlDocument& document, NodeId outer, NodeId inner) {
  return outer <= inner && inner < document.nodes()[outer].end;
}

/// Whether a heading in the element reads like the page's title.
bool bears_title(const HtmlDocument& document, const PageText& page, NodeId id,
                 std::span<const std::string> folded_titles) {
  const HtmlNode& node = document.nodes()[id];
  const auto first =
      std::lower_bound(page.blocks.begin(), page.blocks.end(), id,
                       [](const TextBlock& block, NodeId at) { return block.first < at; });
  for (auto block = first; block != page.blocks.end() && block->first < node.end; ++block) {
    if (block->heading == 0) continue;
    const std::string folded = fold_words(block->text, 400);
    if (std::find(folded_titles.begin(), folded_titles.end(), folded) != folded_titles.end())
      return true;
  }
  return false;
}

/// Of several article elements side by side in `container`, the page's own; `container` where there
/// is one text only.
NodeId choose_article(const HtmlDocument& document, const PageText& page, NodeId container,
                      std::span<const std::string> folded_titles) {
  const auto nodes = document.nodes();
  const double total = free_mass(page, container);
  std::vector<NodeId> articles;
  double in_articles = 0;
  for (NodeId id = container + 1; id < nodes[container].end;) {
    if (nodes[id].tag != Tag::Article) {
      ++id;
      continue;
    }
    if (free_mass(page, id) >= kArticleShare * total) {
      articles.push_back(id);
      in_articles += free_mass(page, id);
    }
    id = nodes[id].end;
  }
  if (articles.size() < 2 || in_articles < 0.6 * total) return container;
  for (const NodeId article : articles)
    if (bears_title(document, page, article, folded_titles)) return article;
  return container;
}

}  // namespace

NodeId choose_main_container(const HtmlDocument& document, const PageText& page,
                             std::span<const std::string> folded_titles) {
  if (document.nodes().empty()) return 0;
  NodeId container = find_dominant(document, page);
  const NodeId declared = find_declared(document, page);
  if (declared != kNoNode) {
    const bool is_inside = encloses(document, container, declared);
    const double share = free_mass(page, declared) / std::max(1.0, free_mass(page, container));
    if (is_inside && share >= kDeclaredShare)
      container = declared;
    else if (!is_inside && share >= 2)
      container = declared;
  }
  return choose_article(document, page, container, folded_titles);
}

}  // namespace dateline
