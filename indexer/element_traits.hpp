#pragma once

// What the HTML standard says of each element as far as the order of open elements depends on it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "indexer/html_tag.hpp"

namespace dateline::element_traits {

/// What the standard says of an element, as a set of bits.
using Traits = std::uint32_t;

inline constexpr Traits kLeaf = 1 << 0;  ///< without element children: void, or text only
inline constexpr Traits kFormatting = 1 << 1;
inline constexpr Traits kSpecial = 1 << 2;      ///< stops the search of an end tag like </span>
inline constexpr Traits kScope = 1 << 3;        ///< "has an element in scope" stops here
inline constexpr Traits kListScope = 1 << 4;    ///< and here, for li
inline constexpr Traits kButtonScope = 1 << 5;  ///< and here, for p
inline constexpr Traits kTableScope = 1 << 6;
/// Formatting elements open outside are not opened again inside.
inline constexpr Traits kMarker = 1 << 7;
inline constexpr Traits kClosesP = 1 << 8;   ///< its start tag closes an open p
inline constexpr Traits kBlockEnd = 1 << 9;  ///< its end tag closes it wherever it is in scope
inline constexpr Traits kHeading = 1 << 10;
inline constexpr Traits kTablePart = 1 << 11;
inline constexpr Traits kBreakout = 1 << 12;  ///< its start tag ends SVG or MathML
inline constexpr Traits kUnknown = 1 << 13;   ///< has no name of its own in the parser
inline constexpr Traits kImplied = 1 << 14;   ///< "generate implied end tags" closes it
/// Its start tag opens formatting elements again that were closed with their block.
inline constexpr Traits kReopens = 1 << 15;
inline constexpr Traits kNoFrameset = 1
                                      << 16;  ///< no frameset takes the place of the body after it
inline constexpr Traits kForHead = 1 << 17;   ///< its start tag is read by the rules of the head
inline constexpr Traits kForNoscript = 1 << 18;  ///< and leaves a noscript element in the head open

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

inline constexpr std::array<Traits, kTagCount> kTraits = make_traits();

constexpr bool has(Tag tag, Traits traits) {
  return (kTraits[static_cast<std::size_t>(tag)] & traits) != 0;
}

}  // namespace dateline::element_traits
