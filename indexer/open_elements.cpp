#include "indexer/open_elements.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <numeric>

namespace dateline {
namespace {

/// The parser's time is quadratic in formatting elements that stay open.
constexpr std::size_t kMaxFormatting = 40;

/// Entries kept beyond the depth bound, so that end tags of dropped start tags are known as such.
constexpr std::size_t kSlack = 512;

/// What the standard says of an element, as a set of bits.
using Traits = std::uint32_t;

constexpr Traits kLeaf = 1 << 0;  ///< without element children: void, or text only
constexpr Traits kFormatting = 1 << 1;
constexpr Traits kSpecial = 1 << 2;      ///< stops the search of an end tag like </span>
constexpr Traits kScope = 1 << 3;        ///< "has an element in scope" stops here
constexpr Traits kListScope = 1 << 4;    ///< and here, for li
constexpr Traits kButtonScope = 1 << 5;  ///< and here, for p
constexpr Traits kTableScope = 1 << 6;
/// Formatting elements open outside are not opened again inside.
constexpr Traits kMarker = 1 << 7;
constexpr Traits kClosesP = 1 << 8;   ///< its start tag closes an open p
constexpr Traits kBlockEnd = 1 << 9;  ///< its end tag closes it wherever it is in scope
constexpr Traits kHeading = 1 << 10;
constexpr Traits kTablePart = 1 << 11;
constexpr Traits kBreakout = 1 << 12;  ///< its start tag ends SVG or MathML
constexpr Traits kUnknown = 1 << 13;   ///< has no name of its own in the parser

constexpr std::array<Traits, kTagCount> make_traits() {
  using enum Tag;
  std::array<Traits, kTagCount> traits{};
  const auto add = [&](Traits trait, std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) traits[static_cast<std::size_t>(tag)] |= trait;
  };
  // clang-format off
  add(kLeaf | kSpecial,
      {Area, Base, Basefont, Bgsound, Br, Col, Embed, Frame, Hr, Image, Img, Input, Isindex, Keygen,
       Link, Meta, Param, Source, Track, Wbr,
       Iframe, Noembed, Noframes, Plaintext, Script, Style, Textarea, Title, Xmp});
  add(kFormatting, {A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U});
  add(kSpecial,
      {Address, Applet, Article, Aside, Blockquote, Body, Button, Caption, Center, Colgroup, Dd,
       Details, Dir, Div, Dl, Dt, Fieldset, Figcaption, Figure, Footer, Form, Frameset, H1, H2, H3,
       H4, H5, H6, Head, Header, Hgroup, Html, Iframe, Li, Listing, Main, Marquee, Menu, Nav,
       Noembed, Noframes, Noscript, Object, Ol, P, Plaintext, Pre, Script, Section, Select, Style,
       Summary, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Title, Tr, Ul, Xmp});
  add(kScope, {Applet, Caption, Marquee, Object, Table, Td, Template, Th});
  add(kListScope, {Ol, Ul});
  add(kButtonScope, {Button});
  add(kTableScope, {Table, Template});
  add(kMarker, {Applet, Caption, Marquee, Object, Td, Template, Th});
  add(kClosesP,
      {Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset,
       Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Header, Hgroup, Hr, Listing, Main,
       Menu, Nav, Ol, P, Plaintext, Pre, Section, Summary, Ul, Xmp});
  add(kBlockEnd,
      {Address, Applet, Article, Aside, Blockquote, Button, Center, Details, Dir, Div, Dl,
       Fieldset, Figcaption, Figure, Footer, Header, Hgroup, Listing, Main, Marquee, Menu, Nav,
       Object, Ol, Pre, Section, Summary, Ul});
  add(kHeading, {H1, H2, H3, H4, H5, H6});
  add(kTablePart, {Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr});
  add(kBreakout,
      {B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5,
       H6, Head, Hr, I, Img, Li, Listing, Menu, Meta, Nobr, Ol, P, Pre, Ruby, S, Small, Span,
       Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var});
  add(kUnknown, {Amp, Dialog, Other, Picture});
  // clang-format on
  return traits;
}

constexpr std::array<Traits, kTagCount> kTraits = make_traits();

constexpr bool has(Tag tag, Traits traits) {
  return (kTraits[static_cast<std::size_t>(tag)] & traits) != 0;
}

bool has_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view other) { return equals_ignoring_case(name, other); });
}

