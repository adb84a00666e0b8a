#pragma once

// Which words of an article the query matched, and the passages that show it best.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/schema.hpp"
#include "searcher/match_finder.hpp"
#include "searcher/sought.hpp"
#include "searcher/stemmers.hpp"

namespace dateline {

/// A passage of a field. Marks are sorted, disjoint ranges of `text` on code-point borders.
struct Fragment {
  FieldId field = FieldId::Text;  ///< Text for the body, Lead for the standfirst, Author for names
  std::size_t paragraph = 0;      ///< of the body, from 1; 0 elsewhere
  std::string text = {};          ///< without line breaks
  std::vector<ByteRange> marks = {};
  bool cut_before = false;  ///< `text` begins inside a sentence
  bool cut_after = false;   ///< `text` ends inside a sentence

  bool operator==(const Fragment&) const = default;
};

struct FragmentLimits {
  std::size_t count = 2;
  std::size_t max_bytes = 240;    ///< of a fragment; one unbroken word may exceed it
  bool whole_paragraphs = false;  ///< instead of `max_bytes`

  bool operator==(const FragmentLimits&) const = default;
};

/// An article's headline marks and fragments, best passages chosen, in text order.
struct Highlights {
  std::vector<ByteRange> title;
  std::vector<Fragment> fragments;
};

/// Marks the terms of one query in articles, see MatchFinder. Linear in the text. One thread at a
/// time.
class Highlighter {
 public:
  /// `stemmers` outlives it.
  Highlighter(std::vector<SoughtTerm> terms, Stemmers& stemmers);

  /// Passages never overlap. Once as many paragraphs as passages are asked for show all terms, what
  /// follows is not looked at: an article says first what matters. Where no term is in lead or body
  /// (a headline match, a query of filters) the one passage is the beginning of the text. Names
  /// that an author: asked for come first, on top of the number asked for.
  Highlights highlight(const Article& article, const FragmentLimits& limits);

  /// The marks in `text`, taken as the whole content of `field` (Title, Lead, Author, or Text for
  /// the body).
  std::vector<ByteRange> mark(std::string_view text, FieldId field, std::string_view language);

 private:
  /// A paragraph that has matches, which are a range of matches_.
  struct Paragraph {
    FieldId field = FieldId::Text;
    std::size_t number = 0;  ///< of the body, from 1
    std::string_view text;
    std::size_t first = 0;
    std::size_t last = 0;
  };

  /// Matches first..last of a paragraph, to be shown together.
  struct Window {
    std::size_t paragraph = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    double score = 0;
  };

  struct Chosen {
    std::size_t paragraph = 0;
    ByteRange range;
    bool cut_before = false;
    bool cut_after = false;
  };

  void read(std::string_view text, FieldId field, std::size_t number, std::string_view language);
  void read_body(std::string_view body, std::string_view language);
  bool shows_all(const Paragraph& paragraph, const FragmentLimits& limits);
  Window best_window(const FragmentLimits& limits);
  void consider(std::size_t paragraph, const FragmentLimits& limits, Window& best);
  Chosen cut(const Window& window, const FragmentLimits& limits) const;
  void choose(const FragmentLimits& limits);
  Fragment to_fragment(const Chosen& chosen) const;
  void add_byline(const Article& article, std::vector<Fragment>& fragments);

  MatchFinder finder_;
  // Reused from article to article.
  std::vector<Paragraph> paragraphs_;
  std::vector<TermMatch> matches_;
  std::vector<char> is_shown_;         ///< by match
  std::vector<double> worth_;          ///< by side, what showing it once more adds
  std::vector<std::uint32_t> counts_;  ///< by side, in a window or paragraph
  std::vector<Chosen> chosen_;
};

}  // namespace dateline
