#include "indexer/open_elements.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

namespace dateline {
namespace {

/// The parser's time is quadratic in formatting elements that stay open.
constexpr std::size_t kMaxFormatting = 40;

/// Markers that no end tag takes back; every search for a formatting element may pass all of them.
constexpr std::size_t kMaxMarkers = 1000;

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
constexpr Traits kImplied = 1 << 14;   ///< "generate implied end tags" closes it
/// Its start tag opens formatting elements again that were closed with their block.
constexpr Traits kReopens = 1 << 15;
constexpr Traits kNoFrameset = 1 << 16;   ///< no frameset takes the place of the body after it
constexpr Traits kForHead = 1 << 17;      ///< its start tag is read by the rules of the head
constexpr Traits kForNoscript = 1 << 18;  ///< and leaves a noscript element in the head open

constexpr std::array<Traits, kTagCount> make_traits() {
  using enum Tag;
  std::array<Traits, kTagCount> traits{};
  const auto add = [&](Traits trait, std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) traits[static_cast<std::size_t>(tag)] |= trait;
  };
  // clang-format off
  add(kLeaf | kSpecial,
      {Area, Base, Basefont, Bgsound, Br, Col, Embed, Frame, Hr, Image, Img, Input, Isindex, Keygen,
       Link, Menuitem, Meta, Param, Source, Track, Wbr,
       Iframe, Noembed, Noframes, Plaintext, Script, Style, Textarea, Title, Xmp});
  add(kFormatting, {A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U});
  add(kSpecial,
      {Address, Applet, Article, Aside, Blockquote, Body, Button, Caption, Center, Colgroup, Dd,
       Details, Dir, Div, Dl, Dt, Fieldset, Figcaption, Figure, Footer, Form, Frameset, H1, H2, H3,
       H4, H5, H6, Head, Header, Hgroup, Html, Iframe, Li, Listing, Marquee, Menu, Nav,
       Noembed, Noframes, Noscript, Object, Ol, P, Plaintext, Pre, Script, Section, Select, Style,
       Summary, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Title, Tr, Ul, Xmp});
  add(kScope, {Applet, Caption, Marquee, Object, Table, Td, Template, Th});
  add(kListScope, {Ol, Ul});
  add(kButtonScope, {Button});
  add(kTableScope, {Table, Template});
  add(kMarker, {Applet, Caption, Marquee, Object, Td, Template, Th});
  add(kClosesP,
      {Address, Article, Aside, Blockquote, Center, Details, Dir, Div, Dl, Fieldset,
       Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Header, Hgroup, Hr, Isindex,
       Listing, Main, Menu, Nav, Ol, P, Plaintext, Pre, Section, Summary, Ul, Xmp});
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
  add(kImplied, {Dd, Dt, Li, Optgroup, Option, P, Rb, Rp, Rt, Rtc});
  add(kNoFrameset,
      {Applet, Area, Body, Br, Button, Dd, Dt, Embed, Hr, Iframe, Image, Img, Input, Isindex,
       Keygen, Li, Listing, Marquee, Object, Pre, Select, Table, Template, Textarea, Wbr, Xmp});
  add(kForHead,
      {Base, Basefont, Bgsound, Link, Menuitem, Meta, Noframes, Script, Style, Template, Title});
  add(kForNoscript, {Basefont, Bgsound, Link, Meta, Noframes, Style});
  for (std::size_t i = static_cast<std::size_t>(Other); i < kTagCount; ++i)
    if ((traits[i] & (kClosesP | kTablePart | kForHead)) == 0) traits[i] |= kReopens;
  for (const Tag tag : {Body, Dd, Dt, Form, Frame, Frameset, Head, Html, Iframe, Isindex, Li,
                        Noembed, Param, Rb, Rp, Rt, Rtc, Source, Table, Textarea, Track})
    traits[static_cast<std::size_t>(tag)] &= ~kReopens;
  traits[static_cast<std::size_t>(Xmp)] |= kReopens;
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

std::uint64_t hash(std::uint64_t seed, std::string_view text) {
  constexpr std::uint64_t kPrime = 0x100'0000'01B3;  // FNV-1a
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * kPrime;
  return seed;
}

/// The same for all tags with the same attributes in any order.
std::uint64_t hash_attributes(const TagToken& tag) {
  constexpr std::uint64_t kBasis = 0xCBF2'9CE4'8422'2325;  // FNV-1a
  std::uint64_t sum = 0;
  std::string name;
  for (const AttributeToken& attribute : tag.attributes) {
    name.assign(attribute.name);
    for (char& c : name) c = to_ascii_lower(c);
    sum += hash(hash(hash(kBasis, name), "="), attribute.value);
  }
  return sum;
}

/// Whether the doctype is `<!doctype html>` or one of the usual ones of HTML 4 and XHTML.
bool has_new_doctype(std::string_view source) {
  constexpr std::string_view kDoctype = "<!doctype";
  const auto skip_spaces = [&] {
    while (!source.empty() && is_html_space(source.front())) source.remove_prefix(1);
  };
  const auto take = [&](std::string_view word) {
    if (!starts_with_ignoring_case(source, word)) return false;
    source.remove_prefix(word.size());
    skip_spaces();
    return true;
  };
  const auto take_quoted = [&](std::string_view end) {
    const std::size_t quote = source.substr(0, 1) == "\"" ? source.find('"', 1) : source.npos;
    if (quote == source.npos) return false;
    const std::string_view value = source.substr(1, quote - 1);
    source.remove_prefix(quote + 1);
    skip_spaces();
    return value.ends_with(end) && value.find('>') == value.npos && value.find("ibm") == value.npos;
  };
  if (!take(kDoctype) || !take("html")) return false;
  if (take("system")) return take_quoted("about:legacy-compat") && source == ">";
  if (!take("public")) return source == ">";
  return take_quoted("//EN") && (source == ">" || (take_quoted("") && source == ">"));
}

bool is_hidden_input(const TagToken& tag, Tag name) {
  const AttributeToken* type = name == Tag::Input ? tag.find("type") : nullptr;
  return type != nullptr && equals_ignoring_case(type->value, "hidden");
}

bool is_html_annotation(const TagToken& tag) {
  const AttributeToken* encoding = tag.find("encoding");
  return encoding != nullptr && has_any(encoding->value, {"text/html", "application/xhtml+xml"});
}

}  // namespace

OpenElements::Effect OpenElements::start_tag(const TagToken& tag, Tag name) {
  moved_formatting_ = false;
  const bool as_html = reads_as_html(tag, name);
  if (mode_ != Mode::Body && !is_open(Tag::Template) && start_before_body(name))
    return Effect::Pass;
  if (as_html) return start_html(tag, name);
  if (breaks_out(tag, name)) {
    while (in_foreign_content() && stack_.back().content == Content::Foreign) pop();
    return start_html(tag, name);
  }
  return start_foreign(tag);
}

/// Only the first thing on the page counts. Of doctypes that name a public identifier the parser
/// takes nearly all for new ones.
bool OpenElements::doctype(std::string_view source) {
  if (mode_ != Mode::Initial) return false;
  mode_ = Mode::BeforeHtml;
  quirks_ = has_new_doctype(source) ? Quirks::No : Quirks::Unknown;
  return true;
}

/// Whether the tag is read before the body, where there is no stack but of templates.
bool OpenElements::start_before_body(Tag name) {
  using enum Mode;
  if (mode_ == Initial) mode_ = BeforeHtml;
  if (mode_ == BeforeHtml) {
    mode_ = BeforeHead;
    if (name == Tag::Html) return true;
  }
  if (mode_ == BeforeHead) {
    mode_ = Head;
    if (name == Tag::Head) return true;
  }
  if (name == Tag::Html || name == Tag::Head) return true;
  if (mode_ == HeadNoscript) {
    if (has(name, kForNoscript) || name == Tag::Noscript) return true;
    mode_ = Head;
  }
  if (has(name, kForHead) && !(mode_ == AfterHead && name == Tag::Menuitem))
    return name != Tag::Template;
  if (mode_ == Head) {
    if (name == Tag::Noscript) {
      mode_ = HeadNoscript;
      return true;
    }
    mode_ = AfterHead;
  }
  mode_ = Body;
  return false;
}

void OpenElements::end_before_body(Tag name) {
  using enum Mode;
  if (mode_ == Initial) mode_ = BeforeHtml;
  if (name == Tag::Br || (mode_ != HeadNoscript && (name == Tag::Html || name == Tag::Body))) {
    mode_ = Body;
  } else if (name == Tag::Head) {
    if (mode_ != HeadNoscript) mode_ = AfterHead;
  } else if (name == Tag::Noscript && mode_ == HeadNoscript) {
    mode_ = Head;
  }
}

void OpenElements::read_text(std::string_view text) {
  const bool is_blank = std::all_of(text.begin(), text.end(), is_html_space);
  if (!is_blank) {
    if (!is_open(Tag::Template)) mode_ = Mode::Body;
    frameset_ok_ = false;
    if (top_is(Tag::Colgroup)) pop();
  }
  if (!has_unopened_formatting() || in_select() || (is_blank && in_table_mode())) return;
  if (in_foreign_content() && stack_.back().content == Content::Foreign) return;
  reopen_formatting();
}

bool OpenElements::takes_frameset() const {
  return mode_ == Mode::Body ? frameset_ok_ : !is_open(Tag::Template);
}

std::vector<std::string_view> OpenElements::names_in_svg() const {
  std::vector<std::string_view> names;
  for (std::size_t i = svg_root_ + 1; i < stack_.size(); ++i) names.push_back(stack_[i].name);
  return names;
}

bool OpenElements::reads_html_in_svg(const TagToken& tag, Tag name) const {
  if (!in_svg() || !(reads_as_html(tag, name) || breaks_out(tag, name))) return false;
  return std::any_of(stack_.begin() + static_cast<std::ptrdiff_t>(svg_root_), stack_.end(),
                     [](const Entry& e) { return e.content == Content::Html; });
}

bool OpenElements::ends_within_svg(const TagToken& tag, Tag name) const {
  for (std::size_t i = stack_.size(); i > 0 && stack_[i - 1].space != Space::Html; --i)
    if (same_name(stack_[i - 1].name, tag.name)) return true;
  return has(name, kUnknown) && find_other(tag, name) == kNone;
}

bool OpenElements::inserts_in_place(Tag name) const {
  using enum Tag;
  if (mode_ != Mode::Body || frameset_ok_) return false;
  // Within these a character stands elsewhere than an element, or nowhere.
  for (const Tag other : {Table, Template, Select, Svg, Math})
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

bool OpenElements::reads_as_html(const TagToken& tag, Tag name) const {
  if (!in_foreign_content()) return true;
  const Entry& top = stack_.back();
  if (top.content == Content::Html) return true;
  if (top.content == Content::MathText)
    return name != Tag::Other || !has_any(tag.name, {"mglyph", "malignmark"});
  return name == Tag::Svg && top.space == Space::Math &&
         equals_ignoring_case(top.name, "annotation-xml");
}

OpenElements::Effect OpenElements::start_foreign(const TagToken& tag) {
  if (tag.self_closing) return effect_of_leaf();
  const Space space = stack_.back().space;
  Content content = Content::Foreign;
  if (space == Space::Svg) {
    if (has_any(tag.name, {"foreignobject", "desc", "title"})) content = Content::Html;
  } else if (has_any(tag.name, {"mi", "mo", "mn", "ms", "mtext"})) {
    content = Content::MathText;
  } else if (equals_ignoring_case(tag.name, "annotation-xml") && is_html_annotation(tag)) {
    content = Content::Html;
  }
  return push(tag, Tag::Other, space, content);
}

OpenElements::Effect OpenElements::start_html(const TagToken& tag, Tag name) {
  if (top_is(Tag::Colgroup) && name != Tag::Col && name != Tag::Template && name != Tag::Html)
    pop();
  if (in_select()) {
    if (const std::optional<Effect> effect = start_in_select(name)) return *effect;
  }
  if (top_is(Tag::Template) && !starts_in_template(name)) return Effect::Ignore;
  if (frameset_ok_ && has(name, kNoFrameset) && !is_hidden_input(tag, name)) frameset_ok_ = false;
  if (has(name, kTablePart)) return start_table_part(tag, name);
  if (has(name, kFormatting)) return start_formatting(tag, name);
  if ((name == Tag::Form || name == Tag::Isindex) && form_open_ && !is_open(Tag::Template))
    return Effect::Ignore;
  if (name == Tag::Form) {
    form_open_ = true;
    form_ = ++latest_id_;
    if (in_table_mode()) return effect_of_leaf();
  }
  if (has(name, kClosesP)) close_p();
  if (name == Tag::Button) {
    if (const std::size_t open = find_in_scope(Tag::Button, kScope); open != kNone) pop_to(open);
  }
  if (has(name, kReopens) && has_unopened_formatting()) {
    if (name == Tag::Option || name == Tag::Optgroup) {
      if (top_is(Tag::Option)) pop();
    }
    if (!in_select() && !(is_hidden_input(tag, name) && in_table_mode())) reopen_formatting();
  }
  if (has(name, kLeaf)) return effect_of_leaf();
  switch (name) {
    case Tag::Html:
    case Tag::Head:
    case Tag::Body:
    case Tag::Frameset:
      return Effect::Pass;
    case Tag::Li:
      close_list_item(Tag::Li, Tag::Li);
      break;
    case Tag::Dd:
    case Tag::Dt:
      close_list_item(Tag::Dd, Tag::Dt);
      break;
    case Tag::Optgroup:
      if (top_is(Tag::Option)) pop();
      if (in_select() && top_is(Tag::Optgroup)) pop();
      break;
    case Tag::Option:
      if (top_is(Tag::Option)) pop();
      break;
    case Tag::Rb:
    case Tag::Rp:
    case Tag::Rt:
    case Tag::Rtc:
      if (find_in_scope(Tag::Ruby, kScope) != kNone) pop_implied();
      break;
    case Tag::Table:
      start_table();
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
    case Tag::Html:
      return Effect::Pass;
    default:
      if ((!has(name, kTablePart) && name != Tag::Table) || name == Tag::Col ||
          name == Tag::Colgroup || !in_table())
        return Effect::Ignore;
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
  const std::size_t parent = find([&](const Entry& entry) { return takes(entry.tag); },
                                  [](const Entry&) { return false; });
  if (parent == kNone || stack_[parent].template_content == TemplateContent::Body)
    return Effect::Ignore;
  if (const std::size_t cell = find_cell(); cell != kNone) close_marked(cell);
  pop_to(parent + 1);
  static const TagToken implied{};
  if (name == Tag::Col) {
    if (top_is(Tag::Table)) push(implied, Tag::Colgroup, Space::Html);
    return effect_of_leaf();
  }
  if (top_is(Tag::Table) && (is_cell || name == Tag::Tr)) push(implied, Tag::Tbody, Space::Html);
  if (is_cell && !top_is(Tag::Tr) && !top_is(Tag::Template)) push(implied, Tag::Tr, Space::Html);
  return push(tag, name, Space::Html);
}

OpenElements::Effect OpenElements::start_formatting(const TagToken& tag, Tag name) {
  if (name == Tag::A && find_formatting_of(name) != kNone) {
    adopt(name);
    if (const std::size_t left = find_formatting_of(name); left != kNone) {
      const Id id = formatting_[left].id;
      erase_formatting(left);
      for (std::size_t i = stack_.size(); i > 0; --i)
        if (stack_[i - 1].id == id) {
          moved_formatting_ = true;
          remove(i - 1);
          break;
        }
    }
  }
  reopen_formatting();
  if (name == Tag::Nobr && find_in_scope(name, kScope) != kNone) {
    adopt(name);
    reopen_formatting();
  }
  if (formatting_elements_ >= kMaxFormatting) return Effect::Drop;
  const Effect effect = push(tag, name, Space::Html);
  if (effect == Effect::Pass) {
    const bool is_single = name == Tag::A || name == Tag::Nobr;
    const Formatting added{.tag = name,
                           .open = true,
                           .id = ++latest_id_,
                           .cost = 1 + tag.source.size() / kAttributeBlock,
                           .attributes = is_single ? 0 : hash_attributes(tag)};
    if (!is_single) limit_equal_formatting(added);
    stack_.back().id = added.id;
    formatting_.push_back(added);
    ++formatting_elements_;
  }
  return effect;
}

/// Of elements with the same name and attributes no more than three stay in the list.
void OpenElements::limit_equal_formatting(const Formatting& added) {
  constexpr int kMaxEqual = 3;
  int count = 0;
  for (std::size_t i = formatting_.size(); i > 0; --i) {
    const Formatting& other = formatting_[i - 1];
    if (other.tag == Tag::Document) return;
    if (other.tag != added.tag || other.attributes != added.attributes) continue;
    if (++count == kMaxEqual) return erase_formatting(i - 1);
  }
}

/// "Reconstruct the active formatting elements".
void OpenElements::reopen_formatting() {
  if (!has_unopened_formatting()) return;
  std::size_t first = formatting_.size() - 1;
  while (first > 0 && formatting_[first - 1].tag != Tag::Document && !formatting_[first - 1].open)
    --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    if (stack_.size() >= max_depth_ + kSlack) return;
    Formatting& formatting = formatting_[i];
    insert(stack_.size(), {.tag = formatting.tag,
                           .kept = stack_.empty() || stack_.back().kept,
                           .id = formatting.id,
                           .name = tag_name(formatting.tag)});
  }
}

OpenElements::Effect OpenElements::end_tag(const TagToken& tag, Tag name) {
  also_closed_.clear();
  moved_formatting_ = false;
  if (untracked_ > 0) {
    --untracked_;
    return Effect::Drop;
  }
  if (mode_ != Mode::Body && !is_open(Tag::Template)) {
    end_before_body(name);
    return Effect::Pass;
  }
  for (std::size_t i = stack_.size(); i > 0 && stack_[i - 1].space != Space::Html; --i) {
    if (same_name(stack_[i - 1].name, tag.name)) return close_to(i - 1);
  }
  return end_html(tag, name);
}

OpenElements::Effect OpenElements::end_html(const TagToken& tag, Tag name) {
  if (top_is(Tag::Colgroup) && name != Tag::Col && name != Tag::Template) {
    const Effect effect = close_to(stack_.size() - 1);
    if (name == Tag::Colgroup) return effect;
  }
  if (in_select() && name != Tag::Option && name != Tag::Optgroup && name != Tag::Select &&
      name != Tag::Template) {
    const bool ends_cell =
        (has(name, kTablePart) && name != Tag::Col && name != Tag::Colgroup) || name == Tag::Table;
    if (!ends_cell || find_in_scope(name, kTableScope) == kNone) return Effect::Ignore;
  }
  if (has(name, kFormatting)) return end_formatting(name);
  if (has(name, kTablePart) || name == Tag::Table) {
    const std::size_t open = find_in_scope(name, kTableScope);
    if (open == kNone) return effect_of_leaf();
    const std::size_t cell = find_cell();
    if (cell == open) return close_marked(cell);
    if (cell != kNone && cell > open) close_marked(cell);
    return close_to(open);
  }
  if (has(name, kBlockEnd) || name == Tag::Dd || name == Tag::Dt) {
    if (has(name, kMarker)) return close_marked(find_in_scope(name, kTableScope));
    return close_to(find_in_scope(name, kScope));
  }
  if (has(name, kHeading)) {
    return close_to(find([](const Entry& e) { return has(e.tag, kHeading); },
                         [](const Entry& e) { return stops_scope(e, kScope); }));
  }
  switch (name) {
    case Tag::Html:
    case Tag::Body:
    case Tag::Head:
      return Effect::Pass;
    case Tag::Br:
      reopen_formatting();
      return Effect::Pass;
    case Tag::P: {
      const std::size_t open = find_in_scope(Tag::P, kScope | kButtonScope);
      if (open == kNone) reopen_formatting();
      return close_to(open);
    }
    case Tag::Li:
      return close_to(find_in_scope(Tag::Li, kScope | kListScope));
    case Tag::Select:
      return close_to(find_in_scope(Tag::Select, kTableScope));
    case Tag::Template:
      return close_marked(find_in_scope(Tag::Template, 0));
    case Tag::Form:
      return end_form();
    default:
      return end_other(tag, name);
  }
}

/// Closes the form that was opened last, but none of the elements in it that are not implied.
OpenElements::Effect OpenElements::end_form() {
  const Id form = form_;
  const bool was_open = form_open_;
  form_open_ = false;
  form_ = kNoId;
  if (!was_open || !is_open(Tag::Form)) return effect_of_leaf();
  const std::size_t open = find([&](const Entry& e) { return e.id == form; },
                                [](const Entry& e) { return stops_scope(e, kScope); });
  if (open == kNone) return effect_of_leaf();
  pop_implied();
  const bool kept = stack_[open].kept;
  remove(open);
  return kept ? Effect::Pass : Effect::Drop;
}

/// The cell or caption that is open in the innermost table.
std::size_t OpenElements::find_cell() const {
  return find([](const Entry& e) { return has(e.tag, kTablePart) && has(e.tag, kMarker); },
              [](const Entry& e) { return e.tag == Tag::Table || e.tag == Tag::Template; });
}

std::size_t OpenElements::find_other(const TagToken& tag, Tag name) const {
  return find(
      [&](const Entry& e) {
        return e.tag == name && (name != Tag::Other || same_name(e.name, tag.name));
      },
      [](const Entry& e) { return e.special; });
}

/// "Any other end tag". One that closes nothing is dropped when the parser might take it for
/// another.
OpenElements::Effect OpenElements::end_other(const TagToken& tag, Tag name) {
  const std::size_t open = find_other(tag, name);
  if (!has(name, kUnknown)) return close_to(open);
  if (open == kNone) return Effect::Hide;
  for (std::size_t i = stack_.size() - 1; i > open; --i) {
    const Entry& inner = stack_[i];
    if (inner.kept && inner.space == Space::Html && has(inner.tag, kUnknown))
      also_closed_.push_back(inner.name);
  }
  return close_to(open);
}

OpenElements::Effect OpenElements::end_formatting(Tag name) {
  const std::size_t open = find_in_scope(name, kScope);
  if (open != kNone && !stack_[open].kept) return close_to(open);
  const Effect effect = open == kNone ? effect_of_leaf() : Effect::Pass;
  adopt(name);
  return effect;
}

/// The adoption agency algorithm, as the parser has it, for the stack and the list alone.
void OpenElements::adopt(Tag name) {
  constexpr int kMaxRounds = 8;
  constexpr int kMaxCopied = 3;
  if (top_is(name) && stack_.back().space == Space::Html &&
      find_formatting(stack_.back().id) == kNone)
    return pop();
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::size_t active = find_formatting_of(name);
    if (active == kNone) return;
    const Formatting formatting = formatting_[active];
    if (!formatting.open) return erase_formatting(active);
    if (find_in_scope(name, kScope) == kNone) return;
    const auto is_it = [&](const Entry& e) { return e.id == formatting.id; };
    const auto begin = std::find_if(stack_.begin(), stack_.end(), is_it);
    const auto found = std::find_if(begin, stack_.end(), [](const Entry& e) { return e.special; });
    const auto open = static_cast<std::size_t>(begin - stack_.begin());
    if (found == stack_.end()) {
      pop_to(open);
      return erase_formatting(find_formatting(formatting.id));
    }
    moved_formatting_ = true;
    auto block = static_cast<std::size_t>(found - stack_.begin());
    std::size_t bookmark = active + 1;
    bool is_first = true;
    int count = 0;
    for (std::size_t node = block - 1; node > open; --node) {
      ++count;
      const std::size_t place = find_formatting(stack_[node].id);
      if (place == kNone) {
        remove(node);
        --block;
      } else if (count > kMaxCopied) {
        erase_formatting(place);
        if (place < bookmark) --bookmark;
      } else {
        if (is_first) bookmark = place + 1;
        is_first = false;
      }
    }
    const std::size_t old_place = find_formatting(formatting.id);
    if (old_place < bookmark) --bookmark;
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(old_place));
    formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), formatting);
    const Entry entry = stack_[open];
    remove(open);
    insert(block, entry);
  }
}