bool breaks_out(const TagToken& tag, Tag name) {
  if (name != Tag::Font) return has(name, kBreakout);
  return tag.find("color") != nullptr || tag.find("face") != nullptr || tag.find("size") != nullptr;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_ascii_lower(x) == to_ascii_lower(y);
         });
}

bool is_html_annotation(const TagToken& tag) {
  const AttributeToken* encoding = tag.find("encoding");
  return encoding != nullptr && has_any(encoding->value, {"text/html", "application/xhtml+xml"});
}

}  // namespace

OpenElements::Effect OpenElements::start_tag(const TagToken& tag, Tag name) {
  if (reads_as_html(name)) return start_html(tag, name);
  if (breaks_out(tag, name)) {
    while (in_foreign_content() && !stack_.back().integration) pop();
    return start_html(tag, name);
  }
  return start_foreign(tag, name);
}

bool OpenElements::is_formatting(Tag name) { return has(name, kFormatting); }

/// Whether the parser would open formatting elements again before a character.
bool OpenElements::has_unopened_formatting() const {
  if (formatting_.empty()) return false;
  const auto open = std::count_if(stack_.begin(), stack_.end(), [](const Entry& e) {
    return e.space == Space::Html && has(e.tag, kFormatting);
  });
  return static_cast<std::size_t>(open) != formatting_.size();
}

bool OpenElements::inserts_in_place(Tag name) const {
  using enum Tag;
  // Within these a character stands elsewhere than an element, or nowhere.
  for (const Tag other : {Table, Template, Select, Frameset, Svg, Math})
    if (is_open(other)) return false;
  if (is_doubtful_ || has_unopened_formatting()) return false;
  if (untracked_ > 0 || (!stack_.empty() && !stack_.back().kept)) return false;
  // Of the same formatting elements no more than three stay open.
  constexpr std::size_t kFewFormatting = 2;
  // clang-format off
  switch (name) {
    case Abbr: case Acronym: case Cite: case Del: case Ins: case Kbd: case Label: case Mark:
    case Q: case Samp: case Span: case Sub: case Sup: case Time: case Var:
    case Br: case Img: case Input: case Svg: case Wbr:
      return true;
    case B: case Big: case Code: case Em: case I: case S: case Small: case Strike: case Strong:
    case Tt: case U:
      return formatting_.size() <= kFewFormatting;
    case A:
      return formatting_.size() <= kFewFormatting &&
             std::none_of(formatting_.begin(), formatting_.end(),
                          [](const Formatting& f) { return f.tag == A; });
    default:
      break;
  }
  // Blocks do not open again the formatting elements around them, and close a paragraph.
  if (!formatting_.empty() || is_open(P)) return false;
  switch (name) {
    case Address: case Article: case Aside: case Blockquote: case Center: case Div: case Dl:
    case Figcaption: case Figure: case Footer: case Header: case Main: case Nav: case Ol: case P:
    case Section: case Ul:
      return true;
    case H1: case H2: case H3: case H4: case H5: case H6:
      return stack_.empty() || !has(stack_.back().tag, kHeading);
    case Li:
      return top_is(Ul) || top_is(Ol);
    default:
      return false;
  }
  // clang-format on
}

bool OpenElements::reads_as_html(Tag name) const {
  if (!in_foreign_content() || stack_.back().integration) return true;
  return name == Tag::Svg && equals_ignoring_case(stack_.back().name, "annotation-xml");
}

OpenElements::Effect OpenElements::start_foreign(const TagToken& tag, Tag name) {
  const Space space = stack_.back().space;
  if (tag.self_closing) return effect_of_leaf();
  const bool integration =
      space == Space::Svg
          ? has_any(tag.name, {"foreignobject", "desc", "title"})
          : has_any(tag.name, {"mi", "mo", "mn", "ms", "mtext"}) ||
                (equals_ignoring_case(tag.name, "annotation-xml") && is_html_annotation(tag));
  return push(tag, name, space, integration);
}

