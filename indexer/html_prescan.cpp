#include "indexer/html_prescan.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "indexer/html_tokens.hpp"
#include "indexer/open_elements.hpp"

namespace dateline {
namespace {

/// Attributes that say how a page looks or loads, which is of no interest.
constexpr std::array<std::string_view, 31> kUnwantedAttributes{
    "border",         "sizes",         "width",           "height",      "target",
    "valign",         "nowrap",        "srcset",          "loading",     "decoding",
    "tabindex",       "media",         "bgcolor",         "hspace",      "vspace",
    "imagesizes",     "imagesrcset",   "crossorigin",     "integrity",   "nonce",
    "referrerpolicy", "fetchpriority", "autocomplete",    "cellpadding", "cellspacing",
    "frameborder",    "allow",         "allowfullscreen", "scrolling",   "placeholder",
    "maxlength",
};

/// Longer values are states of scripts, generated styles and the like, but for the attributes that
/// hold addresses, names and text.
constexpr std::size_t kMaxAttributeBytes = 200;
constexpr std::size_t kMaxStyleBytes = 2000;
constexpr std::size_t kMaxTextAttributeBytes = std::size_t{1} << 16;
constexpr std::array<std::string_view, 8> kTextAttributes{"alt", "class", "content", "href",
                                                          "id",  "src",   "title",   "value"};

/// Each further html or body tag merges its attributes into those of the first, at quadratic cost.
constexpr int kMaxRootTags = 8;

/// What the parser makes of one isindex tag.
constexpr std::size_t kIsindexElements = 10;

bool is_any_of(std::string_view name, std::span<const std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view other) { return equals_ignoring_case(name, other); });
}

/// The first letters of the unwanted names of each length: most others fail here.
constexpr auto kUnwantedLetters = [] {
  std::array<std::uint32_t, 16> letters{};
  for (const std::string_view name : kUnwantedAttributes)
    letters[name.size()] |= 1U << (name.front() - 'a');
  return letters;
}();

/// `name` begins with a letter.
bool is_unwanted(std::string_view name) {
  if (name.size() >= kUnwantedLetters.size()) return false;
  const std::uint32_t letter = 1U << (to_ascii_lower(name.front()) - 'a');
  return (kUnwantedLetters[name.size()] & letter) != 0 && is_any_of(name, kUnwantedAttributes);
}

/// `application/ld+json`, parameters allowed; some pages write the plus as a reference.
bool is_json_ld(const TagToken& script) {
  constexpr std::string_view kBeforePlus = "application/ld";
  constexpr std::string_view kAfterPlus = "json";
  const AttributeToken* type = script.find("type");
  if (type == nullptr) return false;
  std::string_view value = type->value;
  while (!value.empty() && is_html_space(value.front())) value.remove_prefix(1);
  if (!starts_with_ignoring_case(value, kBeforePlus)) return false;
  value.remove_prefix(kBeforePlus.size());
  for (const std::string_view plus : {"+", "&#43;", "&#x2b;", "&plus;"}) {
    if (!starts_with_ignoring_case(value, plus)) continue;
    value.remove_prefix(plus.size());
    if (!starts_with_ignoring_case(value, kAfterPlus)) return false;
    value.remove_prefix(kAfterPlus.size());
    return value.empty() || value.front() == ';' || is_html_space(value.front());
  }
  return false;
}

class Prescan {
 public:
  Prescan(std::string_view html, const HtmlLimits& limits)
      : html_(html),
        parts_left_(limits.max_parts),
        open_(limits.max_depth),
        page_{.skeleton = PageSkeleton(html.size(), limits.max_text_bytes)} {}

  PrescannedPage run() {
    while (position_ < html_.size()) {
      const std::size_t markup = std::min(html_.find('<', position_), html_.size());
      write_text(html_.substr(position_, markup - position_));
      position_ = markup;
      if (position_ < html_.size()) read_markup();
    }
    page_.truncated |= page_.skeleton.text_cut();
    return std::move(page_);
  }

 private:
  using Effect = OpenElements::Effect;

  /// Reads the unit that begins with the `<` at `position_`.
  void read_markup() {
    constexpr std::string_view kCdata = "<![CDATA[";
    const std::string_view rest = html_.substr(position_);
    const char next = rest.size() > 1 ? rest[1] : '\0';
    if (is_ascii_letter(next)) {
      read_start_tag();
    } else if (next == '/' && rest.size() > 2 && is_ascii_letter(rest[2])) {
      read_end_tag();
    } else if (open_.in_foreign_content() && rest.starts_with(kCdata)) {
      const std::size_t end = end_of_cdata(html_, position_);
      write_cdata(html_.substr(position_, end - position_));
      position_ = end;
    } else if (next == '!' || next == '?' || (next == '/' && rest.size() > 2)) {
      const std::size_t end = end_of_comment(html_, position_);
      if (starts_with_ignoring_case(rest, "<!doctype"))
        page_.skeleton.add_markup(html_.substr(position_, end - position_));
      position_ = end;
    } else {
      write_text(rest.substr(0, 1));
      ++position_;
    }
  }

