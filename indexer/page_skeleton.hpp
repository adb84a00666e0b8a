#pragma once

// A page as the HTML parser gets it: its tags without their attributes, and one placeholder
// character in place of each run of text. The parser takes a long step for every character, but its
// tree depends only on where text stands, whether it begins with white space, and on which tags; so
// text and attributes are put back into the tree afterwards. An element is known by where its tag
// stands; where the parser compares or merges attributes, a number stands for them. A subtree whose
// tags nest as they are written is one placeholder too: its tree is known without the parser.
//
// Placeholders are private-use characters of planes 15 and 16. Those of the page itself never reach
// the parser: they are text.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/html_document.hpp"
#include "indexer/html_tag.hpp"
#include "indexer/html_tokens.hpp"

namespace dateline {

enum class TextKind {
  Data,          ///< runs of white space shrink to one character
  Preformatted,  ///< white space stays; also RCDATA
  Raw,           ///< the same, and without character references
};

/// Names that only the parser knows cost it time; beyond this number they are text. No page has a
/// hundredth of them.
inline constexpr std::size_t kMaxRareReferences = 50'000;

/// Written tag by tag, then read once by whoever parses markup(). Text is put in as the standard's
/// tokenizer would hand it on: references resolved, line ends normalised, control characters
/// replaced. Linear.
class PageSkeleton {
 public:
  /// Memory for a page of `page_bytes`. Text beyond `max_text_bytes` (as written) is left out.
  explicit PageSkeleton(std::size_t page_bytes = 0,
                        std::size_t max_text_bytes = static_cast<std::size_t>(-1));

  void add_text(std::string_view text, TextKind kind);
  /// `attributes` holds those of `tag` that are wanted.
  void add_start_tag(const TagToken& tag, Tag name, std::span<const AttributeToken> attributes);
  /// With its attributes as markup: where the parser must see them.
  void add_plain_start_tag(const TagToken& tag, std::span<const AttributeToken> attributes);
  void add_end_tag(std::string_view name);
  /// Markup that has no text in it.
  void add_markup(std::string_view markup) {
    open_subtrees_.clear();
    markup_ += markup;
  }

  /// The parser has put down the text before the latest tag.
  void settle_text() { subtree_end_ = kNowhere; }
  /// Parts the subtrees from the text behind them, unless the text was put down: as elements they
  /// would have parted it.
  void part_subtrees();

  /// As add_start_tag(), of an element that OpenElements::inserts_in_place() tells of; `depth` is
  /// that of the element. If nothing but text and other such subtrees is added until it ends, it
  /// becomes one placeholder.
  void begin_subtree(const TagToken& tag, Tag name, std::span<const AttributeToken> attributes,
                     std::size_t depth);
  /// Ends the element whose subtree began last, if it is this one and is nothing but a subtree;
  /// otherwise does nothing and returns false.
  bool end_subtree(Tag name, std::size_t depth);
  /// Such an element without content.
  void add_leaf(const TagToken& tag, Tag name, std::span<const AttributeToken> attributes);
  /// Takes back the leaf that was added last.
  void take_back_leaf();

  const std::string& markup() const { return markup_; }

  /// Makes the tags of tables, selects and foreign content those of unknown elements, in place.
  void rename_fragile_tags();

  /// Whether text was left out, or more rare references stand in it than the parser is given.
  bool text_cut() const { return text_cut_; }

  /// What the parser's text stands for. The view lives as long as the skeleton, which must not be
  /// written to or moved any more.
  std::string_view text_of(std::string_view parsed);

  /// One attribute of an element as the parser has it.
  struct ParsedAttribute {
    std::string_view name;
    std::string_view value;
  };

  /// All attributes that add_start_tag() took. The views live as long as those of text_of().
  std::vector<HtmlAttribute> attributes() const;

  struct AttributeRange {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  /// A subtree that the parser knows as a placeholder.
  struct Subtree {
    Tag tag = Tag::Other;
    AttributeRange attributes;
    std::string_view content;  ///< as if it came from the parser
  };

  struct Piece {
    std::string_view text;           ///< for text_of(); may be empty
    std::optional<Subtree> subtree;  ///< behind it
    std::size_t size = 0;            ///< bytes of both
  };

