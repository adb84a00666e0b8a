#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/argument_file.hpp"
#include "common/result.hpp"
#include "searcher/hit_template.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/result_page.hpp"

namespace dateline {

enum class OutputFormat : std::uint8_t {
  Text,
  Json,      ///< the records of Ndjson as one array
  Ndjson,    ///< one object a line
  Csv,       ///< RFC 4180, a header and one hit a line
  Html,      ///< one page that needs nothing else
  Trec,      ///< a run: query id, Q0, article id, rank, score, tag
  Paths,     ///< the file of each hit, once
  Template,  ///< each hit by SearchOptions::hit_template
};

enum class ColorMode : std::uint8_t { Auto, Always, Never };

enum class HyperlinkMode : std::uint8_t { Auto, Always, Never };

enum class PagerMode : std::uint8_t { Auto, Never };

struct SearchOptions {
  std::vector<std::string> databases;  ///< empty: the default one
  std::string query;                   ///< words joined by blanks; "-" stands for standard input
  bool has_query = false;
  std::optional<std::string> queries_file;  ///< "-" stands for standard input
  std::optional<std::string> show_id;       ///< the words of a query, if there is one, are marked
  std::optional<std::size_t> open_rank;     ///< the hit to open in the browser, from 1
  bool count_only = false;
  bool analyze_only = false;

  QueryContext context = {};  ///< the clock is that of --now, else the system's
  bool near_misses = true;
  SortOrder sort = SortOrder::Relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;
  FragmentLimits fragments = {};
  Collapse collapse = Collapse::Story;  ///< None for a TREC run that does not ask for it
  Recency recency = Recency::Low;
  bool expand = false;
  std::optional<std::string> like;  ///< an article's id or path
  std::vector<FacetRequest> facets;
  std::optional<TimelineUnit> timeline;
  bool list_copies = false;
  bool explain = false;
  Undated undated = Undated::Default;
  std::vector<Query> filters;  ///< what --since, --until and --lang ask for

  OutputFormat format = OutputFormat::Text;
  HitTemplate hit_template;    ///< of --template
  bool ends_with_nul = false;  ///< of paths and templates: NUL, not a line break, ends each
  bool status_only = false;    ///< nothing is printed
  ColorMode color = ColorMode::Auto;
  HyperlinkMode hyperlinks = HyperlinkMode::Auto;
  PagerMode pager = PagerMode::Auto;

  /// Set when all that was asked for is a text (--help and its like, --version).
  std::optional<std::string> text_to_print;
};

/// Reads a command line (program name first) and, before it, what it leaves of the file's options.
/// Opens nothing. An error is of code Usage. A word that begins with one minus and is no option of
/// ours is part of the query: -brexit.
Result<SearchOptions> parse_search_options(std::span<char* const> arguments,
                                           const ArgumentFile& file = {});

}  // namespace dateline