std::size_t OpenElements::find_formatting(Id id) const {
  if (id == kNoId) return kNone;
  for (std::size_t i = formatting_.size(); i > 0; --i)
    if (formatting_[i - 1].id == id) return i - 1;
  return kNone;
}

/// The latest one behind the latest marker.
std::size_t OpenElements::find_formatting_of(Tag tag) const {
  for (std::size_t i = formatting_.size(); i > 0; --i) {
    if (formatting_[i - 1].tag == tag) return i - 1;
    if (formatting_[i - 1].tag == Tag::Document) return kNone;
  }
  return kNone;
}

void OpenElements::erase_formatting(std::size_t index) {
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(index));
  --formatting_elements_;
}

void OpenElements::clear_to_marker() {
  while (!formatting_.empty()) {
    const bool is_marker = formatting_.back().tag == Tag::Document;
    formatting_.pop_back();
    if (is_marker) return;
    --formatting_elements_;
  }
}

/// Closes the element at `index` and all in it. The tags of its dropped descendants are gone, so
/// the parser needs the end tag only where it has seen the start tag.
OpenElements::Effect OpenElements::close_to(std::size_t index) {
  if (index == kNone) return effect_of_leaf();
  const bool kept = stack_[index].kept;
  pop_to(index);
  return kept ? Effect::Pass : Effect::Drop;
}