  void read_start_tag() {
    scan_tag(html_, position_, tag_);
    position_ += tag_.source.size();
    if (!tag_.complete) return;
    const Tag name = find_tag(tag_.name);
    const bool as_html = open_.reads_as_html(name);
    const bool was_in_svg = open_.in_svg();
    imply_head(name);
    const bool in_place = in_body_ && as_html && open_.inserts_in_place(name);
    const Effect effect = open_.start_tag(tag_, name);
    if (was_in_svg && !open_.in_svg()) write_svg_end();
    if (as_html && effect != Effect::Ignore && read_text_element(name, effect)) return;
    if (was_in_svg && open_.in_svg()) return;
    if (name == Tag::Link && as_html) {
      const AttributeToken* rel = tag_.find("rel");
      if (rel != nullptr && names_resource(rel->value)) return;
    }
    if ((name == Tag::Html || name == Tag::Body) && ++root_tags_ > kMaxRootTags) return;
    in_body_ |= name == Tag::Body;
    if (!spend(effect, name)) return drop(effect, name);
    if (in_place && effect == Effect::Pass) return write_subtree(name);
    if (name == Tag::Svg && as_html) {
      svg_written_ = open_.in_svg();
      page_.skeleton.add_markup(svg_written_ ? "<svg>" : "<svg/>");
    } else {
      end_text(name);
      write_start_tag(name, as_html && name != Tag::Math && name != Tag::Isindex);
    }
  }

  void read_end_tag() {
    scan_tag(html_, position_, tag_);
    position_ += tag_.source.size();
    if (!tag_.complete) return;
    const Tag name = find_tag(tag_.name);
    const bool was_in_svg = open_.in_svg();
    const std::size_t depth = open_.depth();
    const Effect effect = open_.end_tag(tag_, name);
    if (open_.in_svg()) return;
    if (was_in_svg) {
      write_svg_end();
      if (name == Tag::Svg) return;
    }
    tag_.attributes.clear();
    if (!spend(effect, name)) return drop(effect, name);
    if (open_.depth() + 1 == depth && open_.also_closed().empty() &&
        page_.skeleton.end_subtree(name, depth))
      return;
    // The parser files text that stands before this tag behind the form; a comment ends the text.
    if (name == Tag::Form) page_.skeleton.add_markup("<!---->");
    end_text(name);
    for (const std::string_view inner : open_.also_closed()) page_.skeleton.add_end_tag(inner);
    page_.skeleton.add_end_tag(tag_.name);
  }

  /// Reads the rest of an element whose content is not markup. Returns whether `name` is one.
  bool read_text_element(Tag name, Effect effect) {
    switch (name) {
      case Tag::Script: {
        const bool wanted = is_json_ld(tag_) && !open_.in_svg();
        const std::size_t end = find_script_end(html_, position_);
        if (wanted) page_.json_ld.emplace_back(html_.substr(position_, end - position_));
        position_ = end;
        break;
      }
      case Tag::Style:
        position_ = find_end_tag(html_, position_, tag_name(name));
        break;
      case Tag::Iframe:
      case Tag::Noembed:
      case Tag::Noframes:
      case Tag::Textarea:
      case Tag::Title:
      case Tag::Xmp: {
        const std::size_t end = find_end_tag(html_, position_, tag_name(name));
        if (!open_.in_svg() && spend(effect, name)) {
          write_start_tag(name, true);
          page_.skeleton.add_text(
              html_.substr(position_, end - position_),
              name == Tag::Title || name == Tag::Textarea ? TextKind::Preformatted : TextKind::Raw);
          page_.skeleton.add_end_tag(tag_name(name));
        } else {
          drop(effect, name);
        }
        position_ = end;
        break;
      }
      case Tag::Plaintext:
        if (!open_.in_svg()) {
          write_start_tag(name, true);
          page_.skeleton.add_text(html_.substr(position_), TextKind::Raw);
        }
        position_ = html_.size();
        return true;
      default:
        return false;
    }
    if (position_ < html_.size()) {
      scan_tag(html_, position_, tag_);
      position_ += tag_.source.size();
    }
    return true;
  }

  /// Whether the tag may be written: takes its cost from what is left.
  bool spend(Effect effect, Tag name) {
    if (effect == Effect::Pass) {
      const std::size_t cost = 1 + tag_.attributes.size() + open_.reopening_cost(name) +
                               (name == Tag::Isindex ? kIsindexElements : 0);
      if (cost <= parts_left_) {
        parts_left_ -= cost;
        return true;
      }
      parts_left_ = 0;
    }
    page_.truncated |= effect != Effect::Ignore;
    return false;
  }

