// The part of OpenElements that reads end tags.

#include <algorithm>

#include "indexer/element_traits.hpp"
#include "indexer/open_elements.hpp"

namespace dateline {
namespace {

using namespace element_traits;

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_ascii_lower(x) == to_ascii_lower(y);
         });
}

}  // namespace

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

bool OpenElements::ends_within_svg(const TagToken& tag, Tag name) const {
  for (std::size_t i = stack_.size(); i > 0 && stack_[i - 1].space != Space::Html; --i)
    if (same_name(stack_[i - 1].name, tag.name)) return true;
  return has(name, kUnknown) && find_other(tag, name) == kNone;
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

/// "Generate implied end tags".
void OpenElements::pop_implied() {
  while (!stack_.empty() && stack_.back().space == Space::Html && has(stack_.back().tag, kImplied))
    pop();
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

}  // namespace dateline
