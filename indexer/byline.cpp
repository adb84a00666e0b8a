#include "indexer/byline.hpp"

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/markup_text.hpp"
#include "indexer/person_name.hpp"
#include "indexer/phrase_list.hpp"
#include "indexer/standfirst.hpp"
#include "indexer/text_shape.hpp"
#include "indexer/visible_date.hpp"

namespace dateline {
namespace {

using namespace mark;

constexpr std::size_t kMaxBylineBytes = 400;

/// A longer statement is no name of anything.
constexpr std::size_t kMaxStatedBytes = 60;

/// A vote for a set of names.
struct Candidate {
  std::vector<std::string> names;
  double weight = 0;
};

std::vector<std::string> read_stated_author(std::string_view value, const PageIdentity& identity) {
  std::string text = clean_line(strip_markup(utf8_prefix(value, kMaxBylineBytes)));
  if (text.find("://") != std::string::npos || text.find('@') != std::string::npos ||
      text.starts_with("www."))
    return {};
  const std::string folded = fold_words(text);
  static const PhraseList kNobody(
      "admin|administrator|author|authors|guest|guest "
      "author|user|root|webmaster|unknown|anonymous|editor|editors|staff|"
      "redaktion|null|none|undefined|default|super user|superuser|n a|by|name|site "
      "admin|website|admin admin");
  if (folded.empty() || kNobody.has(folded)) return {};
  if (is_interface_label(folded) ||
      std::none_of(folded.begin(), folded.end(), [](char c) { return !is_ascii_digit(c); }))
    return {};
  std::vector<std::string> names = parse_byline(text, identity);
  std::size_t covered = 0;
  for (const std::string& name : names) covered += name.size() + 2;
  const bool has_separator = text.find_first_of(",|(/;") != std::string::npos;
  // A team, a firm, a pen name: what the page calls its author, whether or not it looks like a
  // person's name.
  const bool is_lone_word = names.size() == 1 && names.front().find(' ') == std::string::npos &&
                            count_folded_words(folded) > 1;
  if ((covered * 10 >= text.size() * 6 && !is_lone_word) || (has_separator && !names.empty()))
    return names;
  if (text.size() > kMaxStatedBytes) return names;
  for (const std::string_view by : {"By ", "by ", "BY "})
    if (text.starts_with(by)) text.erase(0, by.size());
  return {text};
}

/// "By the desk" without its "By"; "Autor: LD" without its label.
std::string without_byline_label(std::string_view text) {
  static const PhraseList kLabels(
      "by|von|par|por|di|door|av|af|author|autor|autore|auteur|written by|posted by");
  std::string line = clean_line(text);
  for (int round = 0; round < 2; ++round) {
    const std::size_t end = std::min(line.find_first_of(" :"), line.size());
    if (end == line.size() || !kLabels.has(fold_words(std::string_view(line).substr(0, end))))
      break;
    line.erase(0, line.find_first_not_of(" :", end));
  }
  return line;
}

/// Whether a link leads to a page about a writer.
bool leads_to_author(std::string_view address) {
  for (const std::string_view folder :
       {"/author/",       "/authors/",    "/autor/",    "/autoren/", "/auteur/",
        "/auteurs/",      "/autore/",     "/writer/",   "/writers/", "/contributor/",
        "/contributors/", "/journalist/", "/reporter/", "/byline/",  "/columnist/",
        "/redakteur/",    "/people/",     "/person/",   "/profile/", "/profiles/",
        "/by/",           "/staff/",      "?author="})
    if (const std::size_t at = address.find(folder);
        at != std::string_view::npos && at + folder.size() < address.size())
      return true;
  return false;
}

/// Reads the names in the page's markup and lines, source by source.
class AuthorFinder {
 public:
  AuthorFinder(const HtmlDocument& document, const PageText& page, const PageIdentity& identity,
               NodeId headline, const MainText& text)
      : document_(document), page_(page), identity_(identity), headline_(headline) {
    if (text.body.empty()) return;
    first_block_ = text.body.front();
    last_block_ = text.body.back();
    begin_ = page.blocks[first_block_].first;
    end_ = page.blocks[last_block_].first;
  }

  void add_stated(const std::vector<std::string>& values, double weight) {
    Candidate candidate{.names = {}, .weight = weight};
    bool has_person = false;
    for (const std::string& value : values)
      for (std::string& name : read_stated_author(value, identity_)) {
        has_person |= !parse_byline(name, identity_).empty();
        add_name(candidate.names, std::move(name));
      }
    if (!has_person) candidate.weight *= kNoPerson;
    add(std::move(candidate));
  }

