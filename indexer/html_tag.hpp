#pragma once

// Names and classes of HTML elements.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline {

/// Elements that some rule asks for by name. All others are Other and carry their name; Text is a
/// run of text, Document the root above html.
// clang-format off
enum class Tag : std::uint8_t {
  Document, Text, Other,
  A, Abbr, Acronym, Address, Amp, Applet, Area, Article, Aside, Audio, B, Base, Basefont, Bgsound,
  Big, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite, Code, Col, Colgroup, Dd, Del,
  Details, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer, Form,
  Frame, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Image, Img,
  Input, Ins, Isindex, Kbd, Keygen, Label, Legend, Li, Link, Listing, Main, Mark, Marquee, Math,
  Menu, Menuitem, Meta, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, P,
  Param, Picture, Plaintext, Pre, Q, Rb, Rp, Rt, Rtc, Ruby, S, Samp, Script, Section, Select,
  Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table, Tbody, Td, Template,
  Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr, Xmp,
};
// clang-format on

inline constexpr std::size_t kTagCount = static_cast<std::size_t>(Tag::Xmp) + 1;

/// The tag of that name, in any case; Other for names without one.
Tag find_tag(std::string_view name);

/// The element's name in lower case; empty for Document, Text and Other.
std::string_view tag_name(Tag tag);

/// Whether a reader sees the element on lines of its own: text before, in and after it are
/// different words. True for br and table cells, false for names HTML does not know.
bool is_block(Tag tag);

}  // namespace dateline