/// The same of a cell, a caption, an object and the like, and forgets the formatting elements that
/// were opened in it.
OpenElements::Effect OpenElements::close_marked(std::size_t index) {
  const bool has_marker = index != kNone && stack_[index].kept;
  const Effect effect = close_to(index);
  if (has_marker) clear_to_marker();
  return effect;
}

OpenElements::Effect OpenElements::effect_of_leaf() const {
  return stack_.empty() || stack_.back().kept ? Effect::Pass : Effect::Drop;
}

OpenElements::Effect OpenElements::push(const TagToken& tag, Tag name, Space space,
                                        Content content) {
  if (stack_.size() >= max_depth_ + kSlack) {
    ++untracked_;
    return Effect::Drop;
  }
  const bool has_marker = space == Space::Html && has(name, kMarker);
  const bool kept = stack_.size() < max_depth_ && (stack_.empty() || stack_.back().kept) &&
                    !(has_marker && formatting_.size() >= kMaxMarkers);
  insert(stack_.size(), {.tag = name,
                         .space = space,
                         .content = content,
                         .kept = kept,
                         .special = is_special(name, space, tag.name),
                         .id = name == Tag::Form ? form_ : kNoId,
                         .name = tag.name});
  if (has_marker && kept) formatting_.emplace_back();
  if (space == Space::Svg && svg_root_ == kNone) svg_root_ = stack_.size() - 1;
  return kept ? Effect::Pass : Effect::Drop;
}

