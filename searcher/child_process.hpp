#pragma once

// Other programs, run beside this one.

#include <string>
#include <sys/types.h>
#include <vector>

#include "common/result.hpp"

namespace dateline {

struct ProgramCall {
  std::vector<std::string> arguments;      ///< the program, looked for in PATH, comes first
  std::vector<std::string> defaults = {};  ///< NAME=VALUE, for variables that are not set
  int standard_input = -1;                 ///< -1: that of this process
};

/// Runs it with the signals of an ordinary program. It is an error (of code Input) when there is no
/// such program.
Result<pid_t> start_program(const ProgramCall& call);

/// Waits for its end and returns its exit status; 128 + N when signal N ended it.
int wait_for_program(pid_t program);

}  // namespace dateline
