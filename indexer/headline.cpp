#include "indexer/headline.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/title_parts.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr std::size_t kMaxHeadings = 50;
constexpr std::size_t kMaxTitleBytes = 500;

/// A title as metadata states it, without the site's name.
struct Statement {
  enum Source { Og, Json, Twitter, Stated, Tag } source = Og;
  std::string text;
  std::string folded;
  std::string folded_whole;  ///< with the site's name
  std::vector<std::string> parts;
};

enum class Level { None, Named, Lower, Top };

/// Something that may be the title: a heading, a named element, or a statement that no heading
/// repeats.
struct Candidate {
  std::string text;
  std::string folded;
  NodeId node = kNoNode;
  Level level = Level::None;
  bool is_first = false;  ///< of the top headings that name something else than the site
  bool is_lone = false;   ///< and there is no other
  bool is_named = false;  ///< by class or microdata
  bool is_junk = false;   ///< stands in a zone of other articles
  bool in_navigation = false;
  bool is_hidden = false;
  bool is_masthead = false;  ///< one side of a stated title, and a lower heading is the other
  bool is_logo = false;      ///< all of it leads to the site's front page
  bool is_late = false;      ///< more than half of the page's prose stands above it
};

/// The heading's own words: without kicker, date or controls set inside it, but with a second line
/// that the metadata repeats.
std::string read_heading(const HtmlDocument& document, const PageText& page, NodeId heading,
                         std::span<const Statement> statements) {
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
  std::string own = clean_line(unescape_references(text));
  std::string whole = clean_line(unescape_references(inner_text(document, heading)));
  if (own.empty() || own == whole) return whole;
  // A kicker above stays away even if the metadata has it too.
  if (!whole.starts_with(own)) return own;
  const std::string folded = fold_words(whole, kMaxTitleBytes);
  const bool is_stated =
      std::any_of(statements.begin(), statements.end(),
                  [&](const Statement& statement) { return statement.folded == folded; });
  return is_stated ? whole : own;
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
    // "8 trends in photography": a number belongs to what it counts.
    const std::string_view kicker =
        std::string_view(folded).substr(0, folded.size() - stated.size() - 1);
    if (std::any_of(kicker.begin(), kicker.end(), is_ascii_digit)) continue;
    best = std::max(best, count_folded_words(kicker));
  }
  if (best == 0 || best > kMaxKickerWords) return text;
  // Skip that many words of the original.
  std::size_t at = 0;
  while (at < text.size() && count_folded_words(fold_words(std::string_view(text).substr(at))) >
                                 count_folded_words(folded) - best)
    at = std::min(text.find(' ', at), text.size() - 1) + 1;
  return at < text.size() ? text.substr(at) : text;
}

/// Without the name of a rubric behind a bar: "Why it matters | Opinion".
std::string drop_rubric(const std::string& text) {
  static const PhraseList kRubrics(
      "opinion|video|analysis|comment|editorial|review|podcast|gallery|live|interview|column|blog|"
      "news|kommentar|meinung|kolumne|analyse|opinión|opinião|opinione|avis");
  const std::size_t bar = text.rfind(" | ");
  if (bar == std::string::npos || !kRubrics.has(fold_words(std::string_view(text).substr(bar + 3))))
    return text;
  return text.substr(0, bar);
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

bool is_worthless(const std::string& folded, const PageIdentity& identity) {
  if (folded.empty() || identity.is_site_name(folded)) return true;
  static const PhraseList kLabels(
      "home|homepage|untitled|untitled document|index|news|blog|our blog|error|404|not found|page "
      "not found|startseite|accueil|inicio");
  return kLabels.has(folded);
}

std::vector<Statement> collect_statements(const PageMetadata& metadata, const std::string& json,
                                          const PageIdentity& identity) {
  std::vector<Statement> statements;
  const auto add = [&](Statement::Source source, const std::string& title) {
    if (title.empty()) return;
    Statement statement{.source = source, .text = strip_site_name(title, identity)};
    statement.folded = fold_words(statement.text, kMaxTitleBytes);
    statement.folded_whole = fold_words(title, kMaxTitleBytes);
    statement.parts = fold_title_parts(utf8_prefix(title, kMaxTitleBytes));
    statements.push_back(std::move(statement));
  };
  add(Statement::Og, metadata.og_title);
  add(Statement::Json, json);
  add(Statement::Twitter, metadata.twitter_title);
  add(Statement::Stated, metadata.stated_title);
  add(Statement::Tag, metadata.title_tag);
  return statements;
}

bool is_stated(std::span<const Statement> statements, const std::string& folded) {
  return std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
    return statement.folded == folded || std::find(statement.parts.begin(), statement.parts.end(),
                                                   folded) != statement.parts.end();
  });
}

