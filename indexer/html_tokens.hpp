#pragma once

// Where the lexical units of an HTML page begin and end, after the tokenizer of the HTML standard
// (html.spec.whatwg.org, 13.2.5 Tokenization). Which unit may stand where is the caller's to know:
// after `<title>` comes RCDATA, after `<script>` script data, and so on.
//
// Positions are byte offsets; an unterminated unit ends at the end of the page. All is linear.

#include <cstddef>
#include <string_view>
#include <vector>

namespace dateline {

/// As written: references are not resolved and letters keep their case.
struct AttributeToken {
  std::string_view name;
  std::string_view value;   ///< without its quotes
  std::string_view source;  ///< name, `=`, quotes and value
};

struct TagToken {
  std::string_view name;
  std::string_view source;  ///< from `<` to `>`
  std::vector<AttributeToken> attributes;
  bool self_closing = false;
  bool complete = false;  ///< whether its `>` came; a tag without one is no tag and no text
  /// Whether there were more attributes than kMaxAttributes; `attributes` holds the first ones.
  bool attributes_cut = false;

  /// The first attribute of that (lower-case) name, or nullptr.
  const AttributeToken* find(std::string_view lower_name) const;
};

/// No page needs more on one tag, and the parser compares each with all others.
inline constexpr std::size_t kMaxAttributes = 100;

/// Reads the start tag at `position` (of its `<`) or the end tag (`</`) into `tag`, whose memory is
/// used again. A letter follows the `<` or `</`.
void scan_tag(std::string_view html, std::size_t position, TagToken& tag);

/// The end of the comment, processing instruction, CDATA section or other markup declaration that
/// begins at `position` with `<!`, `<?` or `</`, all of which HTML reads as comments but in foreign
/// content.
std::size_t end_of_comment(std::string_view html, std::size_t position);

/// The end of the CDATA section whose `<![CDATA[` begins at `position`.
std::size_t end_of_cdata(std::string_view html, std::size_t position);

/// Where the end tag `</name` begins that closes RCDATA or raw text. `name` is in lower case.
std::size_t find_end_tag(std::string_view html, std::size_t position, std::string_view name);

/// Where the `</script` begins that closes the script whose body begins at `position`: not one in
/// `<!-- <script>...</script> -->`.
std::size_t find_script_end(std::string_view html, std::size_t position);

constexpr char to_ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool is_ascii_letter(char c) {
  return to_ascii_lower(c) >= 'a' && to_ascii_lower(c) <= 'z';
}

/// Tab, line feed, form feed, carriage return, blank.
constexpr bool is_html_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool equals_ignoring_case(std::string_view text, std::string_view lower);

/// Whether `text` begins with `lower`.
bool starts_with_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace dateline