  void write_text(std::string_view text) {
    if (open_.in_svg()) return;
    page_.skeleton.add_text(text,
                            open_.in_preformatted() ? TextKind::Preformatted : TextKind::Data);
  }

  void write_cdata(std::string_view section) {
    constexpr std::string_view kStart = "<![CDATA[";
    constexpr std::string_view kEnd = "]]>";
    if (open_.in_svg()) return;
    const bool is_closed = section.ends_with(kEnd);
    section.remove_prefix(kStart.size());
    if (is_closed) section.remove_suffix(kEnd.size());
    page_.skeleton.add_markup(kStart);
    page_.skeleton.add_text(section, TextKind::Raw);
    if (is_closed) page_.skeleton.add_markup(kEnd);
  }

  /// The parser may misplace text before a tag that moves formatting elements, and takes a subtree
  /// for text; a comment ends it.
  void end_text(Tag name) {
    if (OpenElements::is_formatting(name) && page_.skeleton.ends_in_subtree())
      page_.skeleton.add_markup("<!---->");
  }

  void write_subtree(Tag name) {
    switch (name) {
      case Tag::Svg:
        page_.skeleton.add_leaf(tag_, name, {});
        break;
      case Tag::Br:
      case Tag::Img:
      case Tag::Input:
      case Tag::Wbr:
        choose_attributes();
        page_.skeleton.add_leaf(tag_, name, tag_.attributes);
        break;
      default:
        choose_attributes();
        page_.skeleton.begin_subtree(tag_, name, tag_.attributes, open_.depth());
    }
  }

  void choose_attributes() {
    page_.truncated |= tag_.attributes_cut;
    std::erase_if(tag_.attributes, [](const AttributeToken& attribute) {
      return !is_read_attribute(attribute.name, attribute.value);
    });
  }

  /// `by_number`: whether the parser may do without the attributes.
  void write_start_tag(Tag name, bool by_number) {
    choose_attributes();
    if (by_number) {
      page_.skeleton.add_start_tag(tag_, name, tag_.attributes);
    } else {
      page_.skeleton.add_plain_start_tag(tag_, tag_.attributes);
    }
  }

  void write_svg_end() {
    if (svg_written_) page_.skeleton.add_end_tag("svg");
    svg_written_ = false;
  }

  /// A script, style or link before the head begins the head, whether it is written or not; the
  /// head's own tag then comes too late.
  void imply_head(Tag name) {
    if (!before_head_ || name == Tag::Html) return;
    before_head_ = false;
    if (page_.skeleton.has_text()) return;
    if (name == Tag::Script || name == Tag::Style || name == Tag::Link)
      page_.skeleton.add_markup("<head>");
  }

  /// Leaves a tag out. The words on either side of a block's stay apart, unless the standard joins
  /// them.
  void drop(Effect effect, Tag name) {
    if (effect != Effect::Ignore && is_block(name) && !open_.in_svg())
      page_.skeleton.add_text(" ", TextKind::Data);
  }

  std::string_view html_;
  std::size_t position_ = 0;
  std::size_t parts_left_;
  OpenElements open_;
  TagToken tag_;
  int root_tags_ = 0;
  bool svg_written_ = false;
  bool in_body_ = false;     ///< whether there was a body tag
  bool before_head_ = true;  ///< whether there was no start tag but html
  PrescannedPage page_;
};

}  // namespace

bool is_read_attribute(std::string_view name, std::string_view value) {
  if (!is_ascii_letter(name.front()) || starts_with_ignoring_case(name, "on")) return false;
  if (starts_with_ignoring_case(value, "data:")) return false;
  if (is_unwanted(name)) return false;
  if (value.size() <= kMaxAttributeBytes) return true;
  if (equals_ignoring_case(name, "style")) return value.size() <= kMaxStyleBytes;
  return value.size() <= kMaxTextAttributeBytes && is_any_of(name, kTextAttributes);
}

/// Three of four link elements do.
bool names_resource(std::string_view rel) {
  constexpr std::array<std::string_view, 10> kKinds{
      "stylesheet", "preload",  "prefetch",      "dns-prefetch",     "preconnect",
      "icon",       "shortcut", "modulepreload", "apple-touch-icon", "manifest"};
  const auto end = std::find_if(rel.begin(), rel.end(), is_html_space);
  return is_any_of({rel.begin(), end}, kKinds);
}

PrescannedPage prescan_html(std::string_view html, const HtmlLimits& limits) {
  return Prescan(html, limits).run();
}

}  // namespace dateline
