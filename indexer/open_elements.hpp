#pragma once

// The stack of open elements, as far as it can be known from the tags alone: how deep the parser's
// tree is, whether a tag stands in HTML, SVG or MathML, and how many formatting elements the parser
// would open again in the next block. An estimate that errs on the deep side (13.2.6 Tree
// construction, without moving any node).

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/html_tag.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline {

class OpenElements {
 public:
  /// What becomes of a tag.
  enum class Effect : std::uint8_t {
    Pass,    ///< the parser reads it
    Ignore,  ///< it means nothing where it stands, by the standard's rules
    Drop,    ///< it lies beyond the bounds and must not reach the parser
  };

  explicit OpenElements(std::size_t max_depth) : max_depth_(max_depth) {}

  /// `name` is the tag's find_tag().
  Effect start_tag(const TagToken& tag, Tag name);
  Effect end_tag(const TagToken& tag, Tag name);

  /// Names of the elements inside that the latest end tag closes and that need end tags of their
  /// own before it, innermost first: the parser takes any element it does not know for any other.
  const std::vector<std::string_view>& also_closed() const { return also_closed_; }

  /// Whether a tag of that name would be read by HTML's rules here, so that `<title>` begins RCDATA
  /// and `<script>` a script.
  bool reads_as_html(Tag name) const;

  std::size_t depth() const { return stack_.size(); }

  /// Whether the start tag of that name, read here within the body, puts its element where a
  /// character would stand, and closes no other. Only of elements that end with their own end tag
  /// if all in them does, and of those without content.
  bool inserts_in_place(Tag name) const;

  /// Whether the element is a formatting one: b, font, a, ...
  static bool is_formatting(Tag name);

  /// Whether the current element is one of SVG or MathML, where CDATA sections are text.
  bool in_foreign_content() const { return !stack_.empty() && stack_.back().space != Space::Html; }

  bool in_svg() const { return svg_root_ != kNone; }

  /// Whether the current element is a select, an option or an option group.
  bool in_select() const;

  /// Whether a pre or listing element is open.
  bool in_preformatted() const;

  static constexpr std::size_t kAttributeBlock = 64;

  /// What the parser may have to open again around a tag of that name: formatting elements (b,
  /// font, a, ...) without an end tag are copied into each block that begins or ends before it.
  /// Counts the elements and each kAttributeBlock bytes of their attributes.
  std::size_t reopening_cost(Tag name) const;

 private:
  enum class Space : std::uint8_t { Html, Svg, Math };

  struct Entry {
    Tag tag = Tag::Other;
    Space space = Space::Html;
    bool integration = false;  ///< a foreign element whose content is HTML
    bool kept = true;
    std::uint8_t outer_marker = 0;
    std::string_view name;
  };

  struct Formatting {
    Tag tag = Tag::Other;
    std::size_t cost = 1;
  };

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Effect start_html(const TagToken& tag, Tag name);
  Effect start_foreign(const TagToken& tag, Tag name);
  Effect start_table_part(const TagToken& tag, Tag name);
  Effect start_formatting(const TagToken& tag, Tag name);
  std::optional<Effect> start_in_select(Tag name);
  Effect end_html(const TagToken& tag, Tag name);
  Effect end_formatting(Tag name);
  Effect end_other(const TagToken& tag, Tag name);
  Effect close_to(std::size_t index);
  Effect effect_of_leaf() const;

  Effect push(const TagToken& tag, Tag name, Space space, bool integration = false);
  void pop();
  void pop_to(std::size_t index);
  Effect take_out(std::size_t index);
  void close_p();
  void close_list_item(Tag name, Tag other);
  bool top_is(Tag tag) const;
  bool has_unopened_formatting() const;
  bool is_open(Tag tag) const { return open_count_[static_cast<std::size_t>(tag)] > 0; }
  bool in_template() const;

  /// Index of the innermost entry that `matches`, or kNone when a `barrier` comes first.
  template <class Matches, class Barrier>
  std::size_t find(Matches matches, Barrier barrier) const;
  std::size_t find_in_scope(Tag tag, std::uint32_t barrier) const;

  std::size_t max_depth_;
  std::vector<Entry> stack_;
  std::size_t untracked_ = 0;  ///< elements open beyond what the stack holds
  std::size_t svg_root_ = kNone;
  /// Entries of each tag: most searches are for one that is not open.
  std::array<std::uint32_t, kTagCount> open_count_{};
  std::vector<std::string_view> also_closed_;
  /// Whether a select was within a table: the parser may leave it later than the standard does.
  bool is_doubtful_ = false;
  bool form_open_ = false;              ///< the form element pointer
  std::vector<Formatting> formatting_;  ///< the list of active formatting elements
  std::uint8_t marker_ = 0;  ///< those from here on stand in the innermost cell, object, ...
};

}  // namespace dateline