void OpenElements::pop() { remove(stack_.size() - 1); }

void OpenElements::pop_to(std::size_t index) {
  while (stack_.size() > index) pop();
}

/// "Generate implied end tags".
void OpenElements::pop_implied() {
  while (!stack_.empty() && stack_.back().space == Space::Html && has(stack_.back().tag, kImplied))
    pop();
}

/// Closes the element at `index` but none of those in it.
void OpenElements::remove(std::size_t index) {
  const Entry& entry = stack_[index];
  --open_count_[static_cast<std::size_t>(entry.tag)];
  const std::size_t place = has(entry.tag, kFormatting) ? find_formatting(entry.id) : kNone;
  if (place != kNone) formatting_[place].open = false;
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
  if (svg_root_ == kNone) return;
  if (index == svg_root_) {
    svg_root_ = kNone;
  } else if (index < svg_root_) {
    --svg_root_;
  }
}

void OpenElements::insert(std::size_t index, const Entry& entry) {
  ++open_count_[static_cast<std::size_t>(entry.tag)];
  const std::size_t place = has(entry.tag, kFormatting) ? find_formatting(entry.id) : kNone;
  if (place != kNone) formatting_[place].open = true;
  if (svg_root_ != kNone && index <= svg_root_) ++svg_root_;
  stack_.insert(stack_.begin() + static_cast<std::ptrdiff_t>(index), entry);
}

