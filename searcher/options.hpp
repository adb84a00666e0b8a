#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/result.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"

namespace dateline {

enum class OutputFormat : std::uint8_t {
  Text,
  Json,    ///< the records of Ndjson as one array
  Ndjson,  ///< one object a line
  Trec,    ///< a run: query id, Q0, article id, rank, score, tag
};

enum class ColorMode : std::uint8_t { Auto, Always, Never };

struct SearchOptions {
  std::vector<std::string> databases;  ///< empty: the default one
  std::string query;                   ///< words joined by blanks; "-" stands for standard input
  bool has_query = false;
  std::optional<std::string> queries_file;  ///< "-" stands for standard input
  std::optional<std::string> show_id;
  bool count_only = false;
  bool analyze_only = false;

  QueryContext context = {};  ///< the clock is that of --now, else the system's
  bool near_misses = true;
  SortOrder sort = SortOrder::Relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;
  std::size_t fragments = 2;
  Collapse collapse = Collapse::Story;  ///< None for a TREC run that does not ask for it
  Recency recency = Recency::Low;
  bool expand = false;
  Undated undated = Undated::Default;
  std::vector<Query> filters;  ///< what --since, --until and --lang ask for

  OutputFormat format = OutputFormat::Text;
  ColorMode color = ColorMode::Auto;

  /// Set when all that was asked for is a text (--help, --help-query, --version).
  std::optional<std::string> text_to_print;
};

/// Reads a command line (program name first). Opens nothing. An error is of code Usage. A word
/// that begins with one minus and is no option of ours is part of the query: -brexit.
Result<SearchOptions> parse_search_options(std::span<char* const> arguments);

}  // namespace dateline