OpenElements::Effect OpenElements::start_html(const TagToken& tag, Tag name) {
  if (in_select()) {
    if (const std::optional<Effect> effect = start_in_select(name)) return *effect;
  }
  if (has(name, kTablePart)) return start_table_part(tag, name);
  if (has(name, kFormatting)) return start_formatting(tag, name);
  if (name == Tag::Form && form_open_ && !in_template()) return Effect::Ignore;
  if (has(name, kClosesP)) close_p();
  if (has(name, kLeaf)) return effect_of_leaf();
  switch (name) {
    case Tag::Html:
    case Tag::Head:
    case Tag::Body:
      return Effect::Pass;
    case Tag::Form:
      form_open_ = true;
      if (top_is(Tag::Table) || top_is(Tag::Tbody) || top_is(Tag::Tr)) return effect_of_leaf();
      break;
    case Tag::Li:
      close_list_item(Tag::Li, Tag::Li);
      break;
    case Tag::Dd:
    case Tag::Dt:
      close_list_item(Tag::Dd, Tag::Dt);
      break;
    case Tag::Button:
      if (const std::size_t open = find_in_scope(Tag::Button, kScope); open != kNone) pop_to(open);
      break;
    case Tag::Optgroup:
      if (top_is(Tag::Option)) pop();
      if (in_select() && top_is(Tag::Optgroup)) pop();
      break;
    case Tag::Option:
      if (top_is(Tag::Option)) pop();
      break;
    case Tag::Select:
      is_doubtful_ |= is_open(Tag::Table);
      break;
    case Tag::Svg:
    case Tag::Math:
      if (tag.self_closing) return effect_of_leaf();
      return push(tag, name, name == Tag::Svg ? Space::Svg : Space::Math);
    default:
      if (has(name, kHeading) && !stack_.empty() && has(stack_.back().tag, kHeading)) pop();
  }
  return push(tag, name, Space::Html);
}

/// The "in select" insertion mode ignores most tags; some end the select and are then read as
/// elsewhere, for which the answer is nullopt.
std::optional<OpenElements::Effect> OpenElements::start_in_select(Tag name) {
  const auto close_select = [&] {
    while (!top_is(Tag::Select)) pop();
    pop();
  };
  switch (name) {
    case Tag::Option:
    case Tag::Optgroup:
    case Tag::Script:
    case Tag::Template:
      return std::nullopt;
    case Tag::Input:
    case Tag::Keygen:
    case Tag::Textarea:
      close_select();
      return std::nullopt;
    case Tag::Select:
      close_select();
      return Effect::Pass;
    default:
      if (!has(name, kTablePart) && name != Tag::Table) return Effect::Ignore;
      if (find_in_scope(Tag::Table, kTableScope) == kNone) return Effect::Ignore;
      close_select();
      return std::nullopt;
  }
}

/// Clears the stack back to the table, row group or row that the part belongs in, and opens those
/// that are implied.
OpenElements::Effect OpenElements::start_table_part(const TagToken& tag, Tag name) {
  const bool is_cell = name == Tag::Td || name == Tag::Th;
  const auto takes = [&](Tag parent) {
    switch (parent) {
      case Tag::Table:
      case Tag::Template:
        return true;
      case Tag::Colgroup:
        return name == Tag::Col;
      case Tag::Tbody:
      case Tag::Thead:
      case Tag::Tfoot:
        return is_cell || name == Tag::Tr;
      default:
        return parent == Tag::Tr && is_cell;
    }
  };
  const std::size_t parent =
      find([&](const Entry& entry) { return entry.space == Space::Html && takes(entry.tag); },
           [](const Entry&) { return false; });
  if (parent == kNone) return Effect::Ignore;
  pop_to(parent + 1);
  if (name == Tag::Col) return effect_of_leaf();
  static const TagToken implied{};
  if (top_is(Tag::Table) && (is_cell || name == Tag::Tr)) push(implied, Tag::Tbody, Space::Html);
  if (is_cell && !top_is(Tag::Tr) && !top_is(Tag::Template)) push(implied, Tag::Tr, Space::Html);
  return push(tag, name, Space::Html);
}

OpenElements::Effect OpenElements::start_formatting(const TagToken& tag, Tag name) {
  if (name == Tag::A || name == Tag::Nobr) end_formatting(name);
  if (formatting_.size() >= kMaxFormatting) return Effect::Drop;
  const Effect effect = push(tag, name, Space::Html);
  if (effect == Effect::Pass) {
    formatting_.push_back({.tag = name, .cost = 1 + tag.source.size() / kAttributeBlock});
  }
  return effect;
}