  /// What the parser's text begins with, up to and with the first subtree.
  Piece first_piece(std::string_view parsed) const;

  /// Where the attributes of an element stand in attributes() that has none for the parser and
  /// whose tag begins at `position` of markup().
  AttributeRange attributes_at(std::size_t position);

  /// Where the attributes of any other element stand in `attributes`, which attributes() began and
  /// to which others may be added here. Those added view `parsed`.
  AttributeRange attributes_of(std::span<const ParsedAttribute> parsed,
                               std::vector<HtmlAttribute>& attributes) const;

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  struct Attribute {
    Range name;
    Range value;
    bool unresolved = false;  ///< `value` holds references as written
  };

  /// A list of attributes that the parser does without.
  struct Place {
    std::size_t position;  ///< of its tag in `markup_`
    std::size_t list;
  };

  /// An element that has only text and subtrees in it so far.
  struct OpenSubtree {
    Tag tag;
    std::size_t depth;
    std::size_t begin;    ///< of its start tag in `markup_`
    std::size_t content;  ///< behind the start tag
    std::size_t list;     ///< kNoList without attributes
    std::size_t places;   ///< before it
  };

  struct ClosedSubtree {
    Tag tag;
    std::size_t list;
    Range content;  ///< in `contents_`
  };

  /// Each plane ends in two characters that the parser would replace.
  static constexpr std::size_t kPlaceholders = 0xFFFE;
  static constexpr char32_t kFirstPlaceholder = 0xF0000;
  /// Runs beyond the first plane: one of these, then one of the others.
  static constexpr char32_t kFirstPrefix = 0x100000;
  static constexpr std::size_t kPlaceholderBytes = 4;

  /// Ends the name of an attribute whose value the parser has to resolve; the number of the
  /// attribute stands before it. No attribute of a page that is kept begins with a digit.
  static constexpr char kValueSuffix = 'v';

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  static constexpr std::size_t kNoList = static_cast<std::size_t>(-1);
  static constexpr std::size_t kSubtreeRun = static_cast<std::size_t>(-1);

  /// The placeholder or prefix at `position`; 0 for anything else.
  static char32_t read_placeholder(std::string_view parsed, std::size_t position);
  void add_subtree(const ClosedSubtree& subtree);
  void add_placeholder();
  bool in_run() const { return markup_.size() == run_end_; }
  void add_space(char c);
  void add_to_run(std::string_view text);
  std::size_t add_reference(std::string_view text, std::size_t position);
  Range store_name(std::string_view name);
  bool store_value(std::string_view value);
  bool has_name(std::size_t first, std::string_view name) const;
  bool has_unresolved(AttributeRange list) const;
  bool needs_number(Tag name, AttributeRange list) const;
  std::size_t add_list(Tag name, std::span<const AttributeToken> attributes);
  void add_unresolved(std::size_t number);
  std::string key_of(AttributeRange list) const;
  std::string_view at(Range range) const {
    return std::string_view(text_).substr(range.begin, range.end - range.begin);
  }

  std::string markup_;
  std::string text_;                    ///< all that placeholders and numbers stand for
  std::string contents_;                ///< of the subtrees
  std::vector<Range> runs_;             ///< by placeholder; of a subtree its number and kSubtreeRun
  std::size_t subtree_end_ = kNowhere;  ///< of `markup_`, after the latest if not put down
  std::vector<OpenSubtree> open_subtrees_;
  std::vector<ClosedSubtree> subtrees_;
  std::size_t text_left_;
  std::size_t references_left_ = kMaxRareReferences;
  bool text_cut_ = false;
  std::size_t run_end_ = static_cast<std::size_t>(-1);  ///< of `markup_`, when a run was last
  std::vector<Attribute> attributes_;
  std::vector<AttributeRange> lists_;
  std::vector<Place> places_;   ///< in the order of the markup
  std::size_t last_list_ = 0;   ///< that add_start_tag() made
  std::size_t next_place_ = 0;  ///< of the latest tag asked about, or behind it
  std::unordered_map<std::string, std::size_t> formatting_lists_;
  std::deque<std::string> joined_;  ///< texts of more than one run
};

}  // namespace dateline
