#pragma once

// The file of --report: one JSON object that lists the failures and tells what was done.

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "common/result.hpp"

namespace dateline {

/// Failures are written as they come, so a run with a million of them holds none in memory.
class ReportFile {
 public:
  /// Usage when the file cannot be written, before any work is done.
  static Result<ReportFile> create(const std::string& path);

  void add_failure(std::string_view place, std::string_view reason);

  /// `members` is a JSON object; its members follow the failures. Input when not everything could
  /// be written.
  Result<void> finish(std::string_view members);

 private:
  explicit ReportFile(std::string path);

  std::string path_;
  std::ofstream out_;
  bool has_failures_ = false;
};

}  // namespace dateline
