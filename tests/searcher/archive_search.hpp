#pragma once

// Searching the small archive, as tests of the searcher do.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query_parser.hpp"
#include "searcher/searcher.hpp"

namespace dateline::test {

/// An afternoon in March 2023.
inline constexpr std::chrono::sys_seconds kNow =
    std::chrono::sys_days{std::chrono::year{2023} / 3 / 22} + std::chrono::hours{15};

/// One database for all tests that only read.
const std::string& archive_path();

Searcher open_archive();

Query parse(std::string_view text, DefaultOperator default_operator = DefaultOperator::All);

ResultPage search(const SearchRequest& request);

/// Of the hits in order; near misses begin with a tilde.
std::vector<std::string> ids(const ResultPage& page);

}  // namespace dateline::test