  /// Elements that attributes name as the author's, and links to an author's page.
  void add_elements() {
    const auto nodes = document_.nodes();
    Candidate item_property{.names = {}, .weight = 2.6};
    Candidate rel_author{.names = {}, .weight = 2.2};
    Candidate linked{.names = {}, .weight = 2.0};
    Candidate named{.names = {}, .weight = 1.7};
    std::vector<Marks> inherited(nodes.size());
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const HtmlNode& node = nodes[id];
      inherited[id] = page_.own_marks[id] | (node.parent == kNoNode ? 0U : inherited[node.parent]);
      if (node.tag == Tag::Text || page_.sums[id].chars == 0 ||
          page_.sums[id].chars > kMaxElementChars)
        continue;
      const bool is_named = (page_.own_marks[id] & kAuthor) != 0;
      if (!is_named && node.tag != Tag::A) continue;
      if ((inherited[id] & kElsewhere) != 0 || !is_in_zone(id)) continue;
      const auto property = document_.attribute(id, "itemprop");
      const auto rel = document_.attribute(id, "rel");
      Candidate* candidate = nullptr;
      if (property && property->find("author") != std::string_view::npos) {
        candidate = &item_property;
      } else if (rel && rel->find("author") != std::string_view::npos) {
        candidate = &rel_author;
      } else if (node.tag == Tag::A) {
        const auto address = document_.attribute(id, "href");
        if (address && leads_to_author(*address)) candidate = &linked;
      }
      if (candidate == nullptr && is_named) candidate = &named;
      if (candidate == nullptr ||
          (candidate == &named && (!named.names.empty() || has_named_descendant(id))))
        continue;
      if (candidate == &linked && id > begin_ && id < end_)
        continue;  // a person the text speaks of
      if (candidate == &linked && !linked.names.empty() && id > begin_) continue;
      const std::string value = inner_text(document_, id);
      std::vector<std::string> names = parse_byline(value, identity_);
      // What attributes call the author may be a desk or a pen name; lines of several words are
      // labels and dates.
      if (names.empty() && count_reader_words(value) <= 4 && find_visible_dates(value).empty() &&
          !ends_sentence(value) && count_links(id) <= 1)
        names = read_stated_author(without_byline_label(value), identity_);
      for (std::string& name : names) add_name(candidate->names, std::move(name));
    }
    for (Candidate* candidate : {&item_property, &rel_author, &linked, &named})
      add(std::move(*candidate));
  }

  /// "By Jane Doe" above or right below the text; a name alone after "Written by".
  void add_lines() {
    static const PhraseList kLabels(
        "by|von|par|por|written by|posted by|author|words by|text|autor|auteur|autore|story "
        "by|published by|article by|"
        "geschrieben von|escrito por|scritto da|door|av|af|texte|report by|reviewed by|post "
        "by|created by|contributed by|"
        "ein artikel von|ein beitrag von|text von|di|da|oleh|autorka|автор|текст|tekst|tekst i "
        "foto|بقلم|"
        "作者|記者|记者|文");
    const std::uint32_t from = first_block_ > kLinesAbove ? first_block_ - kLinesAbove : 0;
    const std::uint32_t to = std::min<std::uint32_t>(
        last_block_ + kLinesBelow, static_cast<std::uint32_t>(page_.blocks.size()));
    bool after_label = false;
    for (std::uint32_t i = from; i < to; ++i) {
      if (i == first_block_) {
        // The text itself holds bylines of its quotations; only what follows its last paragraph
        // counts.
        if (last_block_ > i) i = last_block_;
        after_label = false;
        continue;
      }
      const TextBlock& block = page_.blocks[i];
      const bool was_label = std::exchange(after_label, false);
      if (block.words > 24 || (block.marks & kElsewhere) != 0) continue;
      if (i < first_block_ && headline_ != kNoNode && headline_ < begin_ && block.first < headline_)
        continue;
      const std::string folded = fold_words(block.text, kMaxBylineBytes);
      const double weight = i < first_block_ ? 1.8 : 1.1;
      if (i < first_block_ && block.words <= 12) add_beside_date(block);
      if (i < first_block_ && block.words <= 3 && has_date_nearby(i)) add_bare_name(block);
      if (was_label && block.words <= 8) {
        add({.names = parse_byline(block.text, identity_), .weight = weight});
      } else if (kLabels.has(folded)) {
        after_label = true;
      } else if (kLabels.starts(folded) || (folded.find(" by ") != std::string::npos &&
                                            block.words <= 14 && !ends_sentence(block.text))) {
        add({.names = parse_byline(block.text, identity_), .weight = weight});
      }
    }
  }

  /// The set of the strongest source; sources that state the same names support each other.
  std::vector<std::string> choose() const {
    const Candidate* best = nullptr;
    double best_weight = 0;
    for (const Candidate& candidate : candidates_) {
      double weight = candidate.weight;
      for (const Candidate& other : candidates_)
        if (&other != &candidate && folded(other) == folded(candidate))
          weight += other.weight * 0.8;
      if (weight > best_weight) {
        best_weight = weight;
        best = &candidate;
      }
    }
    return best == nullptr ? std::vector<std::string>{} : best->names;
  }

