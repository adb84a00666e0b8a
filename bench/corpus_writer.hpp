#pragma once

// Writing a made corpus to disk.

#include <cstdint>
#include <string>

#include "common/result.hpp"

namespace dateline {

struct CorpusRequest {
  std::uint64_t articles = 0;
  std::uint64_t seed = 1;
  /// A file of JSON lines when it ends in ".jsonl" (replaced if it is there), otherwise a directory
  /// of HTML pages, 500 to a subdirectory: 00000/0000000.html, ...
  std::string out;
};

struct CorpusSummary {
  std::uint64_t articles = 0;
  std::uint64_t copies = 0;  ///< of these, syndicated ones
  std::uint64_t bytes = 0;
};

/// Makes the articles one after the other and writes each at once: memory does not grow with their
/// number. The directory is made when it is missing; one that holds anything is refused (code
/// Usage), and so is what cannot be written.
Result<CorpusSummary> write_corpus(const CorpusRequest& request);

}  // namespace dateline