/// Long enough that one title within another is no accident.
bool is_telling(std::string_view folded) {
  return count_folded_words(folded) >= 3 || count_reader_words(folded) >= 4;
}

class CandidateCollector {
 public:
  CandidateCollector(const HtmlDocument& document, const PageText& page,
                     const PageIdentity& identity, std::span<const Statement> statements)
      : document_(document), page_(page), identity_(identity), statements_(statements) {}

  std::vector<Candidate> collect() {
    const auto nodes = document_.nodes();
    find_middle();
    for (NodeId id = 0; id < nodes.size() && headings_ < kMaxHeadings; ++id)
      if (page_.sums[id].chars > 0 && page_.sums[id].chars <= kMaxTitleBytes) add_heading(id);
    rank_top_headings();
    find_masthead();
    for (const Statement& statement : statements_)
      if (!statement.folded.empty() && find(statement.folded) == candidates_.end())
        candidates_.push_back({.text = statement.text, .folded = statement.folded});
    return std::move(candidates_);
  }

 private:
  /// Zones of other articles. Titles often bear marks of their own ("caption", "screen-reader-text"
  /// on a logo), so only these count.
  static constexpr Marks kElsewhere = kNavigation | kRelated | kFrame | kFooter | kComment |
                                      kFollowUp | kOverlay | kNewsletter | kAd;

  std::vector<Candidate>::iterator find(const std::string& folded) {
    return std::find_if(candidates_.begin(), candidates_.end(),
                        [&](const Candidate& known) { return known.folded == folded; });
  }

  void find_middle() {
    std::uint64_t mass = 0;
    for (const TextBlock& block : page_.blocks) mass += block.mass;
    std::uint64_t seen = 0;
    for (const TextBlock& block : page_.blocks) {
      seen += block.mass;
      if (seen * 2 > mass) {
        middle_ = block.first;
        break;
      }
    }
  }

  void add_heading(NodeId id) {
    const HtmlNode& node = document_.nodes()[id];
    const Marks marks = page_.marks[id];
    const auto property = document_.attribute(id, "itemprop");
    const bool is_named = (page_.own_marks[id] & kHeadline) != 0 ||
                          (property && property->find("headline") != std::string_view::npos);
    const bool is_lower = node.tag == Tag::H2 || node.tag == Tag::H3;
    if (node.tag != Tag::H1 && !is_lower && !is_named) return;
    // A page has dozens of lower headings; its title is among them only if its metadata says so.
    const bool must_be_stated = is_lower && !is_named;
    if (must_be_stated && id > middle_) return;
    Candidate heading{.text = read_heading(document_, page_, id, statements_), .node = id};
    heading.folded = fold_words(heading.text, kMaxTitleBytes);
    if (heading.folded.empty()) return;
    restore_blanks(heading);
    if (must_be_stated && !is_stated(statements_, heading.folded)) return;
    ++headings_;
    heading.level = node.tag == Tag::H1 ? Level::Top : is_lower ? Level::Lower : Level::Named;
    heading.is_named = is_named;
    heading.is_junk = (marks & kElsewhere) != 0;
    heading.in_navigation = (marks & kNavigation) != 0;
    heading.is_hidden = (marks & (kHidden | kUtility)) != 0;
    heading.is_late = middle_ != 0 && id > middle_;
    for (NodeId inner = id; inner < node.end; ++inner)
      heading.is_logo |=
          is_home_link(document_, inner) && page_.sums[inner].chars == page_.sums[id].chars;
    const auto known = find(heading.folded);
    if (known == candidates_.end()) {
      candidates_.push_back(std::move(heading));
      return;
    }
    known->is_named |= heading.is_named && !heading.is_junk;
    known->is_hidden &= heading.is_hidden;
    known->is_late &= heading.is_late;
    const auto worth = [](const Candidate& candidate) {
      return static_cast<int>(candidate.level) - (candidate.is_junk ? 4 : 0);
    };
    if (worth(heading) > worth(*known)) {
      known->text = heading.text;
      known->node = heading.node;
      known->level = heading.level;
      known->is_junk = heading.is_junk;
      known->in_navigation = heading.in_navigation;
    }
  }