 private:
  static constexpr Marks kElsewhere =
      kRelated | kComment | kNavigation | kFollowUp | kAd | kCaption | kNewsletter;
  /// Desks, firms and pen names yield to a person that the page names.
  static constexpr double kNoPerson = 0.4;
  static constexpr std::uint32_t kMaxElementChars = 200;
  static constexpr std::uint32_t kLinesAbove = 14;
  static constexpr std::uint32_t kLinesBelow = 8;
  static constexpr std::size_t kMaxCandidates = 40;
  /// Nodes around the text that bylines stand in.
  static constexpr NodeId kReach = 400;

  static std::vector<std::string> folded(const Candidate& candidate) {
    std::vector<std::string> names;
    for (const std::string& name : candidate.names) names.push_back(fold_words(name));
    std::sort(names.begin(), names.end());
    return names;
  }

  bool has_date_nearby(std::uint32_t i) const {
    for (std::uint32_t j = i < 2 ? 0 : i - 2; j <= i + 2 && j < first_block_; ++j)
      if (j != i &&
          is_date_line(page_.blocks[j], fold_words(page_.blocks[j].text, kMaxBylineBytes)))
        return true;
    return false;
  }

  /// A line that is nothing but one name.
  void add_bare_name(const TextBlock& block) {
    Candidate candidate{.names = parse_byline(block.text, identity_), .weight = 0.8};
    if (candidate.names.size() == 1 && candidate.names.front() == block.text &&
        block.text.find(' ') != std::string::npos)
      add(std::move(candidate));
  }

  /// "3 May 2021 · Jane Doe", "Jane Doe, 3 May 2021": what is left of a date line when it reads
  /// like names.
  void add_beside_date(const TextBlock& block) {
    const auto dates = find_visible_dates(block.text, DayOrder::Unknown, 1);
    if (dates.size() != 1) return;
    const std::string_view text = block.text;
    std::string_view after = text.substr(dates.front().offset + dates.front().length);
    // The time of day, and what parts it from the name.
    while (!after.empty() &&
           (is_ascii_digit(after.front()) ||
            std::string_view(" :.,|-/").find(after.front()) != std::string_view::npos))
      after.remove_prefix(1);
    for (const std::string_view part : {text.substr(0, dates.front().offset), after}) {
      Candidate candidate{.names = parse_byline(part, identity_), .weight = 1.0};
      const bool are_full =
          std::all_of(candidate.names.begin(), candidate.names.end(),
                      [](const std::string& name) { return name.find(' ') != std::string::npos; });
      if (are_full) add(std::move(candidate));
    }
  }

  void add(Candidate candidate) {
    if (!candidate.names.empty() && candidates_.size() < kMaxCandidates)
      candidates_.push_back(std::move(candidate));
  }

  bool is_in_zone(NodeId id) const {
    const bool is_after_headline = headline_ == kNoNode || id > headline_ ||
                                   (begin_ > 0 && headline_ + kReach > begin_ &&
                                    id + kReach > headline_ && id + 60 > headline_);
    return is_after_headline && (begin_ == 0 || (id + kReach > begin_ && id < end_ + kReach));
  }

  std::size_t count_links(NodeId id) const {
    const auto nodes = document_.nodes();
    std::size_t links = 0;
    for (NodeId inner = id + 1; inner < nodes[id].end; ++inner) links += nodes[inner].tag == Tag::A;
    return links;
  }

  bool has_named_descendant(NodeId id) const {
    const auto nodes = document_.nodes();
    for (NodeId inner = id + 1; inner < nodes[id].end; ++inner)
      if ((page_.own_marks[inner] & kAuthor) != 0 && page_.sums[inner].chars > 0) return true;
    return false;
  }

  const HtmlDocument& document_;
  const PageText& page_;
  const PageIdentity& identity_;
  NodeId headline_;
  NodeId begin_ = 0;
  NodeId end_ = 0;
  std::uint32_t first_block_ = 0;
  std::uint32_t last_block_ = 0;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<std::string> find_authors(const HtmlDocument& document, const PageText& page,
                                      const PageMetadata& metadata, const JsonLdFacts& facts,
                                      const PageIdentity& identity, NodeId headline,
                                      const MainText& text) {
  AuthorFinder finder(document, page, identity, headline, text);
  finder.add_stated(facts.people, 3.0);
  finder.add_stated(metadata.authors, 2.0);
  if (!metadata.labelled_author.empty()) finder.add_stated({metadata.labelled_author}, 1.6);
  finder.add_stated(facts.organizations, 1.0);
  finder.add_elements();
  finder.add_lines();
  return finder.choose();
}

}  // namespace dateline
