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
constexpr int kMaxRootTags = 32;

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
        max_depth_(limits.max_depth),
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

  /// What the parser has of the outermost svg element that is open.
  enum class Svg : std::uint8_t {
    Nothing,
    Leaf,  ///< an element without content, set aside
    Tag,   ///< its start tag
    Whole  ///< all that is in it
  };

  /// Whether the parser gets nothing of what stands here.
  bool is_hidden() const { return open_.in_svg() && svg_ != Svg::Whole; }

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
      const std::string_view unit = rest.substr(0, end - position_);
      if (starts_with_ignoring_case(unit, "<!doctype") && open_.doctype(unit)) {
        page_.skeleton.add_markup(unit);
      } else if (!is_hidden()) {
        part_text();
      }
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
    const bool as_html = open_.reads_as_html(tag_, name);
    if (name == Tag::Frameset && as_html && open_.takes_frameset()) return read_frameset();
    if (is_hidden() && open_.reads_html_in_svg(tag_, name)) show_svg();
    const bool was_in_svg = open_.in_svg();
    const bool is_heeded = open_.heeds_removed(name);
    const bool in_place = as_html && open_.inserts_in_place(name);
    const Effect effect = open_.start_tag(tag_, name);
    if (was_in_svg && !open_.in_svg()) write_svg_end();
    if (open_.moved_formatting()) page_.skeleton.part_subtrees();
    if (as_html && effect != Effect::Ignore && read_text_element(name, effect, is_heeded)) return;
    if (was_in_svg && is_hidden()) return;
    if (name == Tag::Link && as_html && effect != Effect::Ignore) {
      const AttributeToken* rel = tag_.find("rel");
      if (rel != nullptr && names_resource(rel->value)) return write_removed(name, is_heeded);
    }
    if ((name == Tag::Html || name == Tag::Body) && ++root_tags_ > kMaxRootTags) {
      page_.truncated |= !tag_.attributes.empty();
      return;
    }
    if (name == Tag::Frameset && as_html && !open_.in_template())
      return write_removed(name, is_heeded);
    if (!spend(effect, name)) return drop(name);
    if (in_place && effect == Effect::Pass) return write_subtree(name);
    if (name == Tag::Svg && as_html && !was_in_svg) {
      svg_ = !open_.in_svg() ? Svg::Nothing : open_.in_template() ? Svg::Whole : Svg::Tag;
      page_.skeleton.add_markup(tag_.self_closing ? "<svg/>" : "<svg>");
    } else {
      write_start_tag(name, as_html && name != Tag::Math && name != Tag::Isindex);
    }
    if (effect == Effect::Pass && !is_passed_over(name)) page_.skeleton.settle_text();
  }

  void read_end_tag() {
    scan_tag(html_, position_, tag_);
    position_ += tag_.source.size();
    if (!tag_.complete) return;
    const Tag name = find_tag(tag_.name);
    if (is_hidden() && !open_.ends_within_svg(tag_, name)) show_svg();
    const bool was_in_svg = open_.in_svg();
    const std::size_t depth = open_.depth();
    const bool is_heeded = open_.heeds_removed(name);
    const Effect effect = open_.end_tag(tag_, name);
    if (is_hidden()) return;
    if (was_in_svg && !open_.in_svg()) {
      const bool is_written = svg_ == Svg::Whole;
      write_svg_end();
      if (!is_written && name == Tag::Svg) return;
    }
    if (open_.moved_formatting()) page_.skeleton.part_subtrees();
    tag_.attributes.clear();
    if (effect == Effect::Hide) return write_removed(name, is_heeded);
    if (!spend(effect, name)) return drop(name);
    if (open_.depth() + 1 == depth && open_.also_closed().empty() &&
        page_.skeleton.end_subtree(name, depth))
      return;
    // The parser files text that stands before this tag behind the form; a comment ends the text.
    if (name == Tag::Form) page_.skeleton.add_markup("<!---->");
    for (const std::string_view inner : open_.also_closed()) page_.skeleton.add_end_tag(inner);
    page_.skeleton.add_end_tag(tag_.name);
    if (open_.depth() < depth) page_.skeleton.settle_text();
  }

  /// Tags that leave the text before them as it is.
  static bool is_passed_over(Tag name) {
    return name == Tag::Html || name == Tag::Head || name == Tag::Body || name == Tag::Frame ||
           name == Tag::Frameset;
  }

  /// Reads the frameset whose start tag was scanned and the rest of the page. A frameset takes the
  /// place of the body; behind its tag little means anything.
  void read_frameset() {
    std::size_t depth = 0;
    std::size_t dropped = 0;
    bool is_closed = false;
    const auto read_start = [&] {
      const Tag name = find_tag(tag_.name);
      const bool is_frame = name == Tag::Frameset || name == Tag::Frame;
      if (name == Tag::Noframes) {
        read_text_element(name, Effect::Pass, false);
      } else if ((is_frame && !is_closed) || (name == Tag::Html && ++root_tags_ <= kMaxRootTags)) {
        const bool is_deep = name == Tag::Frameset && depth == max_depth_;
        if (is_deep || !spend(Effect::Pass, name)) {
          page_.truncated = true;
          dropped += name == Tag::Frameset ? 1 : 0;
          return;
        }
        write_start_tag(name, true);
        depth += name == Tag::Frameset ? 1 : 0;
      }
    };
    const auto read_end = [&] {
      const Tag name = find_tag(tag_.name);
      if (name == Tag::Frameset && dropped > 0) {
        --dropped;
      } else if ((name == Tag::Frameset && depth > 0) || name == Tag::Html) {
        page_.skeleton.add_end_tag(tag_.name);
        depth -= name == Tag::Frameset ? 1 : 0;
        is_closed |= depth == 0;
      }
    };
    read_start();
    while (position_ < html_.size()) {
      const std::size_t markup = std::min(html_.find('<', position_), html_.size());
      write_spaces(html_.substr(position_, markup - position_));
      position_ = markup;
      const std::string_view rest = html_.substr(position_);
      const bool is_end = rest.size() > 2 && rest[1] == '/';
      if (rest.size() > 1 && is_ascii_letter(rest[is_end ? 2 : 1])) {
        scan_tag(html_, position_, tag_);
        position_ += tag_.source.size();
        if (tag_.complete) is_end ? read_end() : read_start();
      } else if (is_end || (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?'))) {
        position_ = end_of_comment(html_, position_);
      } else if (!rest.empty()) {
        ++position_;
      }
    }
  }

  /// Reads the rest of an element whose content is not markup. Returns whether `name` is one.
  bool read_text_element(Tag name, Effect effect, bool is_heeded) {
    switch (name) {
      case Tag::Script: {
        const bool wanted = is_json_ld(tag_) && !open_.in_svg();
        write_removed(name, is_heeded);
        const std::size_t end = find_script_end(html_, position_);
        if (wanted) page_.json_ld.emplace_back(html_.substr(position_, end - position_));
        position_ = end;
        break;
      }
      case Tag::Style:
        write_removed(name, is_heeded);
        position_ = find_end_tag(html_, position_, tag_name(name));
        break;
      case Tag::Iframe:
      case Tag::Noembed:
      case Tag::Noframes:
      case Tag::Textarea:
      case Tag::Title:
      case Tag::Xmp: {
        const std::size_t end = find_end_tag(html_, position_, tag_name(name));
        if (!is_hidden() && spend(effect, name)) {
          write_start_tag(name, true);
          page_.skeleton.settle_text();
          page_.skeleton.add_text(
              html_.substr(position_, end - position_),
              name == Tag::Title || name == Tag::Textarea ? TextKind::Preformatted : TextKind::Raw);
          page_.skeleton.add_end_tag(tag_name(name));
        } else {
          drop(name);
        }
        position_ = end;
        break;
      }
      case Tag::Plaintext:
        if (!is_hidden()) {
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
    if (effect == Effect::Pass || effect == Effect::Ignore) {
      const std::size_t cost = 1 + tag_.attributes.size() + open_.reopening_cost(name) +
                               (name == Tag::Isindex ? kIsindexElements : 0);
      if (cost <= parts_left_) {
        parts_left_ -= cost;
        return true;
      }
      parts_left_ = 0;
    }
    page_.truncated = true;
    return false;
  }

  void write_text(std::string_view text) {
    open_.text(text);
    if (is_hidden()) return;
    if (open_.drops_text()) return write_spaces(text);
    if (!text.empty() && page_.skeleton.markup().size() == parting_) write_parting(text);
    page_.skeleton.add_text(text,
                            open_.in_preformatted() ? TextKind::Preformatted : TextKind::Data);
  }

  /// Where the parser drops all but white space.
  void write_spaces(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), is_html_space))
      page_.skeleton.add_text(" ", TextKind::Data);
  }

  void write_cdata(std::string_view section) {
    constexpr std::string_view kStart = "<![CDATA[";
    constexpr std::string_view kEnd = "]]>";
    const bool is_closed = section.ends_with(kEnd);
    section.remove_prefix(kStart.size());
    if (is_closed) section.remove_suffix(kEnd.size());
    open_.text(section);
    if (is_hidden()) return;
    page_.skeleton.add_markup(kStart);
    page_.skeleton.add_text(section, TextKind::Raw);
    if (is_closed) page_.skeleton.add_markup(kEnd);
    // In tables the parser stops the program when more text follows right behind a section.
    if (open_.may_hold_rows()) page_.skeleton.add_markup("<!---->");
  }

  /// Of a script, style or link element. One that acts on the tree is put back, without content.
  void write_removed(Tag name, bool is_heeded) {
    if (is_hidden()) return;
    if (!is_heeded) return part_text();
    if (parts_left_ == 0) return;
    --parts_left_;
    page_.skeleton.add_markup(name == Tag::Script ? "<script></script>" : "<style></style>");
  }

  /// Where something was left out.
  void part_text() {
    const std::string_view markup = page_.skeleton.markup();
    if (markup.size() == pre_end_ ||
        (!markup.empty() && markup.back() != '>' && open_.parts_text()))
      parting_ = markup.size();
  }

  /// Before text that something left out parts from what is before it. White space need not be
  /// parted from white space.
  void write_parting(std::string_view text) {
    constexpr std::size_t kMaxBlanks = 8;
    const std::string_view markup = page_.skeleton.markup();
    std::size_t begin = markup.size();
    while (begin > 0 && markup.size() - begin < kMaxBlanks && is_html_space(markup[begin - 1]))
      --begin;
    const bool is_blank = begin < markup.size() && markup[begin - 1] == '>' &&
                          std::all_of(text.begin(), text.end(), is_html_space) && !goes_on(text);
    if (is_blank || parts_left_ == 0) return;
    --parts_left_;
    page_.skeleton.add_markup("<!---->");
  }

  /// Whether the `<` behind the text is text too.
  bool goes_on(std::string_view text) const {
    const std::string_view rest =
        html_.substr(static_cast<std::size_t>(text.data() + text.size() - html_.data()));
    if (rest.size() < 2) return !rest.empty();
    if (rest[1] == '/') return rest.size() == 2;
    return !is_ascii_letter(rest[1]) && rest[1] != '!' && rest[1] != '?';
  }

  void write_subtree(Tag name) {
    switch (name) {
      case Tag::Svg:
        page_.skeleton.add_leaf(tag_, name, {});
        svg_ = open_.in_svg() ? Svg::Leaf : Svg::Nothing;
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
    if (name == Tag::Pre || name == Tag::Listing) pre_end_ = page_.skeleton.markup().size();
  }

  void write_svg_end() {
    if (svg_ == Svg::Tag) page_.skeleton.add_end_tag("svg");
    svg_ = Svg::Nothing;
  }

  /// Gives the parser the svg element that is open and all that is still to come in it: what
  /// follows may act on elements outside.
  void show_svg() {
    if (svg_ == Svg::Nothing) return;
    const std::vector<std::string_view> names = open_.names_in_svg();
    if (names.size() >= parts_left_) return;
    parts_left_ -= names.size();
    if (svg_ == Svg::Leaf) {
      page_.skeleton.take_back_leaf();
      page_.skeleton.add_markup("<svg>");
    }
    TagToken tag;
    for (const std::string_view name : names) {
      tag.name = name;
      page_.skeleton.add_plain_start_tag(tag, {});
    }
    page_.skeleton.settle_text();
    svg_ = Svg::Whole;
  }

  /// Leaves a tag out. The words on either side of a block's stay apart.
  void drop(Tag name) {
    if (is_block(name) && !is_hidden()) page_.skeleton.add_text(" ", TextKind::Data);
  }

  std::string_view html_;
  std::size_t position_ = 0;
  std::size_t parts_left_;
  OpenElements open_;
  TagToken tag_;
  int root_tags_ = 0;
  Svg svg_ = Svg::Nothing;
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  std::size_t pre_end_ = kNowhere;  ///< of the skeleton, after a pre tag
  std::size_t parting_ = kNowhere;  ///< of the skeleton, where text must not go on
  std::size_t max_depth_;
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
