#pragma once

// Runs a program as a user would, in a folder of its own.

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::test {

struct ProgramResult {
  int status = -1;  ///< exit status; 128 + N when signal N ended it
  std::string out;
  std::string err;
};

struct ProgramInput {
  std::string standard_input = {};
  std::filesystem::path folder = {};  ///< working directory; empty for the current one
  std::map<std::string, std::string> environment =
      {};  ///< added to a bare one (PATH, HOME in a scratch folder)
  /// A signal for the program after so long, if it still runs.
  std::optional<std::chrono::microseconds> signal_after = std::nullopt;
  int signal = SIGKILL;
  /// No file can be made larger than so many bytes.
  std::optional<std::uint64_t> max_file_bytes = std::nullopt;
};

/// The install tree under test.
std::filesystem::path install_prefix();

/// Where one of the three programs lies in it; an absolute path is itself.
std::string program_path(std::string_view name);

/// A bare environment (see ProgramInput) and `added`, as NAME=VALUE.
std::vector<std::string> program_environment(const std::map<std::string, std::string>& added);

/// Runs one of the three programs from the install tree under test ("dateline-index", ...), or any
/// program by its absolute path.
ProgramResult run_program(std::string_view name, const std::vector<std::string>& arguments,
                          const ProgramInput& input = {});

}  // namespace dateline::test