  /// "Site » Headline" with both sides as headings: the first is the masthead.
  void find_masthead() {
    const auto is_side = [&](const Candidate& candidate) {
      bool is_part = false;
      for (const Statement& statement : statements_) {
        if (statement.folded == candidate.folded) return false;
        is_part |= std::find(statement.parts.begin(), statement.parts.end(), candidate.folded) !=
                   statement.parts.end();
      }
      return is_part;
    };
    for (Candidate& top : candidates_) {
      if (!top.is_lone || !is_side(top)) continue;
      for (const Candidate& lower : candidates_)
        top.is_masthead |= lower.level == Level::Lower && lower.node > top.node && !lower.is_junk &&
                           !lower.is_late && is_telling(lower.folded) && is_side(lower);
    }
  }

  /// Lines of a heading that markup alone parts run together: the metadata has the blank.
  void restore_blanks(Candidate& heading) const {
    const std::string squeezed = squeeze_words(heading.folded);
    for (const Statement& statement : statements_)
      if (count_folded_words(statement.folded) > count_folded_words(heading.folded) &&
          squeeze_words(statement.folded) == squeezed) {
        heading.text = statement.text;
        heading.folded = statement.folded;
        return;
      }
  }

  void rank_top_headings() {
    Candidate* first = nullptr;
    std::size_t count = 0;
    for (Candidate& candidate : candidates_) {
      if (candidate.level != Level::Top || identity_.is_site_name(candidate.folded)) continue;
      ++count;
      if (first == nullptr || (first->is_junk && !candidate.is_junk)) first = &candidate;
    }
    if (first == nullptr) return;
    first->is_first = true;
    first->is_lone = count == 1;
    // The only heading is the title, whatever its frame is called; it may yet be a logo in a menu.
    if (first->is_lone) first->is_junk = false;
  }

  const HtmlDocument& document_;
  const PageText& page_;
  const PageIdentity& identity_;
  std::span<const Statement> statements_;
  std::vector<Candidate> candidates_;
  std::size_t headings_ = 0;
  NodeId middle_ = 0;
};

/// The share of words two folded titles have in common, as Dice's coefficient.
double word_overlap(std::string_view a, std::string_view b) {
  const auto words = [](std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      all.push_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  };
  const auto left = words(a);
  const auto right = words(b);
  const auto common = std::count_if(left.begin(), left.end(), [&](std::string_view word) {
    return std::binary_search(right.begin(), right.end(), word);
  });
  return left.empty() || right.empty()
             ? 0
             : 2.0 * static_cast<double>(common) / static_cast<double>(left.size() + right.size());
}