void OpenElements::close_p() {
  const std::size_t open = find_in_scope(Tag::P, kScope | kButtonScope);
  if (open != kNone) pop_to(open);
}

void OpenElements::close_list_item(Tag name, Tag other) {
  const std::size_t open =
      find([&](const Entry& e) { return e.tag == name || e.tag == other; },
           [](const Entry& e) {
             return e.special && (e.space != Space::Html ||
                                  (e.tag != Tag::Address && e.tag != Tag::Div && e.tag != Tag::P));
           });
  if (open != kNone) pop_to(open);
  close_p();
}

/// A table that begins right in another closes that one.
void OpenElements::start_table() {
  if (in_table_mode()) {
    if (const std::size_t open = find_in_scope(Tag::Table, kTableScope); open != kNone)
      pop_to(open);
  }
  if (quirks_ == Quirks::No) {
    close_p();
  } else if (quirks_ == Quirks::Unknown && is_open(Tag::P)) {
    is_doubtful_ = true;
  }
}

/// Whether the tag means something in the template that is the current element.
bool OpenElements::starts_in_template(Tag name) {
  using enum TemplateContent;
  if (has(name, kForHead) && name != Tag::Menuitem)
    return stack_.back().template_content != Columns || name == Tag::Template;
  TemplateContent& content = stack_.back().template_content;
  if (content == Unknown)
    content = name == Tag::Col ? Columns : has(name, kTablePart) ? TableParts : Body;
  return content != Columns || name == Tag::Col;
}

