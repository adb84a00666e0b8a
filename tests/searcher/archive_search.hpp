#pragma once

// Searching the small archive, as tests of the searcher do.

#include <chrono>
#include <functional>
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

/// Makes an archive of many articles at `path`, and searches it through what `open` opens while a
/// writer changes them all, again and again: blocks of a revision are written over two commits
/// later, and what a reader then meets must not reach the user.
void outlive_a_writer(const std::string& path, const std::function<Result<Searcher>()>& open);

}  // namespace dateline::test
