#include "indexer/headline.hpp"

#include <algorithm>

#include "common/utf8.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr std::size_t kMaxHeadings = 50;
constexpr std::size_t kMaxTitleBytes = 500;

/// A heading or named title element of the page.
struct Heading {
  NodeId node = kNoNode;
  std::string text;
  std::string folded;
  bool is_h1 = false;
  bool is_junk = false;
};

std::vector<Heading> collect_headings(const HtmlDocument& document, const PageText& page) {
  const auto nodes = document.nodes();
  std::vector<Heading> headings;
  std::vector<Marks> inherited(nodes.size());
  for (NodeId id = 0; id < nodes.size() && headings.size() < kMaxHeadings; ++id) {
    const HtmlNode& node = nodes[id];
    inherited[id] = page.own_marks[id] | (node.parent == kNoNode ? 0U : inherited[node.parent]);
    const bool is_h1 = node.tag == Tag::H1;
    const bool is_named = (page.own_marks[id] & kHeadline) != 0;
    if (!is_h1 && !is_named) continue;
    if (page.sums[id].chars > kMaxTitleBytes || page.sums[id].chars == 0) continue;
    Heading heading{.node = id, .is_h1 = is_h1};
    heading.text = clean_line(inner_text(document, id));
    heading.folded = fold_words(heading.text, kMaxTitleBytes);
    if (heading.folded.empty()) continue;
    // Titles often bear marks of their own (aria-hidden, "screen-reader-text" on a logo); only
    // zones of other articles count.
    heading.is_junk = (inherited[id] & (kNavigation | kRelated | kFrame | kComment | kFollowUp |
                                        kOverlay | kNewsletter | kAd)) != 0;
    headings.push_back(std::move(heading));
  }
  return headings;
}

bool confirms(std::string_view stated, std::string_view heading) {
  if (stated.empty() || heading.empty()) return false;
  if (stated == heading) return true;
  const std::string_view shorter = stated.size() < heading.size() ? stated : heading;
  const std::string_view longer = stated.size() < heading.size() ? heading : stated;
  return (count_folded_words(shorter) >= 3 || count_reader_words(shorter) >= 4) &&
         contains_words(longer, shorter);
}

bool is_worthless(const std::string& folded, const PageIdentity& identity) {
  if (folded.empty() || identity.is_site_name(folded)) return true;
  for (const char* word : {"home", "untitled", "untitled document", "index", "news", "blog",
                           "error", "404", "not found", "page not found"})
    if (folded == word) return true;
  return false;
}

}  // namespace

Headline find_headline(const HtmlDocument& document, const PageText& page,
                       const PageMetadata& metadata, const JsonLdFacts& facts,
                       const PageIdentity& identity) {
  Headline headline;
  const std::string json_title = clean_line(strip_markup(utf8_prefix(facts.headline, 2000)));
  std::vector<std::string> stated;  // as written, best first
  for (const std::string* title : {&metadata.og_title, &json_title, &metadata.twitter_title,
                                   &metadata.stated_title, &metadata.title_tag})
    if (!title->empty()) stated.push_back(strip_site_name(*title, identity));
  std::vector<std::string> folded_stated;
  for (const std::string& title : stated)
    folded_stated.push_back(fold_words(title, kMaxTitleBytes));

  const std::vector<Heading> headings = collect_headings(document, page);
  const Heading* chosen = nullptr;
  int best = 0;
  for (const Heading& heading : headings) {
    if (is_worthless(heading.folded, identity)) continue;
    int votes = 0;
    for (const std::string& title : folded_stated)
      votes += title == heading.folded ? 3 : confirms(title, heading.folded) ? 2 : 0;
    if (votes == 0) continue;
    votes += heading.is_h1 ? 4 : 0;
    votes -= heading.is_junk ? 6 : 0;
    if (votes > best) {
      best = votes;
      chosen = &heading;
    }
  }
  const auto add_variant = [&](std::string folded) {
    if (!folded.empty() &&
        std::find(headline.folded_variants.begin(), headline.folded_variants.end(), folded) ==
            headline.folded_variants.end())
      headline.folded_variants.push_back(std::move(folded));
  };
  if (chosen != nullptr) {
    headline.text = chosen->text;
    headline.heading = chosen->node;
  } else {
    // A lone h1 outside navigation is the title when metadata says nothing that could be one.
    const auto is_candidate = [&](const Heading& heading) {
      return heading.is_h1 && !heading.is_junk && !is_worthless(heading.folded, identity);
    };
    const auto count = std::count_if(headings.begin(), headings.end(), is_candidate);
    const auto first = std::find_if(headings.begin(), headings.end(), is_candidate);
    std::size_t pick = 0;
    while (pick < stated.size() && is_worthless(folded_stated[pick], identity)) ++pick;
    if (count == 1 && (pick == stated.size() || count_folded_words(first->folded) >= 3)) {
      headline.text = first->text;
      headline.heading = first->node;
    } else if (pick < stated.size()) {
      headline.text = stated[pick];
    } else if (first != headings.end()) {
      headline.text = first->text;
      headline.heading = first->node;
    } else if (!headings.empty()) {
      headline.text = headings.front().text;
      headline.heading = headings.front().node;
    } else if (!stated.empty()) {
      headline.text = stated.front();
    }
  }
  add_variant(fold_words(headline.text, kMaxTitleBytes));
  for (std::string& folded : folded_stated)
    if (!is_worthless(folded, identity)) add_variant(std::move(folded));
  return headline;
}

}  // namespace dateline
