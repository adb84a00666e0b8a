#include "indexer/date_place.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr double kOtherArticle = 0.03;
constexpr double kFrameOfPage = 0.1;
constexpr double kInCaption = 0.3;

constexpr std::uint32_t kHeadBlocks = 15;
constexpr std::uint32_t kTailBlocks = 8;

double weigh_marks(Marks marks) {
  if ((marks & (kRelated | kComment | kFollowUp)) != 0) return kOtherArticle;
  if ((marks & (kNavigation | kFrame | kFooter | kAd | kNewsletter | kOverlay | kCaption)) != 0)
    return kFrameOfPage;
  return 1;
}

/// The byline's element may count comments or be the footer of a header: between headline and text
/// that does not matter.
bool is_line_about_article(Marks marks) {
  return (marks & (kDate | kByline)) != 0 && (marks & (kRelated | kFollowUp | kNavigation)) == 0;
}

}  // namespace

DatePlaces::DatePlaces(const HtmlDocument& document, const PageText& page, NodeId headline,
                       const MainText& text)
    : document_(document), page_(page), headline_(headline), has_text_(!text.body.empty()) {
  if (!has_text_) return;
  first_block_ = text.body.front();
  last_block_ = text.body.back();
}

Marks DatePlaces::marks_around(NodeId id) const {
  Marks marks = 0;
  const auto nodes = document_.nodes();
  for (; id != kNoNode && nodes[id].parent != kNoNode; id = nodes[id].parent)
    marks |= page_.own_marks[id];
  return marks;
}

bool DatePlaces::is_in_further_article(NodeId id) const {
  const auto nodes = document_.nodes();
  int articles = 0;
  for (; id != kNoNode; id = nodes[id].parent) articles += nodes[id].tag == Tag::Article;
  return articles > 1;
}

double DatePlaces::weigh_surroundings(NodeId id) const {
  if (is_in_further_article(id)) return kOtherArticle;
  const Marks marks = marks_around(id);
  if (is_beside_headline(id) && is_line_about_article(marks)) return 1;
  return weigh_marks(marks);
}

bool DatePlaces::is_beside_headline(NodeId id) const {
  return has_text_ && headline_ != kNoNode && id > headline_ &&
         id < page_.blocks[first_block_].first && id < headline_ + 200;
}

double DatePlaces::weigh_surroundings(const TextBlock& block) const {
  if (is_beside_headline(block.first) && is_line_about_article(block.marks)) return 1;
  return (block.marks & kCaption) != 0 ? kInCaption * weigh_marks(block.marks & ~kCaption)
                                       : weigh_marks(block.marks);
}

double DatePlaces::weigh_owner(NodeId id) const {
  if (id == kNoNode) return 1;
  return is_in_further_article(id) || (marks_around(id) & (kRelated | kComment | kFollowUp)) != 0
             ? kOtherArticle
             : 1;
}

double DatePlaces::weigh_place(NodeId id) const {
  if (!has_text_) return headline_ != kNoNode && id > headline_ ? 0.9 : 0.7;
  const NodeId begin = page_.blocks[first_block_].first;
  const NodeId end = page_.blocks[last_block_].first;
  if (id < begin) {
    if (headline_ != kNoNode && headline_ < begin && id + 40 >= headline_) return 1.0;
    return begin - id < 120 ? 0.9 : 0.4;
  }
  if (id <= end) return 0.35;
  return id - end < 150 ? 0.5 : 0.2;
}

bool DatePlaces::is_head(std::uint32_t block) const {
  return has_text_ && block < first_block_ && block + kHeadBlocks > first_block_ &&
         (headline_ == kNoNode || page_.blocks[block].first + 1 >= headline_ ||
          block + 6 > first_block_);
}

bool DatePlaces::is_tail(std::uint32_t block) const {
  return has_text_ && block > last_block_ && block < last_block_ + kTailBlocks;
}

std::uint32_t DatePlaces::blocks_to_text(std::uint32_t block) const {
  return block < first_block_ ? first_block_ - block : 0;
}

}  // namespace dateline
