#include "indexer/mark_rescue.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline {
namespace {

using namespace mark;

/// A marked element with more than this share of the page's prose is no junk, whatever its name
/// says.
constexpr double kRescueShare = 0.4;
/// For names that fit a whole discussion or footer, which may outweigh a short article.
constexpr double kStubbornRescueShare = 0.8;
constexpr Marks kStubborn = kComment | kRelated | kFooter | kFollowUp;
/// Names that layouts give to parts of the text as well.
constexpr Marks kMisleading = kNavigation | kFrame;
/// The same for a name that several elements share.
constexpr double kRepeatedNameShare = 0.4;
/// For captions, which of a gallery beside the text are long as well.
constexpr double kRepeatedCaptionShare = 0.7;
/// When the marks leave less than this of the page's prose, the names mislead: they are believed
/// only for elements with little of it.
constexpr double kMinFreeShare = 0.2;
constexpr double kLateRescueShare = 0.08;

/// A standfirst or header with more of the prose than this is the text itself.
constexpr double kMaxDeckShare = 0.3;

/// Adds each node's value to its parent's, leaves first.
template <class Get>
void sum_up(const HtmlDocument& document, PageText& page, Get get) {
  const auto nodes = document.nodes();
  for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 1;)
    if (nodes[id].parent != kNoNode) get(page.sums[nodes[id].parent]) += get(page.sums[id]);
}

/// Takes `junk` marks off elements with more than `share` of the page's prose.
void rescue_marked(const HtmlDocument& document, PageText& page, Marks junk, double share) {
  const double total = page.sums[0].mass;
  if (total == 0) return;
  for (NodeId id = 0; id < document.nodes().size(); ++id)
    if ((page.own_marks[id] & junk) != 0 && page.sums[id].mass > share * total)
      page.own_marks[id] &= ~junk;
}

using NameOf = std::string_view (*)(const HtmlDocument&, NodeId);

std::string_view names_of(const HtmlDocument& document, NodeId id) {
  return document.attribute(id, "class").value_or(std::string_view{});
}

std::string_view first_name_of(const HtmlDocument& document, NodeId id) {
  const std::string_view names = names_of(document, id);
  return names.substr(0, names.find(' '));
}

/// A body cut in pieces bears one name many times: elements of one name that together hold more
/// than `share` of the prose lose the marks `misleading`.
void rescue_repeated_names(const HtmlDocument& document, PageText& page, Marks misleading,
                           double share, NameOf name_of) {
  const auto nodes = document.nodes();
  const double total = page.sums[0].mass;
  std::unordered_map<std::string_view, double> mass_of_name;
  const auto is_marked = [&](NodeId id) {
    return (page.own_marks[id] & misleading) != 0 && page.sums[id].mass > 0;
  };
  for (NodeId id = 0; id < nodes.size(); ++id)
    if (is_marked(id)) mass_of_name[name_of(document, id)] += page.sums[id].mass;
  mass_of_name.erase(std::string_view{});
  for (NodeId id = 0; id < nodes.size(); ++id) {
    if (!is_marked(id)) continue;
    const auto found = mass_of_name.find(name_of(document, id));
    if (found != mass_of_name.end() && found->second > share * total)
      page.own_marks[id] &= ~misleading;
  }
}

void inherit_marks(const HtmlDocument& document, PageText& page) {
  const auto nodes = document.nodes();
  page.marks = page.own_marks;
  for (NodeId id = 0; id < nodes.size(); ++id)
    if (nodes[id].parent != kNoNode) page.marks[id] |= page.marks[nodes[id].parent];
  for (TextBlock& block : page.blocks) block.marks = page.marks[block.first];
}

void sum_free_mass(const HtmlDocument& document, PageText& page) {
  inherit_marks(document, page);
  for (NodeSums& sums : page.sums) sums.free_mass = 0;
  for (const TextBlock& block : page.blocks)
    if ((block.marks & kJunk) == 0) page.sums[block.first].free_mass += block.mass;
  sum_up(document, page, [](NodeSums& sums) -> std::uint32_t& { return sums.free_mass; });
}

}  // namespace

void rescue_misnamed_elements(const HtmlDocument& document, PageText& page) {
  for (const TextBlock& block : page.blocks) page.sums[block.first].mass += block.mass;
  sum_up(document, page, [](NodeSums& sums) -> std::uint32_t& { return sums.mass; });
  rescue_marked(document, page, kDeck | kHeader, kMaxDeckShare);
  rescue_marked(document, page, kJunk & ~kStubborn, kRescueShare);
  rescue_repeated_names(document, page, kMisleading, kRepeatedNameShare, names_of);
  // Entries of a ticker or slide show often carry their side or number behind their name.
  rescue_repeated_names(document, page, kCaption, kRepeatedCaptionShare, first_name_of);
  rescue_marked(document, page, kJunk, kStubbornRescueShare);
  sum_free_mass(document, page);
  for (const Marks junk : {kJunk & ~kStubborn & ~kAd & ~kCaption, kJunk}) {
    if (page.sums[0].free_mass >= kMinFreeShare * page.sums[0].mass) break;
    rescue_marked(document, page, junk, kLateRescueShare);
    sum_free_mass(document, page);
  }
}

}  // namespace dateline
