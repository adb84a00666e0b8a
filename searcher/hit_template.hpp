#pragma once

// The text of --template: what is printed of each hit.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/result.hpp"
#include "searcher/hit_fields.hpp"

namespace dateline {

enum class Alignment : std::uint8_t { Left, Center, Right };

/// A field in braces. Widths are columns of a terminal: an ideograph takes two.
struct TemplateField {
  HitFieldId id = HitFieldId::Title;
  std::string fill = " ";  ///< one column wide
  Alignment alignment = Alignment::Left;
  std::size_t width = 0;                      ///< at least so many columns
  std::optional<std::size_t> precision = {};  ///< columns that a text may have at most, an ellipsis
                                              ///< at its end included; decimals of a score

  bool operator==(const TemplateField&) const = default;
};

/// Texts to print as they are, and fields.
struct HitTemplate {
  std::vector<std::variant<std::string, TemplateField>> parts;

  bool operator==(const HitTemplate&) const = default;
};

/// Fields stand in braces and take fmt's (Python's) form of width and alignment: `{title}`,
/// `{title:<60}`, `{words:>6}`, `{title:.40}`, `{site:.<20.20}`, `{score:.2f}`. Numbers are aligned
/// right unless told otherwise. `{{` and `}}` are braces; `\n`, `\t`, `\0` and `\\` are a line
/// feed, a tab, a NUL and a backslash. An error is of code Usage and tells the place.
Result<HitTemplate> parse_hit_template(std::string_view text);

/// One hit, without a line end. Values are printable.
std::string fill_hit_template(const HitTemplate& hit_template, const Hit& hit,
                              const QueryLine& line);

}  // namespace dateline
