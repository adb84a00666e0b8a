#include "indexer/block_features.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/block_wording.hpp"
#include "indexer/feature_scale.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using F = BlockFeature;

/// Blocks before and behind the ruled text that may belong to it.
constexpr std::size_t kReach = 30;

/// Distances end here.
constexpr float kFar = 50;
constexpr int kMaxSteps = 20;

/// Running text of this length is no caption and no teaser.
constexpr std::uint32_t kLongWords = 25;

float distance(std::size_t to, std::size_t from) {
  return std::clamp(static_cast<float>(to) - static_cast<float>(from), -kFar, kFar);
}

/// Distance from the last block of some sort, block by block.
class Distance {
 public:
  float value() const { return value_; }
  void step(bool is_here) { value_ = is_here ? 1.0F : std::min(kFar, value_ + 1); }

 private:
  float value_ = kFar;
};

/// What the blocks of one sort hold together.
struct Sort {
  double mass = 0;
  double words = 0;
  double chars = 0;
  double link_chars = 0;
  double count = 0;

  void add(const TextBlock& block) {
    mass += block.mass;
    words += block.words;
    chars += block.chars;
    link_chars += block.link_chars;
    ++count;
  }
};

class FeatureReader {
 public:
  FeatureReader(const HtmlDocument& document, const PageText& page, const MainTextHints& hints,
                const RuledText& ruled)
      : document_(document),
        nodes_(document.nodes()),
        page_(page),
        hints_(hints),
        ruled_(ruled),
        rules_(page.blocks.size(), 0) {}

  BlockWindow read() {
    if (page_.blocks.empty() || ruled_.text.body.empty()) return {};
    for (const std::uint32_t i : ruled_.text.body) rules_[i] = kRuledText;
    for (const std::uint32_t i : ruled_.text.lead) rules_[i] = kRuledLead;
    open_window();
    stops_.resize(size());
    const BlockWording wording(hints_);
    for (std::size_t i = 0; i < size(); ++i)
      stops_[i] = wording.read(block(i), window_.features[i]);
    read_repetitions();
    read_sorts();
    read_shares();
    read_text_order();
    read_distances();
    read_steps();
    read_lists();
    for (std::size_t i = 0; i < size(); ++i) read_neighbours(i);
    return std::move(window_);
  }

 private:
  std::size_t size() const { return window_.features.size(); }
  const TextBlock& block(std::size_t i) const { return page_.blocks[window_.begin + i]; }
  float rule(std::size_t i) const { return rules_[window_.begin + i]; }
  bool is_text(std::size_t i) const { return rule(i) == kRuledText; }
  double total_mass() const { return page_.sums[0].mass; }

  void open_window() {
    const auto at_node = [&](NodeId node) {
      return static_cast<std::size_t>(
          std::lower_bound(page_.blocks.begin(), page_.blocks.end(), node,
                           [](const TextBlock& at, NodeId id) { return at.first < id; }) -
          page_.blocks.begin());
    };
    first_ = ruled_.text.body.front();
    if (!ruled_.text.lead.empty()) first_ = std::min<std::size_t>(first_, ruled_.text.lead.front());
    behind_ = ruled_.text.body.back() + std::size_t{1};
    const NodeId container = ruled_.text.container;
    const std::size_t begin =
        std::min(at_node(container), first_ > kReach ? first_ - kReach : std::size_t{0});
    const std::size_t end =
        std::max(at_node(nodes_[container].end), std::min(page_.blocks.size(), behind_ + kReach));
    window_.begin = begin;
    window_.features.resize(end - begin);
  }

