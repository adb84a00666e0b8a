#include "indexer/character_reference.hpp"

#include <gtest/gtest.h>

namespace dateline {
namespace {

using Kind = CharacterReference::Kind;

TEST(CharacterReference, ReadsWhatStandsAtAnAmpersand) {
  struct Case {
    const char* name;
    const char* html;
    ReferencePlace place;
    Kind kind;
    char32_t code_point;
    std::size_t size;
  };
  constexpr auto kText = ReferencePlace::Text;
  constexpr auto kAttribute = ReferencePlace::Attribute;
  const Case cases[] = {
      {"named", "&amp;b", kText, Kind::Known, '&', 5},
      {"named in a value", "&nbsp;=", kAttribute, Kind::Known, 0xA0, 6},
      {"decimal", "&#65;", kText, Kind::Known, 'A', 5},
      {"hexadecimal, no semicolon", "&#x2Fg", kText, Kind::Known, '/', 5},
      {"number of windows-1252", "&#150;", kText, Kind::Known, 0x2013, 6},
      {"surrogate", "&#xD800;", kText, Kind::Known, 0xFFFD, 8},
      {"beyond Unicode", "&#99999999999999999999;", kText, Kind::Known, 0xFFFD, 23},
      {"zero", "&#0;", kText, Kind::Known, 0xFFFD, 4},
      {"number without digits", "&#x;", kText, Kind::None, 0, 1},
      {"rare name", "&NotEqualTilde;", kText, Kind::Unknown, 0, 15},
      {"name without semicolon", "&copyright", kText, Kind::Unknown, 0, 10},
      {"parameter of an address", "&copy=1", kAttribute, Kind::None, 0, 1},
      {"longer parameter", "&parameter", kAttribute, Kind::None, 0, 1},
      {"short name at the end of a value", "&copy", kAttribute, Kind::Unknown, 0, 5},
      {"no name", "& b", kText, Kind::None, 0, 1},
      {"at the end", "&", kText, Kind::None, 0, 1},
  };
  for (const Case& c : cases) {
    const CharacterReference read = read_reference(c.html, 0, c.place);
    EXPECT_EQ(read.kind, c.kind) << c.name;
    EXPECT_EQ(read.code_point, c.code_point) << c.name;
    EXPECT_EQ(read.size, c.size) << c.name;
  }
}

TEST(CharacterReference, FindsNames) {
  EXPECT_EQ(find_named_character("Auml"), char32_t{0xC4});
  EXPECT_EQ(find_named_character("auml"), char32_t{0xE4});
  EXPECT_EQ(find_named_character("AUML"), char32_t{0});
  EXPECT_EQ(find_named_character(""), char32_t{0});
}

}  // namespace
}  // namespace dateline
