#include "indexer/html_prescan.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
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

bool is_wanted(const AttributeToken& attribute) {
  const std::string_view name = attribute.name;
  const std::string_view value = attribute.value;
  if (!is_ascii_letter(name.front()) || starts_with_ignoring_case(name, "on")) return false;
  if (starts_with_ignoring_case(value, "data:")) return false;
  if (is_any_of(name, kUnwantedAttributes)) return false;
  if (value.size() <= kMaxAttributeBytes) return true;
  if (equals_ignoring_case(name, "style")) return value.size() <= kMaxStyleBytes;
  return value.size() <= kMaxTextAttributeBytes && is_any_of(name, kTextAttributes);
}

/// Whether a link element only names something to load. Three of four do.
bool loads_resource(const TagToken& link) {
  constexpr std::array<std::string_view, 10> kKinds{
      "stylesheet", "preload",  "prefetch",      "dns-prefetch",     "preconnect",
      "icon",       "shortcut", "modulepreload", "apple-touch-icon", "manifest"};
  const AttributeToken* rel = link.find("rel");
  if (rel == nullptr) return false;
  const auto end = std::find_if(rel->value.begin(), rel->value.end(), is_html_space);
  return is_any_of({rel->value.begin(), end}, kKinds);
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

/// Whether text that ends like this could read otherwise with other text right behind it: it ends
/// in
/// `<` or in a character reference without its semicolon.
bool is_open_ended(std::string_view text) {
  constexpr std::size_t kLongestReference = 40;
  if (text.ends_with('<')) return true;
  const std::size_t first = text.size() - std::min(text.size(), kLongestReference);
  std::size_t i = text.size();
  while (i > first && (is_ascii_letter(text[i - 1]) || text[i - 1] == '#' ||
                       (text[i - 1] >= '0' && text[i - 1] <= '9'))) {
    --i;
  }
  return i > 0 && text[i - 1] == '&';
}

class Prescan {
 public:
  Prescan(std::string_view html, const HtmlLimits& limits)
      : html_(html), parts_left_(limits.max_parts), open_(limits.max_depth) {
    page_.html.reserve(html.size() / 2);
  }

  PrescannedPage run() {
    while (position_ < html_.size()) {
      const std::size_t markup = std::min(html_.find('<', position_), html_.size());
      write_text(html_.substr(position_, markup - position_));
      position_ = markup;
      if (position_ < html_.size()) read_markup();
    }
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
      write_text(html_.substr(position_, end - position_));
      position_ = end;
    } else if (next == '!' || next == '?' || (next == '/' && rest.size() > 2)) {
      const std::size_t end = end_of_comment(html_, position_);
      if (starts_with_ignoring_case(rest, "<!doctype")) {
        page_.html += html_.substr(position_, end - position_);
      } else {
        separate();
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
    const bool as_html = open_.reads_as_html(name);
    const bool was_in_svg = open_.in_svg();
    const Effect effect = open_.start_tag(tag_, name);
    if (was_in_svg && !open_.in_svg()) write_svg_end();
    if (as_html && effect != Effect::Ignore && read_text_element(name, effect)) return;
    if (was_in_svg && open_.in_svg()) return;
    if (name == Tag::Link && as_html && loads_resource(tag_)) return separate();
    if ((name == Tag::Html || name == Tag::Body) && ++root_tags_ > kMaxRootTags) return separate();
    if (!spend(effect, name)) return drop(effect, name);
    if (name == Tag::Svg && as_html) {
      svg_written_ = open_.in_svg();
      page_.html += svg_written_ ? "<svg>" : "<svg/>";
    } else {
      write_start_tag();
    }
  }

  void read_end_tag() {
    scan_tag(html_, position_, tag_);
    position_ += tag_.source.size();
    if (!tag_.complete) return;
    const Tag name = find_tag(tag_.name);
    const bool was_in_svg = open_.in_svg();
    const Effect effect = open_.end_tag(tag_, name);
    if (open_.in_svg()) return;
    if (was_in_svg) {
      write_svg_end();
      if (name == Tag::Svg) return;
    }
    tag_.attributes.clear();
    if (!spend(effect, name)) return drop(effect, name);
    for (const std::string_view inner : open_.also_closed()) write_end_tag(inner);
    write_end_tag(tag_.name);
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
          write_start_tag();
          page_.html += html_.substr(position_, end - position_);
          write_end_tag(tag_name(name));
        } else {
          drop(effect, name);
        }
        position_ = end;
        break;
      }
      case Tag::Plaintext:
        if (!open_.in_svg()) {
          write_start_tag();
          page_.html += html_.substr(position_);
        }
        position_ = html_.size();
        return true;
      default:
        return false;
    }
    if (name == Tag::Script || name == Tag::Style) separate();
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

  /// Runs of white space shrink to one character: the parser takes a step for each.
  void write_text(std::string_view text) {
    if (open_.in_svg()) return;
    if (open_.in_preformatted()) {
      page_.html += text;
      return;
    }
    while (!text.empty()) {
      std::size_t end = 0;
      while (end < text.size() &&
             !(is_html_space(text[end]) && end + 1 < text.size() && is_html_space(text[end + 1]))) {
        ++end;
      }
      page_.html += text.substr(0, end);
      text.remove_prefix(end);
      const std::size_t run = std::min(text.find_first_not_of(" \t\n\f\r"), text.size());
      if (run > 0) page_.html += text.substr(0, run).find('\n') < run ? '\n' : ' ';
      text.remove_prefix(run);
    }
  }

  void write_start_tag() {
    page_.truncated |= tag_.attributes_cut;
    if (!tag_.attributes_cut &&
        std::all_of(tag_.attributes.begin(), tag_.attributes.end(), is_wanted)) {
      page_.html += tag_.source;
      return;
    }
    page_.html += '<';
    page_.html += tag_.name;
    for (const AttributeToken& attribute : tag_.attributes) {
      if (!is_wanted(attribute)) continue;
      page_.html += ' ';
      page_.html += attribute.source;
    }
    page_.html += tag_.self_closing ? " />" : ">";
  }

  void write_end_tag(std::string_view name) {
    page_.html += "</";
    page_.html += name;
    page_.html += '>';
  }

  void write_svg_end() {
    if (svg_written_) write_end_tag("svg");
    svg_written_ = false;
  }

  /// Leaves a tag out. The words on either side of a block's stay apart, unless the standard joins
  /// them.
  void drop(Effect effect, Tag name) {
    separate();
    if (effect != Effect::Ignore && is_block(name) && !open_.in_svg()) page_.html += ' ';
  }

  /// Where something is left out: keeps the text before it from forming markup with the text after.
  void separate() {
    if (!open_.in_svg() && is_open_ended(page_.html)) page_.html += "<!---->";
  }

  std::string_view html_;
  std::size_t position_ = 0;
  std::size_t parts_left_;
  OpenElements open_;
  TagToken tag_;
  int root_tags_ = 0;
  bool svg_written_ = false;
  PrescannedPage page_;
};

}  // namespace

PrescannedPage prescan_html(std::string_view html, const HtmlLimits& limits) {
  return Prescan(html, limits).run();
}

}  // namespace dateline
