#include "indexer/author_sources.hpp"

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/block_patterns.hpp"
#include "indexer/byline_line.hpp"
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

/// Whether the text is in Latin, Greek or Cyrillic.
bool has_case(std::string_view text) {
  const char32_t first = text.empty() ? 0 : decode_utf8(text, 0).value;
  return first < 0x0530 || (first >= 0x1E00 && first < 0x2000);
}

bool is_nobody(std::string_view folded) {
  static const PhraseList kNobody(
      "admin|administrator|author|authors|the author|author s|about the author|guest|guest author|"
      "user|root|webmaster|unknown|anonymous|editor|editors|staff|redaktion|null|none|undefined|"
      "default|super user|superuser|n a|by|name|site admin|website|admin admin|wordpressadmin|"
      "wpadmin|posted by|written by|insights from|all articles|view all posts|read more|team|blog|"
      "follow|share|editorial team|our team|contributor|contributors|stand|profil|profile|autor|"
      "autorin|autoren|veröffentlicht|published|редакция|редактор|админ|本站|"
      "佚名|编辑部|編集部");
  return folded.empty() || kNobody.has(folded);
}

/// Without arrows, quotation marks and other signs at its ends.
std::string_view trim_symbols(std::string_view text) {
  const auto is_sign = [](char32_t c) { return !is_letter(c) && !is_decimal_digit(c) && c != '.'; };
  while (!text.empty()) {
    const CodePoint first = decode_utf8(text, 0);
    if (!is_sign(first.value)) break;
    text.remove_prefix(first.size);
  }
  for (std::size_t i = 0, end = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    i += c.size;
    if (!is_sign(c.value) || c.value == ')') end = i;
    if (i == text.size()) text = text.substr(0, end);
  }
  return text;
}