/// The weights are those of a logistic choice among a page's candidates, fitted on annotated pages
/// and rounded.
double weigh(const Candidate& candidate, std::span<const Statement> statements,
             const PageIdentity& identity) {
  double weight = 0;
  switch (candidate.level) {
    case Level::Top:
      weight += candidate.is_first ? 1.7 : 0.85;
      break;
    case Level::Lower:
      weight += 1.4;
      break;
    case Level::Named:
      weight += 0.2;
      break;
    case Level::None:
      weight -= 0.6;
      break;
  }
  weight += candidate.is_lone ? 0.6 : 0;
  weight += candidate.is_named && !candidate.is_junk ? 0.6 : 0;
  weight -= candidate.is_junk ? 1.3 + (candidate.level == Level::None ? 0 : 1.0) : 0;
  weight -= candidate.is_lone && candidate.in_navigation ? 1.0 : 0;
  weight -= candidate.is_hidden ? 0.6 : 0;
  weight -= candidate.is_logo ? 1.5 : 0;
  weight -= candidate.is_masthead ? 1.5 : 0;
  weight -= candidate.is_late ? 1.8 : 0;

  constexpr auto kEqual = std::to_array<double>({0.4, 0.3, 0.0, 0.0, 0.5});
  constexpr auto kVotes = std::to_array<double>({-1.0, 0.4, 0.45, 0.75});
  std::size_t votes = 0;
  bool is_part = false;
  bool is_within = false;
  bool holds = false;
  for (const Statement& statement : statements) {
    if (statement.folded == candidate.folded) {
      ++votes;
      weight += kEqual[statement.source];
      continue;
    }
    is_part |= std::find(statement.parts.begin(), statement.parts.end(), candidate.folded) !=
               statement.parts.end();
    is_within |= is_telling(candidate.folded) && contains_words(statement.folded, candidate.folded);
    holds |= is_telling(statement.folded) && contains_words(candidate.folded, statement.folded);
  }
  weight += kVotes[std::min<std::size_t>(votes, 3)];
  weight += is_part ? 1.5 : 0;
  if (votes == 0) {
    weight += is_within ? 0.8 : 0;
    weight -= holds ? 0.6 : 0;
    double overlap = 0;
    for (const Statement& statement : statements)
      overlap = std::max(overlap, word_overlap(statement.folded, candidate.folded));
    if (!statements.empty()) weight += overlap < 0.15 ? -1.35 : overlap < 0.45 ? 0.1 : 0.5;
  }
  // og:title as the CMS wrote it, the title tag with the site's name added to it.
  const auto stated_by = [&](Statement::Source source, bool whole) {
    return std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
      return statement.source == source &&
             (whole ? statement.folded_whole : statement.folded) == candidate.folded;
    });
  };
  if (candidate.level == Level::None && stated_by(Statement::Og, true) &&
      stated_by(Statement::Tag, false) && !stated_by(Statement::Tag, true))
    weight += 0.5;

  const std::size_t words = count_folded_words(candidate.folded);
  weight -= words == 1 && candidate.folded.size() < 12 ? 0.6 : words > 30 ? 0.8 : 0;
  weight -= is_worthless(candidate.folded, identity) ? 4 : 0;
  return weight;
}

}  // namespace

Headline find_headline(const HtmlDocument& document, const PageText& page,
                       const PageMetadata& metadata, const JsonLdFacts& facts,
                       const PageIdentity& identity) {
  const std::vector<Statement> statements = collect_statements(
      metadata, clean_line(strip_markup(utf8_prefix(facts.headline, 2000))), identity);
  std::vector<std::string> folded_stated;
  for (const Statement& statement : statements) folded_stated.push_back(statement.folded);

  const std::vector<Candidate> candidates =
      CandidateCollector(document, page, identity, statements).collect();
  const Candidate* chosen = nullptr;
  double best = 0;
  for (const Candidate& candidate : candidates) {
    const double weight = weigh(candidate, statements, identity);
    if (chosen != nullptr && weight <= best) continue;
    best = weight;
    chosen = &candidate;
  }
  Headline headline;
  if (chosen == nullptr) return headline;
  headline.heading = chosen->node;
  headline.text =
      drop_rubric(chosen->level == Level::None
                      ? strip_unknown_suffix(chosen->text)
                      : drop_kicker(strip_site_name(chosen->text, identity), folded_stated));
  headline.text.erase(0, headline.text.find_first_not_of(" :|,;"));

  const auto add_variant = [&](std::string folded) {
    if (!folded.empty() &&
        std::find(headline.folded_variants.begin(), headline.folded_variants.end(), folded) ==
            headline.folded_variants.end())
      headline.folded_variants.push_back(std::move(folded));
  };
  add_variant(fold_words(headline.text, kMaxTitleBytes));
  add_variant(chosen->folded);
  for (std::string& folded : folded_stated)
    if (!is_worthless(folded, identity)) add_variant(std::move(folded));
  return headline;
}

}  // namespace dateline
