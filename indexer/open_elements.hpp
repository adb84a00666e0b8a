#pragma once

// The stack of open elements and the list of active formatting elements, as the parser keeps them
// while it reads the page, known from the tags and from where text stands: how deep the parser's
// tree is, whether a tag stands in HTML, SVG or MathML, which element an end tag closes, and how
// many formatting elements the parser would open again in the next block (13.2.6 Tree construction,
// without any node). Where the parser is not what the standard says, so is this. Inexact only among
// rows and cells right in a template, and beyond the bounds.

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
    Ignore,  ///< it means nothing where it stands, as the parser knows
    Hide,    ///< it means nothing where it stands, but the parser might take it for another
    Drop,    ///< it lies beyond the bounds and must not reach the parser
  };

  explicit OpenElements(std::size_t max_depth) : max_depth_(max_depth) {}

  /// `source` is all of the doctype. Whether it means something: only the first thing does.
  bool doctype(std::string_view source);
  /// `name` is the tag's find_tag(). The tag's views last as long as this.
  Effect start_tag(const TagToken& tag, Tag name);
  Effect end_tag(const TagToken& tag, Tag name);
  /// Characters that are no part of an element like title or script.
  void text(std::string_view text) {
    if (mode_ != Mode::Body || frameset_ok_ || is_open(Tag::Colgroup) || has_unopened_formatting())
      read_text(text);
  }

  /// Names of the elements inside that the latest end tag closes and that need end tags of their
  /// own before it, innermost first: the parser takes any element it does not know for any other.
  const std::vector<std::string_view>& also_closed() const { return also_closed_; }

  /// Whether the latest tag moved formatting elements. The parser then misplaces the text that
  /// stands right before the tag.
  bool moved_formatting() const { return moved_formatting_; }

  /// Whether a tag would be read by HTML's rules here, so that `<title>` begins RCDATA and
  /// `<script>` a script. `name` is the tag's find_tag().
  bool reads_as_html(const TagToken& tag, Tag name) const;

  std::size_t depth() const { return stack_.size(); }

  /// Whether the start tag of that name, read here by HTML's rules, puts its element where a
  /// character would stand, and closes no other. Only of elements that end with their own end tag
  /// if all in them does, and of those without content.
  bool inserts_in_place(Tag name) const;

  /// Whether an element of that name, a script, style or link, though it leaves no trace of its
  /// own, ends another element here or begins the head.
  bool heeds_removed(Tag name) const {
    return mode_ <= Mode::BeforeHead || (mode_ == Mode::HeadNoscript && name == Tag::Script) ||
           top_is(Tag::Colgroup);
  }

  /// Whether what stands on either side of a tag or comment that is left out must not become one
  /// text: in tables text stands elsewhere than white space.
  bool parts_text() const { return in_table_mode(); }

  /// Whether a table, or a template that may hold parts of one, is open.
  bool may_hold_rows() const { return is_open(Tag::Table) || is_open(Tag::Template); }

  bool in_template() const { return is_open(Tag::Template); }

  /// Whether the parser drops all text but white space here: among the columns of a template.
  bool drops_text() const {
    return top_is(Tag::Template) && stack_.back().template_content == TemplateContent::Columns;
  }

  /// Whether a frameset element here takes the place of the body.
  bool takes_frameset() const;

  /// Whether the current element is one of SVG or MathML, where CDATA sections are text.
  bool in_foreign_content() const { return !stack_.empty() && stack_.back().space != Space::Html; }

  bool in_svg() const { return svg_root_ != kNone; }

  /// Names of the elements that are open within the outermost svg element, outermost first.
  std::vector<std::string_view> names_in_svg() const;

  /// Whether the start tag would be read by HTML's rules within the svg element.
  bool reads_html_in_svg(const TagToken& tag, Tag name) const;

  /// Whether the end tag, read within the svg element, acts on nothing outside.
  bool ends_within_svg(const TagToken& tag, Tag name) const;

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

  /// How a foreign element reads what is in it.
  enum class Content : std::uint8_t { Foreign, MathText, Html };

  /// How far the parser is on its way to the body: the insertion modes that come before it.
  enum class Mode : std::uint8_t {
    Initial,
    BeforeHtml,
    BeforeHead,
    Head,
    HeadNoscript,
    AfterHead,
    Body
  };

  /// What a template holds, which its first tag decides.
  enum class TemplateContent : std::uint8_t { Unknown, Body, TableParts, Columns };

  /// Whether a table may stand in a paragraph.
  enum class Quirks : std::uint8_t { Yes, No, Unknown };

  /// Identifies forms and formatting elements, copies included.
  using Id = std::uint32_t;
  static constexpr Id kNoId = 0;

  struct Entry {
    Tag tag = Tag::Other;
    Space space = Space::Html;
    Content content = Content::Foreign;
    bool kept = true;
    bool special = false;  ///< stops the search of an end tag like </span>
    TemplateContent template_content = TemplateContent::Unknown;
    Id id = kNoId;
    std::string_view name;
  };

  /// A member of the list of active formatting elements.
  struct Formatting {
    Tag tag = Tag::Document;  ///< Document: a marker
    bool open = false;
    Id id = kNoId;
    std::size_t cost = 0;
    std::uint64_t attributes = 0;  ///< the same for all lists with the same ones in any order
  };

  /// Entries kept beyond the depth bound, so that end tags of dropped start tags are known as such.
  static constexpr std::size_t kSlack = 512;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  bool start_before_body(Tag name);
  void end_before_body(Tag name);
  void read_text(std::string_view text);
  Effect start_html(const TagToken& tag, Tag name);
  Effect start_foreign(const TagToken& tag);
  Effect start_table_part(const TagToken& tag, Tag name);
  Effect start_formatting(const TagToken& tag, Tag name);
  std::optional<Effect> start_in_select(Tag name);
  Effect end_html(const TagToken& tag, Tag name);
  Effect end_formatting(Tag name);
  Effect end_form();
  Effect end_other(const TagToken& tag, Tag name);
  Effect close_to(std::size_t index);
  Effect close_marked(std::size_t index);
  Effect effect_of_leaf() const;

  Effect push(const TagToken& tag, Tag name, Space space, Content content = Content::Foreign);
  void pop();
  void pop_to(std::size_t index);
  void pop_implied();
  void remove(std::size_t index);
  void insert(std::size_t index, const Entry& entry);
  void close_p();
  void close_list_item(Tag name, Tag other);
  void start_table();
  bool starts_in_template(Tag name);
  static bool stops_scope(const Entry& entry, std::uint32_t barrier);
  static bool is_special(Tag tag, Space space, std::string_view name);
  bool top_is(Tag tag) const { return !stack_.empty() && stack_.back().tag == tag; }
  bool in_table() const;
  bool in_table_mode() const;
  bool is_open(Tag tag) const { return open_count_[static_cast<std::size_t>(tag)] > 0; }

  bool has_unopened_formatting() const {
    return !formatting_.empty() && formatting_.back().tag != Tag::Document &&
           !formatting_.back().open;
  }
  void reopen_formatting();
  void limit_equal_formatting(const Formatting& added);
  void adopt(Tag name);
  std::size_t find_formatting(Id id) const;
  std::size_t find_formatting_of(Tag tag) const;
  void erase_formatting(std::size_t index);
  void clear_to_marker();

  /// Index of the innermost HTML entry that `matches`, or kNone when a `barrier` comes first.
  template <class Matches, class Barrier>
  std::size_t find(Matches matches, Barrier barrier) const;
  std::size_t find_in_scope(Tag tag, std::uint32_t barrier) const;
  std::size_t find_cell() const;
  std::size_t find_other(const TagToken& tag, Tag name) const;

  std::size_t max_depth_;
  std::vector<Entry> stack_;   ///< without html, head and body
  std::size_t untracked_ = 0;  ///< elements open beyond what the stack holds
  std::size_t svg_root_ = kNone;
  /// Entries of each tag: most searches are for one that is not open.
  std::array<std::uint32_t, kTagCount> open_count_{};
  std::vector<std::string_view> also_closed_;
  Mode mode_ = Mode::Initial;
  Quirks quirks_ = Quirks::Yes;
  bool moved_formatting_ = false;
  bool frameset_ok_ = true;
  /// Whether a table in a paragraph may have closed it.
  bool is_doubtful_ = false;
  Id latest_id_ = kNoId;
  bool form_open_ = false;  ///< the form element pointer
  Id form_ = kNoId;
  std::vector<Formatting> formatting_;   ///< the list of active formatting elements
  std::size_t formatting_elements_ = 0;  ///< in it, without the markers
};

template <class Matches, class Barrier>
std::size_t OpenElements::find(Matches matches, Barrier barrier) const {
  for (std::size_t i = stack_.size(); i > 0; --i) {
    const Entry& entry = stack_[i - 1];
    if (entry.space == Space::Html && matches(entry)) return i - 1;
    if (barrier(entry)) return kNone;
  }
  return kNone;
}

}  // namespace dateline