  void read_repetitions() {
    struct Places {
      std::size_t first = 0;
      std::size_t last = 0;
    };
    std::unordered_map<std::string_view, Places> places;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i)
      places.try_emplace(page_.blocks[i].text, Places{i, i}).first->second.last = i;
    for (std::size_t i = 0; i < size(); ++i) {
      const Places& found = places[block(i).text];
      window_.features[i][F::IsRepeated] = found.first < window_.begin + i ? 1.0F : 0.0F;
      window_.features[i][F::RepeatedLater] = found.last > window_.begin + i ? 1.0F : 0.0F;
    }
  }

  /// Of an element's tag and class, with those of `levels` - 1 elements around it.
  std::uint64_t hash_of(NodeId id, int levels) const {
    constexpr std::size_t kMaxNameBytes = 64;
    std::uint64_t hash = 0;
    for (; levels > 0 && id != kNoNode; --levels, id = nodes_[id].parent) {
      const std::string_view names =
          document_.attribute(id, "class").value_or(std::string_view{}).substr(0, kMaxNameBytes);
      hash = hash * 0x9E3779B97F4A7C15U + std::hash<std::string_view>{}(names);
      hash = hash * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(nodes_[id].tag);
    }
    return hash;
  }

  void read_sorts() {
    constexpr int kLevels = 3;
    std::vector<std::uint64_t> like(page_.blocks.size());
    std::vector<std::uint64_t> kind(page_.blocks.size());
    std::unordered_map<std::uint64_t, Sort> sorts;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const TextBlock& at = page_.blocks[i];
      like[i] = hash_of(at.element, 1) * 8 + at.heading;
      kind[i] = hash_of(at.element, kLevels) * 8 + at.heading;
      sorts[like[i]].add(at);
      sorts[kind[i]].add(at);
    }
    for (std::size_t i = 0; i < size(); ++i) {
      BlockFeatures& f = window_.features[i];
      const Sort& alike = sorts[like[window_.begin + i]];
      f[F::LikeShare] = share(alike.mass, total_mass());
      f[F::LikeCount] = log_count(alike.count);
      f[F::LikeWords] = log_count(alike.words / alike.count);
      const Sort& same = sorts[kind[window_.begin + i]];
      f[F::KindShare] = share(same.mass, total_mass());
      f[F::KindCount] = log_count(same.count);
      f[F::KindWords] = log_count(same.words / same.count);
      f[F::KindLinks] = share(same.link_chars, same.chars);
    }
  }

  void read_shares() {
    constexpr std::array kShares{F::ParentShare, F::GrandparentShare, F::ThirdShare,
                                 F::FourthShare};
    constexpr std::array kLinks{F::ParentLinks, F::GrandparentLinks};
    std::unordered_map<NodeId, std::uint32_t> siblings;
    for (const TextBlock& at : page_.blocks) ++siblings[nodes_[at.element].parent];
    const NodeId container = ruled_.text.container;
    for (std::size_t i = 0; i < size(); ++i) {
      BlockFeatures& f = window_.features[i];
      f[F::ElementTag] = element_class(nodes_[block(i).element].tag);
      f[F::InContainer] =
          container <= block(i).first && block(i).first < nodes_[container].end ? 1.0F : 0.0F;
      NodeId up = nodes_[block(i).element].parent;
      f[F::ParentBlocks] = log_count(siblings[up]);
      for (std::size_t level = 0; level < kShares.size() && up != kNoNode; ++level) {
        const NodeSums& sums = page_.sums[up];
        f[kShares[level]] = share(sums.mass, total_mass());
        if (level < kLinks.size()) f[kLinks[level]] = share(sums.link_chars, sums.chars);
        up = nodes_[up].parent;
      }
    }
  }

  /// Where a block stands in the text that the rules found.
  void read_text_order() {
    double mass = 0;
    double prose = 0;
    for (const std::uint32_t i : ruled_.text.body) {
      mass += page_.blocks[i].mass;
      prose += page_.blocks[i].is_prose();
    }
    double mass_before = 0;
    double prose_before = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      BlockFeatures& f = window_.features[i];
      f[F::BodyShare] = share(mass, total_mass());
      f[F::MassBefore] = share(mass_before, mass);
      f[F::ProseBefore] = log_count(prose_before);
      if (is_text(i)) mass_before += block(i).mass;
      prose_before += is_text(i) && block(i).is_prose();
      f[F::MassAfter] = share(mass - mass_before, mass);
      f[F::ProseAfter] = log_count(prose - prose_before);
      f[F::BlocksToBegin] = distance(window_.begin + i, ruled_.text.body.front());
      f[F::BlocksToEnd] = distance(window_.begin + i, behind_);
    }
  }

  bool is_title_heading(const TextBlock& at) const {
    return at.heading > 0 && hints_.is_title(fold_words(at.text));
  }

  void read_distances() {
    constexpr std::uint32_t kMaxLabelWords = 4;
    Distance prose;
    Distance long_prose;
    Distance heading;
    Distance stop;
    Distance title;
    bool has_title = false;
    for (std::size_t i = 0; i < window_.begin; ++i) {
      const bool is_title = is_title_heading(page_.blocks[i]);
      has_title |= is_title;
      title.step(is_title);
    }
    float level = 0;
    float under_stop = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      BlockFeatures& f = window_.features[i];
      const TextBlock& at = block(i);
      const bool is_title = is_title_heading(at);
      has_title |= is_title;
      f[F::FromTitle] = is_title ? 0.0F : has_title ? title.value() : -1.0F;
      f[F::SinceProse] = prose.value();
      f[F::SinceLongProse] = long_prose.value();
      f[F::SinceHeading] = heading.value();
      f[F::UnderHeading] = level;
      f[F::UnderStop] = under_stop;
      f[F::SinceStop] = stop.value();
      title.step(is_title);
      prose.step(at.is_prose());
      long_prose.step(at.is_prose() && at.words >= kLongWords);
      heading.step(at.heading > 0);
      stop.step(stops_[i] > 0 && (at.heading > 0 || at.words <= kMaxLabelWords));
      if (at.heading == 0) continue;
      level = at.heading;
      under_stop = stops_[i];
    }
    prose = {};
    long_prose = {};
    for (std::size_t i = size(); i-- > 0;) {
      window_.features[i][F::ToProse] = prose.value();
      window_.features[i][F::ToLongProse] = long_prose.value();
      prose.step(block(i).is_prose());
      long_prose.step(block(i).is_prose() && block(i).words >= kLongWords);
    }
  }

  float steps_between(NodeId a, NodeId b) const {
    if (a == kNoNode) return kMaxSteps;
    int steps = 0;
    for (; a != b && steps < kMaxSteps; ++steps) {
      NodeId& deeper = nodes_[a].depth >= nodes_[b].depth ? a : b;
      if (nodes_[deeper].parent == kNoNode) break;
      deeper = nodes_[deeper].parent;
    }
    return static_cast<float>(steps);
  }

  void read_steps() {
    NodeId text = kNoNode;
    for (std::size_t i = 0; i < size(); ++i) {
      window_.features[i][F::StepsToBefore] = steps_between(text, block(i).element);
      if (is_text(i) && block(i).is_prose()) text = block(i).element;
    }
    text = kNoNode;
    for (std::size_t i = size(); i-- > 0;) {
      window_.features[i][F::StepsToAfter] = steps_between(text, block(i).element);
      if (is_text(i) && block(i).is_prose()) text = block(i).element;
    }
  }

  NodeId list_around(NodeId id) const {
    constexpr int kLevels = 6;
    for (int level = 0; level < kLevels && id != kNoNode; ++level, id = nodes_[id].parent)
      if (nodes_[id].tag == Tag::Ul || nodes_[id].tag == Tag::Ol) return id;
    return kNoNode;
  }

  void read_lists() {
    std::unordered_map<NodeId, std::uint32_t> items;
    std::vector<NodeId> lists(size());
    for (std::size_t i = 0; i < size(); ++i) {
      lists[i] = list_around(block(i).element);
      ++items[lists[i]];
    }
    for (std::size_t i = 0; i < size(); ++i) {
      if (lists[i] == kNoNode) continue;
      BlockFeatures& f = window_.features[i];
      const NodeSums& sums = page_.sums[lists[i]];
      f[F::ListItems] = log_count(items[lists[i]]);
      f[F::ListLinks] = share(sums.link_chars, sums.chars);
      f[F::ListOrdered] = nodes_[lists[i]].tag == Tag::Ol ? 1.0F : 0.0F;
    }
  }

  void read_neighbours(std::size_t i) {
    constexpr std::size_t kNear = 3;
    BlockFeatures& f = window_.features[i];
    double text = 0;
    double links = 0;
    double chars = 0;
    double words = 0;
    const std::size_t end = std::min(size(), i + kNear + 1);
    for (std::size_t j = i > kNear ? i - kNear : 0; j < end; ++j) {
      if (j == i) continue;
      text += is_text(j);
      links += block(j).link_chars;
      chars += block(j).chars;
      words += block(j).words;
    }
    f[F::RuleNear] = static_cast<float>(text);
    f[F::WindowLinks] = share(links, chars);
    f[F::WindowWords] = log_count(words);
    f[F::Rule] = rule(i);
    f[F::Fate] = fate(i);
    f[F::FateBefore] = f[F::FateAfter] = f[F::RuleBefore] = f[F::RuleAfter] = -1;
    if (i > 0) {
      f[F::FateBefore] = fate(i - 1);
      f[F::RuleBefore] = rule(i - 1);
      f[F::WordsBefore] = log_count(block(i - 1).words);
      f[F::LinksBefore] = static_cast<float>(block(i - 1).link_share());
      f[F::HeadingBefore] = block(i - 1).heading;
    }
    if (i + 1 < size()) {
      f[F::FateAfter] = fate(i + 1);
      f[F::RuleAfter] = rule(i + 1);
      f[F::WordsAfter] = log_count(block(i + 1).words);
      f[F::LinksAfter] = static_cast<float>(block(i + 1).link_share());
      f[F::HeadingAfter] = block(i + 1).heading;
      f[F::SentenceAfter] = window_.features[i + 1][F::EndsSentence];
      f[F::ListAfter] = window_.features[i + 1][F::InList];
    }
  }

  float fate(std::size_t i) const { return static_cast<float>(ruled_.fates[window_.begin + i]); }

  static float element_class(Tag tag) {
    switch (tag) {
      case Tag::P:
        return 1;
      case Tag::Div:
        return 2;
      case Tag::Li:
        return 3;
      case Tag::Td:
      case Tag::Th:
        return 4;
      case Tag::Section:
      case Tag::Article:
      case Tag::Main:
        return 5;
      case Tag::Figcaption:
      case Tag::Figure:
        return 6;
      case Tag::Blockquote:
        return 7;
      default:
        return 0;
    }
  }

  const HtmlDocument& document_;
  std::span<const HtmlNode> nodes_;
  const PageText& page_;
  const MainTextHints& hints_;
  const RuledText& ruled_;
  std::vector<float> rules_;
  std::vector<float> stops_;
  std::size_t first_ = 0;
  std::size_t behind_ = 0;
  BlockWindow window_;
};

}  // namespace

BlockWindow read_block_features(const HtmlDocument& document, const PageText& page,
                                const MainTextHints& hints, const RuledText& ruled) {
  return FeatureReader(document, page, hints, ruled).read();
}

}  // namespace dateline
