#pragma once

#include <string>

namespace dateline {

/// The query language for a person to read; what --help-query prints.
std::string query_help();

}  // namespace dateline
