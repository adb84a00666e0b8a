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

/// The heading's own words: without kicker, date or controls set inside it.
std::string read_heading(const HtmlDocument& document, const PageText& page, NodeId heading) {
  const auto nodes = document.nodes();
  std::string text;
  for (NodeId id = heading + 1; id < nodes[heading].end;) {
    const HtmlNode& node = nodes[id];
    if (node.tag == Tag::Text) {
      text += node.text;
      ++id;
      continue;
    }
    const bool is_aside =
        node.tag == Tag::Time || node.tag == Tag::Button || node.tag == Tag::Svg ||
        (page.own_marks[id] & (kByline | kDate | kHidden | kUtility | kShare | kDeck | kComment)) !=
            0;
    if (is_block(node.tag)) text += ' ';
    id = is_aside ? node.end : id + 1;
  }
  std::string cleaned = clean_line(unescape_references(text));
  return cleaned.empty() ? clean_line(inner_text(document, heading)) : cleaned;
}

/// Without a kicker that no stated title bears: "Opinion: Why it matters" where metadata says "Why
/// it matters".
std::string drop_kicker(const std::string& text, const std::vector<std::string>& folded_stated) {
  constexpr std::size_t kMaxKickerWords = 4;
  const std::string folded = fold_words(text, kMaxTitleBytes);
  std::size_t best = 0;
  for (const std::string& stated : folded_stated) {
    if (stated == folded) return text;
    if (count_folded_words(stated) < 3 || !folded.ends_with(' ' + stated)) continue;
    best = std::max(best, count_folded_words(folded) - count_folded_words(stated));
  }
  if (best == 0 || best > kMaxKickerWords) return text;
  // Skip that many words of the original.
  std::size_t at = 0;
  while (at < text.size() && count_folded_words(fold_words(std::string_view(text).substr(at))) >
                                 count_folded_words(folded) - best)
    at = std::min(text.find(' ', at), text.size() - 1) + 1;
  return at < text.size() ? text.substr(at) : text;
}

/// A title that no heading confirms, without a last short part that is most likely the site's name.
std::string strip_unknown_suffix(const std::string& title) {
  for (const std::string_view separator : {" | ", " » ", " :: ", " │ "}) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(title).substr(0, at);
    if (count_reader_words(rest) >= 3 &&
        count_reader_words(std::string_view(title).substr(at)) <= 4)
      return std::string(trim_ascii(rest));
  }
  return title;
}

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
    heading.text = read_heading(document, page, id);
    heading.folded = fold_words(heading.text, kMaxTitleBytes);
    if (heading.folded.empty()) continue;
    // Titles often bear marks of their own (aria-hidden, "screen-reader-text" on a logo); only
    // zones of other articles count.
    heading.is_junk = (inherited[id] & (kNavigation | kRelated | kFrame | kFooter | kComment |
                                        kFollowUp | kOverlay | kNewsletter | kAd)) != 0;
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

/// The first part of a title that is cut at " | ", " - " and the like: "Saturn - The Encyclopedia"
/// has "saturn" first.
std::string fold_first_part(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view separator :
       {" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " │ "})
    end = std::min(end, title.find(separator));
  return end == title.size() ? std::string{} : fold_words(title.substr(0, end), kMaxTitleBytes);
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

  std::vector<std::string> first_parts;
  for (const std::string& title : stated) first_parts.push_back(fold_first_part(title));

  const std::vector<Heading> headings = collect_headings(document, page);
  const Heading* chosen = nullptr;
  int best = 0;
  for (const Heading& heading : headings) {
    if (is_worthless(heading.folded, identity)) continue;
    int votes = 0;
    for (const std::string& title : folded_stated)
      votes += title == heading.folded ? 3 : confirms(title, heading.folded) ? 2 : 0;
    for (const std::string& part : first_parts) votes += part == heading.folded;
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
    headline.text = drop_kicker(strip_site_name(chosen->text, identity), folded_stated);
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
      headline.text = strip_unknown_suffix(stated[pick]);
    } else if (first != headings.end()) {
      headline.text = first->text;
      headline.heading = first->node;
    } else if (!headings.empty()) {
      headline.text = headings.front().text;
      headline.heading = headings.front().node;
    } else if (!stated.empty()) {
      headline.text = strip_unknown_suffix(stated.front());
    }
  }
  add_variant(fold_words(headline.text, kMaxTitleBytes));
  if (chosen != nullptr) add_variant(chosen->folded);
  for (std::string& folded : folded_stated)
    if (!is_worthless(folded, identity)) add_variant(std::move(folded));
  return headline;
}

}  // namespace dateline
