#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/argument_file.hpp"
#include "common/result.hpp"

namespace dateline {

/// How much the indexer says of its own accord.
enum class Verbosity { Quiet, Normal, Verbose };

enum class ProgressStyle {
  Auto,  ///< a line that is drawn anew, on a terminal only
  Never,
  Json,  ///< a JSON line now and then
};

enum class IndexCommand {
  Index,
  Extract,  ///< prints articles, has no database
  Forget,   ///< takes the articles of the paths out
  Check,
  Compact,
  Statistics,
};

struct IndexOptions {
  std::vector<std::string> paths;  ///< as typed; "-" stands for a list on standard input
  std::string database;            ///< empty with Extract
  IndexCommand command = IndexCommand::Index;
  bool nul_separated = false;  ///< the list on standard input
  std::size_t threads = 1;
  std::uint64_t max_page_bytes = 0;
  std::vector<std::string> globs;
  bool follow_links = false;
  bool reads_all = false;      ///< also files that have not changed
  bool prunes_always = false;  ///< removes vanished pages even when most have vanished
  std::optional<std::chrono::seconds> wait;
  Verbosity verbosity = Verbosity::Normal;
  ProgressStyle progress = ProgressStyle::Auto;
  std::string report_file;  ///< of JSON; empty for none
  /// Set when all that was asked for is a text (--help, --help-all, --version).
  std::optional<std::string> text_to_print;
};

/// Reads a command line (program name first) and, before it, what it leaves of the file's options.
/// Opens nothing. An error is of code Usage.
Result<IndexOptions> parse_index_options(std::span<char* const> arguments,
                                         const ArgumentFile& file = {});

}  // namespace dateline
