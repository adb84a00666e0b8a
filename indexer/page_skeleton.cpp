#include "indexer/page_skeleton.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/character_reference.hpp"

namespace dateline {
namespace {

enum class Class : std::uint8_t {
  Plain,  ///< stands for itself
  Space,  ///< white space
  Ampersand,
  Suspect,  ///< begins a character that may be one of those to be replaced
};

constexpr std::array<Class, 256> kClasses = [] {
  std::array<Class, 256> classes{};
  for (std::size_t c = 0; c < 0x20; ++c) classes[c] = Class::Suspect;
  for (const char c : {'\t', '\n', '\f', '\r', ' '})
    classes[static_cast<std::size_t>(c)] = Class::Space;
  classes['&'] = Class::Ampersand;
  classes[0x7F] = classes[0xC2] = classes[0xEF] = Class::Suspect;
  for (std::size_t c = 0xF0; c <= 0xFF; ++c) classes[c] = Class::Suspect;
  return classes;
}();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

/// Characters that the parser replaces by U+FFFD: controls and noncharacters.
bool is_replaced(char32_t c) {
  return (c >= 0x1 && c <= 0x8) || c == 0xB || (c >= 0xE && c <= 0x1F) ||
         (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  while (position < text.size() && class_of(text[position]) == Class::Space) ++position;
  return position;
}

/// Whether all of the value stands for itself. Nine of ten values do, so all bytes are looked at
/// without a branch.
bool is_plain_ascii(std::string_view value) {
  unsigned other = 0;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    other |= static_cast<unsigned>(byte < ' ') | static_cast<unsigned>(byte >= 0x7F) |
             static_cast<unsigned>(byte == '&');
  }
  return other == 0;
}

/// Letters in lower case, digits, hyphens and the like.
bool is_plain_name(std::string_view name) {
  unsigned other = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    other |= static_cast<unsigned>(byte < '-') | static_cast<unsigned>(byte > 'z') |
             static_cast<unsigned>(byte >= 'A' && byte <= 'Z');
  }
  return other == 0;
}

/// Appends the character at `position`; returns where it ends.
std::size_t append_checked(std::string& out, std::string_view text, std::size_t position) {
  const CodePoint c = decode_utf8(text, position);
  if (is_replaced(c.value)) {
    append_utf8(out, kReplacementCharacter);
  } else {
    out += text.substr(position, c.size);
  }
  return position + c.size;
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 24> digits;  // NOLINT: filled by to_chars
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

/// Tags of which the parser compares the attributes of several elements: it opens no more than
/// three that are the same again. Of links and nobr only one can be open.
bool compares_attributes(Tag name) {
  switch (name) {
    case Tag::B:
    case Tag::Big:
    case Tag::Code:
    case Tag::Em:
    case Tag::Font:
    case Tag::I:
    case Tag::S:
    case Tag::Small:
    case Tag::Strike:
    case Tag::Strong:
    case Tag::Tt:
    case Tag::U:
      return true;
    default:
      return false;
  }
}

}  // namespace

PageSkeleton::PageSkeleton(std::size_t page_bytes, std::size_t max_text_bytes)
    : text_left_(max_text_bytes) {
  markup_.reserve(page_bytes / 8);
  text_.reserve(page_bytes / 4);
}

void PageSkeleton::add_text(std::string_view text, TextKind kind) {
  if (text.size() > text_left_) {
    text = utf8_prefix(text, text_left_);
    text_cut_ = true;
  }
  text_left_ -= text.size();
  for (std::size_t i = 0; i < text.size();) {
    switch (class_of(text[i])) {
      case Class::Plain: {
        std::size_t end = i + 1;
        while (end < text.size() &&
               (class_of(text[end]) == Class::Plain ||
                (text[end] == ' ' && end + 1 < text.size() && !is_html_space(text[end + 1]))))
          ++end;
        add_to_run(text.substr(i, end - i));
        i = end;
        break;
      }
      case Class::Space: {
        const std::size_t end = kind == TextKind::Data
                                    ? skip_spaces(text, i)
                                    : i + (text.substr(i, 2) == "\r\n" ? 2U : 1U);
        const std::string_view run = text.substr(i, end - i);
        if (run.size() == 1) {
          add_space(run.front() == '\r' ? '\n' : run.front());
        } else {
          add_space(run.find('\n') == std::string_view::npos ? ' ' : '\n');
        }
        i = end;
        break;
      }
      case Class::Ampersand:
        if (kind == TextKind::Raw) {
          add_to_run(text.substr(i++, 1));
        } else {
          i = add_reference(text, i);
        }
        break;
      case Class::Suspect:
        add_to_run({});
        i = append_checked(text_, text, i);
        runs_.back().end = text_.size();
    }
  }
}

/// Adds what begins with the ampersand at `position`; returns where it ends.
std::size_t PageSkeleton::add_reference(std::string_view text, std::size_t position) {
  const CharacterReference reference = read_reference(text, position, ReferencePlace::Text);
  const std::string_view source = text.substr(position, reference.size);
  switch (reference.kind) {
    case CharacterReference::Kind::None:
      add_to_run(source);
      break;
    case CharacterReference::Kind::Known:
      if (reference.code_point < 0x80 && is_html_space(static_cast<char>(reference.code_point))) {
        add_space(static_cast<char>(reference.code_point));
      } else {
        add_to_run({});
        append_utf8(text_, reference.code_point);
        runs_.back().end = text_.size();
      }
      break;
    case CharacterReference::Kind::Unknown:
      if (references_left_ == 0) {
        add_to_run(source);
        text_cut_ = true;
      } else {
        --references_left_;
        add_markup(source);
      }
  }
  return position + source.size();
}

/// White space that begins a text goes to the parser as it is, which treats it apart; text_of()
/// finds it before the run.
void PageSkeleton::add_space(char c) {
  text_ += c;
  if (in_run()) {
    runs_.back().end = text_.size();
  } else if (c == '\r') {
    add_markup("&#13;");
  } else {
    markup_ += c;
  }
}

void PageSkeleton::add_to_run(std::string_view text) {
  if (!in_run()) {
    add_placeholder();
    run_end_ = markup_.size();
    runs_.push_back({text_.size(), text_.size()});
  }
  text_ += text;
  runs_.back().end = text_.size();
}

/// Of the run that is added next.
void PageSkeleton::add_placeholder() {
  const std::size_t prefix = runs_.size() / kPlaceholders;
  if (prefix > 0) append_utf8(markup_, kFirstPrefix + static_cast<char32_t>(prefix));
  append_utf8(markup_, kFirstPlaceholder + static_cast<char32_t>(runs_.size() % kPlaceholders));
}

void PageSkeleton::begin_subtree(const TagToken& tag, Tag name,
                                 std::span<const AttributeToken> attributes, std::size_t depth) {
  OpenSubtree subtree{.tag = name,
                      .depth = depth,
                      .begin = markup_.size(),
                      .content = 0,
                      .list = kNoList,
                      .places = places_.size()};
  std::vector<OpenSubtree> around = std::move(open_subtrees_);
  add_start_tag(tag, name, attributes);
  if (!attributes.empty()) subtree.list = last_list_;
  if (subtree.list != kNoList && has_unresolved(lists_[subtree.list])) return;
  settle_text();
  open_subtrees_ = std::move(around);
  subtree.content = markup_.size();
  open_subtrees_.push_back(subtree);
}

bool PageSkeleton::end_subtree(Tag name, std::size_t depth) {
  if (open_subtrees_.empty()) return false;
  const OpenSubtree subtree = open_subtrees_.back();
  if (subtree.tag != name || subtree.depth != depth) return false;
  open_subtrees_.pop_back();
  const std::size_t begin = contents_.size();
  contents_.append(markup_, subtree.content);
  markup_.resize(subtree.begin);
  places_.resize(subtree.places);
  add_subtree({.tag = name, .list = subtree.list, .content = {begin, contents_.size()}});
  return true;
}

void PageSkeleton::add_leaf(const TagToken& tag, Tag name,
                            std::span<const AttributeToken> attributes) {
  const std::size_t list = attributes.empty() ? kNoList : add_list(name, attributes);
  if (list != kNoList && has_unresolved(lists_[list])) return add_start_tag(tag, name, attributes);
  add_subtree({.tag = name, .list = list, .content = {}});
}

void PageSkeleton::take_back_leaf() {
  markup_.resize(subtree_end_ - (runs_.size() > kPlaceholders ? 2 : 1) * kPlaceholderBytes);
  runs_.pop_back();
  subtrees_.pop_back();
  subtree_end_ = markup_.size();
}

void PageSkeleton::part_subtrees() {
  constexpr std::string_view kComment = "<!---->";
  if (subtree_end_ == kNowhere) return;
  open_subtrees_.clear();
  markup_.insert(subtree_end_, kComment);
  if (run_end_ != kNowhere && run_end_ > subtree_end_) run_end_ += kComment.size();
  subtree_end_ = kNowhere;
}

void PageSkeleton::add_subtree(const ClosedSubtree& subtree) {
  add_placeholder();
  run_end_ = kNowhere;
  subtree_end_ = markup_.size();
  runs_.push_back({subtrees_.size(), kSubtreeRun});
  subtrees_.push_back(subtree);
}

void PageSkeleton::add_start_tag(const TagToken& tag, Tag name,
                                 std::span<const AttributeToken> attributes) {
  open_subtrees_.clear();
  const std::size_t position = markup_.size();
  markup_ += '<';
  markup_ += tag.name;
  if (!attributes.empty()) {
    const std::size_t number = last_list_ = add_list(name, attributes);
    const AttributeRange list = lists_[number];
    if (!needs_number(name, list)) {
      places_.push_back({.position = position, .list = number});
      markup_ += tag.self_closing ? " />" : ">";
      return;
    }
    markup_ += ' ';
    append_number(markup_, number);
    for (std::size_t i = list.first; i < list.first + list.count; ++i) {
      const Attribute& attribute = attributes_[i];
      if (attribute.unresolved) add_unresolved(i);
      if (name == Tag::Input && at(attribute.name) == "type" &&
          equals_ignoring_case(at(attribute.value), "hidden"))
        markup_ += " type=hidden";
    }
  }
  markup_ += tag.self_closing ? " />" : ">";
}

void PageSkeleton::add_plain_start_tag(const TagToken& tag,
                                       std::span<const AttributeToken> attributes) {
  open_subtrees_.clear();
  markup_ += '<';
  markup_ += tag.name;
  for (const AttributeToken& attribute : attributes) {
    markup_ += ' ';
    markup_ += attribute.source;
  }
  markup_ += tag.self_closing ? " />" : ">";
}

void PageSkeleton::add_end_tag(std::string_view name) {
  open_subtrees_.clear();
  markup_ += "</";
  markup_ += name;
  markup_ += '>';
}

/// Whether the parser compares the attributes, merges them into those of another element (html and
/// body) or has to read one of them.
bool PageSkeleton::needs_number(Tag name, AttributeRange list) const {
  if (compares_attributes(name) || name == Tag::Html || name == Tag::Body || name == Tag::Input)
    return true;
  return has_unresolved(list);
}

bool PageSkeleton::has_unresolved(AttributeRange list) const {
  const auto first = attributes_.begin() + static_cast<std::ptrdiff_t>(list.first);
  return std::any_of(first, first + static_cast<std::ptrdiff_t>(list.count),
                     [](const Attribute& attribute) { return attribute.unresolved; });
}

/// Returns the number of the list.
std::size_t PageSkeleton::add_list(Tag name, std::span<const AttributeToken> attributes) {
  const std::size_t text_before = text_.size();
  AttributeRange list{.first = attributes_.size()};
  for (const AttributeToken& attribute : attributes) {
    const Range stored = store_name(attribute.name);
    if (has_name(list.first, at(stored))) continue;
    const std::size_t begin = text_.size();
    const bool resolved = store_value(attribute.value);
    if (!resolved) text_ += attribute.value;
    attributes_.push_back(
        {.name = stored, .value = {begin, text_.size()}, .unresolved = !resolved});
  }
  list.count = attributes_.size() - list.first;
  const std::size_t number = lists_.size();
  if (compares_attributes(name)) {
    const auto [same, is_new] = formatting_lists_.try_emplace(key_of(list), number);
    if (!is_new) {
      attributes_.resize(list.first);
      text_.resize(text_before);
      return same->second;
    }
  }
  lists_.push_back(list);
  return number;
}

/// Gives the parser the value of an attribute to resolve.
void PageSkeleton::add_unresolved(std::size_t number) {
  const std::string_view value = at(attributes_[number].value);
  markup_ += ' ';
  append_number(markup_, number);
  markup_ += kValueSuffix;
  markup_ += '=';
  // A value with both quotes was written without any.
  const std::string_view quote = value.find('"') == std::string_view::npos    ? "\""
                                 : value.find('\'') == std::string_view::npos ? "'"
                                                                              : "";
  markup_ += quote;
  markup_ += value;
  markup_ += quote;
}

PageSkeleton::Range PageSkeleton::store_name(std::string_view name) {
  const std::size_t begin = text_.size();
  if (is_plain_name(name)) {
    text_ += name;
    return {begin, text_.size()};
  }
  for (std::size_t i = 0; i < name.size();) {
    if (class_of(name[i]) == Class::Suspect) {
      i = append_checked(text_, name, i);
    } else {
      text_ += to_ascii_lower(name[i++]);
    }
  }
  return {begin, text_.size()};
}

/// Appends the value to `text_`. False, and nothing appended, when the parser has to resolve it.
bool PageSkeleton::store_value(std::string_view value) {
  if (is_plain_ascii(value)) {
    text_ += value;
    return true;
  }
  const std::size_t begin = text_.size();
  for (std::size_t i = 0; i < value.size();) {
    std::size_t end = i;
    while (end < value.size() && (class_of(value[end]) == Class::Plain ||
                                  (class_of(value[end]) == Class::Space && value[end] != '\r')))
      ++end;
    text_ += value.substr(i, end - i);
    i = end;
    if (i == value.size()) break;
    if (value[i] == '\r') {
      text_ += '\n';
      i += value.substr(i, 2) == "\r\n" ? 2U : 1U;
    } else if (value[i] == '&') {
      const CharacterReference reference = read_reference(value, i, ReferencePlace::Attribute);
      if (reference.kind == CharacterReference::Kind::Unknown) {
        text_.resize(begin);
        return false;
      }
      if (reference.kind == CharacterReference::Kind::Known) {
        append_utf8(text_, reference.code_point);
      } else {
        text_ += '&';
      }
      i += reference.size;
    } else {
      i = append_checked(text_, value, i);
    }
  }
  return true;
}

/// Whether one of the attributes from `first` on is called that. Tags have few.
bool PageSkeleton::has_name(std::size_t first, std::string_view name) const {
  return std::any_of(attributes_.begin() + static_cast<std::ptrdiff_t>(first), attributes_.end(),
                     [&](const Attribute& attribute) { return at(attribute.name) == name; });
}

/// The same for all lists with the same attributes in any order.
std::string PageSkeleton::key_of(AttributeRange list) const {
  const auto first = attributes_.begin() + static_cast<std::ptrdiff_t>(list.first);
  std::vector<Attribute> sorted(first, first + static_cast<std::ptrdiff_t>(list.count));
  std::sort(sorted.begin(), sorted.end(),
            [&](const Attribute& a, const Attribute& b) { return at(a.name) < at(b.name); });
  std::string key;
  for (const Attribute& attribute : sorted) {
    key += at(attribute.name);
    key += attribute.unresolved ? '\1' : '\0';
    key += at(attribute.value);
    key += '\0';
  }
  return key;
}

void PageSkeleton::rename_fragile_tags() {
  constexpr auto kFragile = std::to_array<std::string_view>(
      {"caption", "col", "colgroup", "frameset", "math", "optgroup", "option", "select", "svg",
       "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr"});
  for (std::size_t at = markup_.find('<'); at != std::string::npos; at = markup_.find('<', at)) {
    at += markup_.compare(at, 2, "</") == 0 ? std::size_t{2} : std::size_t{1};
    const std::size_t end = markup_.find_first_of(" />", at);
    const std::string_view name = std::string_view(markup_).substr(at, end - at);
    if (std::binary_search(kFragile.begin(), kFragile.end(), name)) markup_[at] = 'x';
  }
}

}  // namespace dateline
