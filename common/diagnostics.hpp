#pragma once

// How the programs speak of what went wrong: `program: message` and, on a line of its own, what to
// try.

#include <iosfwd>
#include <string_view>

#include "common/error.hpp"

namespace dateline {

/// Writes the error for a person to read; untrusted text in it is made printable.
void print_error(std::string_view program, const Error& error, std::ostream& err);

/// The exit status that an error means when it ends a program.
int exit_status_of(const Error& error);

/// For the last handler in main(), inside a catch block: the exception nobody expected. Returns the
/// exit status.
int report_internal_error(std::string_view program, std::ostream& err);

}  // namespace dateline