/// Whether the innermost table or template holds rows and cells.
bool OpenElements::in_table() const {
  const std::size_t open =
      find([](const Entry& e) { return e.tag == Tag::Table || e.tag == Tag::Template; },
           [](const Entry&) { return false; });
  return open != kNone && (stack_[open].tag == Tag::Table ||
                           stack_[open].template_content == TemplateContent::TableParts);
}

/// Whether the insertion mode is that of a table, a row group or a row.
bool OpenElements::in_table_mode() const {
  if (!is_open(Tag::Table) && !is_open(Tag::Template)) return false;
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Entry& entry = stack_[i - 1];
    if (entry.space != Space::Html) continue;
    switch (entry.tag) {
      case Tag::Table:
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead:
      case Tag::Tr:
        return true;
      case Tag::Caption:
      case Tag::Select:
      case Tag::Td:
      case Tag::Th:
        return false;
      case Tag::Template:
        return entry.template_content == TemplateContent::TableParts;
      default:
        break;
    }
  }
  return false;
}

bool OpenElements::in_preformatted() const {
  return open_count_[static_cast<std::size_t>(Tag::Pre)] > 0 ||
         open_count_[static_cast<std::size_t>(Tag::Listing)] > 0;
}

std::size_t OpenElements::reopening_cost(Tag name) const {
  if (!has(name, kSpecial)) return 0;
  std::size_t cost = 0;
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].tag != Tag::Document; --i)
    cost += formatting_[i - 1].cost;
  return cost;
}

bool OpenElements::in_select() const {
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Tag tag = stack_[i - 1].tag;
    if (tag == Tag::Select) return true;
    if (tag != Tag::Option && tag != Tag::Optgroup) return false;
  }
  return false;
}

/// Whether the search for an element in scope ends at this one.
bool OpenElements::stops_scope(const Entry& entry, std::uint32_t barrier) {
  if (entry.space == Space::Html) return has(entry.tag, barrier);
  return (barrier & kScope) != 0 && (entry.special || entry.content == Content::Html);
}

/// Whether it stops the search of an end tag like </span>. The parser does not count the title of a
/// drawing.
bool OpenElements::is_special(Tag tag, Space space, std::string_view name) {
  switch (space) {
    case Space::Svg:
      return has_any(name, {"foreignobject", "desc"});
    case Space::Math:
      return has_any(name, {"mi", "mo", "mn", "ms", "mtext", "annotation-xml"});
    default:
      return has(tag, kSpecial);
  }
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
              [&](const Entry& e) { return stops_scope(e, barrier); });
}

}  // namespace dateline
