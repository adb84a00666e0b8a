#include "indexer/open_elements.hpp"

#include <algorithm>
#include <initializer_list>

#include "indexer/element_traits.hpp"

namespace dateline {
namespace {

using namespace element_traits;

/// Markers that no end tag takes back; every search for a formatting element may pass all of them.
constexpr std::size_t kMaxMarkers = 1000;

bool has_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view other) { return equals_ignoring_case(name, other); });
}

bool breaks_out(const TagToken& tag, Tag name) {
  if (name != Tag::Font) return has(name, kBreakout);
  return tag.find("color") != nullptr || tag.find("face") != nullptr || tag.find("size") != nullptr;
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

std::size_t OpenElements::find_in_scope(Tag tag, std::uint32_t barrier) const {
  if (open_count_[static_cast<std::size_t>(tag)] == 0) return kNone;
  return find([&](const Entry& e) { return e.tag == tag; },
              [&](const Entry& e) { return stops_scope(e, barrier); });
}

}  // namespace dateline
