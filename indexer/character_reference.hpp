#pragma once

// Character references of HTML (`&amp;`, `&#39;`): all numeric ones, and those named ones that
// pages use. html.spec.whatwg.org, 13.2.5.72 and following.

#include <cstddef>
#include <string_view>

namespace dateline {

struct CharacterReference {
  enum class Kind {
    None,     ///< the ampersand is text
    Known,    ///< stands for `code_point`
    Unknown,  ///< a name not known here: an HTML parser has to say what it means
  };
  Kind kind = Kind::None;
  char32_t code_point = 0;
  std::size_t size = 1;  ///< bytes from the ampersand on; 1 for None
};

/// Where an ampersand stands: in a value, names without semicolon are text before `=`, letters and
/// digits.
enum class ReferencePlace { Text, Attribute };

/// What begins with the ampersand at `position`. For Unknown, `size` covers all bytes that its
/// meaning depends on. Constant time but for numbers, which are linear in their digits.
CharacterReference read_reference(std::string_view html, std::size_t position,
                                  ReferencePlace place);

/// The character of that name (without ampersand and semicolon), 0 for names not known here.
char32_t find_named_character(std::string_view name);

}  // namespace dateline
