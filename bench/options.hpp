#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bench/corpus_writer.hpp"
#include "common/argument_file.hpp"
#include "common/result.hpp"

namespace dateline {

struct BenchOptions {
  std::string database;
  std::string queries_file;          ///< empty: queries are made from the database's own vocabulary
  std::vector<std::string> classes;  ///< only these; empty for all
  std::size_t queries_per_class = 20;
  std::uint64_t seed = 1;
  std::size_t warmup_rounds = 3;
  std::size_t rounds = 10;
  std::size_t threads = 1;
  std::size_t hits = 10;      ///< fetched for each query
  std::size_t fragments = 2;  ///< made for each hit
  std::string json_file;      ///< empty: no export
  /// Set when a corpus is to be made and nothing measured; `seed` is its own.
  std::optional<CorpusRequest> corpus = {};
  /// Set when all that was asked for is a text (--help, --help-all, --version).
  std::optional<std::string> text_to_print = {};
};

/// Reads a command line (program name first) and, before it, what it leaves of the file's options.
/// Opens nothing. An error is of code Usage.
Result<BenchOptions> parse_bench_options(std::span<char* const> arguments,
                                         const ArgumentFile& file = {});

}  // namespace dateline