OpenElements::Effect OpenElements::end_tag(const TagToken& tag, Tag name) {
  also_closed_.clear();
  if (untracked_ > 0) {
    --untracked_;
    return Effect::Drop;
  }
  for (std::size_t i = stack_.size(); i > 0 && stack_[i - 1].space != Space::Html; --i) {
    if (same_name(stack_[i - 1].name, tag.name)) return close_to(i - 1);
  }
  return end_html(tag, name);
}

OpenElements::Effect OpenElements::end_html(const TagToken& tag, Tag name) {
  if (in_select() && name != Tag::Option && name != Tag::Optgroup && name != Tag::Select &&
      name != Tag::Template) {
    const bool ends_cell = has(name, kTablePart) || name == Tag::Table;
    if (!ends_cell || find_in_scope(name, kTableScope) == kNone) return Effect::Ignore;
  }
  if (has(name, kFormatting)) return end_formatting(name);
  if (has(name, kTablePart) || name == Tag::Table) {
    return close_to(find_in_scope(name, kTableScope));
  }
  if (has(name, kBlockEnd) || name == Tag::Dd || name == Tag::Dt) {
    return close_to(find_in_scope(name, kScope));
  }
  if (has(name, kHeading)) {
    return close_to(find([](const Entry& e) { return has(e.tag, kHeading); },
                         [](const Entry& e) { return has(e.tag, kScope) || e.integration; }));
  }
  switch (name) {
    case Tag::Html:
    case Tag::Body:
    case Tag::Head:
    case Tag::Br:
      return Effect::Pass;
    case Tag::P:
      return close_to(find_in_scope(Tag::P, kScope | kButtonScope));
    case Tag::Li:
      return close_to(find_in_scope(Tag::Li, kScope | kListScope));
    case Tag::Select:
      return close_to(find_in_scope(Tag::Select, kTableScope));
    case Tag::Template:
      return close_to(find_in_scope(Tag::Template, 0));
    case Tag::Form: {
      form_open_ = false;
      const std::size_t open = find_in_scope(Tag::Form, kScope);
      return open == kNone ? effect_of_leaf() : take_out(open);
    }
    default:
      return end_other(tag, name);
  }
}

/// "Any other end tag". One that closes nothing is dropped when the parser might take it for
/// another.
OpenElements::Effect OpenElements::end_other(const TagToken& tag, Tag name) {
  const std::size_t open = find(
      [&](const Entry& e) {
        return e.tag == name && (name != Tag::Other || same_name(e.name, tag.name));
      },
      [](const Entry& e) { return has(e.tag, kSpecial) || e.integration; });
  if (!has(name, kUnknown)) return close_to(open);
  if (open == kNone) return Effect::Ignore;
  for (std::size_t i = stack_.size() - 1; i > open; --i) {
    const Entry& inner = stack_[i];
    if (inner.kept && has(inner.tag, kUnknown)) also_closed_.push_back(inner.name);
  }
  return close_to(open);
}

/// The adoption agency algorithm's effect on the stack: blocks opened inside the formatting element
/// stay open, anything else in it is closed with it.
OpenElements::Effect OpenElements::end_formatting(Tag name) {
  const auto first = formatting_.begin() + marker_;
  const auto active = std::find_if(formatting_.rbegin(), std::make_reverse_iterator(first),
                                   [&](const Formatting& f) { return f.tag == name; });
  if (active.base() != first) formatting_.erase(std::prev(active.base()));
  const std::size_t open = find_in_scope(name, kScope);
  if (open == kNone) return effect_of_leaf();
  const bool has_block =
      std::any_of(stack_.begin() + static_cast<std::ptrdiff_t>(open) + 1, stack_.end(),
                  [](const Entry& e) { return has(e.tag, kSpecial) || e.integration; });
  if (!has_block) return close_to(open);
  return take_out(open);
}

/// Closes the element at `index` and all in it. The tags of its dropped descendants are gone, so
/// the parser needs the end tag only where it has seen the start tag.
OpenElements::Effect OpenElements::close_to(std::size_t index) {
  if (index == kNone) return effect_of_leaf();
  const bool kept = stack_[index].kept;
  pop_to(index);
  return kept ? Effect::Pass : Effect::Drop;
}

