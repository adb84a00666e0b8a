#pragma once

// What a database holds, counted.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/result.hpp"

namespace dateline {

/// Names and how many articles have them, the most frequent first, then by name.
using Tally = std::vector<std::pair<std::string, std::uint64_t>>;

struct IndexStatistics {
  std::uint64_t documents = 0;
  Tally kinds;
  Tally languages;
  Tally years;  ///< of publication, the latest first
  Tally date_precision;
  Tally date_evidence;
  Tally sites;  ///< all of them
  std::uint64_t stories = 0;
  std::uint64_t in_stories = 0;      ///< articles that share one
  std::uint64_t postings = 0;        ///< words of all articles together, headline words weighted
  std::uint64_t files = 0;           ///< read, archives counted once
  std::uint64_t failed_files = 0;    ///< of those, without an article that can be read
  std::uint64_t skipped_files = 0;   ///< of those, of another kind
  std::uint64_t failed_records = 0;  ///< of archives
  Tally table_bytes;

  std::uint64_t bytes() const;
};

/// Counts what the database at `directory` holds.
Result<IndexStatistics> read_statistics(const std::string& directory);

/// Lines for a person.
std::string to_string(const IndexStatistics& statistics);

/// One object of one line.
std::string to_json(const IndexStatistics& statistics);

}  // namespace dateline