/// What a page states as its author, person or not: names if there are any, else the statement.
std::vector<std::string> read_statement(std::string_view value, const PageIdentity& identity) {
  std::string text = clean_line(strip_markup(utf8_prefix(value, kMaxBylineBytes)));
  if (text.find("://") != std::string::npos || text.find('@') != std::string::npos ||
      text.starts_with("www."))
    return {};
  const std::string folded = fold_words(text);
  if (is_nobody(folded) || is_interface_label(folded) ||
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
  text = std::string(trim_symbols(text));
  if (text.empty()) return names;
  for (const std::string_view by : {"By ", "by ", "BY "})
    if (text.starts_with(by)) text.erase(0, by.size());
  return {text};
}

/// Whether a link leads to a page about a writer.
bool leads_to_author(std::string_view address) {
  static const PhraseList kFolders(
      "author|authors|autor|autoren|auteur|auteurs|autore|writer|writers|contributor|contributors|"
      "journalist|reporter|byline|columnist|redakteur|people|person|profile|profiles|by|staff|"
      "autorin|autores|columnists|reporters|autori");
  constexpr std::string_view kParameter = "?author=";
  if (const std::size_t at = address.find(kParameter);
      at != std::string_view::npos && at + kParameter.size() < address.size())
    return true;
  for (std::size_t slash = address.find('/'); slash != std::string_view::npos;) {
    const std::size_t next = address.find('/', slash + 1);
    if (next == std::string_view::npos || next + 1 == address.size()) return false;
    if (kFolders.has(address.substr(slash + 1, next - slash - 1))) return true;
    slash = next;
  }
  return false;
}

/// The text under `node`; blocks and `<br>` are line breaks.
std::string lines_of(const HtmlDocument& document, NodeId node) {
  const auto nodes = document.nodes();
  std::string text;
  for (NodeId id = node + 1; id < nodes[node].end; ++id) {
    if (nodes[id].tag == Tag::Text) {
      text += nodes[id].text;
    } else if (nodes[id].tag == Tag::Br || is_block_level(nodes[id])) {
      text += '\n';
    }
  }
  return text;
}

class SourceReader {
 public:
  SourceReader(const HtmlDocument& document, const PageText& page, const PageIdentity& identity,
               NodeId headline, const MainText& text)
      : document_(document), page_(page), identity_(identity), headline_(headline) {
    if (text.body.empty()) return;
    first_block_ = text.body.front();
    last_block_ = text.body.back();
    begin_ = page.blocks[first_block_].first;
    end_ = page.blocks[last_block_].first;
  }

  std::vector<AuthorCandidate> take() { return std::move(candidates_); }

  void add_statements(AuthorSource source, const std::vector<std::string>& values) {
    std::vector<std::string> persons;
    std::vector<std::string> others;
    for (const std::string& value : values)
      for (std::string& name : read_statement(value, identity_)) {
        const bool is_one = !parse_byline(name, identity_).empty() && is_person(name);
        add_name(is_one ? persons : others, std::move(name));
      }
    // A desk beside a person is where that person works.
    if (persons.empty()) {
      add(source, std::move(others), /*are_persons=*/false);
    } else {
      add(source, std::move(persons), true);
    }
  }

  /// Elements that attributes name as the author's, and links to an author's page.
  void add_elements() {
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const HtmlNode& node = nodes[id];
      if (node.tag == Tag::Text) {
        if (trim_ascii(node.text).size() > 1) previous_text_ = id;
        continue;
      }
      if (page_.sums[id].chars == 0 || page_.sums[id].chars > kMaxElementChars) continue;
      const bool is_named = (page_.own_marks[id] & kAuthor) != 0 || is_named_by_data(id);
      if (is_named || node.tag == Tag::A) add_element(id, page_.marks[id], is_named);
    }
    for (auto& [source, group] : groups_) {
      add(source, std::move(group.persons), true);
      if (group.persons.empty()) add(source, std::move(group.others), false);
    }
  }

  /// Lines above the text, in its last paragraphs and right below it.
  void add_lines() {
    const std::uint32_t from = first_block_ > kLinesAbove ? first_block_ - kLinesAbove : 0;
    for (std::uint32_t i = from; i < first_block_; ++i) add_line(i, AuthorSource::LineAbove);
    after_label_ = false;
    const std::uint32_t tail =
        std::max(first_block_ + 1, last_block_ > kLinesAtEnd ? last_block_ - kLinesAtEnd : 0);
    const std::uint32_t to = std::min<std::uint32_t>(
        last_block_ + kLinesBelow, static_cast<std::uint32_t>(page_.blocks.size()));
    // Among the paragraphs only a box of the author's counts.
    for (std::uint32_t i = first_block_; i < tail && i < last_block_; ++i)
      if ((page_.blocks[i].marks & (kAuthor | kAuthorBox)) != 0)
        add_line(i, AuthorSource::LineBelow);
    after_label_ = false;
    for (std::uint32_t i = tail; i < to; ++i) add_line(i, AuthorSource::LineBelow);
  }

  /// On a site that one person writes, nothing but its name tells who.
  void add_owner() {
    std::vector<std::string> owners;
    if (!identity_.site.empty()) owners.push_back(identity_.site);
    const auto nodes = document_.nodes();
    for (NodeId id = 0; id < nodes.size() && owners.size() < 5; ++id)
      if (is_home_link(document_, id) && page_.sums[id].chars > 0 && page_.sums[id].chars < 40)
        owners.push_back(clean_line(inner_text(document_, id)));
    for (const TextBlock& block : page_.blocks) {
      const std::size_t sign = block.text.find("©");
      if (sign == std::string::npos || block.words > 30 || (block.marks & kCaption) != 0) continue;
      std::string_view rest = std::string_view(block.text).substr(sign + 2);
      const std::size_t name = rest.find_first_not_of(" 0123456789-–,");
      if (name == std::string_view::npos || name < 4) continue;
      rest.remove_prefix(std::min(rest.find_first_not_of(" 0123456789-–,"), rest.size()));
      owners.emplace_back(rest.substr(0, rest.find_first_of(".,|(")));
    }
    for (const std::string& owner : owners) {
      std::vector<std::string> names = parse_byline(owner, identity_);
      if (names.size() != 1) continue;
      const std::string folded = fold_words(names.front());
      const std::size_t words = count_folded_words(folded);
      if (words < 2 || words > 3 || !begins_with_given_name(names.front()) ||
          !fold_words(owner).ends_with(folded))
        continue;
      add(AuthorSource::Owner, std::move(names), true);
      return;
    }
  }

 private:
  static constexpr Marks kElsewhere =
      kRelated | kComment | kFollowUp | kAd | kCaption | kNewsletter;
  static constexpr std::uint32_t kMaxElementChars = 200;
  static constexpr std::uint32_t kLinesAbove = 14;
  static constexpr std::uint32_t kLinesBelow = 8;
  static constexpr std::uint32_t kLinesAtEnd = 10;
  static constexpr std::size_t kMaxCandidates = 60;
  /// Nodes around the text that bylines stand in.
  static constexpr NodeId kReach = 400;
  static constexpr NodeId kReachAboveHeadline = 120;
  static constexpr NodeId kReachAmongNames = 60;

  struct Group {
    std::vector<std::string> persons;
    std::vector<std::string> others;
    NodeId last = 0;  ///< the element that named the last of them
  };

  void add(AuthorSource source, std::vector<std::string> names, bool are_persons) {
    if (!names.empty() && candidates_.size() < kMaxCandidates)
      candidates_.push_back(
          {.source = source, .names = std::move(names), .are_persons = are_persons});
  }

  Group& group_of(AuthorSource source) {
    for (auto& [known, group] : groups_)
      if (known == source) return group;
    return groups_.emplace_back(source, Group{}).second;
  }

  static bool is_elsewhere(Marks marks) {
    if ((marks & kElsewhere) != 0) return true;
    return (marks & kNavigation) != 0 && (marks & (kByline | kAuthor)) == 0;
  }

  /// data-hook="user-name", data-testid="author-name"
  bool is_named_by_data(NodeId id) const {
    for (const HtmlAttribute& attribute : document_.attributes(id))
      if ((attribute.name == "data-hook" || attribute.name == "data-testid") &&
          (attribute.value == "user-name" || (marks_of_names(attribute.value) & kAuthor) != 0))
        return true;
    return false;
  }

  void add_element(NodeId id, Marks marks, bool is_named) {
    const HtmlNode& node = document_.nodes()[id];
    if (is_elsewhere(marks) || !is_in_zone(id)) return;
    const auto property = document_.attribute(id, "itemprop");
    const auto rel = document_.attribute(id, "rel");
    const auto address = document_.attribute(id, "href");
    AuthorSource source = AuthorSource::NamedElement;
    if (property && property->find("author") != std::string_view::npos) {
      source = AuthorSource::Microdata;
    } else if (rel && rel->find("author") != std::string_view::npos) {
      source = AuthorSource::RelAuthor;
    } else if (node.tag == Tag::A && address && leads_to_author(*address)) {
      source = AuthorSource::ProfileLink;
    } else if (!is_named) {
      return;
    }
    Group& group = group_of(source);
    const bool is_taken = !group.persons.empty() || !group.others.empty();
    if (source == AuthorSource::NamedElement &&
        (!group.persons.empty() || has_named_descendant(id)))
      return;
    // A person the text speaks of.
    if (source == AuthorSource::ProfileLink && id > begin_ && id < end_ &&
        (marks & (kAuthorBox | kByline)) == 0)
      return;
    // Authors stand together; further down they are another article's or a comment's.
    if (is_taken && id > begin_ && id > group.last + kReachAmongNames) return;
    if (previous_text_ != kNoNode && previous_text_ + 12 > id &&
        announces_other_role(fold_words(document_.nodes()[previous_text_].text, 200)))
      return;
    const std::string value = lines_of(document_, id);
    BylineReading reading = read_byline_line(value, identity_);
    for (std::string& name : reading.names) {
      const bool is_one = is_person(name);
      if (!is_one && !group.others.empty()) continue;
      add_name(is_one ? group.persons : group.others, std::move(name));
      group.last = id;
    }
    if (!reading.names.empty()) return;
    if (!group.others.empty()) return;
    // What attributes call the author may be a desk or a pen name; lines of several words are
    // labels and dates.
    if (trim_ascii(value).find('\n') != std::string_view::npos) return;
    const std::string line =
        reading.statement.empty() ? without_label(clean_line(value)) : reading.statement;
    if (count_reader_words(line) > 4 || !find_visible_dates(line).empty() || ends_sentence(line) ||
        count_links(id) > 1)
      return;
    for (std::string& name : read_statement(line, identity_)) {
      const bool is_one = !parse_byline(name, identity_).empty() && is_person(name);
      add_name(is_one ? group.persons : group.others, std::move(name));
      group.last = id;
    }
  }

  void add_line(std::uint32_t i, AuthorSource source) {
    const TextBlock& block = page_.blocks[i];
    const bool was_label = std::exchange(after_label_, false);
    const bool is_above = source == AuthorSource::LineAbove;
    // "Credit" may mean the byline as well as that of a picture.
    const bool is_credit = (block.marks & kCaption) != 0;
    if (block.words > 30 || is_elsewhere(is_above ? block.marks & ~kCaption : block.marks)) return;
    if (is_credit && (block.after_image || block.first < headline_)) return;
    // Above the headline a line must say what it is.
    const bool is_early =
        is_above && headline_ != kNoNode && headline_ < begin_ && block.first < headline_;
    if (is_early && block.first + kReachAboveHeadline < headline_) return;
    const std::string folded = fold_words(block.text, kMaxBylineBytes);
    if (is_byline_label(folded)) {
      after_label_ = true;
      return;
    }
    const bool in_author_box = (block.marks & (kAuthor | kAuthorBox)) != 0;
    const bool in_text = !is_above && i <= last_block_ && !in_author_box;
    if (in_text && (block.words > 8 || ends_sentence(block.text))) return;
    BylineReading reading = read_byline_line(block.text, identity_);
    if (reading.names.empty() && reading.is_labelled && is_above && !is_early && !is_credit &&
        block.words <= 12 && count_reader_words(reading.statement) <= 4)
      add(source, read_statement(reading.statement, identity_), false);
    if (reading.names.empty()) return;
    if (was_label || reading.is_labelled) {
      if (!is_above && ends_sentence(block.text) && block.words > 8) return;
      const bool is_adjacent = i + 1 >= last_block_ && i <= last_block_ + 1 && block.words <= 5;
      if (!is_above && !was_label && !is_adjacent && !in_author_box &&
          !begins_with_given_name(reading.names.front()))
        return;
      add_split(source, std::move(reading.names));
      return;
    }
    const bool are_full = std::all_of(reading.names.begin(), reading.names.end(),
                                      [](const std::string& name) { return is_full_name(name); });
    if (!is_above && in_author_box && are_full && block.words <= 6)
      add_split(AuthorSource::NamedElement, std::move(reading.names));
    if (!is_above || is_early || is_credit || reading.names.empty()) return;
    if (reading.has_date && are_full) {
      add_split(AuthorSource::DateLine, std::move(reading.names));
    } else if (are_full && block.words <= 8 && is_bare_name(i, reading.names)) {
      add_split(AuthorSource::BareName, std::move(reading.names));
    }
  }

  /// Whether a line of names alone may be the byline: it names a person for certain, or a date
  /// stands next to it.
  bool is_bare_name(std::uint32_t i, const std::vector<std::string>& names) const {
    const TextBlock& block = page_.blocks[i];
    if (block.heading > 0 || !is_near_text_or_headline(i) || (block.marks & (kTags | kFrame)) != 0)
      return false;
    return begins_with_given_name(names.front()) ||
           (has_date_nearby(i) && block.words <= 4 && has_case(names.front()));
  }

  /// First and last name, as far as the script shows it.
  static bool is_full_name(std::string_view name) {
    return is_person(name) && (name.find(' ') != std::string_view::npos || !has_case(name));
  }

  bool is_near_text_or_headline(std::uint32_t i) const {
    constexpr std::uint32_t kNear = 6;
    if (i + kNear >= first_block_) return true;
    std::uint32_t j = i;
    while (j > 0 && i - j < kNear && page_.blocks[j].first > headline_) --j;
    return headline_ != kNoNode && page_.blocks[j].first <= headline_ + 1;
  }

  bool has_date_nearby(std::uint32_t i) const {
    for (std::uint32_t j = i < 2 ? 0 : i - 2; j <= i + 2 && j < first_block_; ++j)
      if (j != i &&
          is_date_line(page_.blocks[j], fold_words(page_.blocks[j].text, kMaxBylineBytes)))
        return true;
    return false;
  }

  void add_split(AuthorSource source, std::vector<std::string> names) {
    std::vector<std::string> persons;
    std::vector<std::string> others;
    for (std::string& name : names) (is_person(name) ? persons : others).push_back(std::move(name));
    if (persons.empty()) {
      add(source, std::move(others), false);
    } else {
      add(source, std::move(persons), true);
    }
  }

  /// "By the desk" without its "By"; "Autor: LD" without its label.
  static std::string without_label(std::string line) {
    for (int round = 0; round < 2; ++round) {
      const std::size_t end = std::min(line.find_first_of(" :"), line.size());
      if (end == line.size() || !is_byline_label(fold_words(std::string_view(line).substr(0, end))))
        break;
      line.erase(0, line.find_first_not_of(" :", end));
    }
    return line;
  }

  bool is_in_zone(NodeId id) const {
    const bool is_after_headline =
        headline_ == kNoNode || id > headline_ || id + kReachAboveHeadline > headline_;
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
  NodeId previous_text_ = kNoNode;
  bool after_label_ = false;
  std::vector<std::pair<AuthorSource, Group>> groups_;
  std::vector<AuthorCandidate> candidates_;
};

}  // namespace

std::vector<AuthorCandidate> collect_author_candidates(
    const HtmlDocument& document, const PageText& page, const PageMetadata& metadata,
    const JsonLdFacts& facts, const PageIdentity& identity, NodeId headline, const MainText& text) {
  SourceReader reader(document, page, identity, headline, text);
  reader.add_statements(AuthorSource::JsonPerson, facts.people);
  reader.add_statements(AuthorSource::JsonOrganization, facts.organizations);
  reader.add_statements(AuthorSource::Meta, metadata.authors);
  if (!metadata.labelled_author.empty())
    reader.add_statements(AuthorSource::CardLabel, {metadata.labelled_author});
  reader.add_elements();
  reader.add_lines();
  reader.add_owner();
  return reader.take();
}

}  // namespace dateline