OpenElements::Effect OpenElements::effect_of_leaf() const {
  return stack_.empty() || stack_.back().kept ? Effect::Pass : Effect::Drop;
}

OpenElements::Effect OpenElements::push(const TagToken& tag, Tag name, Space space,
                                        bool integration) {
  if (stack_.size() >= max_depth_ + kSlack) {
    ++untracked_;
    return Effect::Drop;
  }
  const bool kept = stack_.size() < max_depth_ && (stack_.empty() || stack_.back().kept);
  stack_.push_back({.tag = name,
                    .space = space,
                    .integration = integration,
                    .kept = kept,
                    .outer_marker = marker_,
                    .name = tag.name});
  if (space == Space::Html && has(name, kMarker)) {
    marker_ = static_cast<std::uint8_t>(formatting_.size());
  }
  ++open_count_[static_cast<std::size_t>(name)];
  if (space == Space::Svg && svg_root_ == kNone) svg_root_ = stack_.size() - 1;
  return kept ? Effect::Pass : Effect::Drop;
}

void OpenElements::pop() {
  const Entry& top = stack_.back();
  if (top.space == Space::Html && has(top.tag, kMarker)) {
    formatting_.resize(std::min<std::size_t>(formatting_.size(), marker_));
    marker_ = top.outer_marker;
  }
  --open_count_[static_cast<std::size_t>(top.tag)];
  stack_.pop_back();
  if (svg_root_ == stack_.size()) svg_root_ = kNone;
}

void OpenElements::pop_to(std::size_t index) {
  while (stack_.size() > index) pop();
}

/// Closes the element at `index` but none of those in it.
OpenElements::Effect OpenElements::take_out(std::size_t index) {
  const bool kept = stack_[index].kept;
  --open_count_[static_cast<std::size_t>(stack_[index].tag)];
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
  if (svg_root_ != kNone && index < svg_root_) --svg_root_;
  return kept ? Effect::Pass : Effect::Drop;
}

void OpenElements::close_p() {
  const std::size_t open = find_in_scope(Tag::P, kScope | kButtonScope);
  if (open != kNone) pop_to(open);
}

void OpenElements::close_list_item(Tag name, Tag other) {
  const std::size_t open =
      find([&](const Entry& e) { return e.tag == name || e.tag == other; },
           [](const Entry& e) {
             return e.integration || (has(e.tag, kSpecial) && e.tag != Tag::Address &&
                                      e.tag != Tag::Div && e.tag != Tag::P);
           });
  if (open != kNone) pop_to(open);
  close_p();
}

bool OpenElements::in_template() const { return find_in_scope(Tag::Template, 0) != kNone; }

bool OpenElements::top_is(Tag tag) const { return !stack_.empty() && stack_.back().tag == tag; }

bool OpenElements::in_preformatted() const {
  return open_count_[static_cast<std::size_t>(Tag::Pre)] > 0 ||
         open_count_[static_cast<std::size_t>(Tag::Listing)] > 0;
}

std::size_t OpenElements::reopening_cost(Tag name) const {
  if (!has(name, kSpecial)) return 0;
  return std::accumulate(formatting_.begin() + marker_, formatting_.end(), std::size_t{0},
                         [](std::size_t sum, const Formatting& f) { return sum + f.cost; });
}

bool OpenElements::in_select() const {
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Tag tag = stack_[i - 1].tag;
    if (tag == Tag::Select) return true;
    if (tag != Tag::Option && tag != Tag::Optgroup) return false;
  }
  return false;
}

template <class Matches, class Barrier>
std::size_t OpenElements::find(Matches matches, Barrier barrier) const {
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Entry& entry = stack_[i - 1];
    if (entry.space == Space::Html && matches(entry)) return i - 1;
    if (barrier(entry)) return kNone;
  }
  return kNone;
}

std::size_t OpenElements::find_in_scope(Tag tag, std::uint32_t barrier) const {
  if (open_count_[static_cast<std::size_t>(tag)] == 0) return kNone;
  return find([&](const Entry& e) { return e.tag == tag; },
              [&](const Entry& e) {
                return e.space == Space::Html ? has(e.tag, barrier)
                                              : e.integration && (barrier & kScope) != 0;
              });
}

}  // namespace dateline
