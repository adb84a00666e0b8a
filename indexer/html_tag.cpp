#include "indexer/html_tag.hpp"

#include <array>

namespace dateline {
namespace {

/// In the order of Tag.
constexpr std::array<std::string_view, kTagCount> kNames{
    "",          "",         "",         "a",       "abbr",       "acronym",    "address",
    "amp",       "applet",   "area",     "article", "aside",      "audio",      "b",
    "base",      "basefont", "bgsound",  "big",     "blockquote", "body",       "br",
    "button",    "canvas",   "caption",  "center",  "cite",       "code",       "col",
    "colgroup",  "dd",       "del",      "details", "dialog",     "dir",        "div",
    "dl",        "dt",       "em",       "embed",   "fieldset",   "figcaption", "figure",
    "font",      "footer",   "form",     "frame",   "frameset",   "h1",         "h2",
    "h3",        "h4",       "h5",       "h6",      "head",       "header",     "hgroup",
    "hr",        "html",     "i",        "iframe",  "image",      "img",        "input",
    "ins",       "isindex",  "kbd",      "keygen",  "label",      "legend",     "li",
    "link",      "listing",  "main",     "mark",    "marquee",    "math",       "menu",
    "menuitem",  "meta",     "nav",      "nobr",    "noembed",    "noframes",   "noscript",
    "object",    "ol",       "optgroup", "option",  "p",          "param",      "picture",
    "plaintext", "pre",      "q",        "rb",      "rp",         "rt",         "rtc",
    "ruby",      "s",        "samp",     "script",  "section",    "select",     "small",
    "source",    "span",     "strike",   "strong",  "style",      "sub",        "summary",
    "sup",       "svg",      "table",    "tbody",   "td",         "template",   "textarea",
    "tfoot",     "th",       "thead",    "time",    "title",      "tr",         "track",
    "tt",        "u",        "ul",       "var",     "video",      "wbr",        "xmp",
};

constexpr std::size_t kMaxNameLength = 10;
constexpr std::size_t kSlots = 512;

constexpr std::size_t slot_of(std::string_view lower_name) {
  const auto at = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(lower_name[i]));
  };
  const std::size_t last = lower_name.size() - 1;
  return (at(0) * 7 + at(last) * 31 + at(last / 2) * 131 + lower_name.size() * 67) % kSlots;
}

/// Open addressing with linear probing, built at compile time.
constexpr std::array<Tag, kSlots> make_index() {
  std::array<Tag, kSlots> index{};
  index.fill(Tag::Other);
  for (std::size_t i = static_cast<std::size_t>(Tag::A); i < kTagCount; ++i) {
    std::size_t slot = slot_of(kNames[i]);
    while (index[slot] != Tag::Other) slot = (slot + 1) % kSlots;
    index[slot] = static_cast<Tag>(i);
  }
  return index;
}

constexpr std::array<Tag, kSlots> kIndex = make_index();

}  // namespace

Tag find_tag(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameLength) return Tag::Other;
  std::array<char, kMaxNameLength> buffer;  // NOLINT: filled below
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    buffer[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  const std::string_view lower(buffer.data(), name.size());
  for (std::size_t slot = slot_of(lower); kIndex[slot] != Tag::Other; slot = (slot + 1) % kSlots) {
    if (tag_name(kIndex[slot]) == lower) return kIndex[slot];
  }
  return Tag::Other;
}

std::string_view tag_name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

// clang-format off
bool is_block(Tag tag) {
  using enum Tag;
  switch (tag) {
    case Document: case Address: case Article: case Aside: case Blockquote: case Body: case Br:
    case Caption: case Center: case Col: case Colgroup: case Dd: case Details: case Dialog:
    case Dir: case Div: case Dl: case Dt: case Fieldset: case Figcaption: case Figure: case Footer:
    case Form: case Frame: case Frameset: case H1: case H2: case H3: case H4: case H5: case H6:
    case Head: case Header: case Hgroup: case Hr: case Html: case Iframe: case Legend: case Li:
    case Listing: case Main: case Menu: case Menuitem: case Nav: case Noframes: case Ol:
    case Optgroup: case Option: case P: case Plaintext: case Pre: case Section: case Select:
    case Summary: case Table: case Tbody: case Td: case Textarea: case Tfoot: case Th: case Thead:
    case Title: case Tr: case Ul: case Xmp:
      return true;
    default:
      return false;
  }
}
// clang-format on

}  // namespace dateline
